"""Handing a case to another moderator; a manager may take one over by handing it to themselves."""

from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import CaseId, ServerId, UserId
from core.reports.cases import Step
from services.base.ports import Clock
from services.base.worker import Bell
from services.reports.records import Refused
from services.reports.review import Review, refused_step
from services.servers.setup import ServerStore


class MemberSource(Protocol):
    """Discord's members, asked now."""

    async def caller(self, server: ServerId, user: UserId) -> Caller | None:
        """The live member; None where this person is none. Raises Unavailable."""
        ...


class HandoverStore(Protocol):
    """Table `cases`: a change of holder, decided on the row as it is then."""

    async def hand_over(self, case: CaseId, by: Caller, to: Caller, now: datetime) -> Refused | None:
        """`to` holds the case; the audit names both."""
        ...


class Handover:
    """The use case."""

    def __init__(
        self,
        store: HandoverStore,
        reviewing: Review,
        members: MemberSource,
        servers: ServerStore,
        outbox_bell: Bell,
        clock: Clock,
    ) -> None:
        self._store = store
        self._reviewing = reviewing
        self._members = members
        self._servers = servers
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def require_possible(self, caller: Caller, case: CaseId) -> None:
        """Raises UserError where this caller cannot hand over this case now."""
        found = await self._reviewing.open_to(caller, case)
        self._reviewing.require_possible(caller, found, Step.HANDOVER)

    async def hand_over(self, caller: Caller, case: CaseId, to: UserId) -> str:
        """Returns the new holder's name, as it may be shown. Raises UserError: no moderator, not possible now."""
        await self.require_possible(caller, case)
        target = await self._members.caller(caller.server, to)
        if target is None:
            raise UserError("handover-not-here")
        if not target.is_moderator((await self._servers.get(caller.server)).moderator_role):
            raise UserError("handover-no-moderator", name=defang(target.name))
        refused = await self._store.hand_over(case, caller, target, self._clock())
        if refused is not None:
            raise refused_step(case, refused)
        self._outbox_bell.ring()
        return defang(target.name)
