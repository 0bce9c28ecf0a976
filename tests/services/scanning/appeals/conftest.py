"""The services of notices and appeals, in a server with one place on its list."""

import pytest

from tests.services.scanning.appeals.hearing import Hearing
from tests.services.scanning.process import ScanningProcess


@pytest.fixture
def hearing(process: ScanningProcess) -> Hearing:
    """The verbs."""
    return Hearing(process)
