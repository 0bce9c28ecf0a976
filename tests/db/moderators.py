"""The moderator that tests of reports begin with."""

from core.base.authority import Caller
from core.base.ids import ServerId
from tests.people import moderator


def caller(server: ServerId, user: int = 55, name: str = "Mo", *, manager: bool = False) -> Caller:
    """Somebody with Manage Messages; without another id the same person in each server."""
    return moderator(server, user, name, manager=manager)
