"""How the running bot is: its connection, its database, its commands, what is owed."""

import time
from collections.abc import Iterable, Sequence

from cogs.base.discord_api.gateway_watch import GatewayWatch
from services.base.health.figures import Reading
from services.base.health.looks import Looks
from services.base.health.outcomes import DATABASE_AVAILABLE
from services.base.health.vitals import NotReady
from services.base.leases import Leases
from services.base.registration import Registration
from services.lists.live_index import INDEX_AGE, LiveIndex
from wiring.health.figures import JOB_DONE, JOB_EVERY, READY


class RowansSigns:
    """Fills services.base.health.vitals.Signs."""

    def __init__(
        self,
        *,
        gateway: GatewayWatch,
        leases: Leases,
        registration: Registration,
        looks: Looks,
        index: LiveIndex,
    ) -> None:
        self._gateway = gateway
        self._leases = leases
        self._registration = registration
        self._looks = looks
        self._index = index

    @property
    def _database_is_there(self) -> bool:
        """Whether it answers, and takes what is written: a process whose lease runs out could not write it."""
        return self._looks.answered and self._leases.is_held

    def missing(self) -> Sequence[NotReady]:
        signs = {
            NotReady.DATABASE: self._database_is_there,
            NotReady.GATEWAY: self._gateway.is_up or self._gateway.stands_by,
            NotReady.COMMANDS: self._registration.taken,
        }
        return [part for part, is_there in signs.items() if not is_there]

    @property
    def stands_by(self) -> bool:
        return self._gateway.stands_by

    def levels(self) -> Iterable[Reading]:
        yield Reading(READY, float(not self.missing()))
        yield Reading(DATABASE_AVAILABLE, float(self._database_is_there))
        yield from self._gateway.levels()
        yield from self._looks.readings
        if self._index.caught_up_at is not None:
            yield Reading(INDEX_AGE, time.monotonic() - self._index.caught_up_at)
        for job, run in self._leases.job_runs.items():
            yield Reading(JOB_EVERY, run.every.total_seconds(), (job,))
            if run.done_at is not None:
                yield Reading(JOB_DONE, run.done_at.timestamp(), (job,))
