"""The answers of `/blocklist` as text and pages. Everything that people typed is defanged here."""

from collections.abc import Callable, Sequence
from datetime import datetime

import discord

from cogs.base.layout import Card, Turning, button
from cogs.lists.invite_words import holding_words
from cogs.lists.site_words import site_words
from cogs.lists.standing_lines import evidence_lines, held_lines, stand_buttons
from core.base.defang import defang
from core.base.ids import CaseId
from core.lists.patterns import Pattern
from core.lists.shared_standing import SharedState, Stance, StanceKind
from services.base.texts import Say
from services.lists.entries import OwnEntry
from services.lists.exceptions_around import EndedAllow
from services.lists.own_results import AddedEntry, EntryPage, RemovedEntry
from services.lists.shared_list.shared import PAGE as SHARED_PAGE
from services.lists.shared_list.shared import PendingPage, SharedView, Stood
from services.lists.typed_pattern import shown_pattern

_NAMES = 8  # servers that a row of `pending` names before "and n more"; `show` names them all
_ROWS = 3400  # characters for the rows of a page; each has its share, and `show` has the rest
_CASES = 300  # the others stand in `/queue`, as the answer says
_NOTE_IN_ROW = 120  # characters; `show` has the whole note
_COLOUR = discord.Colour.dark_teal()


def added(
    say: Say, done: AddedEntry, cases: Sequence[CaseId], effect: Sequence[str] = ()
) -> str | discord.ui.LayoutView:
    """The answer to `add`, with a button that closes the open cases which the entry covers. `effect`: what the entry would
    have done here lately.
    """
    pattern, entry = shown_pattern(done.pattern.text), done.entry
    if done.before is None:
        lines = [say("list-added", pattern=pattern, category=say(f"category-{entry.category}"))]
        lines += site_and_end(say, entry)
    else:
        lines = _changed(say, done.pattern, done.before, entry, shared=done.stood is not None)
    if done.renewed:
        lines.append(say("list-changed-shared"))
    if done.holding is not None:
        lines.append(holding_words(say, done.holding))
    if done.stood is not None:
        lines.append(stood(say, done.stood))
    lines += effect
    if not done.set_up:
        lines.append(say("list-not-set-up"))
    keep = close = None
    if done.before is not None and entry.ends_at is not None:
        keep = button(f"lists:keep:{entry.id}", say("list-keep"))
    if cases:
        lines.append(say("list-covers-cases", count=len(cases), cases=numbers(say, cases)))
        close = button(f"lists:covered:{entry.id}", say("list-close-cases", count=len(cases)))
    if keep is None and close is None:
        return "\n".join(lines)
    return Card(_COLOUR).text("\n".join(lines)).buttons(close, keep).view()


def site_and_end(say: Say, entry: OwnEntry) -> list[str]:
    """The site of an entry, and when it ends."""
    lines = []
    if entry.site is not None:
        lines.append(say("list-show-site", name=site_words(entry.site.words.name)))
    if entry.ends_at is not None:
        lines.append(say("list-ends", when=moment(entry.ends_at)))
    return lines


def _changed(say: Say, pattern: Pattern, before: OwnEntry, after: OwnEntry, *, shared: bool) -> list[str]:
    """What stood already, and what of it is otherwise now; where nothing is, all that it says."""
    name = shown_pattern(pattern.text)
    if after == before:
        lines = [say("list-already-shared" if shared else "list-already", pattern=name)]
        lines.append(say("list-show-own", category=say(f"category-{after.category}")))
        lines += [say("list-show-note", note=defang(after.note))] if after.note else []
        return lines + site_and_end(say, after)
    lines = [say("list-changed", pattern=name)]
    if after.category is not before.category:
        told = {"before": say(f"category-{before.category}"), "after": say(f"category-{after.category}")}
        lines.append(say("list-changed-category", **told))
    if after.note != before.note:
        was = say("list-changed-note-none") if not before.note else defang(before.note)
        lines.append(say("list-changed-note", before=was, after=defang(after.note)))
    if after.site != before.site and after.site is not None:
        was = say("list-changed-site-none") if before.site is None else site_words(before.site.words.name)
        lines.append(say("list-changed-site", before=was, after=site_words(after.site.words.name)))
    if after.ends_at != before.ends_at:
        lines.append(_changed_end(say, before, after))
    return lines


def _changed_end(say: Say, before: OwnEntry, after: OwnEntry) -> str:
    if after.ends_at is None:
        return say("list-endless")
    when = moment(after.ends_at)
    if before.ends_at is None:
        return say("list-ends", when=when)
    return say("list-changed-end", before=moment(before.ends_at), after=when)


def numbers(say: Say, cases: Sequence[CaseId]) -> str:
    """Name cases by their numbers; where there are very many, how many more `/queue` shows."""
    shown = say.joined(str(case) for case in cases[:_CASES])
    more = len(cases) - _CASES
    return say("cases-more", cases=shown, more=more) if more > 0 else shown


