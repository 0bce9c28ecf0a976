"""Drawing pictures off the event loop: one at a time, within some seconds, or not at all."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

DRAWN_WITHIN = 10.0  # seconds, including the wait for pictures that were asked for before

_log = logging.getLogger(__name__)


class Pictures:
    """Draws for one command. `name`: whose pictures they are, for the log."""

    def __init__(self, name: str) -> None:
        self._name = name
        # A single thread, so that drawing takes one core at most.
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pictures")

    def close(self) -> None:
        """Stop drawing."""
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def drawn(self, draw: Callable[[], bytes]) -> bytes | None:
        """Draw a picture; None where that failed or took too long, since its words are worth more than the picture."""
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(DRAWN_WITHIN):
                return await loop.run_in_executor(self._thread, draw)
        except Exception:  # noqa: BLE001  # whatever Pillow raises, the words stand
            _log.exception("the picture of %s could not be drawn", self._name)
            return None
