"""Who looks at the process from outside, for as long as it runs: figures and probes where HEALTH_ADDRESS is set."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from db.engine.database import Database
from db.engine.measured import MeasuredDatabase
from services.base.health.figures import SILENT, Meter
from services.base.health.lag import watch_lag
from services.base.health.log_counts import CountedLog
from services.base.health.vitals import Vitals
from services.base.settings.health import HealthAddress
from wiring.database import say
from wiring.health.figures import FIGURES

if TYPE_CHECKING:
    from health.meter import PrometheusMeter
    from health.server import Pages

_log: Final = logging.getLogger("rowan")


class CannotListen(Exception):
    """HEALTH_ADDRESS cannot be listened at; `reason` is the system's."""

    def __init__(self, address: HealthAddress, error: OSError) -> None:
        super().__init__(str(address))
        self.address = address
        self.reason = error.strerror or type(error).__name__


@dataclass(frozen=True, slots=True)
class Watch:
    """Where the bot notes its figures, and says how it is."""

    meter: Meter = SILENT
    vitals: Vitals = field(default_factory=Vitals)

    @property
    def is_on(self) -> bool:
        """Whether anybody asks."""
        return self.meter is not SILENT

    def measured(self, database: Database) -> Database:
        """The database, with its transactions timed where anybody asks."""
        return MeasuredDatabase(database, self.meter) if self.is_on else database


@contextlib.asynccontextmanager
async def watched(address: HealthAddress | None) -> AsyncIterator[Watch]:
    """Answer at the address for as long as the block runs. Raises CannotListen."""
    if address is None:
        yield Watch()
        return
    from health.meter import PrometheusMeter  # who asks for no figures need not load its library
    from health.server import HealthServer

    vitals = Vitals()
    meter = PrometheusMeter(FIGURES, vitals.levels)
    server = HealthServer(_pages(meter, vitals))
    counting = CountedLog(meter)
    async with contextlib.AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(server.listening(address.host, address.port))
        except OSError as error:
            raise CannotListen(address, error) from error
        logging.getLogger().addHandler(counting)
        stack.callback(logging.getLogger().removeHandler, counting)
        lagging = asyncio.create_task(watch_lag(meter), name="lag")
        stack.callback(lagging.cancel)
        _log.info(say("health-listening", address=str(address)))
        yield Watch(meter, vitals)


def _pages(meter: "PrometheusMeter", vitals: Vitals) -> "Pages":
    from health.meter import CONTENT_TYPE
    from health.server import Page

    async def alive() -> Page:
        return Page(HTTPStatus.OK, b"alive\n")

    async def ready() -> Page:
        missing = vitals.missing()
        if not missing:
            key = "health-standing-by" if vitals.stands_by else "health-ready"
            return Page(HTTPStatus.OK, f"{say(key)}\n".encode())
        lines = [f"{part}: {say(f'not-ready-{part}')}\n" for part in missing]
        return Page(HTTPStatus.SERVICE_UNAVAILABLE, "".join(lines).encode())

    async def figures() -> Page:
        return Page(HTTPStatus.OK, await meter.scraped(), CONTENT_TYPE)

    return {b"/healthz": alive, b"/readyz": ready, b"/metrics": figures}
