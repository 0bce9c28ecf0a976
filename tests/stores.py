"""Stores for tests: each verb in a transaction of its own, and servers that are set up."""

import functools
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from core.base.ids import ChannelId, ServerId, UserId
from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.reports.stores import ReportsStores
from services.base.leases import Leases
from services.base.outbox import Kind
from services.base.ports import Clock, Storage
from services.base.schedule import ScheduledJob
from services.base.walks import Walks, WalksTx
from services.base.worker import Bell
from services.servers.settings import ServerSettings
from tests.conftest import SECRET, StandingClock
from wiring.still_open import STILL_OPEN

_LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def storage_of(database: Database, vault: Vault) -> DatabaseStorage[ReportsStores]:
    """What services are given."""
    return DatabaseStorage(database, functools.partial(ReportsStores, vault=vault, still_open=STILL_OPEN))


class Committing:
    """Every verb of every store, committed by itself: `await committing.outbox.take(...)`."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self.storage = storage_of(database, vault)

    def __getattr__(self, store: str) -> "_Verbs":
        return _Verbs(self.storage, store)


class _Verbs:
    def __init__(self, storage: DatabaseStorage[ReportsStores], store: str) -> None:
        self._storage = storage
        self._store = store

    def __getattr__(self, verb: str) -> Callable[..., Awaitable[Any]]:
        async def committed(*values: object, **named: object) -> Any:
            async with self._storage.bulk() as tx:
                if verb.startswith("arm"):  # messages are owed in servers that are known
                    await tx.servers.ensure(values[2])
                return await getattr(getattr(tx, self._store), verb)(*values, **named)

        return committed


async def set_up(database: Database, vault: Vault, server: ServerId, **settings: Any) -> None:
    """What `/setup` leaves behind; without settings a review channel alone."""
    chosen = {"review_channel": ChannelId(server + 1), **settings}
    async with storage_of(database, vault).bulk() as tx:
        saved = ServerSettings(server, **chosen)
        await tx.servers.save(saved, UserId(1), _LONG_AGO)
    if saved.review_channel is not None and await database.read.one("SELECT 1 FROM outbox LIMIT 1"):
        await woken(database, vault, lambda: _LONG_AGO, server, moves=True)


async def walk(storage: Storage[WalksTx], clock: Clock) -> None:
    """Go through what servers owe, until nothing of it is left."""
    walks = Walks(storage=storage, clock=clock)
    while await walks.step():
        pass


async def woken(
    database: Database, vault: Vault, clock: Clock, *servers: ServerId, moves: bool = False
) -> None:
    """What waits in these servers is due, as after a change of their roles; `moves`: of their review channel."""
    storage = storage_of(database, vault)
    async with storage.bulk() as tx:
        for server in servers:
            await tx.servers.ensure(server)
            await tx.walks.begin(server, moves=moves)
    await walk(storage, clock)


async def owe_card(database: Database, clock: StandingClock, server: ServerId, case: int) -> None:
    """The card of a case is owed, whether there is such a case or not."""
    await Committing(database, Vault(SECRET)).outbox.arm(Kind.CASE_CARD, case, server, clock())


def scheduled(database: Database, clock: StandingClock, process: str, **job: Any) -> ScheduledJob:
    """A job of one process, by name."""
    storage = storage_of(database, Vault(SECRET))
    leases = Leases(storage=storage, clock=clock, process=process)
    return ScheduledJob(leases=leases, outbox_bell=Bell(), clock=clock, **job)
