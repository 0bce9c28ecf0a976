"""The verbs of the tests of scanning."""

import pytest

from tests.cogs.scanning.driver import ScanningStage


@pytest.fixture
def driver() -> type[ScanningStage]:
    """What people do about listed links, too."""
    return ScanningStage
