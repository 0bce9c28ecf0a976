"""The verbs of the tests of notices and appeals."""

import pytest

from tests.cogs.scanning.appeals.driver import AppealsStage


@pytest.fixture
def driver() -> type[AppealsStage]:
    """What authors and moderators do about them, too."""
    return AppealsStage
