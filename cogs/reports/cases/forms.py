"""The forms that the buttons of a case's card open."""

from collections.abc import Mapping, Sequence

import discord

from cogs.base.forms import Form
from cogs.base.layout import Card, Turning, choice_of
from cogs.lists.listing_form import OPTION_LENGTH, add_listing_fields, bare, option_text
from cogs.scanning.detections.dismissal_form import LEFT_ALONE, add_dismissal_fields
from core.base.defang import defang_link
from core.base.directions import balanced
from core.base.errors import UserError
from core.links import Link
from core.lists.patterns import Scope
from core.lists.scopes import cover, covers
from core.scanning.detections import DismissReason, Outcome
from services.base.texts import Say
from services.lists.sightings import Seen
from services.lists.sites import LikeSite
from services.lists.typed_pattern import NOTE_LENGTH, refused
from services.reports.forms import links_of
from services.reports.records import Case, CaseLink


def link_choice(say: Say, case: Case, number: int) -> discord.ui.LayoutView:
    """A private answer that asks which of many links *list* is about, page by page: a form has room for one select."""
    return choice_of(
        Card(discord.Colour.blue()),
        say("case-list-which", case=str(case.id), count=len(links_of(case))),
        f"case:{case.id}:list:link",
        say("case-list-link"),
        _link_options(case),
        number,
        Turning(say, lambda page: f"case:{case.id}:list:links:{page}"),
    )


def list_form(
    say: Say,
    case: Case,
    found: tuple[CaseLink, Link],
    seen: Mapping[Scope, Sequence[Seen]],
    *,
    removes: bool | None,
    like: LikeSite | None = None,
) -> Form:
    """The form of *list*: what sending it does, and of each scope what it would cover and how often that was seen here.

    `found`: the link of the case that it is about. `removes`: whether the policy has the message deleted; None where that is
    not known now. `like`: the site that the link is like. Raises UserError where nothing can be listed.
    """
    kept, link = found
    scopes = covers([link])
    if not scopes:
        reason = cover(link, Scope.PAGE).refusal
        raise UserError("case-no-link") if reason is None else refused(reason)
    form = Form(f"case:{case.id}:list:form:{kept.position}", say("case-list-title", case=str(case.id)))
    form.says("\n".join(_effects(say, case, kept, removes=removes)))
    add_listing_fields(form, say, scopes, case.category, seen, like)
    return form


def _effects(say: Say, case: Case, kept: CaseLink, *, removes: bool | None) -> list[str]:
    """Line by line, what sending the form does."""
    lines = [say("case-list-does", case=str(case.id), link=defang_link(kept.canonical))]
    if case.message_stands:
        message = {True: "removes", False: "leaves", None: "unknown"}[removes]
        lines.append(say(f"case-list-{message}", category=say(f"category-{case.category}")))
    if case.related_count:
        lines.append(say("case-list-related", count=case.related_count))
    return lines


def _link_options(case: Case) -> list[discord.SelectOption]:
    """Every link by its number; what a label has no room for stands below it."""
    options = []
    for number, (kept, _) in enumerate(links_of(case), start=1):
        whole = f"{number}: {bare(defang_link(kept.canonical))}"
        label, rest = balanced(whole[:OPTION_LENGTH]), balanced(whole[OPTION_LENGTH:])
        options.append(
            discord.SelectOption(label=label, value=str(kept.position), description=option_text(rest) or None)
        )
    return options


def dismiss_form(say: Say, case: Case) -> Form:
    """The form of *dismiss*. Where the message was removed, that is the reason unless another is chosen."""
    form = Form(f"case:{case.id}:dismiss:form", say("case-dismiss-title", case=str(case.id)))
    form.says(say("case-dismiss-does", case=str(case.id), message=_state_of_message(case)))
    reasons = tuple(DismissReason) if case.may_be_handled else LEFT_ALONE
    preset = DismissReason.HANDLED if case.message_is_gone else DismissReason.NO_VIOLATION
    add_dismissal_fields(form, say, reasons, preset)
    return form


def finish_form(say: Say, case: Case) -> Form:
    """The form of *delete and close*: what it does, and room for a note. The reason is that the message was removed."""
    form = Form(f"case:{case.id}:finish:form", say("case-finish-title", case=str(case.id)))
    form.says(say("case-finish-does", case=str(case.id)))
    return form.text("note", say("case-dismiss-note"), limit=NOTE_LENGTH)


def _state_of_message(case: Case) -> str:
    if case.place is None:
        return "none"
    if case.message_is_gone:
        return "gone"
    return "removing" if case.removal in (Outcome.PENDING, Outcome.FORBIDDEN, Outcome.FAILED) else "stands"
