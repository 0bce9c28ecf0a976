"""What is forgotten when its time is over, and what is deleted of a server that was left: as each wing says it, the wings
that refer to others first. And the jobs that do it.
"""

import functools
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property

from core.base.retention import KeptFor
from db.base.emptying import EMPTYING as BASE
from db.base.retention import CHORES as BASE_CHORES
from db.base.retention_store import Chore, RetentionRows, by_name
from db.campaigns.emptying import EMPTYING as CAMPAIGNS
from db.campaigns.retention import CHORES as CAMPAIGN_CHORES
from db.engine.statements import Statements
from db.engine.storage import DatabaseStorage
from db.lists.emptying import EMPTYING as LISTS
from db.lists.retention import chores as list_chores
from db.reports.emptying import EMPTYING as REPORTS
from db.reports.retention import CHORES as REPORT_CHORES
from db.scanning.emptying import EMPTYING as SCANNING
from db.scanning.retention import CHORES as SCANNING_CHORES
from db.servers.emptying import EMPTYING as SERVERS
from db.servers.left_server_store import LeftServerRows
from db.servers.retention import CHORES as SERVER_CHORES
from services.base.outbox import Kind, Performer
from services.base.retention import PURGE_EVERY, Retention, WriteAheadLog
from services.base.schedule import ScheduledJob
from services.base.worker import Bell
from services.servers.left_servers import LeftServers
from wiring.base import Base
from wiring.database import place_of
from wiring.lists import ListsWing
from wiring.wing import Work

_LOOK_FOR_LEFT_EVERY = timedelta(minutes=10)

EMPTYING: Sequence[Chore] = tuple(by_name(REPORTS, CAMPAIGNS, SCANNING, LISTS, SERVERS, BASE).values())


def chores(kept: KeptFor) -> Mapping[str, Chore]:
    """All that is forgotten, by name, in the order in which it is done."""
    return by_name(
        REPORT_CHORES,
        CAMPAIGN_CHORES,
        SCANNING_CHORES,
        list_chores(kept.list_changes),
        SERVER_CHORES,
        BASE_CHORES,
    )


class ForgettingStores:
    """What a transaction offers to the jobs that forget."""

    def __init__(self, sql: Statements, *, chores: Mapping[str, Chore]) -> None:
        self.sql = sql
        self._chores = chores

    @cached_property
    def retention(self) -> RetentionRows:
        return RetentionRows(self.sql, self._chores)

    @cached_property
    def left_servers(self) -> LeftServerRows:
        return LeftServerRows(self.sql, EMPTYING)


class Forgetting:
    """Fills wiring.wing.Wing, with the jobs that forget; each in one process at a time."""

    def __init__(self, base: Base, lists: ListsWing) -> None:
        kept, log_bell = base.settings.kept, Bell()
        storage = DatabaseStorage(base.database, functools.partial(ForgettingStores, chores=chores(kept)))
        self._log = WriteAheadLog(storage=storage, bell=log_bell, clock=base.clock)
        retention = Retention(
            storage=storage,
            kept=kept,
            copies=place_of(base.settings).copies,
            others=(lists.invites,),
            log_bell=log_bell,
        )
        self.left_servers = LeftServers(
            storage=storage,
            servers=base.servers,
            presence=base.presence.of,
            kept=kept.left_servers,
            log_bell=log_bell,
            changed=base.server_cache.changed,
        )
        job = functools.partial(
            ScheduledJob, leases=base.leases, outbox_bell=base.outbox_bell, clock=base.clock
        )

        async def purge(_now: datetime) -> int:
            return await retention.purge(base.discord_clock())

        async def look_for_left(_now: datetime) -> int:
            return await self.left_servers.look(base.discord_clock())

        # By Discord's time, once it was heard: a machine whose clock is fast would delete what is needed, for good.
        self.purge = job(job="purge", every=PURGE_EVERY, work=purge)
        self.look_for_left = job(job="left-servers", every=_LOOK_FOR_LEFT_EVERY, work=look_for_left)

    def performers(self) -> Mapping[Kind, Performer]:
        return {}

    def background(self) -> Mapping[str, Work]:
        return {"write-ahead-log": self._log.run}

    def once_connected(self) -> Mapping[str, Work]:
        # Who is not in a server is known only once Discord has said where Rowan is.
        return {each.job: each.run for each in (self.look_for_left, self.purge)}

    async def finish(self, seconds: float) -> None:
        """Does nothing: nothing is under way here."""
