"""Compiling entries of lists into keywords for Discord's AutoMod. Pure: entries, exceptions and room in, keywords out.

The entries are those whose sure matches this server's policy deletes. Which come first says `weight`; what has no room is
named. A keyword that could meet a place that may stand here (an exception, or an entry that only goes to review) is not used.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.base.categories import Category
from core.lists.patterns import Pattern, PatternKind
from core.scanning.automod.forms import KEYWORD_LENGTH, TURNS, Form, Left, forms_of, why_not
from core.scanning.automod.matching import may_meet
from core.servers.policy import Tier

RULES: Final = 6
"""Rules with keywords that a server may have, whoever made them."""
KEYWORDS: Final = 1000
"""Keywords of one rule."""
ALLOWED: Final = 100
"""Entries of one rule's allow list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry that is to be blocked. `here`, `elsewhere`: in how many messages it was found lately, in this server and in
    others; `hosts`: at which hosts it was found here.
    """

    pattern: Pattern
    tier: Tier
    category: Category
    here: int = 0
    elsewhere: int = 0
    hosts: tuple[str, ...] = ()
    times_out: bool = False  # the policy also times the author out


def weight(entry: Entry) -> tuple[int, bool, int, int, str]:
    """What comes first: the nearer list, then what endangers people, then what was posted most lately, here and elsewhere."""
    rank, calm = entry.tier.rank, not entry.category.emergency
    return rank, calm, -entry.here, -entry.elsewhere, entry.pattern.text


@dataclass(frozen=True, slots=True)
class Compiled:
    """The keywords in the order of their weight, the allow list, and what became of each entry."""

    keywords: Sequence[str]
    allow: Sequence[str]
    blocked: Sequence[Entry]
    left: Mapping[Left, Sequence[str]] = field(default_factory=dict)

    @property
    def rules(self) -> int:
        """How many rules it takes."""
        return -(-len(self.keywords) // KEYWORDS)

    @property
    def tiers(self) -> Mapping[Tier, int]:
        """How many entries of each kind of list are blocked."""
        return Counter(entry.tier for entry in self.blocked)


def compile_keywords(entries: Iterable[Entry], exceptions: Iterable[Pattern], rules: int) -> Compiled:
    """Compile the entries for so many rules."""
    inside = Exceptions(exceptions)
    left: dict[Left, list[str]] = {}
    forms: list[tuple[Entry, list[Form]]] = []
    for entry in sorted(entries, key=weight):
        found, why = _forms(entry, inside)
        if why is None:
            forms.append((entry, found))
        else:
            left.setdefault(why, []).append(entry.pattern.text)
    room, keywords = rules * KEYWORDS, dict[str, None]()
    for turn in range(TURNS):
        for _, found in forms:
            for form in found:
                if form.turn == turn and len(keywords) < room:
                    keywords.setdefault(form.keyword)
    blocked = [
        entry for entry, found in forms if any(form.turn == 0 and form.keyword in keywords for form in found)
    ]
    if len(blocked) < len(forms):
        known = {entry.pattern.text for entry in blocked}
        left[Left.FULL] = [entry.pattern.text for entry, _ in forms if entry.pattern.text not in known]
    return Compiled(tuple(keywords), inside.allow_list() if keywords else (), blocked, left)


def _forms(entry: Entry, inside: "Exceptions") -> tuple[list[Form], Left | None]:
    if entry.times_out:
        return [], Left.TIMEOUT
    why = why_not(entry.pattern)
    if why is not None:
        return [], why
    forms = [form for form in forms_of(entry.pattern, entry.hosts) if not inside.met_by(form)]
    # Without its plainest forms it would not be blocked as it is usually posted.
    return forms, None if any(form.turn == 0 for form in forms) else Left.EXCEPTION


class Exceptions:
    """Places that may stand in the server, by their hosts."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self._samples: dict[str, list[str]] = {}
        self._families: set[str] = set()
        self._above: set[str] = set()
        self._met: dict[str, None] = {}  # hosts of exceptions for which a keyword was not used
        for pattern in patterns:
            text = pattern.text.removeprefix("=")
            if pattern.kind is PatternKind.FAMILY:
                self._families.add(text.removesuffix(".*"))
                continue
            host = _bare(text)
            if pattern.kind is PatternKind.HOST:
                self._above.add(host)
            self._samples.setdefault(host, []).append(text)

    def met_by(self, form: Form) -> bool:
        """Whether the keyword could meet something that may stand."""
        host = _bare(form.place)
        labels = host.split(".")
        if self._families.intersection(labels[:-1]):
            return True
        if any(".".join(labels[at:]) in self._above for at in range(1, len(labels) - 1)):
            return True
        texts = self._samples.get(host)
        if texts is None or not any(_may_meet(form.keyword, text) for text in texts):
            return False
        self._met[host] = None
        return True

    def allow_list(self) -> tuple[str, ...]:
        """What AutoMod is told besides to let through, as whole words: its allow list takes no stars. The places come first for
        which keywords were left out.
        """
        hosts = [*self._met, *(host for host in sorted(self._samples) if host not in self._met)]
        wanted = (
            f"{scheme}{text}" for host in hosts for text in self._samples[host] for scheme in ("https://", "")
        )
        fitting = (text for text in wanted if len(text) <= KEYWORD_LENGTH)
        return tuple(dict.fromkeys(fitting))[:ALLOWED]


def _may_meet(keyword: str, place: str) -> bool:
    """Whether a keyword is met where this place, or one below it, is posted in any of the usual ways."""
    for scheme in ("https://", "https://www.", "", "www."):
        for end in ("", "/", "/x", "?x", "#x", ".", ",", ")", ">"):
            if may_meet(keyword, f"{scheme}{place}{end}"):
                return True
    dotless = keyword.strip("*")
    return any(dot in dotless for dot in ("[", "(")) and _may_meet(_plain(keyword), place)


def _plain(keyword: str) -> str:
    for dot in ("[.]", "(.)", "[dot]", "(dot)"):
        keyword = keyword.replace(dot, ".")
    return keyword


def _bare(place: str) -> str:
    """The host of a place, without what stands before it on every site."""
    return place.partition("/")[0].partition("?")[0].removeprefix("www.")
