"""The forms that the buttons of a case's card open."""

from collections.abc import Mapping, Sequence

import discord

from cogs.base.forms import Form
from cogs.lists.listing_form import add_listing_fields, bare, option_text
from cogs.scanning.dismissal_form import add_dismissal_fields
from core.base.defang import defang_link
from core.base.errors import UserError
from core.lists.patterns import Scope
from core.lists.scopes import cover, covers
from services.base.texts import Say
from services.lists.sightings import Seen
from services.lists.typed_pattern import refused
from services.reports.forms import links_of
from services.reports.records import Case


def list_form(say: Say, case: Case, seen: Mapping[Scope, Sequence[Seen]]) -> Form:
    """The form of *list*: each scope says what it would cover, and how often that was seen here lately.

    Raises UserError where nothing can be listed.
    """
    found = links_of(case)
    if not found:
        raise UserError("case-no-link")
    links = [link for _, link in found]
    scopes = covers(links)
    if not scopes:
        reason = cover(links[0], Scope.PAGE).refusal
        raise UserError("case-no-link") if reason is None else refused(reason)
    form = Form(f"case:{case.id}:list:form", say("case-list-title", case=str(case.id)))
    if len(found) > 1:
        form.choice(
            "link",
            say("case-list-link"),
            [
                discord.SelectOption(
                    label=option_text(f"{number}: {bare(defang_link(kept.canonical))}"),
                    value=str(kept.position),
                    default=number == 1,
                )
                for number, (kept, _) in enumerate(found, start=1)
            ],
        )
    add_listing_fields(form, say, scopes, case.category, seen)
    return form


def dismiss_form(say: Say, case: Case) -> Form:
    """The form of *dismiss*."""
    form = Form(f"case:{case.id}:dismiss:form", say("case-dismiss-title", case=str(case.id)))
    add_dismissal_fields(form, say)
    return form
