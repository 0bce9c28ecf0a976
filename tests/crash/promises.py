"""What Rowan promises, held against the ledger: each promise names what breaks it. Nothing here waits or changes anything."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from db.engine.statements import Row
from localdiscord import FakeDiscord, Json, message_text, walk_components
from localdiscord.shapes import DM
from tests.crash.ledger import (
    CLAIMED,
    DISMISSED,
    LISTED,
    NOTHING,
    OPEN,
    TOKEN,
    WITHDRAWN,
    Case,
    Entry,
    Ledger,
    Post,
    says,
)
from tests.crash.stored import Stored
from tests.crash.town import Town
from tests.process.server import has_button
from tests.wording import readable, say, sentence

Read = TypeVar("Read")

_STATES = {
    OPEN: ("case-state-open", "case-state-reopened"),
    CLAIMED: ("case-state-claimed",),
    DISMISSED: ("case-state-closed-dismissed",),
    LISTED: ("case-state-closed-listed",),
}


@dataclass(frozen=True)
class Broken:
    """Something that is not as people were told."""

    promise: str
    what: str
    entry: Entry | None = None

    @property
    def key(self) -> tuple[str, str]:
        """By which it is known again: told once."""
        return self.promise, self.entry.name if self.entry else self.what


@dataclass
class Promises:
    """All of them; `broken` looks at everything anew."""

    fd: FakeDiscord
    town: Town
    ledger: Ledger
    stored: Stored
    checks: dict[str, Callable[[], Iterator[Broken]]] = field(init=False)
    _read: dict[tuple[str, int, str], object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.checks = {
            "every acknowledged report has exactly one card, in the right channel": self._cards,
            "every card says what the database says, and what people were told": self._texts,
            "every decision that was told stands": self._decisions,
            "every listed message is gone": self._listed,
            "no clean message was removed": self._clean,
            "nobody else is said to have removed what Rowan removed": self._foreign,
            "what was undone went back to its author": self._returned,
            "every removal stands on exactly one card": self._detections,
            "every removal is told of in one notice": self._told,
            "every stance that was told counts": self._stances,
            "every follower's copy shows the newest version, none twice": self._copies,
            "nobody was mentioned": self._mentions,
            "the database is sound": self._sound,
        }

    def broken(self) -> list[Broken]:
        """Everything that is broken at this moment."""
        return [each for check in self.checks.values() for each in check()]

    # Reports and cases

    def _cards(self) -> Iterator[Broken]:
        promise = "every acknowledged report has exactly one card, in the right channel"
        for case, cards in self._with_cards():
            here = [card for card in cards if card["channel_id"] == self.town.of(case.guild).server.review]
            if len(here) != 1 or len(cards) != 1:
                urgent = "an emergency" if case.urgent else "no emergency"
                yield Broken(promise, f"{case.name} ({urgent}) has {len(cards)} cards", case)

    def _texts(self) -> Iterator[Broken]:
        promise = "every card says what the database says, and what people were told"
        rows = {row["id"]: row for row in self._rows("SELECT id, state, outcome FROM cases")}
        for case, cards in self._with_cards():
            row, card = rows.get(case.number), cards[0] if cards else None
            if row is None or card is None:
                continue
            stands = str(row["outcome"] if row["state"] == "closed" else row["state"])
            if not any(self._says(card, key) for key in _STATES.get(stands, ())):
                yield Broken(promise, f"the card of {case.name} does not say {stands}", case)
            counts = range(len(case.reporters), len(case.tried) + 1)
            if self._once(card, "count", _reports) not in counts:
                yield Broken(promise, f"the card of {case.name} counts its reports otherwise", case)

    def _decisions(self) -> Iterator[Broken]:
        promise = "every decision that was told stands"
        rows = {row["id"]: row for row in self._rows("SELECT id, state, outcome FROM cases")}
        for case in self.ledger.cases.values():
            row = rows.get(case.number)
            if row is None:
                yield Broken(promise, f"{case.name} is not in the database", case)
                continue
            stands = str(row["outcome"] if row["state"] == "closed" else row["state"])
            if stands not in case.may_be:
                yield Broken(promise, f"{case.name} is {stands}, not {' or '.join(case.may_be)}", case)
            if case.may_be_removed == {True} and self.fd.exists(case.message):
                yield Broken(promise, f"the message of {case.name} stands, though it was to go", case)

    def _with_cards(self) -> list[tuple[Case, list[Json]]]:
        """Every case, and all messages anywhere that are its card."""
        cards = self._by_subject("case")
        return [(case, cards.get(number, [])) for number, case in self.ledger.cases.items()]

    # Messages

    def _listed(self) -> Iterator[Broken]:
        for post in self.ledger.posts:
            if post.listed and self.fd.exists(post.message):
                yield Broken("every listed message is gone", f"{post.name} stands", post)

    def _clean(self) -> Iterator[Broken]:
        promise = "no clean message was removed"
        for post in self.ledger.posts:
            if not post.listed and not self.fd.exists(post.message):
                yield Broken(promise, f"{post.name} is gone", post)
        for case in self.ledger.cases.values():
            if case.may_be_removed == {False} and not self.fd.exists(case.message):
                yield Broken(promise, f"the message of {case.name} is gone", case)

    def _foreign(self) -> Iterator[Broken]:
        promise = "nobody else is said to have removed what Rowan removed"
        for case, cards in self._with_cards():
            if case.called_foreign or any(self._says(card, "case-message-deleted") for card in cards):
                yield Broken(promise, f"{case.name}: somebody else is said to have deleted its message", case)
        posts = {post.token: post for post in self.ledger.posts}
        for number, cards in self._by_subject("detection").items():
            for card in cards:
                if any(
                    self._says(card, key) for key in ("detection-why-gone", "detection-group-outcome-gone")
                ):
                    post = next((posts[token] for token in self._tokens(card) if token in posts), None)
                    yield Broken(promise, f"the card of removal {number} says: somebody else did", post)

    def _returned(self) -> Iterator[Broken]:
        promise = "what was undone went back to its author"
        for case in self.ledger.cases.values():
            if not case.returned or self.fd.exists(case.message):
                continue
            if not self._has(case.message, case.token):
                yield Broken(promise, f"the author of {case.name}'s message has no text", case)
        for post in self.ledger.posts:
            if post.undone and not self._has(post.message, post.token):
                yield Broken(promise, f"the author of {post.name} has no text", post)

    def _has(self, message: Json, token: str) -> bool:
        letters = [each for each in self.fd.dms(message["author"]["id"]) if not has_button(each, "notice:*")]
        return any(token in self._tokens(letter) for letter in letters)

    def _told(self) -> Iterator[Broken]:
        promise = "every removal is told of in one notice"
        for row in self._rows(
            "SELECT id FROM detections WHERE outcome = 'removed' AND settled <> 'undone' AND author_is_member = 1 "
            "AND author_key IS NOT NULL AND notice_id IS NULL"
        ):
            yield Broken(promise, f"no notice tells of removal {row['id']}")
        for notice, sent in self._by_subject("notice", direct=True).items():
            if len(sent) > 1:
                yield Broken(promise, f"notice {notice} was sent {len(sent)} times")

    def _detections(self) -> Iterator[Broken]:
        promise = "every removal stands on exactly one card"
        by_number = self._by_subject("detection")
        for number, cards in by_number.items():
            if len(cards) != 1:
                yield Broken(promise, f"detection {number} has {len(cards)} cards")
        shown = {
            place.guild: Counter(
                token for card in place.in_review("detection:*") for token in self._tokens(card)
            )
            for place in self.town.places
        }
        for post in self.ledger.posts:
            if post.listed and shown[post.guild][post.token] != 1 and not self._counted(post, by_number):
                yield Broken(promise, f"{post.name} has {shown[post.guild][post.token]} cards", post)

    def _counted(self, post: Post, by_number: Mapping[int, Sequence[Json]]) -> bool:
        """Whether the removal is one of those that a card counts, and the card counts as many as there are."""
        leads = self._rows("SELECT lead_id FROM detections WHERE message_id = ?", int(post.message["id"]))
        if len(leads) != 1 or leads[0]["lead_id"] is None:
            return False
        lead = leads[0]["lead_id"]
        ((count,),) = self._rows("SELECT count(*) FROM detections WHERE lead_id = ?", lead)
        cards = by_number.get(lead, ())
        said = (
            "detection-group-count",
            "detection-group-messages",
        )  # the latter where not all of them are removed
        return len(cards) == 1 and any(sentence(key, count=count).stands_in(cards[0]) for key in said)

    # The shared list and campaigns

    def _stances(self) -> Iterator[Broken]:
        stand = {
            (row["pattern"], str(row["server_id"])): row["stance"]
            for row in self._rows(
                "SELECT e.pattern, s.server_id, s.stance FROM current_stances s "
                "JOIN shared_entries e ON e.id = s.entry_id"
            )
        }
        for entry in self.ledger.stances:
            if entry.shown_otherwise:
                yield Broken("every stance that was told counts", f"{entry.name} is shown otherwise", entry)
            for guild, may_be in entry.said.items():
                stance = stand.get((entry.pattern, guild), NOTHING)
                if stance not in may_be:
                    name = self.fd.guilds[guild]["name"]
                    yield Broken("every stance that was told counts", f"{entry.name}: {name} {stance}", entry)

    def _copies(self) -> Iterator[Broken]:
        promise = "every follower's copy shows the newest version, none twice"
        for update in self.ledger.updates:
            withdrawn = sentence("update-withdrawn", number=update.number)
            for place in self.town.places:
                copies = [
                    message
                    for message in self.fd.bot_messages(place.news)
                    if has_button(message, f"update:{update.number}") or withdrawn.stands_in(message)
                ]
                least = 1 if update.published and WITHDRAWN not in update.may_show else 0
                shown = [WITHDRAWN if withdrawn.stands_in(copy) else self._headline(copy) for copy in copies]
                if not least <= len(copies) <= 1 or not update.may_show.issuperset(shown):
                    where = self.fd.guilds[place.guild]["name"]
                    yield Broken(
                        promise,
                        f"{update.name} in {where}: shown is {shown or 'nothing'}, not {update.may_show}",
                        update,
                    )

    def _headline(self, copy: Json) -> str:
        return next(iter(self._tokens(copy)), "no headline")

    # Everything

    def _mentions(self) -> Iterator[Broken]:
        allowed = {place.alert_role: place.server.review for place in self.town.places}
        for channel in self.fd.messages:
            for message in self.fd.bot_messages(channel):
                roles = [role for role in message["mention_roles"] if allowed.get(role) != channel]
                if message["mention_everyone"] or message["mentions"] or roles:
                    yield Broken(
                        "nobody was mentioned", f"message {message['id']}: {message_text(message)[:200]!r}"
                    )

    def _sound(self) -> Iterator[Broken]:
        for fault in self.stored.faults():
            yield Broken("the database is sound", fault)

    def _by_subject(self, kind: str, *, direct: bool = False) -> dict[int, list[Json]]:
        """The messages of Rowan in any server (or all direct ones), by the row that their buttons are about."""
        found: dict[int, list[Json]] = {}
        channels = [name for name, about in self.fd.channels.items() if (about["type"] == DM) is direct]
        for channel in channels:
            for message in self.fd.bot_messages(channel):
                for number in self._once(message, kind, _subjects):
                    found.setdefault(number, []).append(message)
        return found

    # A message is read once, until it is edited: what is looked at grows with each kill.

    def _says(self, message: Json, key: str) -> bool:
        return self._once(message, key, says)

    def _tokens(self, message: Json) -> set[str]:
        return self._once(message, "", lambda message, _: set(TOKEN.findall(message_text(message))))

    def _once(self, message: Json, about: str, read: Callable[[Json, str], Read]) -> Read:
        known = (message["id"], len(message.get("_versions", [])), about)
        if known not in self._read:
            self._read[known] = read(message, about)
        return cast("Read", self._read[known])

    def _rows(self, query: str, *values: object) -> Sequence[Row]:
        return self.stored.rows(query, *values)


def _subjects(message: Json, kind: str) -> set[int]:
    """The numbers in the custom ids of a message: `case:12:claim` is about case 12."""
    ids = [str(each.get("custom_id") or "") for _, each in walk_components(message["components"])]
    return {int(one.split(":")[1]) for one in ids if one.startswith(f"{kind}:")}


def _reports(card: Json, _: str) -> int:
    """How many reports a card counts."""
    example = say("case-reports", count=7, when="WHEN").replace("WHEN", "")
    found = re.search(re.escape(example).replace("7", r"(\d+)"), readable(card))
    return int(found[1]) if found else 0


def tally(broken: list[Broken]) -> Counter[str]:
    """How often each promise was broken."""
    return Counter(each.promise for each in broken)
