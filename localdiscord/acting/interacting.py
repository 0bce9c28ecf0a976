"""Starting interactions of every kind: the payload, what it resolves, the wait for an answer."""

import asyncio

from localdiscord.bits import P
from localdiscord.ids import snowflake
from localdiscord.interaction import Interaction
from localdiscord.shapes import File, Json, public
from localdiscord.world import World

USER, CHANNEL, ROLE, MENTIONABLE = 6, 7, 8, 9
"""Types of command option; entity selects pick the same things."""


class Resolver:
    """Collects the objects behind the ids in an interaction's data, as its `resolved`."""

    def __init__(self, world: World, guild: str | None) -> None:
        self._world = world
        self._guild = guild
        self.resolved: Json = {}

    def add(self, kind: int, value: str) -> None:
        """Add the object behind an id. `kind`: the type of option; `value`: the id."""
        if kind == USER or (kind == MENTIONABLE and value in self._world.users):
            self._add_user(value)
        elif kind == CHANNEL:
            channel = {**public(self._world.channels[value]), "permissions": str(P.ALL)}
            self.resolved.setdefault("channels", {})[value] = channel
        elif kind in (ROLE, MENTIONABLE):
            role = self._world.guilds[self._guild or ""]["_roles"][value]
            self.resolved.setdefault("roles", {})[value] = role

    def _add_user(self, value: str) -> None:
        self.resolved.setdefault("users", {})[value] = self._world.users[value]
        member = self._world.guilds[self._guild]["_members"].get(value) if self._guild else None
        if member:
            held = {"permissions": str(self._world.perms(value, gid=self._guild))}
            without_user = {key: part for key, part in member.items() if key != "user"}
            self.resolved.setdefault("members", {})[value] = without_user | held

    def add_file(self, file: File) -> str:
        """Add a file given to a command's option or a modal's upload; returns its attachment id."""
        attachment = self._world.store_file("ephemeral-attachments", file) | {"ephemeral": True}
        self.resolved.setdefault("attachments", {})[attachment["id"]] = attachment
        return str(attachment["id"])


class Interacting(World):
    """What every kind of interaction has in common."""

    def resolver(self, channel: str) -> Resolver:
        return Resolver(self, self.channels[channel].get("guild_id"))

    async def interact(
        self, kind: int, user: str, channel: str, data: Json, *, source: Json | None = None, wait: bool = True
    ) -> Interaction:
        """Send INTERACTION_CREATE; with `wait` until the bot answers or the user sees that it did not in time."""
        self.require(user, channel, P.VIEW)
        payload = self._payload(kind, user, channel, data)
        if source:
            payload["message"] = public(source)
        it = Interaction(self.until, user, channel, payload, source)
        self.interactions[it.token] = it
        self.emit("INTERACTION_CREATE", payload, payload.get("guild_id"), 0)
        if wait:
            try:
                await asyncio.wait_for(it.acked.wait(), self.INTERACTION_LIMIT)
            except TimeoutError:
                it.fail()
        return it

    def _payload(self, kind: int, user: str, channel: str, data: Json) -> Json:
        found, iid = self.channels[channel], snowflake()
        guild = found.get("guild_id")
        payload: Json = {
            "id": iid,
            "application_id": self.bot,
            "type": kind,
            "data": data,
            "channel_id": channel,
            "channel": public(found),
            "token": f"tok{iid}",
            "version": 1,
            "locale": "en-US",
            "entitlements": [],
            "app_permissions": str(self.perms(self.bot, channel)),
            "attachment_size_limit": 10 << 20,
            "authorizing_integration_owners": {"0": guild or "0"},
            "context": 0 if guild else 1,
        }
        if not guild:
            return payload | {"user": self.users[user]}
        member = {**self.guilds[guild]["_members"][user], "permissions": str(self.perms(user, channel))}
        where = {"id": guild, "locale": "en-US", "features": []}
        return payload | {"guild_id": guild, "guild_locale": "en-US", "guild": where, "member": member}
