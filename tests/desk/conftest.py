"""Fresh worlds for the walks."""

from pathlib import Path
from typing import Any

import pytest

from tests.desk.world import Worlds


@pytest.fixture(scope="session")
def known_commands() -> list[Any]:
    """The commands as Discord was given them in the first world."""
    return []


@pytest.fixture
def worlds(migrated_file: Path, tmp_path: Path, known_commands: list[Any]) -> Worlds:
    """Opens worlds in which nothing has happened yet."""
    return Worlds(migrated_file, tmp_path, known_commands)
