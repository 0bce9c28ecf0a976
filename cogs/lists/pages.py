"""The answers of `/blocklist` as text and pages. Everything that people typed is defanged here."""

from collections.abc import Callable, Sequence
from datetime import datetime

import discord

from cogs.base.layout import Card, Turning, button, messages_of
from cogs.lists.invite_words import holding_words
from cogs.lists.standing_lines import evidence_lines, held_lines, stand_buttons, standing_lines
from core.base.defang import defang
from core.base.ids import CaseId
from core.lists.shared_standing import SharedState, Stance, StanceKind
from services.base.texts import Say
from services.lists.own import AddedEntry, EntryPage, PatternReport, RemovedEntry
from services.lists.shared_list.shared import PAGE as SHARED_PAGE
from services.lists.shared_list.shared import PendingPage, SharedView, Stood
from services.lists.typed_pattern import shown_pattern

_NAMES = 8  # servers that a row of `pending` names before "and n more"; `show` names them all
_ROWS = 3400  # characters for the rows of a page; each has its share, and `show` has the rest
_CASES = 300  # the others stand in `/queue`, as the answer says
_NOTE_IN_ROW = 120  # characters; `show` has the whole note
_COLOUR = discord.Colour.dark_teal()


def added(say: Say, done: AddedEntry, cases: Sequence[CaseId]) -> str | discord.ui.LayoutView:
    """The answer to `add`, with a button that closes the open cases which the entry covers."""
    pattern = shown_pattern(done.pattern.text)
    lines = [
        say("list-added", pattern=pattern, category=say(f"category-{done.category}"))
        if done.new
        else say("list-already-shared", pattern=pattern)
    ]
    if done.holding is not None:
        lines.append(holding_words(say, done.holding))
    if done.stood is not None:
        lines.append(stood(say, done.stood))
    if not done.set_up:
        lines.append(say("list-not-set-up"))
    if not cases:
        return "\n".join(lines)
    lines.append(say("list-covers-cases", count=len(cases), cases=numbers(say, cases)))
    close = button(f"lists:covered:{done.entry}", say("list-close-cases", count=len(cases)))
    return Card(_COLOUR).text("\n".join(lines)).buttons(close).view()


def numbers(say: Say, cases: Sequence[CaseId]) -> str:
    """Name cases by their numbers; where there are very many, how many more `/queue` shows."""
    shown = ", ".join(str(case) for case in cases[:_CASES])
    more = len(cases) - _CASES
    return say("cases-more", cases=shown, more=more) if more > 0 else shown


def removed(say: Say, done: RemovedEntry) -> str:
    """The answer to `remove`."""
    key = "list-removed-retracted" if done.retracted else "list-removed"
    lines = [say(key, pattern=shown_pattern(done.pattern.text))]
    if done.still_found:
        lines.append(say("list-removed-still"))
    return "\n".join(lines)


def stood(say: Say, done: Stood) -> str:
    """The answer to `share`, `confirm`, `dispute` and `retract`: what was done, and where the entry stands now."""
    done_keys = {
        StanceKind.CONFIRM: "sharing-confirmed",
        StanceKind.DISPUTE: "sharing-disputed",
        StanceKind.NONE: "sharing-retracted",
    }
    lines = [say(done_keys[done.kind], pattern=shown_pattern(done.pattern.text))]
    if done.view is not None:
        lines += _where_it_stands(say, done.view)
    if not done.counted:
        lines.append(say("sharing-not-counted"))
    return "\n".join(lines)


def shown(say: Say, found: PatternReport, contact: str = "") -> list[discord.ui.LayoutView]:
    """The answer to `show`: everything, in as many messages as that takes. `contact`: whom a listed party may ask."""
    holding = [] if found.holding is None else [holding_words(say, found.holding)]
    parts = ["\n".join([*_own(say, found), *holding, _hits(say, found)])]
    if found.allowed is not None:
        when, who = moment(found.allowed.added_at), found.allowed.added_by
        lines = [
            say("list-show-allowed-nobody", when=when)
            if who is None
            else say("list-show-allowed", when=when, who=f"<@{who}>")
        ]
        if found.allowed.reason:
            lines.append(say("list-show-reason", reason=defang(found.allowed.reason)))
        parts.append("\n".join(lines))
    parts.append("\n".join(_shared(say, found.shared, contact)))
    if found.covered_by:
        covers = [
            say(
                "list-show-cover",
                pattern=shown_pattern(match.pattern),
                list=say(f"tier-{match.tier}"),
                category=say(f"category-{match.category}"),
            )
            for match in found.covered_by
        ]
        parts.append("\n".join([say("list-show-covered"), *covers]))
    return messages_of(_COLOUR, say("list-show-title", pattern=shown_pattern(found.pattern.text)), parts)


def _own(say: Say, found: PatternReport) -> list[str]:
    entry = found.own
    if entry is None:
        return [say("list-show-not-own")]
    case, when = entry.case or 0, moment(entry.added_at)
    lines = [
        say("list-show-own", category=say(f"category-{entry.category}")),
        say("list-show-by-nobody", when=when, case=case)
        if entry.added_by is None
        else say("list-show-by", when=when, who=f"<@{entry.added_by}>", case=case),
    ]
    if entry.note:
        lines.append(say("list-show-note", note=defang(entry.note)))
    return lines


def _hits(say: Say, found: PatternReport) -> str:
    if found.hits.last is None:
        return say("list-show-no-hits")
    return say("list-show-hits", count=found.hits.count, when=moment(found.hits.last, "R"))


