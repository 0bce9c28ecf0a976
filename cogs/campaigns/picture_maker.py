"""Having a picture decoded and written anew by a process of its own (cogs/campaigns/picture_worker.py), which may die."""

import asyncio
import contextlib
import logging
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from core.campaigns.pictures import GIVEN_DOTS, KEPT_BYTES, KEPT_SIDE, PictureFault

_WORKER: Final = Path(__file__).parent / "picture_worker.py"
_PATIENCE: Final = 20.0  # seconds, on a machine that has much else to do
_AT_ONCE: Final = 2
# The statuses of the worker; any other is a death.
FAULTS: Final[Mapping[int, PictureFault]] = {
    11: PictureFault.LARGE,
    12: PictureFault.DOTS,
    13: PictureFault.KIND,
    14: PictureFault.BROKEN,
}

_log = logging.getLogger(__name__)


class PictureProcess:
    """Fills services.campaigns.pictures.PictureMaker."""

    def __init__(self, *, patience: float = _PATIENCE, worker: Path = _WORKER) -> None:
        self._patience = patience
        self._worker = worker
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def remade(self, data: bytes) -> bytes | PictureFault:
        """Give the picture as WebP; or why not. The process sees no setting and no secret of this one."""
        async with self._room:
            limits = (str(GIVEN_DOTS), str(KEPT_SIDE), str(KEPT_BYTES))
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-I", str(self._worker), *limits),
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env={},
            )
            try:
                async with asyncio.timeout(self._patience):
                    made, _ = await process.communicate(data)
            except TimeoutError:
                return PictureFault.SLOW
            finally:
                with contextlib.suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
        if process.returncode == 0 and made:
            return made
        fault = FAULTS.get(process.returncode or 0, PictureFault.BROKEN)
        _log.info("a picture was not taken: %s (status %s)", fault, process.returncode)
        return fault
