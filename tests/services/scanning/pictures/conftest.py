"""A server that wants pictures looked at."""

import pytest

from tests.people import manager
from tests.services.scanning.pictures.driver import Pictures
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import SERVER


@pytest.fixture
async def pictures(process: ScanningProcess) -> Pictures:
    await process.policies.set_images(manager(SERVER), on=True)
    return Pictures(process)
