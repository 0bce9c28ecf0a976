"""Routes about bans."""

from localdiscord.bits import I, P
from localdiscord.errors import ApiError, missing
from localdiscord.routing import Call, route
from localdiscord.shapes import Json
from localdiscord.world import World

BANNED, UNBANNED = 22, 23
"""Actions in the audit log."""


@route("PUT", "/guilds/{guild}/bans/{user}")
def ban(world: World, call: Call, guild: str, user: str) -> None:
    found = world.need_guild(guild, P.BAN)
    if user not in world.users:
        raise missing("User", 10013)
    world.outrank(found, user)
    found["_bans"][user] = {"user": world.users[user], "reason": call.reason}
    world.note_audit(BANNED, guild, user, call.reason)
    world.remove_member(guild, user)
    world.emit("GUILD_BAN_ADD", {"guild_id": guild, "user": world.users[user]}, guild, I.MODERATION)


@route("POST", "/guilds/{guild}/bulk-ban")
def bulk_ban(world: World, call: Call, guild: str) -> Json:
    world.need_guild(guild, P.BAN | P.GUILD)
    done: list[str] = []
    failed: list[str] = []
    for user in map(str, call.body["user_ids"]):
        try:
            ban(world, call, guild, user)
            done.append(user)
        except ApiError:
            failed.append(user)
    if not done:
        raise ApiError(400, 500000, "Failed to ban users")
    return {"banned_users": done, "failed_users": failed}


@route("DELETE", "/guilds/{guild}/bans/{user}")
def unban(world: World, call: Call, guild: str, user: str) -> None:
    if world.need_guild(guild, P.BAN)["_bans"].pop(user, None) is None:
        raise missing("Ban", 10026)
    world.note_audit(UNBANNED, guild, user, call.reason)
    world.emit("GUILD_BAN_REMOVE", {"guild_id": guild, "user": world.users[user]}, guild, I.MODERATION)


@route("GET", "/guilds/{guild}/bans")
def list_bans(world: World, _call: Call, guild: str) -> list[Json]:
    return list(world.need_guild(guild, P.BAN)["_bans"].values())


@route("GET", "/guilds/{guild}/bans/{user}")
def read_ban(world: World, _call: Call, guild: str, user: str) -> Json:
    bans: dict[str, Json] = world.need_guild(guild, P.BAN)["_bans"]
    if user not in bans:
        raise missing("Ban", 10026)
    return bans[user]
