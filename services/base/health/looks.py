"""Looking into the database now and then how much is owed, so that whoever asks for figures costs it nothing.

What could not be read is not known: a look that fails takes the readings of the one before away.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from core.base.errors import Unavailable
from services.base.health.figures import Reading

_log = logging.getLogger(__name__)

EVERY_SECONDS: Final = 10.0
AGAIN_SECONDS: Final = 1.0  # after a look that failed
_WITHIN: Final = 5.0  # of one look; a database that takes longer does not answer
_FRESH: Final = EVERY_SECONDS + _WITHIN + AGAIN_SECONDS

Look = Callable[[], Awaitable[Sequence[Reading]]]


class Looks:
    """Keeps the levels that were read last."""

    def __init__(self, looks: Sequence[Look]) -> None:
        self._looks = looks
        self._readings: Sequence[Reading] = ()
        self._looked_at: float | None = None

    @property
    def readings(self) -> Sequence[Reading]:
        """What was read; nothing where the last look failed, or is too long ago."""
        return self._readings if self.answered else ()

    @property
    def answered(self) -> bool:
        """Whether the database answered the last look, and not long ago."""
        return self._looked_at is not None and time.monotonic() - self._looked_at < _FRESH

    async def run(self) -> None:
        """Look again and again, until cancelled."""
        while True:
            await self.look()
            await asyncio.sleep(EVERY_SECONDS if self.answered else AGAIN_SECONDS)

    async def look(self) -> None:
        """Read every level once. Raises nothing: what fails is logged, and not known."""
        try:
            async with asyncio.timeout(_WITHIN):
                found = [reading for look in self._looks for reading in await look()]
        except (Unavailable, TimeoutError):
            self._looked_at = None
        except Exception:  # noqa: BLE001  # whoever looks on must not end what they look at
            _log.exception("the figures of the database could not be read")
            self._looked_at = None
        else:
            self._readings, self._looked_at = found, time.monotonic()
