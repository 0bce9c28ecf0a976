"""Routes about servers, their roles and their audit log."""

from datetime import UTC, datetime, timedelta

from localdiscord.bits import I, P
from localdiscord.errors import invalid, missing, no_permissions
from localdiscord.routing import Call, route
from localdiscord.shapes import Json, public
from localdiscord.world import World

MOST_LISTED = 200


@route("GET", "/users/@me/guilds")
def list_guilds(world: World, call: Call) -> list[Json]:
    """A page of the bot's servers in the order of their ids, two hundred at most."""
    after, limit = (
        int(call.query.get("after", 0)),
        min(int(call.query.get("limit", MOST_LISTED)), MOST_LISTED),
    )
    there = sorted((int(gid), gid) for gid, guild in world.guilds.items() if world.bot in guild["_members"])
    return [world.guild_summary(gid) for number, gid in there if number > after][:limit]


@route("DELETE", "/users/@me/guilds/{guild}")
def leave_guild(world: World, _call: Call, guild: str) -> None:
    world.need_guild(guild)
    world.remove_member(guild, world.bot)


@route("GET", "/guilds/{guild}")
def read_guild(world: World, _call: Call, guild: str) -> Json:
    world.need_guild(guild)
    return world.guild_summary(guild)


@route("PATCH", "/guilds/{guild}")
def edit_guild(world: World, call: Call, guild: str) -> Json:
    found = world.need_guild(guild, P.GUILD)
    found |= public(call.body)
    world.emit("GUILD_UPDATE", world.guild_summary(guild), guild, I.GUILDS)
    return world.guild_summary(guild)


@route("PUT", "/guilds/{guild}/incident-actions")
def change_incident_actions(world: World, call: Call, guild: str) -> Json:
    """Pause invites or direct messages until a time, a day from now at most; null ends a pause."""
    found = world.need_guild(guild, P.GUILD)
    names = ("invites_disabled_until", "dms_disabled_until")
    latest = datetime.now(UTC) + timedelta(days=1, minutes=1)
    for name in names:
        until = call.body.get(name)
        if until is not None and datetime.fromisoformat(until) > latest:
            raise invalid((name, "INVALID_INCIDENT_DURATION", "At most 24 hours in the future."))
    before = found.get("incidents_data") or dict.fromkeys(names)
    found["incidents_data"] = before | {name: call.body[name] for name in names if name in call.body}
    world.emit("GUILD_UPDATE", world.guild_summary(guild), guild, I.GUILDS)
    answer: Json = found["incidents_data"]
    return answer


@route("GET", "/guilds/{guild}/roles")
def list_roles(world: World, _call: Call, guild: str) -> list[Json]:
    return list(world.need_guild(guild)["_roles"].values())


@route("GET", "/guilds/{guild}/roles/member-counts")
def count_members(world: World, _call: Call, guild: str) -> dict[str, int]:
    """Refused without Manage Roles; @everyone is not counted."""
    found = world.need_guild(guild, P.ROLES)
    held = [role for member in found["_members"].values() for role in member["roles"]]
    return {role: held.count(role) for role in found["_roles"] if role != guild}


@route("POST", "/guilds/{guild}/roles")
def create_role(world: World, call: Call, guild: str) -> Json:
    found, body = world.need_guild(guild, P.ROLES), call.body or {}
    bits = int(body.get("permissions") or 0)
    if bits & ~world.perms(world.bot, gid=guild):
        raise no_permissions()
    made: Json = found["_roles"][world.add_role(guild, body.get("name") or "new role", bits, bottom=True)]
    made |= {key: body[key] for key in ("color", "hoist", "mentionable") if body.get(key) is not None}
    return made


def need_role(world: World, guild: str, role: str) -> None:
    """Refuse (50013) unless the bot can manage the role, which it does when it stands above it."""
    found = world.need_guild(guild, P.ROLES)
    if role not in found["_roles"]:
        raise missing("Role", 10011)
    if found["_roles"][role]["position"] >= world.rank(found, world.bot):
        raise no_permissions()


@route("PATCH", "/guilds/{guild}/roles/{role}")
def edit_role(world: World, call: Call, guild: str, role: str) -> Json:
    need_role(world, guild, role)
    fields = {key: value for key, value in call.body.items() if value is not None}
    if "permissions" in fields:
        fields["permissions"] = str(fields["permissions"])
    return world.change_role(guild, role, **fields)


@route("DELETE", "/guilds/{guild}/roles/{role}")
def delete_role(world: World, _call: Call, guild: str, role: str) -> None:
    need_role(world, guild, role)
    world.drop_role(guild, role)


@route("GET", "/guilds/{guild}/audit-logs")
def read_audit_log(world: World, call: Call, guild: str) -> Json:
    world.need_guild(guild, P.AUDIT)
    action = call.query.get("action_type")
    entries = [
        entry
        for entry in reversed(world.audit)
        if entry["guild_id"] == guild and action in (None, str(entry["action_type"]))
    ]
    return {
        "audit_log_entries": entries[: int(call.query.get("limit", 50))],
        "users": list(world.users.values()),
        "integrations": [],
        "webhooks": [],
        "threads": [],
        "application_commands": [],
        "auto_moderation_rules": [],
        "guild_scheduled_events": [],
    }
