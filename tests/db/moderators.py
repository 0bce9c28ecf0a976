"""Moderators, as the stores are given them."""

from core.base.authority import Caller
from core.base.ids import ServerId, UserId


def caller(server: ServerId, user: int = 55, name: str = "Mo", *, manager: bool = False) -> Caller:
    """Somebody with Manage Messages."""
    return Caller(server, UserId(user), name, manage_messages=True, manage_server=manager)
