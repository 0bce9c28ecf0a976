"""Routes about messages in channels: sent, read, edited, deleted, published, pinned."""

import time

from localdiscord.bits import P
from localdiscord.errors import (
    ApiError,
    archived,
    invalid,
    no_dm,
    no_more,
    no_mutual_server,
    no_permissions,
    system_message,
)
from localdiscord.ids import snowflake_at
from localdiscord.posting import check_body
from localdiscord.routing import Call, route
from localdiscord.shapes import (
    ANNOUNCEMENTS,
    CATEGORY,
    DM,
    EPHEMERAL,
    FORUM,
    MEDIA,
    UNDELETABLE,
    Json,
    is_archived,
    is_thread,
)
from localdiscord.world import World

TWO_WEEKS = 14 * 86400
CROSSPOSTED = 1 << 0
HOUR, CROSSPOSTS_AN_HOUR = 3600, 10


@route("POST", "/channels/{channel}/messages")
def send_message(world: World, call: Call, channel: str) -> Json:
    found, body = world.need(channel), call.body or {}
    if found["type"] == DM:
        _may_write_to(world, found)
    else:
        _may_send(world, call, found)
    reference: Json = body.get("message_reference") or {"fail_if_not_exists": False}
    if (
        reference.get("fail_if_not_exists", True)
        and str(reference["message_id"]) not in world.messages[channel]
    ):
        raise invalid(("message_reference", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", "Unknown message"))
    check_body(body, call.files)
    nonce = (channel, str(body.get("nonce") or ""))
    if body.get("enforce_nonce") and world.nonces.get(nonce) in world.messages[channel]:
        return world.messages[channel][
            world.nonces[nonce]
        ]  # a repeated nonce is answered with the message that it made before
    plain = {
        **body,
        "flags": (body.get("flags") or 0) & ~EPHEMERAL,
    }  # only an interaction's answer can be ephemeral
    message = world.make_message(channel, world.bot, plain, files=call.files)
    if nonce[1]:
        world.nonces[nonce] = message["id"]
    return message


def _may_write_to(world: World, dm: Json) -> None:
    other = next(user for user in dm["_to"] if user != world.bot)
    shared = any({other, world.bot} <= set(guild["_members"]) for guild in world.guilds.values())
    if not shared:
        raise no_mutual_server()
    if other in world.dms_closed:
        raise no_dm()


def _may_send(world: World, call: Call, channel: Json) -> None:
    body = call.body or {}
    bits = P.THREAD_SEND if is_thread(channel) else P.SEND
    bits |= P.EMBED if body.get("embeds") else 0
    bits |= P.ATTACH if call.files else 0
    bits |= P.HISTORY if body.get("message_reference") else 0
    world.need(channel["id"], bits)
    if channel["type"] in (CATEGORY, FORUM, MEDIA):
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    if is_archived(channel):
        if channel["thread_metadata"]["locked"]:
            world.need(channel["id"], P.THREADS)
        world.set_archived(channel["id"], archived=False)


@route("GET", "/channels/{channel}/messages")
def read_history(world: World, call: Call, channel: str) -> list[Json]:
    world.need(channel)
    if not world.perms(world.bot, channel) & P.HISTORY:
        return []
    query, limit = call.query, int(call.query.get("limit", 50))
    if not 1 <= limit <= 100:
        raise invalid(("limit", "NUMBER_TYPE_MAX", "int value should be between 1 and 100"))
    ids = sorted(map(int, world.messages[channel]))
    if "before" in query:
        picked = [one for one in ids if one < int(query["before"])][-limit:]
    elif "after" in query:
        picked = [one for one in ids if one > int(query["after"])][:limit]
    elif "around" in query:
        picked = sorted(ids, key=lambda one: abs(one - int(query["around"])))[:limit]
    else:
        picked = ids[-limit:]
    return [world.as_read(world.messages[channel][str(one)]) for one in sorted(picked, reverse=True)]


@route("GET", "/channels/{channel}/messages/{message}")
def read_message(world: World, _call: Call, channel: str, message: str) -> Json:
    world.need(channel, P.HISTORY)
    return world.as_read(world.find_message(channel, message))


@route("PATCH", "/channels/{channel}/messages/{message}")
def edit_message(world: World, call: Call, channel: str, message: str) -> Json:
    world.need_open(channel)
    found = world.find_message(channel, message)
    if found["author"]["id"] != world.bot:
        if set(call.body) != {"flags"}:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        world.need(channel, P.MESSAGES)
    return world.apply_edit(found, call.body, call.files)


@route("DELETE", "/channels/{channel}/messages/{message}")
def delete_message(world: World, _call: Call, channel: str, message: str) -> None:
    """Delete a message. Discord writes no entry in the audit log where a bot deletes a single one."""
    found, target = world.need(channel), world.find_message(channel, message)
    if target["author"]["id"] != world.bot:
        if found["type"] == DM:
            raise ApiError(403, 50003, "Cannot execute action on a DM channel")
        world.need(channel, P.MESSAGES)
    if is_archived(found):
        raise archived()
    if target["type"] in UNDELETABLE:
        raise system_message()
    world.remove_messages(channel, [message], world.bot)


@route("POST", "/channels/{channel}/messages/bulk-delete")
def bulk_delete(world: World, call: Call, channel: str) -> None:
    world.need_open(channel, P.MESSAGES)
    ids = [str(one) for one in call.body["messages"]]
    if not 2 <= len(ids) <= 100 or len(set(ids)) != len(ids):
        raise ApiError(400, 50016, "Provided too few or too many messages to delete.")
    oldest = snowflake_at(TWO_WEEKS)
    if any(int(one) < oldest for one in ids):
        raise ApiError(400, 50034, "A message provided was too old to bulk delete")
    there = [one for one in ids if one in world.messages[channel]]
    if any(world.messages[channel][one]["type"] in UNDELETABLE for one in there):
        raise system_message()
    world.remove_messages(channel, there, world.bot, bulk=True)


@route("POST", "/channels/{channel}/messages/{message}/crosspost")
def crosspost(world: World, _call: Call, channel: str, message: str) -> Json:
    found, target = world.need(channel, P.SEND), world.find_message(channel, message)
    if found["type"] != ANNOUNCEMENTS:
        raise ApiError(400, 50024, "Cannot execute action on this channel type")
    if target["flags"] & CROSSPOSTED:
        raise ApiError(400, 40033, "This message has already been crossposted")
    if target["author"]["id"] != world.bot:
        world.need(channel, P.MESSAGES)
    now, passed_on = time.monotonic(), found.setdefault("_crossposted", [])
    passed_on[:] = [at for at in passed_on if now - at < HOUR]
    if len(passed_on) >= CROSSPOSTS_AN_HOUR:
        headers = {"Via": "1.1 fake"}  # without it discord.py would take it for a ban by Cloudflare
        raise no_more(
            ApiError(429, 0, "You are being rate limited.", headers=headers), HOUR - (now - passed_on[0])
        )
    passed_on.append(now)
    target["flags"] |= CROSSPOSTED
    return target


@route("GET", "/channels/{channel}/messages/pins")
def list_pins(world: World, _call: Call, channel: str) -> Json:
    world.need(channel)
    pinned = [message for message in world.messages[channel].values() if message["pinned"]]
    items = [{"pinned_at": message["timestamp"], "message": world.as_read(message)} for message in pinned]
    return {"items": items, "has_more": False}


@route("PUT", "/channels/{channel}/messages/pins/{message}", "/channels/{channel}/pins/{message}")
def pin(world: World, _call: Call, channel: str, message: str) -> None:
    world.need_open(channel)
    if not world.perms(world.bot, channel) & (P.PIN | P.MESSAGES):
        raise no_permissions()
    world.find_message(channel, message)["pinned"] = True


@route("DELETE", "/channels/{channel}/messages/pins/{message}", "/channels/{channel}/pins/{message}")
def unpin(world: World, _call: Call, channel: str, message: str) -> None:
    world.need_open(channel)
    world.find_message(channel, message)["pinned"] = False
