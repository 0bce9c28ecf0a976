"""What the use cases of a case need of a transaction: the ports that several of them share."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.base.authority import Caller
from core.base.ids import CaseId, DetectionId, MessageId, ServerId
from core.reports.cases import Actor, CaseState, Standing
from core.reports.endings import Closure, StoredCase
from core.scanning.detections import Person
from services.reports.cases.access import AccessTx
from services.reports.cases.traces import TracesTx
from services.reports.outcomes import EndingsTx
from services.scanning.removal_ports import OrderedRemoval
from services.servers.policy import PolicyStore


class CaseStore(Protocol):
    """The store of table `cases` as steps change it; what changes is decided by core and written as it was returned."""

    def actor(self, caller: Caller) -> Actor:
        """The caller by their look-up key in this server."""
        ...

    async def in_server(self, case: CaseId, caller: Caller) -> StoredCase | None:
        """The case as its row stands now; None where the caller's server has none such."""
        ...

    async def evidence(self, case: CaseId) -> str:
        """The text of the reported message, as far as it is kept."""
        ...

    async def stand(self, case: StoredCase, after: Standing, holder: Person | None, now: datetime) -> None:
        """Write the standing. Raises StorageBusy where the row has changed since it was read."""
        ...

    async def close(self, case: CaseId, ending: Closure, now: datetime) -> None:
        """Write how the case ended."""
        ...

    async def note_removal(self, case: CaseId, now: datetime) -> None:
        """The removal of its message is owed, from now on if not from before."""
        ...

    async def about_any_of(self, server: ServerId, messages: Sequence[MessageId]) -> bool:
        """Whether a case may be about one of these messages."""
        ...

    async def messages_gone(
        self, server: ServerId, messages: Sequence[MessageId], now: datetime
    ) -> Sequence[tuple[CaseId, CaseState]]:
        """Write of every case about these messages that its message is gone; returns the cases that did not say so
        yet, with their states.
        """
        ...


class RemovalOrders(Protocol):
    """The store of table `detections`, as removals are ordered."""

    async def order_removal(self, ordered: OrderedRemoval, now: datetime) -> DetectionId | None:
        """Owe the removal. None: this case ordered it already, and nobody took it back before it was done."""
        ...


class ReviewTx(AccessTx, TracesTx, EndingsTx, Protocol):
    """What a transaction offers to moderators of cases."""

    @property
    def cases(self) -> CaseStore:
        """The store of table `cases`."""
        ...

    @property
    def detections(self) -> RemovalOrders:
        """The store of table `detections`."""
        ...

    @property
    def policies(self) -> PolicyStore:
        """The store of tables `policy_*`."""
        ...
