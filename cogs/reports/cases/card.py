"""A case's card in the review channel, always rendered from the row. It shows no reporter, no evidence, no details:
those stand behind *Read message*, which asks who is there. cogs/reports/cases/card_posts.py posts it.
"""

from collections.abc import Sequence
from typing import Any

import discord

from cogs.base.card_actions import PRIVATE, CardAction
from cogs.base.layout import Card, button, link_button
from cogs.reports.cases.card_links import link_lines
from cogs.reports.report_times import reported_at
from cogs.scanning.detections.authors import Author, author_lines
from core.base.defang import defang, defang_link
from core.base.ids import CaseId, ServerId
from core.base.posts import MessagePlace
from core.base.redact import redact
from core.base.times import to_ms
from core.lists.verdicts import Match
from core.reports.cases import CaseOutcome, CaseState, Step
from core.scanning.detections import DismissReason, Outcome, Person
from services.base.texts import Say
from services.lists.typed_pattern import shown_pattern
from services.reports.records import Case, EarlierCase
from services.servers.settings import ServerSettings

_CASES_NAMED = 10
_ROWS = 2  # of buttons
_EARLIER_NAMED = 3
_COLOURS = {
    CaseState.OPEN: discord.Colour.orange(),
    CaseState.CLAIMED: discord.Colour.blue(),
    CaseState.CLOSED: discord.Colour.dark_grey(),
}


def case_card(
    say: Say,
    case: Case,
    matches: Sequence[Match],
    settings: ServerSettings,
    actions: Sequence[CardAction[Case]],
    *,
    author: Author | None = None,
    alert_role_gone: bool = False,
    removes: bool | None = None,
) -> discord.ui.LayoutView:
    """Draw the whole card. `matches`: what lists say about the case's links. `author`: None where nothing is known.
    `removes`: whether the policy has the message deleted where its link is blocked; None where that is not known.

    `actions`: the table of all that it may offer.
    """
    actions = _open_to_all(actions, author)
    if case.state is CaseState.CLOSED:
        return _folded(say, case, matches, actions, author)
    colour = discord.Colour.red() if is_urgent(case) else _COLOURS[case.state]
    card = Card(colour)
    marked = _standing_lines(say, author)
    card.text("\n".join(_head(say, case, settings, marked, alert_role_gone=alert_role_gone)))
    card.text("\n".join(link_lines(say, case, matches)))
    card.text("\n".join(_where(say, case, author, removes=removes)))
    card.text("\n".join(_history(say, case)))
    add_actions(card, say, case, actions)
    return card.view()


def _open_to_all(actions: Sequence[CardAction[Case]], author: Author | None) -> Sequence[CardAction[Case]]:
    """What may stand on a card, which everybody sees alike. Where one of them wrote the message, that is the way to the
    private answer alone, which has the other actions for whoever may take them.
    """
    if author is None or not author.moderates:
        return actions
    return [action for action in actions if action.verb == Step.REVEAL]


def _folded(
    say: Say,
    case: Case,
    matches: Sequence[Match],
    actions: Sequence[CardAction[Case]],
    author: Author | None,
) -> discord.ui.LayoutView:
    """Draw the card of a closed case: what it was about in one line, how and when it ended in the next."""
    of_message = case.place is not None or not case.links
    where = _author_and_place(say, case) if of_message else defang_link(case.links[0].canonical)
    title = say("case-title", emergency="no", case=str(case.id), category=say(f"category-{case.category}"))
    first = [f"**{title}**", say("case-reports-closed", count=case.reports), where]
    ended, *note = _standing(say, case)
    closed = [] if case.closed_at is None else [f"<t:{to_ms(case.closed_at) // 1000}:f>"]
    became = _message_line(case)
    if became == "case-message-removed" and case.reason is DismissReason.HANDLED:
        became = None  # the reason says so
    second = [ended, *closed, *([] if became is None else [say(became)])]
    if case.outcome is CaseOutcome.LISTED and any(match.allowed for match in matches):
        second.append(say("case-on-allowed"))
    card = Card(_COLOURS[case.state])
    about = _standing_lines(say, author)
    card.text("\n".join([say.line(*first), say.line(*second), *note, *about]))
    add_actions(card, say, case, actions)
    return card.view()