def _shared(say: Say, view: SharedView | None, contact: str) -> list[str]:
    if view is None:
        return [say("sharing-state-none")]
    lines = _where_it_stands(say, view)
    if view.category is not None:
        lines.append(say("sharing-category", category=say(f"category-{view.category}")))
    if view.note:
        lines.append(say("list-show-note", note=defang(view.note)))
    return [*lines, *_who_said(say, view.said), *_why(say, view.said), *standing_lines(say, view, contact)]


def _where_it_stands(say: Say, view: SharedView) -> list[str]:
    state = [] if view.state is None else [say(f"sharing-state-{view.state}")]
    return state + _counts(say, view)


def _counts(say: Say, view: SharedView) -> list[str]:
    lines = []
    if view.standing is not None and view.state is not None:
        found = view.standing
        lines.append(
            say("sharing-counts", confirms=found.confirms, disputes=found.disputes, quorum=view.quorum)
        )
        if found.uncounted_confirms or found.uncounted_disputes:
            lines.append(
                say(
                    "sharing-uncounted",
                    confirms=found.uncounted_confirms,
                    disputes=found.uncounted_disputes,
                )
            )
    if view.own_word is not None:
        word, pattern = view.own_word, shown_pattern(view.pattern.text)
        lines.append(say(f"sharing-own-{word.kind}", pattern=pattern, until=moment(word.review_at)))
    return lines


def _who_said(say: Say, said: Sequence[Stance], most: int | None = None) -> list[str]:
    lines = []
    for kind in (StanceKind.CONFIRM, StanceKind.DISPUTE):
        stances = [stance for stance in said if stance.kind is kind]
        if stances:
            lines.append(say(f"sharing-said-{kind}", names=_names(say, stances, most)))
    return lines


def _why(say: Say, said: Sequence[Stance]) -> list[str]:
    return [
        say("sharing-why", name=defang(stance.name), reason=defang(stance.reason))
        for stance in said
        if stance.reason
    ]


def _names(say: Say, stances: Sequence[Stance], most: int | None) -> str:
    names = ", ".join(defang(stance.name) for stance in stances[:most])
    more = 0 if most is None else len(stances) - most
    return say("sharing-more", names=names, more=more) if more > 0 else names


def searched(say: Say, query: str, found: EntryPage) -> discord.ui.LayoutView:
    """A page of the answer to `search`."""
    card = Card(_COLOUR).text(say("list-search-title", total=found.total, query=defang(query)))
    lines = []
    for entry in found.rows:
        category, when = say(f"category-{entry.category}"), moment(entry.added_at)
        row = [
            say("list-search-row", pattern=shown_pattern(entry.pattern.text), category=category, when=when)
        ]
        holding = found.holdings.get(entry.pattern.text)
        if holding is not None:
            row.append(say("list-search-note", note=holding_words(say, holding)))
        if entry.note:
            row.append(say("list-search-note", note=_in_row(entry.note)))
        lines.append(_within(say, row, len(found.rows)))
    card.text("\n".join(lines))
    return _turning(say, card, lambda number: f"lists:search:{number}:{query}", found)


def pending(say: Say, found: PendingPage) -> discord.ui.LayoutView:
    """A page of the answer to `pending`."""
    suffix = "" if found.trusted else "-untrusted"
    card = Card(_COLOUR).text(say(f"pending-title{suffix}", total=found.total))
    if not found.trusted:
        card.text("\n".join(_plain_row(say, view) for view in found.rows))
    else:
        for number, view in enumerate(found.rows, start=found.number * SHARED_PAGE + 1):
            card.line().text(_within(say, _full_row(say, number, view), len(found.rows)))
            card.buttons(*stand_buttons(say, number, view))
    if found.rows or not found.trusted:
        card.line().text(say(f"pending-hint{suffix}"))
    return _turning(say, card, lambda number: f"lists:pending:{number}", found)


def _plain_row(say: Say, view: SharedView) -> str:
    category = "" if view.category is None else say(f"category-{view.category}")
    return say("pending-row-plain", pattern=shown_pattern(view.pattern.text), category=category)


def _full_row(say: Say, number: int, view: SharedView) -> list[str]:
    category = "" if view.category is None else say(f"category-{view.category}")
    lines = [say("pending-row", number=number, pattern=shown_pattern(view.pattern.text), category=category)]
    if view.state is not SharedState.PROPOSED:
        lines.append(say(f"sharing-state-{view.state}"))
    lines += _counts(say, view)
    if view.note:
        lines.append(say("list-show-note", note=_in_row(view.note)))
    lines += [*held_lines(say, view), *evidence_lines(say, view)]
    return lines + _who_said(say, view.said, _NAMES) + _why(say, view.said)


def _within(say: Say, lines: Sequence[str], rows: int) -> str:
    """The lines of one of so many rows that its share of the page holds; where it does not hold all, what has the rest."""
    share, otherwise = _ROWS // rows, say("list-row-more")
    if sum(map(len, lines)) + len(lines) <= share:
        return "\n".join(lines)
    shown, left = [lines[0]], share - len(lines[0]) - len(otherwise) - 2
    for line in lines[1:]:
        left -= len(line) + 1
        if left < 0:
            break
        shown.append(line)
    return "\n".join([*shown, otherwise])


def _in_row(note: str) -> str:
    return defang(note if len(note) <= _NOTE_IN_ROW else f"{note[: _NOTE_IN_ROW - 1]}…")


def _turning(
    say: Say, card: Card, custom_id: Callable[[int], str], found: EntryPage | PendingPage
) -> discord.ui.LayoutView:
    """The buttons that turn to the pages before and after; `custom_id` makes a page's custom id."""
    return Turning(say, custom_id).add(card, found.number, found.pages).view()


def moment(at: datetime, style: str = "D") -> str:
    """A time as each reader's own Discord writes it."""
    return f"<t:{int(at.timestamp())}:{style}>"
