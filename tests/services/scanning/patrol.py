"""The earlier name of tests/services/scanning/process.py, for tests of lists."""

from core.base.ids import DetectionId
from db.engine.database import Row
from tests.services.scanning.process import OTHER, REVIEW, SERVER, ScanningProcess

__all__ = ["OTHER", "REVIEW", "SERVER", "Patrol"]


class Patrol(ScanningProcess):
    """As ScanningProcess, with the row itself."""

    async def row(self, detection: DetectionId | None) -> Row:
        found = await self.database.read.one("SELECT * FROM detections WHERE id = $1", detection)
        assert found is not None
        return found
