"""Deciding who may do what: permissions as Discord computes them, and the refusals where they are lacking."""

from localdiscord.bits import P
from localdiscord.errors import archived, missing, no_access, no_permissions
from localdiscord.ids import now, snowflake
from localdiscord.shapes import DM, PRIVATE_THREAD, Json, is_archived, is_thread
from localdiscord.state import State


class Authority(State):
    """Permissions of users in servers and channels (Discord's documentation, *Permission Overwrites*)."""

    def perms(self, uid: str, cid: str | None = None, gid: str | None = None) -> int:
        """Compute the bits that a user holds in a channel or, without one, in a server;
        0 for a user who is not there.
        """
        channel = self.channels.get(cid) if cid else None
        if channel and channel["type"] == DM:
            return P.DEFAULT if uid in channel["_to"] else 0
        guild = self.guilds.get((channel["guild_id"] if channel else gid) or "")
        member = guild and guild["_members"].get(uid)
        if not guild or not member:
            return 0
        roles = [guild["_roles"][role] for role in [guild["id"], *member["roles"]] if role in guild["_roles"]]
        bits = 0
        for role in roles:
            bits |= int(role["permissions"])
        if uid == guild["owner_id"] or bits & P.ADMIN:
            return P.ALL
        if channel:
            bits = self._in_channel(bits, channel, uid, [role["id"] for role in roles])
        if member["communication_disabled_until"] and member["communication_disabled_until"] > now():
            bits &= P.VIEW | P.HISTORY
        return bits if not channel or bits & P.VIEW else 0

    def _in_channel(self, bits: int, channel: Json, uid: str, roles: list[str]) -> int:
        """Apply the overwrites in Discord's order: @everyone, then the roles together, then the member."""
        parent = self.channels.get(channel["parent_id"], channel) if is_thread(channel) else channel
        over = {overwrite["id"]: overwrite for overwrite in parent["permission_overwrites"]}
        everyone, *others = roles
        for group in ([everyone], others, [uid]):
            here = [over[who] for who in group if who in over]
            for overwrite in here:
                bits &= ~int(overwrite["deny"])
            for overwrite in here:
                bits |= int(overwrite["allow"])
        outsider = channel["type"] == PRIVATE_THREAD and uid not in channel["_thread_members"]
        return 0 if outsider and not bits & P.THREADS else bits

    def can_view(self, uid: str, cid: str) -> bool:
        return bool(self.perms(uid, cid) & P.VIEW)

    def need(self, cid: str, bits: int = 0) -> Json:
        """Give the channel. Refuses unless the bot sees it (else 50001) and holds `bits` there (else 50013)."""
        if cid not in self.channels:
            raise missing("Channel", 10003)
        held = self.perms(self.bot, cid)
        if not held & P.VIEW:
            raise no_access()
        if bits & ~held:
            raise no_permissions()
        return self.channels[cid]

    def need_open(self, cid: str, bits: int = 0) -> Json:
        """Give the channel, as `need` does; a thread must not be archived (else 50083)."""
        channel = self.need(cid, bits)
        if is_archived(channel):
            raise archived()
        return channel

    def need_guild(self, gid: str, bits: int = 0) -> Json:
        """Give the server. Refuses unless the bot is in it (else 10004) and holds `bits` (else 50013)."""
        guild = self.guilds.get(gid)
        if not guild or self.bot not in guild["_members"]:
            raise missing("Guild", 10004)
        if bits & ~self.perms(self.bot, gid=gid):
            raise no_permissions()
        return guild

    def rank(self, guild: Json, uid: str) -> float:
        """Give the position of a user's highest role; infinite for the owner, -1 for a user who is not there."""
        if uid == guild["owner_id"]:
            return float("inf")
        member = guild["_members"].get(uid)
        if not member:
            return -1
        return max(
            (guild["_roles"][role]["position"] for role in member["roles"] if role in guild["_roles"]),
            default=0,
        )

    def outrank(self, guild: Json, uid: str) -> None:
        """Refuse (50013) unless the bot stands above this member."""
        if uid != self.bot and self.rank(guild, uid) >= self.rank(guild, self.bot):
            raise no_permissions()

    def require(self, uid: str, cid: str, bits: int) -> None:
        """Raise PermissionError unless a user holds `bits`: Discord's client would not offer it."""
        if bits & ~self.perms(uid, cid):
            where = self.channels[cid].get("name", "dm")
            raise PermissionError(f"{self.users[uid]['username']} may not do that in #{where}")

    def note_audit(
        self, action: int, gid: str, target: str, reason: str | None, changes: list[Json] | None = None
    ) -> None:
        """Write an entry of the server's audit log about something that the bot did."""
        self.audit.append(
            {
                "id": snowflake(),
                "guild_id": gid,
                "user_id": self.bot,
                "target_id": target,
                "action_type": action,
                "reason": reason,
                "changes": changes or [],
                "options": None,
            }
        )
