"""Servers that arrive late, are unavailable for a while, let the bot go and take it back."""

import asyncio

from localdiscord.bits import I, P
from localdiscord.building import Building
from localdiscord.changing import Changing
from localdiscord.errors import ApiError
from localdiscord.sessions import Session
from localdiscord.shapes import Json


class Arriving(Building, Changing):
    """Keeps which servers a session has, as Discord documents it under *Guild Create* and *Guild Delete*.

    READY names every server as unavailable; GUILD_CREATE then brings each. Until it has come, and while an outage
    lasts, no event of the server is heard, save interactions.
    """

    def arrive_late(self, gid: str, seconds: float | None = None) -> None:
        """Let its GUILD_CREATE come so many seconds after each READY from now on; None: not before `arrive`. REST goes on."""
        self.late[gid] = seconds

    def arrive(self, gid: str) -> None:
        """Let a server that is late come now, and be late no more."""
        self.late.pop(gid, None)
        for session in list(self.sessions.values()):
            self._bring(session, gid)

    def outage(self, gid: str, *, status: int | None = 503) -> None:
        """Make the server unavailable: GUILD_DELETE says so now and after each READY, REST answers `status` about it.

        With `status=None` only the gateway lost it, and REST goes on.
        """
        self.outages[gid] = status
        self.emit("GUILD_DELETE", {"id": gid, "unavailable": True}, gid, I.GUILDS)
        for session in self.sessions.values():
            if session.owns(gid):
                session.withheld.add(gid)

    def recover(self, gid: str) -> None:
        """End the outage: GUILD_CREATE, with `unavailable` false."""
        del self.outages[gid]
        for session in list(self.sessions.values()):
            self._bring(session, gid)

    def leave(self, gid: str) -> None:
        """Let the server remove the bot: GUILD_DELETE without `unavailable`; the bot's role and commands there go too."""
        roles = self._own_roles(gid)
        bits = 0
        for role in roles:
            bits |= int(role["permissions"])
        self.guilds[gid]["_left_with"] = bits
        self.remove_member(gid, self.bot)
        for role in roles:
            self.drop_role(gid, role["id"])
        self.commands.pop(gid, None)
        self.outages.pop(gid, None)

    def come_back(self, gid: str, *, permissions: int | None = None) -> None:
        """Let the server take the bot back: GUILD_CREATE without `unavailable`, a new role with these or its old bits.

        A server that had the commands alone takes the bot for the first time, by default as any member.
        """
        before = self.guilds[gid].pop("_left_with", P.DEFAULT)
        bits = before if permissions is None else permissions
        self.commands_only.discard(gid)
        self.add_member(gid, self.bot, roles=[self.add_role(gid, "bot", bits, managed=True)])

    def greet(self, session: Session) -> None:
        """Bring every server of a session that has got READY, now or late, or say that it is unavailable."""
        for gid in self.servers_of(session):
            session.withheld.add(gid)
            if gid in self.outages:
                if session.intents & I.GUILDS:
                    self.emit_to(session, "GUILD_DELETE", {"id": gid, "unavailable": True})
            elif gid not in self.late:
                self._bring(session, gid)
            elif (seconds := self.late[gid]) is not None:
                asyncio.get_running_loop().call_later(seconds, self._bring, session, gid)

    def servers_of(self, session: Session) -> list[str]:
        """Give the servers of a session's shard in which the bot is."""
        joined = (gid for gid, guild in self.guilds.items() if self.bot in guild["_members"])
        return [gid for gid in joined if session.owns(gid)]

    def _bring(self, session: Session, gid: str) -> None:
        if gid not in session.withheld or gid in self.outages:
            return
        session.withheld.discard(gid)
        if session.intents & I.GUILDS:
            self.emit_to(session, "GUILD_CREATE", self.guild_payload(gid, session.intents))

    def check_outage(self, path: str) -> None:
        """Refuse (ApiError) a call about a server that is unavailable, or about one of its channels."""
        kind, _, rest = path.removeprefix("/").partition("/")
        thing = rest.split("/", 1)[0]
        gid = thing if kind == "guilds" else self.channels.get(thing, {}).get("guild_id")
        if kind in ("guilds", "channels") and (status := self.outages.get(gid or "")):
            raise ApiError(status, 0, "This server is temporarily unavailable")

    def _own_roles(self, gid: str) -> list[Json]:
        """Give the roles that Discord made for the bot."""
        guild = self.guilds[gid]
        held = [guild["_roles"][role] for role in guild["_members"][self.bot]["roles"]]
        return [role for role in held if role["managed"]]
