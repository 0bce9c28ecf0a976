"""What people did and were told, kept by those who were told it: the other side of the comparison.

Where nobody answered, either may have happened. So an entry holds all that may stand (`may_be`), and an answer makes it one.
"""

import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from localdiscord import Interaction, Json
from tests.wording import readable, say, sentence

OPEN, CLAIMED, DISMISSED, LISTED = "open", "claimed", "dismissed", "listed"
CONFIRM, DISPUTE, NOTHING = "confirm", "dispute", "nothing"
WITHDRAWN = "withdrawn"

TOKEN = re.compile(r"[a-z]+\d{5}x")
"""A word by which a text is known again; see `Ledger.token`."""

_ANY_NUMBER = 7_777


@dataclass(kw_only=True)
class Entry:
    """Something that people were told about, and its story from the beginning."""

    name: str
    guild: str
    story: list[str] = field(default_factory=list)
    busy: bool = False  # somebody is at it: people do not talk across each other about one thing


@dataclass(kw_only=True)
class Case(Entry):
    """A case, as those know it who reported it and who decided about it."""

    number: int
    message: Json
    token: str  # a word of the message's text that stands nowhere else
    reporters: set[str] = field(default_factory=set)  # who were thanked
    tried: set[str] = field(default_factory=set)  # who sent a form, and heard nothing or were thanked
    urgent: bool = False
    may_be: set[str] = field(default_factory=lambda: {OPEN})
    may_be_removed: set[bool] = field(default_factory=lambda: {False})  # the reported message
    removed_by_listing: bool = False  # so that undoing the decision takes the removal back, too
    returned: bool = False  # a removal was told to be undone: the message stands, or its author has the text
    called_foreign: bool = False  # somebody heard that another one deleted the message; here nobody does


@dataclass(kw_only=True)
class Post(Entry):
    """A message of a member; what is listed must go, what is not must stay."""

    message: Json
    token: str
    listed: bool
    undone: bool = False  # the author was promised the text


@dataclass(kw_only=True)
class Stances(Entry):
    """What the servers said about a place on the shared list; `guild` proposed it."""

    pattern: str
    said: dict[str, set[str]]  # by server: what its stance may be
    shown_otherwise: bool = False  # `/blocklist show` said something else than what follows from the stances

    @property
    def certain(self) -> bool:
        return all(len(stances) == 1 for stances in self.said.values())

    def state(self, quorum: int) -> str:
        """What stands on the shared list, by the words of `sharing-state-*`; each server is a group of its own."""
        stances = Counter(next(iter(stances)) for stances in self.said.values())
        confirms, disputes = stances[CONFIRM], stances[DISPUTE]
        if not confirms and not disputes:
            return "none"
        if 2 * disputes > confirms:
            return "disputed"
        return "listed" if confirms >= quorum else "proposed"


@dataclass(kw_only=True)
class Update(Entry):
    """An update of the campaign; `guild` publishes it. A version is known by its headline."""

    number: int
    drafted: set[str] = field(default_factory=set)  # headlines that may wait for approval
    may_show: set[str] = field(default_factory=set)  # headlines, or WITHDRAWN
    published: bool = False  # somebody was told that a version was approved


@dataclass
class Ledger:
    """Everything, and the clock of its stories."""

    cases: dict[int, Case] = field(default_factory=dict)
    posts: list[Post] = field(default_factory=list)
    stances: list[Stances] = field(default_factory=list)
    updates: list[Update] = field(default_factory=list)
    tried: dict[str, set[str]] = field(default_factory=dict)  # by message: who sent a form about it
    kill: int = 0  # how often the process has been killed
    counts: Counter[str] = field(default_factory=Counter)
    began: float = field(default_factory=time.monotonic)
    _tokens: int = 0

    def token(self, kind: str) -> str:
        """A word that stands nowhere else."""
        self._tokens += 1
        return f"{kind}{self._tokens:05d}x"

    def note(self, entry: Entry, line: str) -> None:
        """Write down what happened to an entry."""
        entry.story.append(f"{time.monotonic() - self.began:7.2f} s, after kill {self.kill}: {line}")

    def entries(self) -> Iterator[Entry]:
        yield from (*self.cases.values(), *self.posts, *self.stances, *self.updates)


def heard(shown: Interaction) -> str:
    """What somebody read, in one line, for a story."""
    if shown.modal:
        return "a form opened"
    return " / ".join(readable(shown).split("\n"))[:200] or "nothing"


def says(shown: Interaction | Json, key: str) -> bool:
    """Whether the sentence of a key was said."""
    return sentence(key).stands_in(shown)


def number_in(shown: Interaction, key: str, value: str) -> int | None:
    """The number that was told as this value of the sentence of a key; None where it was not said."""
    if not says(shown, key):
        return None
    values: dict[str, str | int] = {value: _ANY_NUMBER}
    if key == "update-drafted":
        values["channel"] = "CHANNEL"
    example = say(key, **values)
    pattern = re.escape(example).replace(re.escape(f"{_ANY_NUMBER:,}"), r"([\d,]+)").replace("CHANNEL", ".+?")
    found = re.search(pattern, readable(shown))
    return int(found[1].replace(",", "")) if found else None
