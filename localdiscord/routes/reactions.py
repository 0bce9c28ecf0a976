"""Routes about reactions to messages."""

from localdiscord.bits import P
from localdiscord.routing import Call, route
from localdiscord.shapes import Json
from localdiscord.world import World


@route("PUT", "/channels/{channel}/messages/{message}/reactions/{emoji}/@me")
def react(world: World, _call: Call, channel: str, message: str, emoji: str) -> None:
    world.need_open(channel, P.REACT | P.HISTORY)
    world.set_reaction(channel, message, emoji, world.bot, on=True)


@route("DELETE", "/channels/{channel}/messages/{message}/reactions/{emoji}/{user}")
def unreact(world: World, _call: Call, channel: str, message: str, emoji: str, user: str) -> None:
    own = user == "@me"
    world.need_open(channel, 0 if own else P.MESSAGES)
    world.set_reaction(channel, message, emoji, world.bot if own else user, on=False)


@route("GET", "/channels/{channel}/messages/{message}/reactions/{emoji}")
def list_reactors(world: World, _call: Call, channel: str, message: str, emoji: str) -> list[Json]:
    world.need(channel)
    reactions = world.find_message(channel, message).get("_reactions", {})
    return [world.users[user] for user in reactions.get(emoji, [])]


@route(
    "DELETE",
    "/channels/{channel}/messages/{message}/reactions",
    "/channels/{channel}/messages/{message}/reactions/{emoji}",
)
def clear_reactions(world: World, _call: Call, channel: str, message: str, emoji: str | None = None) -> None:
    world.need_open(channel, P.MESSAGES)
    reactions: dict[str, list[str]] = world.find_message(channel, message).get("_reactions", {})
    for name, users in list(reactions.items()):
        for user in list(users) if emoji in (None, name) else []:
            world.set_reaction(channel, message, name, user, on=False)
