"""An author objects to a removal, from the notice that told them of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.errors import UserError
from core.base.ids import AppealId, NoticeId, ServerId, UserId
from core.base.posts import MessagePlace
from core.links.lookalikes import INVISIBLE
from core.scanning.appeals import TEXT_LENGTH, AppealState, stands
from core.scanning.author_notices import NoticeState
from core.scanning.detections import KEEP_TEXT
from services.base.outbox import Kind, known_place
from services.base.ports import Audit, Clock, Storage
from services.base.worker import Bell
from services.scanning.appeals.notices import NoticesTx
from services.scanning.appeals.ports import AuthorNotice

_DAY = timedelta(days=1)
_MADE_ALREADY = {
    AppealState.OPEN: "object-already",
    AppealState.UPHELD: "object-decided",
    AppealState.OVERTURNED: "object-undone",
    AppealState.UNDONE: "object-undone",
}


class ObjectingTx(NoticesTx, Protocol):
    """What a transaction offers to an author who objects."""

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


@dataclass(frozen=True, slots=True)
class Objectable:
    """What an author can object to. `text_kept`: moderators can read what was removed, or some of it, until then."""

    notice: AuthorNotice
    removals: int
    text_kept: bool


class Objections:
    """The use cases of the button under a notice. Each raises UserError: not this person's notice, another message, taken back
    already, an objection before, too many of them.
    """

    def __init__(
        self,
        *,
        storage: Storage[ObjectingTx],
        outbox_bell: Bell,
        clock: Clock,
        keep_text: timedelta = KEEP_TEXT,
    ) -> None:
        self._storage = storage
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._keep_text = keep_text

    async def notice(self, author: UserId, notice: NoticeId, place: MessagePlace | None) -> AuthorNotice:
        """Give a notice to the person whom it was sent to. `place`: the message that was clicked."""
        glance = self._storage.glance
        found = await glance.author_notices.get(notice)
        if found is None or not await glance.author_notices.is_to(notice, author):
            raise UserError("error-unknown-button")
        if place is not None and await known_place(glance.outbox, Kind.AUTHOR_NOTICE, notice) not in (
            place,
            None,
        ):
            raise UserError("error-unknown-button")
        return found

    async def may(self, notice: AuthorNotice) -> Objectable:
        """Give what can be objected to from this notice, before its author is asked why."""
        return await self._objectable(self._storage.read, notice, self._clock())

    async def object(self, notice: AuthorNotice, text: str) -> AppealId:
        """Keep what the author of this notice objects, and have its card posted."""
        words, now = _words(text), self._clock()
        async with self._storage.durable() as tx:
            await self._objectable(tx, notice, now)
            appeal = await tx.appeals.open(notice.id, words, now + self._keep_text, now)
            if appeal is None:
                raise UserError("object-already")
            await tx.outbox.arm(Kind.APPEAL_CARD, appeal, notice.server, now)
            await tx.outbox.refresh(Kind.AUTHOR_NOTICE, notice.id, notice.server, now)
            # Not who: that goes with the notice, and the audit is kept for longer.
            await tx.audit.note(notice.server, None, "appeal-open", f"appeal/{appeal}", now)
        self._outbox_bell.ring()
        return appeal

    async def by_notice(self, notice: AuthorNotice) -> AppealId:
        """Give what was objected from this notice."""
        found = await self._storage.glance.appeals.of_notice(notice.id)
        if found is None:
            raise UserError("error-unknown-button")
        return found.id

    async def own_words(self, author: UserId, appeal: AppealId) -> tuple[ServerId, str | None]:
        """What somebody wrote themself, and to which server; None: it is not kept any more."""
        glance = self._storage.glance
        found = await glance.appeals.get(appeal)
        if found is None or not await glance.appeals.is_by(appeal, author):
            raise UserError("error-unknown-button")
        return found.server, await glance.appeals.text_of(appeal)

    async def _objectable(self, tx: ObjectingTx, notice: AuthorNotice, now: datetime) -> Objectable:
        before = await tx.appeals.of_notice(notice.id)
        if before is not None:
            raise UserError(_MADE_ALREADY[before.state])
        if notice.state is not NoticeState.SENT and not notice.begun:
            raise UserError("error-unknown-button")
        removals = await tx.author_notices.removals(notice.id)
        if not removals:
            raise UserError("object-over")
        standing = [each for each in removals if stands(each)]
        if not standing:
            raise UserError("object-undone")
        if await tx.servers.has_left(notice.server):
            raise UserError("object-server-left")
        too_many = (await tx.appeals.objecting(notice.id, now - _DAY)).too_many
        if too_many is not None:
            raise UserError(str(too_many))
        return Objectable(notice, len(standing), any(each.has_text for each in standing))


def _words(text: str) -> str:
    """What somebody wrote, without blanks around it. Raises UserError: nothing, or too much."""
    words = text.strip()
    if not INVISIBLE.sub("", words).strip():
        raise UserError("object-empty")
    if len(words) > TEXT_LENGTH:
        raise UserError("object-too-long", limit=TEXT_LENGTH, length=len(words))
    return words
