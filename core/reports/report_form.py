"""The form of a report: what is known before it opens, and the report that its fields make once they are checked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId
from core.base.well_formed import well_formed
from core.links import Link, canonical, find_links
from core.reports.cases import without_doubles
from core.reports.evidence_files import FILE_NAME_LENGTH
from core.reports.intake import EVIDENCE_LENGTH, LINKS_PER_CASE, NewReport, ReportedLink, ReportedMessage
from core.reports.message_links import NamedMessage, messages_named, without_link_to

DETAILS_LENGTH = 1000
LINK_LENGTH = 2000
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+){0,2}")  # three dots make an IP address
_AROUND = " <>`|*_~\"'"  # what people put around an address
_UNREAD = "🔗?"  # Stands in the details before what was typed as a link and is none.


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known before the form opens: a message (menu), a link (command), or neither."""

    message: ReportedMessage | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class UsedDraft:
    """A form that arrived before, with the case that its report became part of."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class ReportForm:
    """The fields of a report's form, as sent."""

    link: str
    category: str
    details: str

    def messages_named(self) -> list[NamedMessage]:
        """The messages whose links stand in any field, in order: people paste them wherever there is room."""
        return messages_named(f"{self.link}\n{self.details}")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The report that a form makes. `link_unread`: what was typed as a link is none; it stands among the details."""

    report: NewReport
    link_unread: bool


def texts_of(draft: Draft | None, form: ReportForm, named: ReportedMessage | None) -> list[str]:
    """The texts in which `read_form` looks for links."""
    message = named if draft is None or draft.message is None else draft.message
    return [form.link[:LINK_LENGTH], *(() if message is None else message.texts)]


def checked_draft(draft: Draft) -> Draft:
    """The draft as it is kept. Raises UserError: the link is too long."""
    return Draft(_readable(draft.message), _checked_link(draft.link))


def read_form(
    caller: Caller, token: str, draft: Draft | None, form: ReportForm, named: ReportedMessage | None
) -> FilledForm:
    """Check the fields. `draft` None: its time is over. `named`: the message that a link in the form leads to; where no
    other was reported, the report is about it, and what stands beside its link is kept.

    Raises UserError: nothing to report, a field that is too long, an unknown category.
    """
    message = None if draft is None else draft.message
    typed = _checked_link(form.link)
    links = links_typed(typed)
    category, details = _category(form.category), _checked_details(form.details)
    if message is None and named is not None:
        message, typed = _readable(named), without_link_to(typed, named.message)
        links = [link for link in links_typed(typed) if not _leads_to(link, named)]
        details, typed = (details, typed) if links else (f"{details}\n{typed}".strip(), "")
    if message is None and not links:
        raise UserError(_why_nothing(draft, form))
    link_unread = bool(typed) and not links
    report = NewReport(
        server=caller.server,
        reporter=caller.user,
        category=category,
        details=f"{details}\n{_UNREAD} {typed}".lstrip() if link_unread else details,
        message=message,
        links=_reported(links, _links_in(message)),
        evidence="" if message is None else _evidence(message),
        token=token,
        files=() if message is None else message.files,
    )
    return FilledForm(report, link_unread)


def _leads_to(link: Link, named: ReportedMessage) -> bool:
    return any(each.message == named.message for each in messages_named(link.canonical))


def _evidence(message: ReportedMessage) -> str:
    texts = message.texts or tuple(file.name for file in message.files)
    return "\n".join(texts)[:EVIDENCE_LENGTH]


def _why_nothing(draft: Draft | None, form: ReportForm) -> str:
    if form.link.strip():
        return "report-link-unreadable"
    return "report-form-expired" if draft is None else "report-link-missing"


def links_typed(typed: str) -> list[Link]:
    """Every link that was typed or pasted into one field, however disguised, in order.

    A bare number is no link, though an address bar would take it for an IP address.
    """
    if _NUMBER.fullmatch(typed.strip(_AROUND)):
        return []
    found = find_links(typed)
    if len(typed.split()) > 1 and found:
        return found
    # The whole field is tried as one address too, even if it would be too doubtful to be a link inside a text.
    whole = canonical(typed)
    if whole is None:
        return []
    return [whole, *(link for link in found if link.canonical != whole.canonical)]


def _links_in(message: ReportedMessage | None) -> list[Link]:
    return [] if message is None else [link for text in message.texts for link in find_links(text)]


def _reported(typed: Sequence[Link], written: Sequence[Link]) -> tuple[ReportedLink, ...]:
    """The links to be reported, each once: those that the reporter typed, then those of the message, with the disguises
    of their first appearance there. How a reporter spells a link says nothing about who spreads it.
    """
    how = {link.canonical: link.how for link in reversed(written)}
    wanted = without_doubles(link.canonical for link in [*typed, *written])[:LINKS_PER_CASE]
    return tuple(ReportedLink(each, how.get(each, ())) for each in wanted)


def _category(chosen: str) -> Category:
    try:
        return Category(chosen)
    except ValueError:
        raise UserError("report-category-unknown") from None


def _checked_link(typed: str) -> str:
    if len(typed) > LINK_LENGTH:
        raise UserError("report-link-long", limit=LINK_LENGTH)
    return well_formed(typed).strip()


def _checked_details(typed: str) -> str:
    if len(typed) > DETAILS_LENGTH:
        raise UserError("report-details-long", limit=DETAILS_LENGTH)
    return well_formed(typed).strip()


def _readable(message: ReportedMessage | None) -> ReportedMessage | None:
    if message is None:
        return None
    return replace(
        message,
        author_name=well_formed(message.author_name),
        texts=tuple(without_doubles(well_formed(text) for text in message.texts if text)),
        files=tuple(
            replace(file, name=well_formed(file.name)[:FILE_NAME_LENGTH], url=well_formed(file.url))
            for file in message.files
        ),
    )
