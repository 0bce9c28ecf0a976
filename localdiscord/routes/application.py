"""Routes about the bot itself: its user, its application, the gateway's address, invites, direct channels."""

from localdiscord.errors import missing
from localdiscord.ids import snowflake
from localdiscord.routing import Call, route
from localdiscord.shapes import Json, public
from localdiscord.world import World

INVITED_GUILD: Json = {
    "splash": None,
    "banner": None,
    "description": None,
    "icon": None,
    "features": [],
    "verification_level": 0,
    "vanity_url_code": None,
    "nsfw_level": 0,
    "nsfw": False,
    "premium_subscription_count": 0,
}


@route("GET", "/users/@me")
def read_self(world: World, _call: Call) -> Json:
    return world.users[world.bot]


@route("GET", "/users/{user}")
def read_user(world: World, _call: Call, user: str) -> Json:
    if user not in world.users:
        raise missing("User", 10013)
    return world.users[user]


@route("GET", "/applications/@me", "/oauth2/applications/@me")
def read_application(world: World, _call: Call) -> Json:
    return {
        "id": world.bot,
        "name": "testbot",
        "description": "",
        "icon": None,
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "owner": {"id": "1", "username": "dev", "discriminator": "0", "avatar": None, "global_name": "Dev"},
        "team": None,
        "summary": "",
        "flags": world.app_flags(),
        "redirect_uris": [],
        "interactions_endpoint_url": None,
        "approximate_guild_count": len(world.guilds),
        "bot": world.users[world.bot],
    }


@route("GET", "/gateway", "/gateway/bot")
def read_gateway(world: World, _call: Call) -> Json:
    return world.sharding.gateway(world.gateway_url)


@route("GET", "/invites/{code}")
def read_invite(world: World, _call: Call, code: str) -> Json:
    if code not in world.invites:
        raise missing("Invite", 10006)
    guild = {**INVITED_GUILD, **world.invites[code]}
    return {
        "type": 0,
        "code": code,
        "guild": guild,
        "guild_id": guild["id"],
        "channel": {"id": snowflake(), "name": "lobby", "type": 0},
        "expires_at": None,
        "approximate_member_count": 10,
        "approximate_presence_count": 1,
    }


@route("POST", "/users/@me/channels")
def open_dm(world: World, call: Call) -> Json:
    user = str(call.body["recipient_id"])
    if user not in world.users:
        raise missing("User", 10013)
    return public(world.channels[world.dm_channel(user)])
