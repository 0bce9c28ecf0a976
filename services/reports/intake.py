"""Reports: what a member sends, safely. The steps: keep what the click delivered -> form -> file it in one commit
-> thanks -> card. Nobody but the reporter ever hears who it was.
"""

import re
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId, MessageId, ServerId, UserId
from core.base.well_formed import well_formed
from core.links import Link, canonical, find_links
from core.reports.cases import without_doubles
from services.base.ports import Clock
from services.base.worker import Bell
from services.reports.already_listed import KnownLinks
from services.reports.evidence_files import FILE_NAME_LENGTH, ReportedFile
from services.servers.setup import ServerStore

DRAFT_LASTS = timedelta(hours=24)
REPORTER_KEPT = timedelta(days=90)  # who reported, and what they wrote
EVIDENCE_KEPT = timedelta(days=30)  # the text of the reported message
DETAILS_LENGTH = 1000
LINK_LENGTH = 2000
EVIDENCE_LENGTH = 12_000
LINKS_PER_CASE = 25  # what a form's select can offer
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+){0,2}")  # three dots make an IP address
_AROUND = " <>`|*_~\"'"  # what people put around an address
_UNREAD = "🔗?"  # before what was typed as a link and is none, among the details


@dataclass(frozen=True, slots=True)
class ReportedMessage:
    """What the click on a message delivered. `texts`: everything in it that others can read."""

    channel: ChannelId
    message: MessageId
    author: UserId
    author_name: str
    texts: tuple[str, ...]
    author_is_member: bool = True  # neither a bot nor a webhook
    files: tuple[ReportedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known before the form opens: a message (menu), a link (command), or neither."""

    message: ReportedMessage | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class UsedDraft:
    """The form arrived before; this is the case it became part of."""

    case: CaseId


@dataclass(frozen=True, slots=True)
class ReportForm:
    """The fields as sent."""

    link: str
    category: str
    details: str


@dataclass(frozen=True, slots=True)
class ReportedLink:
    """A link that the report is about, with how it was disguised."""

    canonical: str
    how: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewReport:
    """One report, checked. Without a message it is about its first link."""

    server: ServerId
    reporter: UserId
    category: Category
    details: str
    message: ReportedMessage | None
    links: tuple[ReportedLink, ...]
    evidence: str
    token: str
    files: tuple[ReportedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A report of the same member that waits, or that a moderator has in hand."""

    case: CaseId
    claimed: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the reporter hears. `sent_before`: this very form; `added`: the same member, by another form.
    `link_unread`: there is no link in what they typed as one; it stands among the details. `listed`: as what a list
    holds one of the links already; `looked_again`: its message is handled by the server's policy now.
    """

    case: CaseId
    category: Category | None = None
    sent_before: bool = False
    added: bool = False
    link_unread: bool = False
    follows: CaseId | None = None
    listed: Category | None = None
    looked_again: bool = False
    others: tuple[OpenReport, ...] = ()


class IntakeStore(Protocol):
    """Tables `report_drafts`, `cases`, `case_links`, `reports`."""

    async def keep_draft(self, server: ServerId, token: str, draft: Draft, now: datetime) -> None:
        """Keep it, sealed, for DRAFT_LASTS."""
        ...

    async def draft(self, server: ServerId, token: str, now: datetime) -> Draft | UsedDraft | None:
        """What was kept; None where nothing was, in this server, or its time is over."""
        ...

    async def file(self, report: NewReport, now: datetime) -> Receipt:
        """One commit: case, report, links, card to be shown, audit, the draft emptied."""
        ...


class Intake:
    """The use cases of `/report` and the menu *Report message*."""

    def __init__(
        self,
        store: IntakeStore,
        servers: ServerStore,
        outbox_bell: Bell,
        known: KnownLinks,
        clock: Clock,
        new_token: Callable[[], str],
    ) -> None:
        self._store = store
        self._servers = servers
        self._outbox_bell = outbox_bell
        self._known = known
        self._clock = clock
        self._new_token = new_token

    async def prepare(self, caller: Caller, draft: Draft) -> str:
        """Keep what the click delivered; returns the token for the form's custom id.

        Raises UserError where the server is not set up or the link of the command is too long.
        """
        await self._require_set_up(caller.server)
        token = self._new_token()
        kept = Draft(_readable(draft.message), _checked_link(draft.link))
        await self._store.keep_draft(caller.server, token, kept, self._clock())
        return token

    async def submit(
        self, caller: Caller, token: str, form: ReportForm, named: ReportedMessage | None = None
    ) -> Receipt:
        """File the report. The same form again answers the same number.

        `named`: the message that the form's link leads to; where no other was reported, it is what this is about.

        Raises UserError: not set up, an expired form without a link, nothing to report.
        """
        await self._require_set_up(caller.server)
        now = self._clock()
        draft = await self._store.draft(caller.server, token, now)
        if isinstance(draft, UsedDraft):
            return Receipt(draft.case, sent_before=True)
        if named is not None and (draft is None or draft.message is None):
            draft, form = Draft(_readable(named)), replace(form, link="")
        typed = _checked_link(form.link)
        links = links_typed(typed)
        report = _report(caller, token, draft, form, links)
        link_unread = bool(typed) and not links
        if link_unread:
            report = replace(report, details=f"{report.details}\n{_UNREAD} {typed}".lstrip())
        receipt = await self._store.file(report, now)
        self._outbox_bell.ring()
        listed = await self._known.category(caller.server, [link.canonical for link in report.links])
        again = listed is not None and report.message is not None
        if report.message is not None and again:
            self._known.look_again(caller.server, report.message.channel, report.message.message)
        return replace(receipt, link_unread=link_unread, listed=listed, looked_again=again)

    async def _require_set_up(self, server: ServerId) -> None:
        if not (await self._servers.get(server)).set_up:
            raise UserError("error-not-set-up")


def new_token() -> str:
    """What nobody can guess: 22 letters, digits, `-` and `_`, for a form's custom id."""
    return secrets.token_urlsafe(16)


def _report(
    caller: Caller, token: str, draft: Draft | None, form: ReportForm, typed: Sequence[Link]
) -> NewReport:
    message = None if draft is None else draft.message
    if message is None and not typed:
        raise UserError(_why_nothing(draft, form))
    links = [*typed, *_links_in(message)] if message is not None else typed
    return NewReport(
        server=caller.server,
        reporter=caller.user,
        category=_category(form.category),
        details=_checked_details(form.details),
        message=message,
        links=_reported(links),
        evidence="" if message is None else _evidence(message),
        token=token,
        files=() if message is None else message.files,
    )


def _evidence(message: ReportedMessage) -> str:
    texts = message.texts or tuple(file.name for file in message.files)
    return "\n".join(texts)[:EVIDENCE_LENGTH]


def _why_nothing(draft: Draft | None, form: ReportForm) -> str:
    if form.link.strip():
        return "report-link-unreadable"
    return "report-form-expired" if draft is None else "report-link-missing"


def links_typed(typed: str) -> list[Link]:
    """Every link that was typed or pasted into one field, however disguised, in order. A bare number is none, though
    an address bar would take it for an IP address.
    """
    if _NUMBER.fullmatch(typed.strip(_AROUND)):
        return []
    found = find_links(typed)
    if len(typed.split()) > 1 and found:
        return found
    whole = canonical(
        typed
    )  # one address as a whole, also where in a text it would be too doubtful to be one
    if whole is None:
        return []
    return [whole, *(link for link in found if link.canonical != whole.canonical)]


def _links_in(message: ReportedMessage) -> list[Link]:
    return [link for text in message.texts for link in find_links(text)]


def _reported(links: Sequence[Link]) -> tuple[ReportedLink, ...]:
    how = {link.canonical: link.how for link in reversed(links)}
    wanted = without_doubles(link.canonical for link in links)[:LINKS_PER_CASE]
    return tuple(ReportedLink(each, how[each]) for each in wanted)


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
    return ReportedMessage(
        channel=message.channel,
        message=message.message,
        author=message.author,
        author_name=well_formed(message.author_name),
        texts=tuple(without_doubles(well_formed(text) for text in message.texts if text)),
        author_is_member=message.author_is_member,
        files=tuple(
            replace(file, name=well_formed(file.name)[:FILE_NAME_LENGTH], url=well_formed(file.url))
            for file in message.files
        ),
    )
