"""Handing a case to another moderator; a manager may take one over by handing it to themselves."""

from typing import Protocol

from core.base.authority import Caller
from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import CaseId, ServerId, UserId
from core.reports.cases import Refusal, Step, hand_over
from core.scanning.detections import Person
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.reports.cases.access import CaseAccess, refused_step, stored_case
from services.reports.cases.ports import ReviewTx
from services.reports.cases.traces import leave_traces


class MemberSource(Protocol):
    """Asks Discord about members at the moment of the call."""

    async def caller(self, server: ServerId, user: UserId) -> Caller | None:
        """Give the member as Discord knows them now; None where this person is none. Raises Unavailable."""
        ...


class Handover:
    """The use case of handing a case over."""

    def __init__(
        self,
        *,
        storage: Storage[ReviewTx],
        access: CaseAccess,
        members: MemberSource,
        outbox_bell: Bell,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._access = access
        self._members = members
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def require_possible(self, caller: Caller, case: CaseId) -> None:
        """Raises UserError where this caller cannot hand over this case now."""
        found = await self._access.open_to(caller, case)
        self._access.require_possible(caller, found, Step.HANDOVER)

    async def hand_over(self, caller: Caller, case: CaseId, to: UserId) -> str:
        """Hand the case over and return the new holder's name, as it may be shown. Raises UserError: no
        moderator, not possible now.
        """
        await self.require_possible(caller, case)
        target = await self._members.caller(caller.server, to)
        if target is None:
            raise UserError("handover-not-here")
        settings = await self._storage.glance.servers.get(caller.server)
        if not target.is_moderator(settings.moderator_role):
            raise UserError("handover-no-moderator", name=defang(target.name))
        await self._give(caller, case, target)
        self._outbox_bell.ring()
        return defang(target.name)

    async def _give(self, caller: Caller, case: CaseId, to: Caller) -> None:
        now = self._clock()
        async with self._storage.durable() as tx:
            found = await stored_case(tx, caller, case)
            after = hand_over(found.standing, tx.cases.actor(caller), tx.cases.actor(to).key)
            if isinstance(after, Refusal):
                raise refused_step(case, after, found.holder)
            await tx.cases.stand(found, after, Person(to.user, to.name), now)
            await leave_traces(tx, caller, found, Step.HANDOVER, now)
            # A line of its own: whom it was given to is sealed and can be erased, as every actor.
            await tx.audit.note(to.server, to.user, "case-received", f"case/{case}", now)
