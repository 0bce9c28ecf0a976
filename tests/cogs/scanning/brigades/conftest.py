"""The verbs of the tests of brigades."""

import pytest

from tests.cogs.scanning.brigades.driver import BrigadesStage


@pytest.fixture
def driver() -> type[BrigadesStage]:
    """What many accounts do, too."""
    return BrigadesStage
