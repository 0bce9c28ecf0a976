"""Routes about channels and who may see them."""

from localdiscord.bits import P
from localdiscord.changing import as_overwrites
from localdiscord.errors import archived, no_permissions
from localdiscord.routing import Call, route
from localdiscord.shapes import DM, Json, is_archived, is_thread, public
from localdiscord.world import World

CREATED, UPDATED, DELETED = 10, 11, 12
"""Actions in the audit log."""


@route("GET", "/channels/{channel}")
def read_channel(world: World, _call: Call, channel: str) -> Json:
    return public(world.need(channel))


@route("PATCH", "/channels/{channel}")
def edit_channel(world: World, call: Call, channel: str) -> Json:
    if is_thread(world.need(channel)):
        return _edit_thread(world, call, channel)
    world.need(channel, P.CHANNELS | (P.ROLES if "permission_overwrites" in call.body else 0))
    fields = {
        key: value for key, value in call.body.items() if value is not None or key in ("topic", "parent_id")
    }
    if "permission_overwrites" in fields:
        fields["permission_overwrites"] = as_overwrites(fields["permission_overwrites"])
    changed = world.change_channel(channel, **fields)
    world.note_audit(UPDATED, changed["guild_id"], channel, call.reason)
    return public(changed)


def _edit_thread(world: World, call: Call, thread: str) -> Json:
    """An archived thread must be opened with it; that alone, where it is not locked, takes no more than to write."""
    channel = world.channels[thread]
    locked = channel["thread_metadata"]["locked"]
    if is_archived(channel) and call.body.get("archived") is not False:
        raise archived()
    if is_archived(channel) and call.body == {"archived": False} and not locked:
        world.need(thread, P.SEND)
    elif channel["owner_id"] != world.bot or locked:
        world.need(thread, P.THREADS)
    meta = {
        key: call.body[key]
        for key in ("archived", "locked", "auto_archive_duration", "invitable")
        if key in call.body
    }
    fields = {
        key: call.body[key] for key in ("name", "rate_limit_per_user", "applied_tags") if key in call.body
    }
    changed = world.change_channel(thread, thread_metadata=channel["thread_metadata"] | meta, **fields)
    return public(changed)


@route("DELETE", "/channels/{channel}")
def delete_channel(world: World, call: Call, channel: str) -> Json:
    found = world.need(channel)
    if found["type"] != DM:  # a direct channel is not deleted, only closed
        world.need(channel, P.THREADS if is_thread(found) else P.CHANNELS)
        world.drop_channel(channel)
        world.note_audit(DELETED, found["guild_id"], channel, call.reason)
    return public(found)


@route("PUT", "/channels/{channel}/permissions/{target}")
def set_overwrite(world: World, call: Call, channel: str, target: str) -> None:
    _replace_overwrite(world, channel, target, as_overwrites([{**call.body, "id": target}]))


@route("DELETE", "/channels/{channel}/permissions/{target}")
def delete_overwrite(world: World, _call: Call, channel: str, target: str) -> None:
    _replace_overwrite(world, channel, target, [])


def _replace_overwrite(world: World, channel: str, target: str, new: list[Json]) -> None:
    found = world.need(channel, P.ROLES)
    others = [overwrite for overwrite in found["permission_overwrites"] if overwrite["id"] != target]
    world.change_channel(channel, permission_overwrites=[*others, *new])


@route("POST", "/channels/{channel}/typing")
def type_in(world: World, _call: Call, channel: str) -> None:
    world.need(channel, P.SEND)


@route("GET", "/guilds/{guild}/channels")
def list_channels(world: World, _call: Call, guild: str) -> list[Json]:
    world.need_guild(guild)
    return [
        public(channel)
        for channel in world.channels.values()
        if channel.get("guild_id") == guild and not is_thread(channel)
    ]


@route("POST", "/guilds/{guild}/channels")
def create_channel(world: World, call: Call, guild: str) -> tuple[int, Json]:
    world.need_guild(guild, P.CHANNELS)
    held = world.perms(world.bot, gid=guild)
    overwrites = as_overwrites(call.body.get("permission_overwrites"))
    if any((int(overwrite["allow"]) | int(overwrite["deny"])) & ~held for overwrite in overwrites):
        raise no_permissions()
    named = ("name", "type", "permission_overwrites")
    extra = {key: value for key, value in call.body.items() if key not in named and value is not None}
    kind = call.body.get("type") or 0
    channel = world.add_channel(guild, call.body["name"], type=kind, overwrites=overwrites, **extra)
    world.note_audit(CREATED, guild, channel, call.reason)
    return 201, public(world.channels[channel])
