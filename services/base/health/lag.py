"""By how much the event loop is late: everything else on it waits as long."""

import asyncio
from typing import Final

from services.base.health.figures import Meter
from services.base.health.outcomes import LAG

_EVERY: Final = 0.25  # seconds


async def watch_lag(meter: Meter) -> None:
    """Ask for a moment, and note by how much it came late; again and again, until cancelled."""
    loop = asyncio.get_running_loop()
    while True:
        expected = loop.time() + _EVERY
        await asyncio.sleep(_EVERY)
        meter.took(LAG, max(0.0, loop.time() - expected))
