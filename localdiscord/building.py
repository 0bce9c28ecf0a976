"""Making the world: users, servers, roles, members, channels, threads; also while the bot runs, with the events."""

from collections.abc import Sequence
from typing import Any

from localdiscord.bits import I, P
from localdiscord.blanks import NEW_GUILD, NEW_MEMBER, NEW_ROLE
from localdiscord.events import Events
from localdiscord.ids import now, snowflake
from localdiscord.shapes import DM, Json, is_thread, public


class Building(Events):
    """Adds to the world; each method returns the new thing's id."""

    def add_user(self, name: str, *, bot: bool = False) -> str:
        uid = snowflake()
        self.users[uid] = {
            "id": uid,
            "username": name,
            "discriminator": "0",
            "global_name": None if bot else name.title(),
            "avatar": None,
            "bot": bot,
            "system": False,
            "public_flags": 0,
            "flags": 0,
        }
        return uid

    def add_guild(
        self,
        name: str,
        *,
        bot_permissions: int = P.ADMIN,
        everyone: int = P.DEFAULT,
        join_bot: bool = True,
        commands_only: bool = False,
        of_shard: tuple[int, int] | None = None,
    ) -> str:
        """Add a server with an owner, @everyone and, unless `join_bot` is false, the bot with a role of its own.

        `commands_only`: the app was authorised with `applications.commands` alone: no bot, but its commands are there.
        `of_shard`: to which shard it belongs, of how many.
        """
        gid = snowflake() if of_shard is None else snowflake.of_shard(*of_shard)
        owner = self.add_user(f"{name.lower()}-owner")
        self.guilds[gid] = {
            **NEW_GUILD,
            "id": gid,
            "name": name,
            "owner_id": owner,
            "features": ["COMMUNITY"],
            "emojis": [],
            "stickers": [],
            "_roles": {},
            "_members": {},
            "_bans": {},
            "_automod": {},
        }
        self.add_role(gid, "@everyone", everyone, rid=gid)
        self.add_member(gid, owner)
        if commands_only:
            self.commands_only.add(gid)
        elif join_bot:
            role = self.add_role(gid, "bot", bot_permissions, managed=True)
            self.add_member(gid, self.bot, roles=[role])
        return gid

    def add_role(
        self,
        gid: str,
        name: str,
        permissions: int = 0,
        *,
        rid: str | None = None,
        managed: bool = False,
        bottom: bool = False,
    ) -> str:
        """Add a role above the others; `bottom`: just above @everyone, where Discord puts roles made through the API;
        `managed`: the bot's own.
        """
        rid, roles = rid or snowflake(), self.guilds[gid]["_roles"]
        if bottom:
            for role in roles.values():
                role["position"] += role["id"] != gid
        roles[rid] = {
            **NEW_ROLE,
            "id": rid,
            "name": name,
            "position": 1 if bottom else len(roles),
            "permissions": str(permissions),
            "managed": managed,
            **({"tags": {"bot_id": self.bot}} if managed else {}),
        }
        self.emit("GUILD_ROLE_CREATE", {"guild_id": gid, "role": roles[rid]}, gid, I.GUILDS)
        return rid

    def add_member(self, gid: str, user: str, *, roles: Sequence[str] = (), permissions: int = 0) -> str:
        """Add a member. `user`: an existing id, or a name for a new user; `permissions`:
        gives them a role of their own.
        """
        uid = user if user in self.users else self.add_user(user)
        own = [self.add_role(gid, f"{user}-role", permissions)] if permissions else []
        member = {**NEW_MEMBER, "user": self.users[uid], "roles": [*roles, *own], "joined_at": now()}
        self.guilds[gid]["_members"][uid] = member
        if uid == self.bot:
            self.emit("GUILD_CREATE", {}, gid, I.GUILDS, view=lambda intents: self._joined(gid, intents))
        else:
            self.emit("GUILD_MEMBER_ADD", {**member, "guild_id": gid}, gid, I.MEMBERS)
        return uid

    def _joined(self, gid: str, intents: int) -> Json:
        payload = self.guild_payload(gid, intents)
        del payload["unavailable"]  # the field is absent on a join, and false when an outage ends
        return payload

    def remove_member(self, gid: str, uid: str) -> None:
        """Remove a member, who left or was removed; if it is the bot, the server is gone for it."""
        if not self.guilds[gid]["_members"].pop(uid, None):
            return
        if uid == self.bot:
            self.emit("GUILD_DELETE", {"id": gid}, gid, I.GUILDS)
            for session in self.sessions.values():
                session.withheld.discard(gid)
        else:
            self.emit("GUILD_MEMBER_REMOVE", {"guild_id": gid, "user": self.users[uid]}, gid, I.MEMBERS)

    def add_channel(
        self,
        gid: str,
        name: str,
        *,
        type: int = 0,  # noqa: A002  (Discord's word)
        private_to: Sequence[str] | None = None,
        overwrites: Sequence[Json] = (),
        **extra: Any,
    ) -> str:
        """Add a channel. `private_to`: ids of the roles and members that alone may see it.

        `extra`: more of Discord's fields.
        """
        cid = snowflake()
        over = [dict(overwrite) for overwrite in overwrites]
        if private_to is not None:
            over += self.private_overwrites(gid, private_to)
        self.channels[cid] = {
            "id": cid,
            "type": type,
            "guild_id": gid,
            "name": name,
            "position": len(self.channels),
            "topic": None,
            "nsfw": False,
            "parent_id": None,
            "permission_overwrites": over,
            "rate_limit_per_user": 0,
            "last_message_id": None,
            "flags": 0,
            **extra,
        }
        self.messages[cid] = {}
        self.emit("CHANNEL_CREATE", self.channels[cid], gid, I.GUILDS)
        return cid

    def private_overwrites(self, gid: str, seen_by: Sequence[str]) -> list[Json]:
        """Make overwrites that hide a channel from all but these roles and members."""
        roles = self.guilds[gid]["_roles"]
        may = str(P.VIEW | P.SEND | P.HISTORY)
        hidden = {"id": gid, "type": 0, "allow": "0", "deny": str(P.VIEW)}
        return [
            hidden,
            *({"id": who, "type": 0 if who in roles else 1, "allow": may, "deny": "0"} for who in seen_by),
        ]

    def make_thread(
        self, parent: str, owner: str, name: str, kind: int = 11, tid: str | None = None, **extra: Any
    ) -> Json:
        """Add a thread. `kind`: 11 public, 12 private. `tid`: its id, which is that of the message it hangs on."""
        tid, gid = tid or snowflake(), self.channels[parent]["guild_id"]
        thread: Json = {
            "id": tid,
            "type": kind,
            "guild_id": gid,
            "parent_id": parent,
            "owner_id": owner,
            "name": name,
            "message_count": 0,
            "member_count": 1,
            "total_message_sent": 0,
            "rate_limit_per_user": 0,
            "last_message_id": None,
            "flags": 0,
            "applied_tags": extra.get("applied_tags") or [],
            "thread_metadata": {
                "archived": False,
                "locked": False,
                "auto_archive_duration": extra.get("auto_archive_duration") or 1440,
                "archive_timestamp": now(),
                "create_timestamp": now(),
                "invitable": True,
            },
            "_thread_members": {owner},
        }
        self.channels[tid] = thread
        self.messages[tid] = {}
        self.emit("THREAD_CREATE", {**thread, "newly_created": True}, gid, I.GUILDS, tid)
        return thread

    def dm_channel(self, uid: str) -> str:
        """Give the id of the direct channel between the bot and a user; it is made where there is none."""
        for channel in self.channels.values():
            if channel["type"] == DM and uid in channel["_to"]:
                return str(channel["id"])
        cid = snowflake()
        self.channels[cid] = {
            "id": cid,
            "type": DM,
            "recipients": [self.users[uid]],
            "last_message_id": None,
            "flags": 0,
            "_to": {uid, self.bot},
        }
        self.messages[cid] = {}
        self.emit("CHANNEL_CREATE", self.channels[cid], None, I.DM)
        return cid

    def make_webhook(self, channel: str, name: str, owner: str | None) -> Json:
        """Add a webhook. `owner`: the bot's id, or None for a webhook of another application."""
        wid = snowflake()
        self.webhooks[wid] = {
            "id": wid,
            "type": 1,
            "guild_id": self.channels[channel]["guild_id"],
            "channel_id": channel,
            "name": name,
            "avatar": None,
            "token": f"hook{wid}",
            "application_id": owner,
            "user": self.users[owner] if owner else None,
        }
        return self.webhooks[wid]

    def guild_summary(self, gid: str) -> Json:
        """Make a server's JSON as REST answers it."""
        guild = self.guilds[gid]
        counts = {"approximate_member_count": len(guild["_members"]), "approximate_presence_count": 1}
        return public(guild) | {"roles": list(guild["_roles"].values())} | counts

    def guild_payload(self, gid: str, intents: int) -> Json:
        """Make a server's JSON as GUILD_CREATE has it:
        with all members where the intents allow it, else with the bot alone.
        """
        guild = self.guilds[gid]
        members = guild["_members"]
        if intents & I.PRESENCES == 0 or intents & I.MEMBERS == 0:
            members = {self.bot: members[self.bot]}
        channels = [channel for channel in self.channels.values() if channel.get("guild_id") == gid]
        return public(guild) | {
            "roles": list(guild["_roles"].values()),
            "joined_at": now(),
            "member_count": len(guild["_members"]),
            "members": list(members.values()),
            "channels": [public(channel) for channel in channels if not is_thread(channel)],
            "threads": [
                public(channel)
                for channel in channels
                if is_thread(channel)
                and self.can_view(self.bot, channel["id"])
                and not channel["thread_metadata"]["archived"]
            ],
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
        }