def add_actions(
    card: Card, say: Say, case: Case, actions: Sequence[CardAction[Case]], *, private: bool = False
) -> None:
    """Add the rows of buttons and *More*; in a private answer the custom ids say that they stand there."""
    end = PRIVATE if private else ""
    for row in _button_rows(say, case, actions, end):
        card.buttons(*row)
    card.select(f"case:{case.id}:more{end}", say("case-more"), _more(say, case, actions))


def is_urgent(case: Case) -> bool:
    """Whether the case is an emergency that nobody has decided."""
    return case.category.emergency and case.state is not CaseState.CLOSED


def _head(
    say: Say, case: Case, settings: ServerSettings, marked: Sequence[str], *, alert_role_gone: bool
) -> list[str]:
    emergency = "yes" if is_urgent(case) else "no"
    category = say(f"category-{case.category}")
    title = say("case-title", emergency=emergency, case=str(case.id), category=category)
    message = None if case.place is None else case.place.message
    when = reported_at(say, case.opened_at, case.category, message)
    reports = say("case-reports", count=case.reports, when=when)
    lines = [f"### {title}", *marked, *_standing(say, case), reports, *_contents(say, case)]
    if is_urgent(case) and settings.alert_role is not None:
        # It pings only where the message allows it.
        role = say("case-alert-gone") if alert_role_gone else f"<@&{settings.alert_role}>"
        lines.insert(1, role)
    if is_urgent(case) and case.state is CaseState.OPEN:
        lines.append(say("case-emergency-first"))
    if case.told_of:
        told_of = say.joined(
            named_case(case.server, other.id, other.card) for other in case.told_of[:_CASES_NAMED]
        )
        if len(case.told_of) > _CASES_NAMED:
            told_of = say("cases-more", cases=told_of, more=len(case.told_of) - _CASES_NAMED)
        lines.append(say("case-alert-held", count=len(case.told_of), cases=told_of))
    return lines


def _contents(say: Say, case: Case) -> list[str]:
    """Say what there is to read beside the message."""
    counted = {"case-files": case.files, "case-notes": case.notes}
    named = [say(key, count=count) for key, count in counted.items() if count]
    return [say.line(*named)] if named else []


def _standing_lines(say: Say, author: Author | None) -> list[str]:
    """Say where they moderate here, so that they may not decide the case themselves."""
    return [say("case-about-moderator")] if author is not None and author.moderates else []


def _where(say: Say, case: Case, about: Author | None, *, removes: bool | None) -> list[str]:
    lines = [_author_and_place(say, case)]
    if case.place is None:
        return lines
    if about is not None:
        lines += author_lines(say, about)
    became = _message_line(case)
    if became is not None:
        lines.append(say(became))
    else:
        blocking = {True: "removes", False: "leaves", None: "unknown"}[removes] if case.links else "no"
        lines.append(f"-# {say('case-discord-too', link=blocking)}")
    return lines


def _author_and_place(say: Say, case: Case) -> str:
    if case.place is None:
        return say("case-link-alone")
    channel = f"<#{case.place.channel}>"
    if case.author is None:
        return say("case-where-nameless", channel=channel)
    proxy = "" if case.author_is_member else "-proxy"
    author = _named(case.author) if case.author_is_member else f"**{defang(case.author.name)}**"
    return say(f"case-where{proxy}", author=author, channel=channel)


def _named(person: Person) -> str:
    return f"**{defang(person.name)}** (<@{person.id}>)"


def _message_line(case: Case) -> str | None:
    """Say what became of the reported message."""
    if case.author_untold:
        return "case-message-undone-untold"
    if case.text_returned is not None:
        return f"case-message-undone-{case.text_returned or 'due'}"
    known = _REMOVALS.get(case.removal)
    if case.message_is_gone and known is None:
        return "case-message-removed" if case.removed_by_rule else "case-message-deleted"
    return known or _STANDING_MESSAGES.get(case.removal)


