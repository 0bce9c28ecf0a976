"""Routes about members: read, timed out, renamed, given roles, kicked."""

from datetime import UTC, datetime, timedelta

from localdiscord.bits import I, P
from localdiscord.errors import invalid, missing, no_access, no_permissions
from localdiscord.routes.guilds import need_role
from localdiscord.routing import Call, route
from localdiscord.shapes import Json
from localdiscord.world import World

KICKED, EDITED, ROLES_CHANGED = 20, 24, 25
"""Actions in the audit log."""

LONGEST_TIMEOUT = timedelta(days=28, minutes=1)


def need_member(world: World, guild: str, user: str) -> Json:
    user = world.bot if user == "@me" else user
    members: dict[str, Json] = world.need_guild(guild)["_members"]
    if user not in members:
        raise missing("Member", 10007) if user in world.users else missing("User", 10013)
    return members[user]


@route("GET", "/guilds/{guild}/members/{user}")
def read_member(world: World, _call: Call, guild: str, user: str) -> Json:
    return need_member(world, guild, user)


@route("GET", "/guilds/{guild}/members", "/guilds/{guild}/members/search")
def list_members(world: World, call: Call, guild: str) -> list[Json]:
    if not world.approved & I.MEMBERS:
        raise no_access()
    after, prefix = int(call.query.get("after", 0)), call.query.get("query", "")
    members = sorted(
        world.need_guild(guild)["_members"].values(), key=lambda member: int(member["user"]["id"])
    )
    found = [
        member
        for member in members
        if int(member["user"]["id"]) > after and member["user"]["username"].startswith(prefix)
    ]
    return found[: int(call.query.get("limit", 1))]


@route("PATCH", "/guilds/{guild}/members/{user}")
def edit_member(world: World, call: Call, guild: str, user: str) -> Json:
    uid, body = need_member(world, guild, user)["user"]["id"], call.body
    bits = P.MODERATE if "communication_disabled_until" in body else 0
    bits |= P.NICKS if "nick" in body and uid != world.bot else 0
    bits |= P.ROLES if "roles" in body else 0
    world.outrank(world.need_guild(guild, bits), uid)
    if body.get("communication_disabled_until"):
        _check_timeout(world, guild, uid, body["communication_disabled_until"])
    fields = dict(body)
    if "roles" in fields:
        fields["roles"] = [str(role) for role in fields["roles"]]
    changes = [{"key": key, "new_value": value} for key, value in body.items()]
    world.note_audit(EDITED, guild, uid, call.reason, changes)
    return world.change_member(guild, uid, **fields)


def _check_timeout(world: World, guild: str, uid: str, until: str) -> None:
    if world.perms(uid, gid=guild) & P.ADMIN:
        raise no_permissions()
    if datetime.fromisoformat(until) > datetime.now(UTC) + LONGEST_TIMEOUT:
        raise invalid(("communication_disabled_until", "GUILD_MEMBER_TIMEOUT_TOO_LONG", "28 days at most"))


@route("PUT", "/guilds/{guild}/members/{user}/roles/{role}")
def give_role(world: World, call: Call, guild: str, user: str, role: str) -> None:
    _set_role(world, call, guild, user, role, held=True)


@route("DELETE", "/guilds/{guild}/members/{user}/roles/{role}")
def take_role(world: World, call: Call, guild: str, user: str, role: str) -> None:
    _set_role(world, call, guild, user, role, held=False)


def _set_role(world: World, call: Call, guild: str, user: str, role: str, *, held: bool) -> None:
    uid = need_member(world, guild, user)["user"]["id"]
    need_role(world, guild, role)
    world.note_audit(ROLES_CHANGED, guild, uid, call.reason)
    world.set_role_held(guild, uid, role, held=held)


@route("DELETE", "/guilds/{guild}/members/{user}")
def kick(world: World, call: Call, guild: str, user: str) -> None:
    need_member(world, guild, user)
    world.outrank(world.need_guild(guild, P.KICK), user)
    world.note_audit(KICKED, guild, user, call.reason)
    world.remove_member(guild, user)
