"""Fresh worlds, as on the desk."""

from tests.desk.conftest import known_commands, worlds

__all__ = ["known_commands", "worlds"]
