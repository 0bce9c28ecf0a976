"""The verbs of the tests of reports."""

import pytest

from tests.cogs.reports.driver import ReportsStage


@pytest.fixture
def driver() -> type[ReportsStage]:
    """What people do with reports, too."""
    return ReportsStage
