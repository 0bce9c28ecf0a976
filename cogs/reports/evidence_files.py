"""Reading the files of reported messages from Discord."""

from collections.abc import Callable, Mapping
from typing import Final

from cogs.base.discord_files import DiscordFiles
from core.base.files import FileRead
from core.reports.evidence_files import FileState

_STATES: Final[Mapping[FileRead, FileState]] = {
    FileRead.WHOLE: FileState.HASHED,
    FileRead.GONE: FileState.GONE,
    FileRead.LARGE: FileState.LARGE,
}


class EvidenceSource:
    """Fills services.reports.evidence_files.FileSource."""

    def __init__(self, files: DiscordFiles) -> None:
        self._files = files

    async def read(self, url: str, take: Callable[[bytes], object], most: int) -> FileState:
        return _STATES[await self._files.read(url, take, most)]
