"""Moderators who speak about places on the shared list."""

from typing import Any

from localdiscord import Interaction
from tests.crash.ledger import CONFIRM, DISPUTE, NOTHING, Post, Stances, heard, says
from tests.crash.town import Place
from tests.crash.writing import Posting

_MOST = 30  # places; what is said later is about one of them
_QUORUM = 2  # groups of servers, by default
_TRIES = 3
_PROBE = "https://{host}/threads/{token}"
_VERBS = {
    "confirm": ("sharing-confirmed", CONFIRM),
    "dispute": ("sharing-disputed", DISPUTE),
    "retract": ("sharing-retracted", NOTHING),
}


class Sharing(Posting):
    """Stances; one server at a time speaks about a place."""

    async def speak(self) -> None:
        """Propose a place, or say something about one that was proposed."""
        free = [entry for entry in self.ledger.stances if not entry.busy]
        if not free or (len(self.ledger.stances) < _MOST and self.rng.random() < 0.3):
            entry = self._proposal()
        else:
            entry = self.rng.choice(free)
        entry.busy = True
        try:
            await (self._propose(entry) if not entry.story else self._say(entry))
        finally:
            entry.busy = False

    def _proposal(self) -> Stances:
        pattern = f"{self.ledger.token('shared')}.example.com"
        entry = Stances(
            name=pattern,
            guild=self.somewhere().guild,
            pattern=pattern,
            said={place.guild: {NOTHING} for place in self.town.places},
        )
        self.ledger.stances.append(entry)
        return entry

    async def _propose(self, entry: Stances) -> None:
        await self._spoken(entry, entry.guild, "add", "sharing-confirmed", CONFIRM, share=True)

    async def _say(self, entry: Stances) -> None:
        place, verb = self.somewhere(), self.rng.choice(list(_VERBS))
        await self._spoken(entry, place.guild, verb, *_VERBS[verb])

    async def probe(self) -> list[Post]:
        """Have members post what the shared list speaks about, where it is on no other list; what is listed must go.

        For each place with the state in which the servers believe it to be; the last message of a server is listed in any case,
        so that once it is gone the others had their turn.
        """
        probes = []
        for entry in self.ledger.stances:
            if not entry.certain:
                continue
            place = self.rng.choice([place for place in self.town.places if place.guild != entry.guild])
            await self._asked(entry, place)
            listed = entry.state(_QUORUM) == "listed"
            probes.append(await self.posted(place, entry.pattern, listed=listed, text=_PROBE))
        fences = [
            await self.posted(place, place.listed, listed=True, text=_PROBE) for place in self.town.places
        ]
        return [*probes, *fences]

    async def _asked(self, entry: Stances, place: Place) -> None:
        """What `/blocklist show` says of it."""
        here, shown = place.server, None
        for _ in range(
            _TRIES
        ):  # after a start, with much to catch up on, an answer may take too long for Discord
            shown = await self.answer_to(
                self.fd.slash(here.moderator, here.general, "blocklist show", pattern=entry.pattern)
            )
            if shown is not None:
                break
        state = entry.state(_QUORUM)
        self.ledger.note(entry, f"shown, where {state} is expected: {heard(shown) if shown else 'no answer'}")
        entry.shown_otherwise = shown is not None and not says(shown, f"sharing-state-{state}")

    async def _spoken(
        self, entry: Stances, guild: str, verb: str, key: str, stance: str, **more: Any
    ) -> None:
        here = self.town.of(guild).server
        if verb == "add":
            more["category"] = "harassment"
        command = f"blocklist {verb}"
        asking = self.fd.slash(here.moderator, here.general, command, pattern=entry.pattern, **more)
        shown = await self.answer_to(asking)
        name = self.fd.guilds[guild]["name"]
        self.ledger.note(entry, f"{name} says {verb}: {heard(shown) if shown else 'no answer'}")
        if shown is not None and _nothing_was_done(shown):
            return
        told = shown is not None and says(shown, key)
        entry.said[guild] = {stance} if told else entry.said[guild] | {stance}
        self.ledger.counts["stances"] += told


def _nothing_was_done(shown: Interaction) -> bool:
    return any(says(shown, key) for key in ("sharing-unknown", "sharing-nothing-said"))
