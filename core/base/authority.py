"""Deciding who may do what, from the live member at each click (docs/rules.md, rule 8)."""

from dataclasses import dataclass

from core.base.errors import UserError
from core.base.ids import RoleId, ServerId, UserId


@dataclass(frozen=True, slots=True)
class Caller:
    """The person behind one command, click or form, as Discord describes them with it.

    Permissions are those at server level; channel overwrites neither give nor take. `name` is shown to fellow
    moderators (who claimed a case) and is stored encrypted only.
    """

    server: ServerId
    user: UserId
    name: str
    roles: frozenset[RoleId] = frozenset()
    manage_server: bool = False
    manage_messages: bool = False

    def is_manager(self) -> bool:
        """Whether the caller has Manage Server (or Administrator, which Discord folds into it)."""
        return self.manage_server

    def is_moderator(self, moderator_role: RoleId | None) -> bool:
        """Whether the caller has Manage Messages or the server's moderator role, or is a manager."""
        return self.manage_messages or self.manage_server or (moderator_role in self.roles)


def require_manager(caller: Caller) -> None:
    """Raises UserError unless the caller manages the server."""
    if not caller.is_manager():
        raise UserError("error-not-manager")


def require_moderator(caller: Caller, moderator_role: RoleId | None) -> None:
    """Raises UserError unless the caller moderates the server."""
    if not caller.is_moderator(moderator_role):
        raise UserError("error-not-moderator")
