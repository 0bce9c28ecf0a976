"""What tests of imports share."""

import pytest

from tests.services.lists.imports.bringing import Bringing
from tests.services.lists.process import Process


@pytest.fixture
def bringing(rowan: Process) -> Bringing:
    return Bringing(rowan)
