"""Users who run commands: slash commands, autocompletion, the menus of messages and users."""

from typing import Any

from localdiscord.acting.interacting import USER, Interacting
from localdiscord.acting.options import fill
from localdiscord.bits import P
from localdiscord.interaction import Interaction
from localdiscord.shapes import DM, Json, public

SLASH, USER_MENU, MESSAGE_MENU = 1, 2, 3
"""Types of command."""
COMMAND, AUTOCOMPLETE = 2, 4
"""Types of interaction."""


class Commanding(Interacting):
    """What a user does with commands, as the client would let them.

    Raises LookupError for a command or option that is not registered, ValueError for a value that the client would
    not take, PermissionError for a command that is hidden from the user.
    """

    def find_command(self, name: str, kind: int, gid: str | None) -> Json:
        """Find a registered command. `kind`: 1 slash command, 2 user menu, 3 message menu."""
        for command in [*self.commands.get(gid, []), *self.commands.get(None, [])]:
            if command["name"] == name and command["type"] == kind:
                return command
        have = [command["name"] for scope in self.commands.values() for command in scope]
        raise LookupError(f"no command {name!r} (type {kind}) registered; have {have}")

    async def slash(
        self,
        user: str,
        channel: str,
        command: str,
        /,
        *,
        _wait: bool = True,
        _focus: str | None = None,
        _force: bool = False,
        **options: Any,
    ) -> Interaction:
        """`fd.slash(mod, chan, "config rules add", name="x")`.

        Members, channels and roles are given by id, an attachment as (name, bytes, content type).
        `_wait`: for the answer. `_focus`: autocomplete this option instead. `_force`: a client that shows hidden commands.
        """
        gid = self.channels[channel].get("guild_id")
        first, *path = command.split()
        found = self.find_command(first, SLASH, gid)
        self.require(user, channel, P.APPCMD)
        if not _force:
            self._may_run(user, channel, found)
        resolver = self.resolver(channel)
        filled = fill(found, path, options, resolver, _focus)
        data: Json = {
            "id": found["id"],
            "name": first,
            "type": SLASH,
            "options": filled,
            "resolved": resolver.resolved,
        }
        if found["guild_id"]:
            data["guild_id"] = gid
        return await self.interact(
            COMMAND if _focus is None else AUTOCOMPLETE, user, channel, data, wait=_wait
        )

    async def autocomplete(
        self, user: str, channel: str, command: str, focus: str, /, **options: Any
    ) -> list[Json]:
        """Give the choices that the bot offers for the option `focus`, given what stands in the options so far."""
        return (await self.slash(user, channel, command, _focus=focus, **options)).choices or []

    async def context_menu(
        self,
        user: str,
        name: str,
        target: Json | str,
        channel: str | None = None,
        *,
        _wait: bool = True,
        _force: bool = False,
    ) -> Interaction:
        """Run a menu command. `target`: a message (message menu), or a user id (user menu, needs `channel`)."""
        where = target["channel_id"] if isinstance(target, dict) else channel
        assert where is not None, "a user menu is opened somewhere"
        kind = MESSAGE_MENU if isinstance(target, dict) else USER_MENU
        command = self.find_command(name, kind, self.channels[where].get("guild_id"))
        if not _force:
            self._may_run(user, where, command)
        resolver = self.resolver(where)
        if isinstance(target, dict):
            resolver.resolved["messages"] = {target["id"]: public(target)}
        else:
            resolver.add(USER, target)
        data = {
            "id": command["id"],
            "name": name,
            "type": kind,
            "target_id": target["id"] if isinstance(target, dict) else target,
            "resolved": resolver.resolved,
        }
        return await self.interact(COMMAND, user, where, data, wait=_wait)

    def _may_run(self, user: str, channel: str, command: Json) -> None:
        need, have = command["default_member_permissions"], self.perms(user, channel)
        if need is not None and not have & P.ADMIN and (int(need) == 0 or int(need) & ~have):
            raise PermissionError(f"{command['name']} is hidden from this user")
        contexts = command.get("contexts")
        guild_only = command.get("dm_permission") is False or (contexts and 1 not in contexts)
        if self.channels[channel]["type"] == DM and guild_only:
            raise PermissionError("not in DMs")
