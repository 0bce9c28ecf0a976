"""People of a server as services see them. Who is not named by an id is another person in each server."""

from core.base.authority import Caller
from core.base.ids import RoleId, ServerId, UserId


def moderator(
    server: ServerId, user: int | None = None, name: str = "Mo", *, manager: bool = False
) -> Caller:
    """Somebody with Manage Messages; a manager as well has Manage Server besides."""
    return Caller(server, _user(server + 1, user), name, manage_messages=True, manage_server=manager)


def manager(server: ServerId, user: int | None = None, name: str = "Chief") -> Caller:
    """Somebody with Manage Server and no other right."""
    return Caller(server, _user(server + 2, user), name, manage_server=True)


def member(
    server: ServerId,
    user: int | None = None,
    name: str = "somebody",
    *,
    roles: frozenset[RoleId] = frozenset(),
) -> Caller:
    """Somebody without a right, perhaps with roles."""
    return Caller(server, _user(server + 3, user), name, roles)


def _user(usual: int, named: int | None) -> UserId:
    return UserId(usual if named is None else named)
