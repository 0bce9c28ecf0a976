"""Who may look at and act on which case. Every use case around a case asks here, once, at its start."""

import asyncio
from typing import Protocol

from core.base.authority import Caller, require_moderator
from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import CaseId
from core.base.posts import MessagePlace
from core.reports.cases import Actor, Refusal, Standing, Step, advance
from core.reports.endings import StoredCase
from core.scanning.detections import Person
from services.base.outbox import Kind, OutboxStore, known_place
from services.base.patience import Sleep
from services.base.ports import Storage
from services.reports.records import Case, CaseReader
from services.servers.settings import ServerSettings
from services.servers.setup import ServerStore


class ActorSource(Protocol):
    """Tells moderators apart without naming them."""

    def actor(self, caller: Caller) -> Actor:
        """The caller by their look-up key in this server."""
        ...


class StoredCases(ActorSource, Protocol):
    """The store of table `cases`, as far as every step needs it."""

    async def in_server(self, case: CaseId, caller: Caller) -> StoredCase | None:
        """The case as its row stands now; None where the caller's server has none such, and where it is a quiet one about
        the caller's message.
        """
        ...


class AccessTx(Protocol):
    """What is read to answer who may."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def case_reader(self) -> CaseReader:
        """Cases as they are shown."""
        ...

    @property
    def cases(self) -> ActorSource:
        """The store of table `cases`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


class StepTx(Protocol):
    """What a transaction offers to decide a step."""

    @property
    def cases(self) -> StoredCases:
        """The store of table `cases`."""
        ...


class CaseAccess:
    """Each method raises UserError: no rights, not set up, another server's case, a step that is not possible now."""

    def __init__(self, *, storage: Storage[AccessTx], sleep: Sleep = asyncio.sleep) -> None:
        self._storage = storage
        self._sleep = sleep

    async def moderator(self, caller: Caller) -> ServerSettings:
        """The settings of the server that the caller moderates."""
        settings = await self._storage.glance.servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)
        if not settings.set_up:
            raise UserError("error-not-set-up")
        return settings

    async def case(self, caller: Caller, case: CaseId) -> Case:
        """A case of the caller's server, whoever it is about. Of a quiet one the author of its message does not hear even
        that it is there: else they would know that whom they muted reported them.
        """
        await self.moderator(caller)
        found = await self._storage.read.case_reader.get(case)
        if found is None or found.server != caller.server or self._is_kept_from(caller, found):
            raise UserError("case-unknown")
        return found

    def _is_kept_from(self, caller: Caller, case: Case) -> bool:
        return case.quiet and case.standing.author == self._storage.glance.cases.actor(caller).key

    async def open_to(self, caller: Caller, case: CaseId) -> Case:
        """A case that the caller may look into: of their server, and not about a message of theirs."""
        found = await self.case(caller, case)
        self.require_possible(caller, found, Step.REVEAL)
        return found

    async def place_of(self, kind: Kind, subject: int) -> MessagePlace | None:
        """Where a message stands that has a button; it is waited for a moment where that is just being saved."""
        return await known_place(self._storage.glance.outbox, kind, subject, self._sleep)

    def possible(self, caller: Caller, case: Case) -> frozenset[Step]:
        """The steps that the caller could take with the case as it was read, for an answer that only they see."""
        actor = self._storage.glance.cases.actor(caller)
        return frozenset(
            step for step in Step if not isinstance(advance(case.standing, step, actor), Refusal)
        )

    def require_possible(self, caller: Caller, case: Case, step: Step) -> None:
        """Raises where the step is not possible as the case was read, so that nobody fills in a form for nothing.

        What counts is decided again inside the transaction that takes the step.
        """
        after = advance(case.standing, step, self._storage.glance.cases.actor(caller))
        if isinstance(after, Refusal):
            raise refused_step(case.id, after, case.holder)


async def stored_case(tx: StepTx, caller: Caller, case: CaseId) -> StoredCase:
    """The case as its row stands in the transaction. Raises UserError where the server has none such."""
    found = await tx.cases.in_server(case, caller)
    if found is None:
        raise UserError("case-unknown")
    return found


async def take_step(tx: StepTx, caller: Caller, case: CaseId, step: Step) -> tuple[StoredCase, Standing]:
    """The case and its standing after the step, decided in the transaction: of two clicks at once one wins.

    Raises UserError where the step is not possible (any more).
    """
    found = await stored_case(tx, caller, case)
    after = advance(found.standing, step, tx.cases.actor(caller))
    if isinstance(after, Refusal):
        raise refused_step(case, after, found.holder)
    return found, after


def refused_step(case: CaseId, reason: Refusal, holder: Person | None) -> UserError:
    """The sentence for a step that is not possible, naming who was first where that is the reason."""
    if reason in (Refusal.HELD, Refusal.CLOSED) and holder is not None:
        return UserError(f"{reason}-by", case=str(case), name=defang(holder.name))
    return UserError(str(reason), case=str(case))
