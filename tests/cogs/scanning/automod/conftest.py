"""The verbs of the tests of AutoMod."""

import pytest

from tests.cogs.scanning.automod.driver import AutomodStage


@pytest.fixture
def driver() -> type[AutomodStage]:
    """What managers do about AutoMod, too."""
    return AutomodStage
