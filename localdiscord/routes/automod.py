"""Routes about AutoMod rules."""

from localdiscord.bits import P
from localdiscord.errors import invalid, missing
from localdiscord.ids import snowflake
from localdiscord.routing import Call, route
from localdiscord.shapes import Json
from localdiscord.world import World

RULES_A_TRIGGER = {1: 6}
"""How many rules a server may have by trigger type: six with keywords, one of any other."""


def _rules(world: World, guild: str) -> dict[str, Json]:
    rules: dict[str, Json] = world.need_guild(guild, P.GUILD)["_automod"]
    return rules


@route("GET", "/guilds/{guild}/auto-moderation/rules")
def list_rules(world: World, _call: Call, guild: str) -> list[Json]:
    return list(_rules(world, guild).values())


@route("GET", "/guilds/{guild}/auto-moderation/rules/{rule}")
def read_rule(world: World, _call: Call, guild: str, rule: str) -> Json:
    rules = _rules(world, guild)
    if rule not in rules:
        raise missing("Auto Moderation Rule", 10066)
    return rules[rule]


@route("POST", "/guilds/{guild}/auto-moderation/rules")
def create_rule(world: World, call: Call, guild: str) -> Json:
    rules, trigger = _rules(world, guild), call.body["trigger_type"]
    limit = RULES_A_TRIGGER.get(trigger, 1)
    if sum(rule["trigger_type"] == trigger for rule in rules.values()) >= limit:
        text = f"Maximum number of auto moderation rules of this type exceeded ({limit})"
        raise invalid(("trigger_type", "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED", text))
    rid = snowflake()
    rules[rid] = {
        "id": rid,
        "guild_id": guild,
        "creator_id": world.bot,
        "enabled": False,
        "exempt_roles": [],
        "exempt_channels": [],
        "trigger_metadata": {},
        **call.body,
    }
    world.tell_of_rule("CREATE", rules[rid])
    return rules[rid]


@route("PATCH", "/guilds/{guild}/auto-moderation/rules/{rule}")
def edit_rule(world: World, call: Call, guild: str, rule: str) -> Json:
    found = read_rule(world, call, guild, rule)
    found |= call.body
    world.tell_of_rule("UPDATE", found)
    return found


@route("DELETE", "/guilds/{guild}/auto-moderation/rules/{rule}")
def delete_rule(world: World, call: Call, guild: str, rule: str) -> None:
    found = read_rule(world, call, guild, rule)
    del world.guilds[guild]["_automod"][rule]
    world.tell_of_rule("DELETE", found)
