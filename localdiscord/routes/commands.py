"""Routes that register application commands, globally or for one server."""

from localdiscord.errors import ApiError, invalid, missing
from localdiscord.ids import snowflake
from localdiscord.payload_rules import command_rules
from localdiscord.routing import Call, route
from localdiscord.shapes import Json
from localdiscord.world import World


def _scope(world: World, guild: str | None) -> list[Json]:
    if guild is not None and guild not in world.commands_only:
        world.need_guild(guild)
    return world.commands.setdefault(guild, [])


def _key(command: Json) -> tuple[int, str]:
    return command.get("type") or 1, command["name"]


def _registered(world: World, command: Json, guild: str | None, known: list[Json]) -> Json:
    """Make the command as Discord stores it; one of the same type and name keeps its id."""
    needed = command.get("default_member_permissions")
    ids = {_key(one): one["id"] for one in known}
    return {
        "name_localizations": None,
        "description_localizations": None,
        "description": "",
        "options": [],
        "nsfw": False,
        "dm_permission": guild is None,
        **command,
        "type": command.get("type") or 1,
        "id": ids.get(_key(command)) or snowflake(),
        "application_id": world.bot,
        "guild_id": guild,
        "version": snowflake(),
        "default_member_permissions": None if needed is None else str(needed),
    }


@route("GET", "/applications/{}/commands", "/applications/{}/guilds/{guild}/commands")
def list_commands(world: World, _call: Call, guild: str | None = None) -> list[Json]:
    return _scope(world, guild)


@route("PUT", "/applications/{}/commands", "/applications/{}/guilds/{guild}/commands")
def replace_commands(world: World, call: Call, guild: str | None = None) -> list[Json]:
    if issues := command_rules(call.body):
        raise invalid(*issues)
    known = _scope(world, guild)
    world.commands[guild] = [_registered(world, command, guild, known) for command in call.body]
    return world.commands[guild]


@route("POST", "/applications/{}/commands", "/applications/{}/guilds/{guild}/commands")
def add_command(world: World, call: Call, guild: str | None = None) -> tuple[int, Json]:
    known = _scope(world, guild)
    others = [command for command in known if _key(command) != _key(call.body)]
    if issues := command_rules([*others, call.body]):
        raise invalid(*issues)
    made = _registered(world, call.body, guild, known)
    world.commands[guild] = [*others, made]
    return 201, made


@route("GET", "/applications/{}/commands/{command}", "/applications/{}/guilds/{guild}/commands/{command}")
def read_command(world: World, _call: Call, command: str, guild: str | None = None) -> Json:
    for one in _scope(world, guild):
        if one["id"] == command:
            return one
    raise missing("application command", 10063)


@route("PATCH", "/applications/{}/commands/{command}", "/applications/{}/guilds/{guild}/commands/{command}")
def edit_command(world: World, call: Call, command: str, guild: str | None = None) -> Json:
    found = read_command(world, call, command, guild)
    found |= call.body
    return found


@route("DELETE", "/applications/{}/commands/{command}", "/applications/{}/guilds/{guild}/commands/{command}")
def delete_command(world: World, _call: Call, command: str, guild: str | None = None) -> None:
    world.commands[guild] = [one for one in _scope(world, guild) if one["id"] != command]


@route("GET", "/applications/{}/guilds/{}/commands/{}/permissions")
def read_command_permissions(_world: World, _call: Call) -> None:
    raise ApiError(404, 10066, "Unknown application command permissions")
