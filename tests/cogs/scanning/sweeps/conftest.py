"""The verbs of the tests of sweeps."""

import pytest

from tests.cogs.scanning.sweeps.driver import SweepsStage


@pytest.fixture
def driver() -> type[SweepsStage]:
    """What moderators do with sweeps, too."""
    return SweepsStage