_REMOVALS: dict[
    Outcome | None, str
] = {  # PENDING: also where the message is gone, until it is saved that it was Rowan
    Outcome.REMOVED: "case-message-removed",
    Outcome.PENDING: "case-message-removing",
}
_STANDING_MESSAGES: dict[Outcome | None, str] = {
    outcome: f"case-message-{outcome}" for outcome in (Outcome.FORBIDDEN, Outcome.FAILED, Outcome.EDITED)
}


def _history(say: Say, case: Case) -> list[str]:
    """Say which other cases there are about the same message or link."""
    lines = []
    if case.earlier:
        named = say.joined(_ended(say, case, other) for other in case.earlier[:_EARLIER_NAMED])
        more = "yes" if len(case.earlier) > _EARLIER_NAMED else "no"
        lines.append(say("case-earlier", cases=named, more=more))
    if case.follows is not None and case.follows not in {other.id for other in case.earlier}:
        lines.append(say("case-follows", case=str(case.follows)))
    if case.asked:
        asked = {"asked": case.asked, "answered": case.answered, "unreachable": case.unreachable}
        lines.append(say("case-relay", **asked))
    if case.related:
        named = say.joined(named_case(case.server, other.id, other.card) for other in case.related)
        others = case.related_count - len(case.related)
        if others:
            named = say("cases-more", cases=named, more=others)
        lines.append(say("case-related", cases=named))
    return lines


def _ended(say: Say, case: Case, other: EarlierCase) -> str:
    how = say("case-ended-listed" if other.reason is None else f"dismiss-{other.reason}")
    return say("case-ended", case=named_case(case.server, other.id, other.card), how=how)


def _standing(say: Say, case: Case) -> list[str]:
    name = say("case-nobody") if case.holder is None else f"**{defang(case.holder.name)}**"
    if case.state is CaseState.OPEN:
        return _free(say, case)
    if case.state is CaseState.CLAIMED:
        return [say("case-state-claimed", name=name)]
    pattern = shown_pattern(case.pattern or "")
    reason = say(f"dismiss-{case.reason}") if case.reason else ""
    outcome = case.outcome or CaseOutcome.DISMISSED
    along = {} if outcome is not CaseOutcome.RELATED else {"other": str(case.along_with or "none")}
    lines = [say(f"case-state-closed-{outcome}", name=name, pattern=pattern, reason=reason, **along)]
    return [*lines, say("case-note", note=defang(redact(case.note)))] if case.note else lines


def _free(say: Say, case: Case) -> list[str]:
    if case.freed is None:
        return [say("case-state-reopened" if case.reopened else "case-state-open")]
    lines = [say(f"case-state-freed-{case.freed}")]
    if case.untold is not None:
        lines.append(say("case-freed-untold", name=f"**{defang(case.untold.name)}**"))
    return lines


def _button_rows(
    say: Say, case: Case, actions: Sequence[CardAction[Case]], end: str
) -> list[list["discord.ui.Button[Any]"]]:
    """The rows of buttons from above; the first ends with the way to the message while that stands."""
    shown = [action for action in actions if not action.in_more and action.shown(case)]
    rows = [
        [
            button(f"case:{case.id}:{action.verb}{end}", say(action.label), action.style)
            for action in shown
            if action.row == row
        ]
        for row in range(_ROWS)
    ]
    if case.place is not None and not case.message_is_gone:
        rows[0].append(link_button(jump_url(case.server, case.place), say("case-button-jump")))
    return rows


def _more(say: Say, case: Case, actions: Sequence[CardAction[Case]]) -> list[discord.SelectOption]:
    offered = [
        (action.verb, action.words(case)) for action in actions if action.in_more and action.shown(case)
    ]
    return [
        discord.SelectOption(label=say(words.label), value=verb, description=say(words.help))
        for verb, words in offered
    ]


def named_case(server: ServerId, case: CaseId, card: MessagePlace | None) -> str:
    """Name a case by its number, as a link to its card where there is one."""
    return str(case) if card is None else f"[{case}]({jump_url(server, card)})"


def jump_url(server: ServerId, place: MessagePlace) -> str:
    """The address of a message in Discord's client."""
    return f"https://discord.com/channels/{server}/{place.channel}/{place.message}"
