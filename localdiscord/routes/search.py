"""The route that searches a server's messages: it needs the Message Content intent, and sees what the bot may read."""

import re
from collections.abc import Iterator

from localdiscord.bits import P
from localdiscord.errors import invalid, no_access
from localdiscord.routing import Call, route
from localdiscord.shapes import Json
from localdiscord.world import World

MOST, FARTHEST = 25, 9975  # messages in one answer; the last offset
INDEXING = 110000
HOST = re.compile(r"https?://([^\s/?#<>()\[\]]+)", re.IGNORECASE)


@route("GET", "/guilds/{guild}/messages/search")
def search_messages(world: World, call: Call, guild: str) -> Json | tuple[int, Json]:
    """Answer 202 as often as `search_not_indexed` says, then the messages, newest first."""
    world.need_guild(guild)
    if not world.reads_content:
        raise no_access()
    limit, offset = int(call.query.get("limit", MOST)), int(call.query.get("offset", 0))
    if not 1 <= limit <= MOST:
        raise invalid(("limit", "NUMBER_TYPE_MAX", f"int value should be between 1 and {MOST}"))
    if not 0 <= offset <= FARTHEST:
        raise invalid(("offset", "NUMBER_TYPE_MAX", f"int value should be between 0 and {FARTHEST}"))
    if world.search_not_indexed:
        world.search_not_indexed -= 1
        words = "Index not yet available. Try again later"
        return 202, {
            "message": words,
            "code": INDEXING,
            "documents_indexed": 0,
            "retry_after": world.search_waits,
        }
    found = sorted(_found(world, call, guild), key=lambda message: -int(message["id"]))
    page = [[world.as_read(message)] for message in found[offset : offset + limit]]
    return {
        "messages": page,
        "doing_deep_historical_index": False,
        "total_results": len(found),
        "documents_indexed": 1,
    }


def _found(world: World, call: Call, guild: str) -> Iterator[Json]:
    query = call.query
    least, most = int(query.get("min_id", 0)), int(query.get("max_id", 2**63))
    hosts, content = set(call.repeated.get("link_hostname", ())), query.get("content", "").lower()
    for channel, messages in world.messages.items():
        place = world.channels.get(channel)
        if place is None or place.get("guild_id") != guild:
            continue
        rights = world.perms(world.bot, channel)
        if not (rights & P.VIEW and rights & P.HISTORY):
            continue
        for message in messages.values():
            if not least < int(message["id"]) < most or content not in message["content"].lower():
                continue
            if not hosts or hosts & {each.lower() for each in HOST.findall(message["content"])}:
                yield message
