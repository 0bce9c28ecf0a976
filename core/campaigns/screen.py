"""The screen: what a text that somebody wrote becomes before it is posted, and what it changed, for whoever approves it.

The steps, in order: what cannot be seen goes, so that it splits no number in two; each place that a list holds or a case
is about is written out in its harmless form, however it was disguised; what points to a person is masked; links, mentions
and formatting are made harmless. Pure: which places are held is asked before (services/campaigns/screening.py).
"""

import functools
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.base.defang import defang, defang_link, plain
from core.base.redact import Masked, found_in, redact
from core.base.spoilers import without_lists
from core.links import Link, canonical, find_links
from core.links.budget import Budget
from core.links.lookalikes import INVISIBLE

_BARE_DOT: Final = re.compile(r"(?<!\[)\.(?!\])")
_FROM_THE_RIGHT: Final = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_WORD: Final = re.compile(r"[^\s\u2066-\u2069]+")
_MENTION: Final = re.compile(r"@(?:everyone|here)|<@[!&]?\d+>", re.IGNORECASE)


class WhyHeld(StrEnum):
    """Why a place is written in its harmless form: the tier of the entry that holds it, or an open case."""

    OWN = "own"
    SHARED = "shared"
    PROPOSED = "proposed"
    SUBSCRIBED = "subscribed"
    REPORTED = "reported"


Held = Mapping[str, WhyHeld]
"""The places among those that some texts name which are held, by their canonical address."""
NOTHING_HELD: Final[Held] = MappingProxyType({})


@functools.lru_cache(maxsize=256)
def places_in(written: str) -> Sequence[Link]:
    """Every place that a text names, however it is disguised, and also what is only likely one.

    An update is looked at for each of its followers, so the last texts are remembered.
    """
    return tuple(find_links(INVISIBLE.sub("", written), _every_key, Budget()))


def places_of(address: str) -> list[Link]:
    """The place to which an address leads, and those that it carries in itself."""
    itself = canonical(address) if address else None
    return [] if itself is None else [itself, *places_in(address)]


def _every_key(_: str) -> bool:
    return True


def screened(written: str, held: Held = NOTHING_HELD) -> str:
    """What somebody wrote, as it is posted. It is masked once more at the end: a number that hung on a link stands apart then."""
    return _screened(written, frozenset(held))


@functools.lru_cache(maxsize=512)
def _screened(written: str, held: frozenset[str]) -> str:
    """Remembered, since masking a long text takes up to 50 ms: a copy is written for each follower, a timeline page by page."""
    return _isolated(redact(defang(_masked(_spelt_out(written, held)))))


def screened_plain(written: str, held: Held = NOTHING_HELD) -> str:
    """What somebody wrote, for a place where Discord shows plain text, such as the description of a picture."""
    return redact(plain(_masked(_spelt_out(written, frozenset(held)))))


def _spelt_out(written: str, held: Collection[str]) -> str:
    """`written` without what cannot be seen, each held place in its harmless form."""
    text = INVISIBLE.sub("", written)
    if not held:
        return text
    parts, at = [], 0
    for link in places_in(written):
        if link.canonical in held and link.start >= at:
            parts += [text[at : link.start], _harmless(text[link.start : link.end], link)]
            at = link.end
    return "".join([*parts, text[at:]])


def _masked(text: str) -> str:
    """`text` masked, but for its links; what hangs on a link without a space is masked as well."""
    return "".join(piece if is_link else redact(piece) for piece, is_link in _pieces(text))


def masks_of(written: str, held: Held = NOTHING_HELD) -> Sequence[tuple[Masked, str]]:
    """Each thing that is masked where a text is posted, with its kind, as it is written there."""
    text = _spelt_out(written, held)
    pieces = [piece for piece, is_link in _pieces(text) if not is_link]
    return [
        (each.kind, piece[each.start : each.end])
        for piece in (*pieces, defang(_masked(text)))
        for each in found_in(piece)
    ]


def _pieces(text: str) -> list[tuple[str, bool]]:
    """The links in a text that are written in full, and what stands between them; whether each piece is a link."""
    if "://" not in text:
        return [(text, False)]
    pieces, at = [], 0
    for link in _links_in(text):
        if link.start >= at and "://" in text[link.start : link.end]:
            pieces += [(text[at : link.start], False), (text[link.start : link.end], True)]
            at = link.end
    return [*pieces, (text[at:], False)]


@functools.lru_cache(maxsize=256)
def _links_in(text: str) -> Sequence[Link]:
    return tuple(find_links(text, budget=Budget()))


def _harmless(written: str, link: Link) -> str:
    """A held place in a form that nobody can click. What is only likely one keeps its words where a dot stands between them: it
    may be a sentence's end.
    """
    if not link.sure and _BARE_DOT.search(written):
        return _BARE_DOT.sub("[.]", written)
    return defang_link(link.canonical, most=None)[1:-1]


def _isolated(text: str) -> str:
    """Put each harmless address in a line that is read from the right between marks that keep its own direction."""
    if not _FROM_THE_RIGHT.search(text):
        return text
    return "\n".join(
        _WORD.sub(_apart, line) if _FROM_THE_RIGHT.search(line) else line for line in text.split("\n")
    )


def _apart(word: re.Match[str]) -> str:
    is_address = "hxxp" in word[0] or "[.]" in word[0]
    return f"\u2068{word[0]}\u2069" if is_address else word[0]


def hidden(posted: str) -> str:
    """A posted text behind a spoiler. Nothing in it can close the spoiler: each `|` is escaped, a last one is kept apart from the end,
    and no line begins a heading, a quote, code or a list.
    """
    text = without_lists(posted)
    return f"||{text} ||" if text.endswith("|") else f"||{text}||"


class ChangeKind(StrEnum):
    """What the screen does to a piece of a text."""

    MASKED = "masked"
    HELD = "held"  # a place that a list holds, or a case is about
    LINK = "link"  # any other link: it is shown, and cannot be clicked
    MENTION = "mention"


@dataclass(frozen=True, slots=True)
class ScreenChange:
    """One piece of a text that readers see in another form. `field`: of the form; `written`: as it stands there; `masked`: what
    kind of personal data it is; `why`: a list or a case holds it.
    """

    field: str
    kind: ChangeKind
    written: str
    masked: Masked | None = None
    why: WhyHeld | None = None


def changes_in(texts: Mapping[str, str], held: Held = NOTHING_HELD) -> list[ScreenChange]:
    """What the screen changes in these texts, by the field in which each stands, each piece once."""
    found: dict[ScreenChange, None] = {}
    for field, written in texts.items():
        found.update(dict.fromkeys(_changes(field, written, held)))
    return list(found)


def _changes(field: str, written: str, held: Held) -> Iterator[ScreenChange]:
    text = INVISIBLE.sub("", written)
    for kind, taken in masks_of(written, held):
        yield ScreenChange(field, ChangeKind.MASKED, taken, masked=kind)
    for link in places_in(written):
        if link.canonical in held:
            place = text[link.start : link.end]
            yield ScreenChange(field, ChangeKind.HELD, place, why=held[link.canonical])
    for link in _links_in(text):
        if link.canonical not in held and link.sure and not link.how:
            yield ScreenChange(field, ChangeKind.LINK, text[link.start : link.end])
    for match in _MENTION.finditer(text):
        yield ScreenChange(field, ChangeKind.MENTION, match[0])
