"""Members who write: listed links in disguise, clean messages that look like them; and moderators who undo a removal."""

from localdiscord import Interaction, Json
from tests.crash.acting import Acting
from tests.crash.ledger import Post, says
from tests.crash.town import Place
from tests.process.server import showing_all

_DISGUISES = (
    "look https://{host}/threads/{token}",
    "hxxps://{bracketed}/threads/{token}",
    "[here](https://{host}/threads/{token}), my friends",
    "HTTPS://{upper}/threads/{token}",
    "https://{wide}/threads/{token}",
    "{dotted}/threads/{token}",
)
_CLEAN = (
    "{token}: https://not-{host}/threads/1",
    "{token}: https://{host}.example.org/threads/1",
    "{token}: https://{other}/threads/1",
    "{token}: nothing to see, only words like kiwi and example",
)
_WIDE = str.maketrans({chr(small): chr(small + 0xFEE0) for small in range(ord("a"), ord("z") + 1)})


class Posting(Acting):
    """Anybody who writes."""

    async def posted(self, place: Place, host: str, *, listed: bool, text: str = "") -> Post:
        """A member posts something with this host; `text`: in which words."""
        token = self.ledger.token("post")
        words = (text or self.rng.choice(_DISGUISES if listed else _CLEAN)).format(
            host=host,
            token=token,
            bracketed=host.replace(".", "[.]"),
            dotted=host.replace(".", " dot "),
            upper=host.upper(),
            wide=host.translate(_WIDE),
            other=next(other.listed for other in self.town.places if other is not place),
        )
        channel = self.rng.choice(place.channels)
        message = await self.fd.send(self.rng.choice(place.members), channel, words)
        assert message is not None, "nothing blocks messages here"
        entry = Post(
            name=f"message {message['id']}", guild=place.guild, message=message, token=token, listed=listed
        )
        self.ledger.posts.append(entry)
        self.ledger.note(entry, f"posted{'' if self.bot.up else ' while Rowan is down'}: {words}")
        self.ledger.counts["listed messages" if listed else "clean messages"] += 1
        return entry


def _is_undone(shown: Interaction) -> bool:
    done = ("detection-undo-done", "detection-undo-done-plain", "detection-undone-already")
    return any(says(shown, key) for key in done)


class Writing(Posting):
    """Posts by members, whether Rowan runs or not."""

    async def post(self) -> None:
        """A message that must go, or one that must stay."""
        place, listed = self.somewhere(), self.rng.random() < 0.6
        await self.posted(place, place.listed, listed=listed)

    async def undone(self) -> None:
        """A place is listed, a message with it is removed, and a moderator finds that this was a mistake."""
        place = self.somewhere()
        here, host = place.server, f"{self.ledger.token('mistake')}.example.net"
        adding = self.fd.slash(
            here.moderator, here.general, "blocklist add", pattern=host, category="harassment"
        )
        added = await self.answer_to(adding)
        if added is None or not says(added, "list-added"):
            return
        entry = await self.posted(place, host, listed=True)
        if not await self._until(lambda: self._card(place, entry)):
            return
        form = await self.pressed(entry, here.moderator, lambda: self._card(place, entry), "detection:*:undo")
        if form is not None and form.modal:
            scope = self.rng.choice(["message", "site"])
            shown = await self.sent(entry, form, _is_undone, scope=scope)
            entry.undone = shown is not None and _is_undone(shown)
        self.ledger.counts["removals undone"] += entry.undone

    def _card(self, place: Place, entry: Post) -> Json | None:
        return next(iter(showing_all(place.in_review("detection:*:undo"), [entry.token])), None)