def removed(say: Say, done: RemovedEntry) -> str:
    """The answer to `remove`."""
    key = "list-removed-retracted" if done.retracted else "list-removed"
    lines = [say(key, pattern=shown_pattern(done.pattern.text))]
    if (by := done.still_found_by) is not None:
        named = shown_pattern(by.pattern)
        lines.append(say("list-removed-still", pattern=named, list=say(f"tier-{by.tier}")))
    return "\n".join(lines)


def unallowed(say: Say, done: EndedAllow, effect: Sequence[str]) -> str:
    """The answer to `unallow`; lists count again where nothing else lets the place through. `effect`: what they met here lately."""
    others, pattern = done.around, shown_pattern(done.pattern.text)
    ended = "list-unallowed-still" if others.above or others.followed else "list-unallowed"
    return "\n".join([say(ended, pattern=pattern), *others.lines(say), *effect])


def stood(say: Say, done: Stood, effect: Sequence[str] = ()) -> str:
    """The answer to `share`, `confirm`, `dispute` and `retract`: what was done, and where the entry stands now."""
    done_keys = {
        StanceKind.CONFIRM: "sharing-confirmed",
        StanceKind.DISPUTE: "sharing-disputed",
        StanceKind.NONE: "sharing-retracted",
    }
    lines = [say(done_keys[done.kind], pattern=shown_pattern(done.pattern.text))]
    if done.view is not None:
        lines += where_it_stands(say, done.view)
    lines += effect
    if not done.counted:
        lines.append(say("sharing-not-counted"))
    return "\n".join(lines)


def where_it_stands(say: Say, view: SharedView) -> list[str]:
    """The state of a shared entry, by how many, and this server's own word."""
    state = [] if view.state is None else [say(f"sharing-state-{view.state}")]
    return state + counts(say, view)


def counts(say: Say, view: SharedView) -> list[str]:
    """How many stand for a shared entry and against it, and this server's own word."""
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


def who_said(say: Say, said: Sequence[Stance], most: int | None = None) -> list[str]:
    """Which servers confirm and dispute, by the names that they have for others."""
    lines = []
    for kind in (StanceKind.CONFIRM, StanceKind.DISPUTE):
        stances = [stance for stance in said if stance.kind is kind]
        if stances:
            lines.append(say(f"sharing-said-{kind}", names=_names(say, stances, most)))
    return lines


def why(say: Say, said: Sequence[Stance]) -> list[str]:
    """The reasons that servers gave."""
    return [
        say("sharing-why", name=_who(say, stance), reason=defang(stance.reason))
        for stance in said
        if stance.reason
    ]


def _names(say: Say, stances: Sequence[Stance], most: int | None) -> str:
    names = say.joined(_name(say, stance) for stance in stances[:most])
    more = 0 if most is None else len(stances) - most
    return say("sharing-more", names=names, more=more) if more > 0 else names


def _who(say: Say, stance: Stance) -> str:
    """A server by its name for others, which any server chooses for itself: so it says whose word is not counted."""
    name = defang(stance.name)
    return name if stance.group else say("sharing-who-uncounted", name=name)


def _name(say: Say, stance: Stance) -> str:
    name = _who(say, stance)
    return name if stance.since is None else say("sharing-since", name=name, when=moment(stance.since))


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
        row += [say("list-search-note", note=line) for line in site_and_end(say, entry)]
        lines.append(within(say, row, len(found.rows)))
    card.text("\n".join(lines))
    if found.is_partial:
        card.line().text(say("list-search-more" if found.more else "list-search-partial"))
    return _turning(say, card, lambda number: f"lists:search:{number}:{query}", found)


def pending(say: Say, found: PendingPage) -> discord.ui.LayoutView:
    """A page of the answer to `pending`."""
    suffix = "" if found.trusted else "-untrusted"
    card = Card(_COLOUR).text(say(f"pending-title{suffix}", total=found.total))
    if not found.trusted:
        card.text("\n".join(_plain_row(say, view) for view in found.rows))
    else:
        for number, view in enumerate(found.rows, start=found.number * SHARED_PAGE + 1):
            card.line().text(within(say, _full_row(say, number, view), len(found.rows)))
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
    lines += counts(say, view)
    if view.note:
        lines.append(say("list-show-note", note=_in_row(view.note)))
    lines += [*held_lines(say, view), *evidence_lines(say, view)]
    return lines + who_said(say, view.said, _NAMES) + why(say, view.said)


def within(say: Say, lines: Sequence[str], rows: int, room: int = _ROWS) -> str:
    """The lines of one of so many rows that its share of the page holds; where it does not hold all, what has the rest.
    `room`: characters for all rows together.
    """
    share, otherwise = room // rows, say("list-row-more")
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
