"""The verbs of the tests of lists."""

import pytest

from tests.cogs.lists.driver import ListsStage


@pytest.fixture
def driver() -> type[ListsStage]:
    """What people do with lists, too."""
    return ListsStage
