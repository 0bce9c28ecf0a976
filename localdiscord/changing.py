"""Changes to servers that the bot or a human manager can make: the state and the event of each."""

from typing import Any

from localdiscord.bits import I
from localdiscord.events import Events
from localdiscord.ids import now, snowflake
from localdiscord.shapes import Json, is_thread


def as_overwrites(items: list[Json] | None) -> list[Json]:
    """Bring overwrites to the form in which they are stored: ids and bits as strings."""
    return [
        {
            "id": str(item["id"]),
            "type": int(item["type"]),
            "allow": str(item.get("allow") or 0),
            "deny": str(item.get("deny") or 0),
        }
        for item in items or []
    ]


class Changing(Events):
    """Changes servers and announces that on the gateway; whether it is permitted is the caller's business."""

    def drop_channel(self, cid: str) -> None:
        """Delete a channel with its threads, or a thread; the messages stay readable for a test, not for the bot.

        Of channels a bot hears even where it cannot see them, of threads not.
        """
        channel = self.channels[cid]
        if is_thread(channel):
            self.emit("THREAD_DELETE", channel, channel["guild_id"], I.GUILDS, cid)
        else:
            self.emit("CHANNEL_DELETE", channel, channel["guild_id"], I.GUILDS)
        for thread in [one for one in self.channels.values() if is_thread(one) and one["parent_id"] == cid]:
            del self.channels[thread["id"]]
        del self.channels[cid]

    def change_channel(self, cid: str, **fields: Any) -> Json:
        """Set fields of a channel or a thread."""
        channel = self.channels[cid]
        channel |= fields
        if is_thread(channel):
            self.emit("THREAD_UPDATE", channel, channel["guild_id"], I.GUILDS, cid)
        else:
            self.emit("CHANNEL_UPDATE", channel, channel["guild_id"], I.GUILDS)
        return channel

    def set_voice_status(self, cid: str, status: str | None) -> None:
        """Change what a voice channel says of itself."""
        gid = self.channels[cid]["guild_id"]
        data = {"guild_id": gid, "id": cid, "status": status}
        self.emit("VOICE_CHANNEL_STATUS_UPDATE", data, gid, I.GUILDS)

    def plan_event(
        self, gid: str, creator: str, name: str, *, description: str = "", location: str = "elsewhere"
    ) -> str:
        """Plan an event outside of Discord; returns its id."""
        event = snowflake()
        data = {
            "id": event,
            "guild_id": gid,
            "channel_id": None,
            "creator_id": creator,
            "creator": self.users[creator],
            "name": name,
            "description": description or None,
            "scheduled_start_time": now(),
            "scheduled_end_time": now(),
            "privacy_level": 2,
            "status": 1,
            "entity_type": 3,
            "entity_id": None,
            "entity_metadata": {"location": location},
        }
        self.emit("GUILD_SCHEDULED_EVENT_CREATE", data, gid, I.EVENTS)
        return event

    def set_nick(self, gid: str, uid: str, nick: str | None) -> None:
        """Give a member another nickname."""
        member = self.guilds[gid]["_members"][uid]
        member["nick"] = nick
        self.emit("GUILD_MEMBER_UPDATE", {**member, "guild_id": gid}, gid, I.MEMBERS)

    def set_archived(self, tid: str, *, archived: bool, locked: bool | None = None) -> None:
        """Archive a thread, or open it again; `locked`: whether only who manages threads may open it (None: as it is)."""
        meta = dict(self.channels[tid]["thread_metadata"])
        meta |= {"archived": archived, "archive_timestamp": now()}
        if locked is not None:
            meta["locked"] = locked
        self.change_channel(tid, thread_metadata=meta)

    def change_role(self, gid: str, rid: str, **fields: Any) -> Json:
        role: Json = self.guilds[gid]["_roles"][rid]
        role |= fields
        self.emit("GUILD_ROLE_UPDATE", {"guild_id": gid, "role": role}, gid, I.GUILDS)
        return role

    def drop_role(self, gid: str, rid: str) -> None:
        """Delete a role, from its members and from the overwrites too; Discord announces only the role."""
        guild = self.guilds[gid]
        del guild["_roles"][rid]
        for member in guild["_members"].values():
            member["roles"] = [role for role in member["roles"] if role != rid]
        for channel in self.channels.values():
            if channel.get("guild_id") == gid and not is_thread(channel):
                kept = [overwrite for overwrite in channel["permission_overwrites"] if overwrite["id"] != rid]
                channel["permission_overwrites"] = kept
        self.emit("GUILD_ROLE_DELETE", {"guild_id": gid, "role_id": rid}, gid, I.GUILDS)

    def change_member(self, gid: str, uid: str, **fields: Any) -> Json:
        member: Json = self.guilds[gid]["_members"][uid]
        member |= fields
        intent = 0 if uid == self.bot else I.MEMBERS  # a bot hears of itself without the intent
        self.emit("GUILD_MEMBER_UPDATE", {**member, "guild_id": gid}, gid, intent)
        return member

    def set_role_held(self, gid: str, uid: str, rid: str, *, held: bool) -> None:
        others = [role for role in self.guilds[gid]["_members"][uid]["roles"] if role != rid]
        self.change_member(gid, uid, roles=[*others, rid] if held else others)
