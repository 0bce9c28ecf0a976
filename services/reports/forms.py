"""What moderators chose and typed in a case's forms, checked. Anything that no client sends by itself is refused."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from core.base.categories import Category
from core.base.errors import UserError
from core.base.well_formed import well_formed
from core.links import Link, canonical
from core.lists.patterns import Pattern, Scope, pattern_for
from core.lists.refusals import PatternError
from services.lists.own_sites import chosen_site
from services.lists.typed_pattern import NOTE_LENGTH, refused
from services.reports.records import Case, CaseLink

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class ListForm:
    """The fields of *list* as sent. `link`: a position, '' where the case has one link. `category`: one, or a site from
    which it comes.
    """

    link: str
    scope: str
    category: str
    share: str
    note: str


@dataclass(frozen=True, slots=True)
class ListInput:
    """The values of a `ListForm`, checked and read."""

    link: CaseLink
    pattern: Pattern
    category: Category | None
    share: bool
    note: str
    site: str  # from which the category comes; empty: it was chosen itself


def read_list_form(case: Case, form: ListForm) -> ListInput:
    """Raises UserError: nothing to list, a value that the form does not offer, a scope that takes in too much."""
    share = {"yes": True, "no": False}.get(form.share)
    if share is None:
        raise UserError("case-form-unreadable")
    link, site = _chosen_link(case, form.link), chosen_site(form.category)
    return ListInput(
        link=link,
        pattern=_pattern(link, chosen(Scope, form.scope)),
        category=None if site else chosen(Category, form.category),
        share=share,
        note=checked_note(form.note),
        site=site,
    )


def links_of(case: Case) -> list[tuple[CaseLink, Link]]:
    """The case's links as the engine reads them now."""
    read = [(link, canonical(link.canonical)) for link in case.links]
    return [(kept, link) for kept, link in read if link is not None]


def chosen(kind: type[Choice], value: str) -> Choice:
    """One of a select's values. Raises UserError for anything else."""
    try:
        return kind(value)
    except ValueError:
        raise UserError("case-form-unreadable") from None


def checked_note(note: str) -> str:
    """Trim the note. Raises UserError where it is too long."""
    if len(note) > NOTE_LENGTH:
        raise UserError("case-note-long", limit=NOTE_LENGTH)
    return well_formed(note).strip()


def _chosen_link(case: Case, position: str) -> CaseLink:
    if not case.links:
        raise UserError("case-no-link")
    if not position and len(case.links) == 1:
        return case.links[0]
    for link in case.links:
        if str(link.position) == position:
            return link
    raise UserError("case-form-unreadable")


def _pattern(link: CaseLink, scope: Scope) -> Pattern:
    whole = canonical(link.canonical)
    if whole is None:
        raise UserError("case-form-unreadable")
    try:
        return pattern_for(whole, scope)
    except PatternError as error:
        raise refused(error) from error
