"""The jobs that forget what is over, and empty servers that were left (wiring/forgotten.py says what that is)."""

import functools
from collections.abc import Mapping
from datetime import datetime, timedelta

from db.engine.backups.files import BackupFiles
from db.engine.storage import DatabaseStorage
from services.base.outbox import Kind, Performer
from services.base.retention import PURGE_EVERY, Retention, WriteAheadLog
from services.base.schedule import ScheduledJob
from services.servers.left_servers import LeftServers
from wiring.base import Base
from wiring.database import place_of
from wiring.forgotten import ForgettingStores, chores
from wiring.lists import ListsWing
from wiring.wing import Work

_LOOK_FOR_LEFT_EVERY = timedelta(minutes=10)


class KeptBackups:
    """The backups in the operator's folder. Fills services.base.retention.Purgeable."""

    def __init__(self, files: BackupFiles, kept: timedelta) -> None:
        self._files = files
        self._kept = kept

    async def purge(self, now: datetime) -> int:
        """Delete those that are too old; returns how many."""
        return await self._files.forget(now - self._kept)


class Forgetting:
    """Fills wiring.wing.Wing, with the jobs that forget; each in one process at a time."""

    def __init__(self, base: Base, lists: ListsWing) -> None:
        kept, log_bell = base.settings.kept, base.log_bell
        storage = DatabaseStorage(base.database, functools.partial(ForgettingStores, chores=chores(kept)))
        self._log = WriteAheadLog(storage=storage, bell=log_bell, clock=base.clock)
        retention = Retention(
            storage=storage,
            kept=kept,
            copies=place_of(base.settings).copies,
            others=(lists.invites, KeptBackups(BackupFiles(base.settings.backups), kept.backups)),
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
        self.look_for_left = job(
            job="left-servers", every=_LOOK_FOR_LEFT_EVERY, work=look_for_left, everywhere=True
        )

    def performers(self) -> Mapping[Kind, Performer]:
        return {}

    def background(self) -> Mapping[str, Work]:
        return {"write-ahead-log": self._log.run}

    def once_connected(self) -> Mapping[str, Work]:
        # Who is not in a server is known only once Discord has said where Rowan is.
        return {each.job: each.run for each in (self.look_for_left, self.purge)}

    async def finish(self, seconds: float) -> None:
        """Does nothing: nothing is under way here."""
