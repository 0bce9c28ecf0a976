"""The weekly digest of open work, for servers that want it: figures of cases, nothing of reporters."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.categories import Category
from core.base.ids import CaseId, MessageId, ServerId
from core.base.posts import MessagePlace
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Storage

DIGEST_EVERY = timedelta(days=7)
DIGEST_LOOK_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class OldestCase:
    """The case that waits longest. `card`: None while none was posted."""

    id: CaseId
    category: Category
    opened_at: datetime
    card: MessagePlace | None
    message: MessageId | None = None  # what was reported


@dataclass(frozen=True, slots=True)
class OpenWork:
    """How many cases wait, are in somebody's hands, and how many of both are emergencies; cases without a card, which
    muted members alone reported, count nowhere.
    """

    open: int
    claimed: int
    emergencies: int
    oldest: OldestCase


class DigestStore(Protocol):
    """The store of tables `servers` and `cases`. A server is due that wants digests and had none since then."""

    async def any_due(self, none_since: datetime) -> bool:
        """Whether a server is due."""
        ...

    async def due(self, none_since: datetime) -> list[ServerId]:
        """The servers that are due."""
        ...

    async def had_one(self, server: ServerId, now: datetime) -> None:
        """Note that the server had its digest; it is due again a week from now."""
        ...

    async def open_work(self, server: ServerId) -> OpenWork | None:
        """Count the work that waits in the server now; None where nothing does."""
        ...


class DigestTx(Protocol):
    """What a transaction offers to digests."""

    @property
    def digest(self) -> DigestStore:
        """The store that knows which servers are due, and what waits there."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


class WeeklyDigest:
    """The work of the job, and what the message shows."""

    def __init__(self, *, storage: Storage[DigestTx]) -> None:
        self._storage = storage

    async def begin(self, now: datetime) -> int:
        """Owe a digest to each server that wants it and had none for a week; returns how many."""
        week_ago = now - DIGEST_EVERY
        if not await self._storage.read.digest.any_due(week_ago):
            return 0  # the usual answer costs no write
        async with self._storage.bulk() as tx:
            servers = await tx.digest.due(week_ago)
            for server in servers:
                await tx.digest.had_one(server, now)
                # A message of its own each week: last week's stands far up in the channel.
                await tx.outbox.arm_anew(Kind.DIGEST, server, server, now)
        return len(servers)

    async def open_work(self, server: ServerId) -> OpenWork | None:
        """What waits in the server now; None where nothing does."""
        return await self._storage.read.digest.open_work(server)
