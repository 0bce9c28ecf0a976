"""The forms that a card's buttons open."""

from collections.abc import Mapping, Sequence

import discord

from cogs.base.forms import Form
from cogs.reports.case_card import Say, category_options
from core.base.defang import defang_link
from core.base.errors import UserError
from core.lists.patterns import Scope
from core.lists.scopes import Cover, cover, covers
from core.lists.verdicts import Category
from core.reports.cases import DismissReason
from services.lists.naming import NOTE_LENGTH, refused, shown_pattern
from services.lists.sightings import SEEN_DAYS, Seen
from services.reports.case_input import links_of
from services.reports.cases import Case

_OPTION = 100  # characters of a select's label and of its description


def list_form(say: Say, case: Case, seen: Mapping[Scope, Sequence[Seen]]) -> Form:
    """*list*: each scope says exactly what it would cover, and how often that was seen here lately. Raises UserError where nothing can be listed."""
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
                    label=_plain(f"{number}: {_bare(defang_link(kept.canonical))}"),
                    value=str(kept.position),
                    default=number == 1,
                )
                for number, (kept, _) in enumerate(found, start=1)
            ],
        )
    add_listing_fields(form, say, scopes, case.category, seen)
    return form


def add_listing_fields(
    form: Form,
    say: Say,
    scopes: dict[Scope, list[Cover]],
    category: Category,
    seen: Mapping[Scope, Sequence[Seen]],
) -> None:
    """What *list* asks wherever it is pressed: how much, why, whether to share it, a note."""
    form.choice("scope", say("case-list-scope"), _scope_options(say, scopes, seen))
    form.choice("category", say("case-list-category"), category_options(say, category))
    yes_no = [
        discord.SelectOption(label=say("case-no"), value="no", default=True),
        discord.SelectOption(label=say("case-yes"), value="yes"),
    ]
    form.choice("share", say("case-list-share"), yes_no, description=say("case-list-share-help"))
    form.text("note", say("case-list-note"), description=say("case-list-note-help"), limit=NOTE_LENGTH)


def _scope_options(
    say: Say, scopes: dict[Scope, list[Cover]], seen: Mapping[Scope, Sequence[Seen]]
) -> list[discord.SelectOption]:
    first = next(iter(scopes))  # the narrowest that is possible takes the fewest others with it
    return [
        discord.SelectOption(
            label=_plain(_scope(say, scope, seen.get(scope, ()))),
            value=scope,
            description=_plain(_covered(say, made)),
            default=scope is first,
        )
        for scope, made in scopes.items()
    ]


def _scope(say: Say, scope: Scope, seen: Sequence[Seen]) -> str:
    """A scope's name, and how often what it covers was seen here: of several links, each by its number."""
    name = say(f"case-scope-{scope}")
    if not seen:
        return name
    counts = [f"{one.count}+" if one.more else str(one.count) for one in seen]
    if len(counts) > 1:
        counts = [f"{number}: {count}" for number, count in enumerate(counts, start=1)]
    return say("case-scope-seen", scope=name, days=SEEN_DAYS, counts=" · ".join(counts))


def _covered(say: Say, made: list[Cover]) -> str:
    """What a scope would put on the list: one pattern, or one for each link."""
    patterns = {None if one.pattern is None else one.pattern.text for one in made}
    if len(patterns) == 1:
        return _bare(shown_pattern(patterns.pop() or ""))
    return " · ".join(
        say("case-scope-refused", position=str(number))
        if one.pattern is None
        else say("case-scope-numbered", position=str(number), pattern=_bare(shown_pattern(one.pattern.text)))
        for number, one in enumerate(made, start=1)
    )


def dismiss_form(say: Say, case: Case) -> Form:
    """*dismiss*."""
    form = Form(f"case:{case.id}:dismiss:form", say("case-dismiss-title", case=str(case.id)))
    add_dismissal_fields(form, say)
    return form


def add_dismissal_fields(form: Form, say: Say) -> None:
    """What *dismiss* asks wherever it is pressed: why, and a note."""
    reasons = [
        discord.SelectOption(
            label=say(f"dismiss-{reason}"), value=reason, default=reason is DismissReason.NO_VIOLATION
        )
        for reason in DismissReason
    ]
    form.choice("reason", say("case-dismiss-reason"), reasons)
    form.text("note", say("case-dismiss-note"), limit=NOTE_LENGTH)


def _bare(code: str) -> str:
    """Without the backticks: a select's texts know no formatting."""
    return code.strip("`")


def _plain(text: str) -> str:
    return text if len(text) <= _OPTION else text[: _OPTION - 1] + "…"
