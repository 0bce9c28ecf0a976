"""Routes about webhooks, and about the messages behind a webhook's or an interaction's token."""

import time
from typing import Any

from localdiscord.bits import P
from localdiscord.errors import ApiError, missing
from localdiscord.interaction import Interaction
from localdiscord.posting import check_body
from localdiscord.routing import Call, route
from localdiscord.shapes import EPHEMERAL, Json, is_ephemeral, public
from localdiscord.world import World


@route("POST", "/channels/{channel}/webhooks")
def create_webhook(world: World, call: Call, channel: str) -> Json:
    found = world.need(channel, P.WEBHOOKS)
    return public(world.make_webhook(found["id"], call.body["name"], world.bot))


@route("GET", "/channels/{channel}/webhooks", "/guilds/{guild}/webhooks")
def list_webhooks(
    world: World, _call: Call, channel: str | None = None, guild: str | None = None
) -> list[Json]:
    if channel:
        world.need(channel, P.WEBHOOKS)
    elif guild:
        world.need_guild(guild, P.WEBHOOKS)
    return [
        public(webhook)
        for webhook in world.webhooks.values()
        if channel in (None, webhook["channel_id"]) and guild in (None, webhook["guild_id"])
    ]


@route("GET", "/webhooks/{webhook}", "/webhooks/{webhook}/{}")
def read_webhook(world: World, _call: Call, webhook: str) -> Json:
    if webhook not in world.webhooks:
        raise missing("Webhook", 10015)
    return public(world.webhooks[webhook])


@route("DELETE", "/webhooks/{webhook}", "/webhooks/{webhook}/{}")
def delete_webhook(world: World, _call: Call, webhook: str) -> None:
    if world.webhooks.pop(webhook, None) is None:
        raise missing("Webhook", 10015)


def answer(world: World, it: Interaction, body: Json, call: Call, *, hidden: bool) -> Json:
    """Post a message of the bot in answer to an interaction; `hidden`: seen by its user alone."""
    check_body(body, call.files)
    meta = {
        "id": it.id,
        "type": it.payload["type"],
        "user": world.users[it.user],
        "authorizing_integration_owners": {},
    }
    flags = ((body.get("flags") or 0) & ~EPHEMERAL) | (EPHEMERAL if hidden else 0)
    message = world.make_message(
        it.channel,
        world.bot,
        {**body, "flags": flags},
        files=call.files,
        application_id=world.bot,
        webhook_id=world.bot,
        interaction_metadata=meta,
    )
    if hidden:
        world.ephemerals.append((it.user, message))
    return message


def _interaction(world: World, token: str) -> Interaction:
    it = world.interactions.get(token)
    if not it:
        raise missing("Webhook", 10015)
    if time.monotonic() - it.created > world.TOKEN_LIFE:
        raise ApiError(401, 50027, "Invalid Webhook Token")
    return it


@route("POST", "/webhooks/{webhook}/{token}")
def execute_webhook(world: World, call: Call, webhook: str, token: str) -> Any:
    if webhook in world.webhooks:
        return _post_as(world, call, world.webhooks[webhook], token)
    it = _interaction(world, token)
    if it.ack is None:
        raise missing("Webhook", 10015)
    if it.pending:
        return _fill_deferred(world, call, it)
    hidden = bool((call.body.get("flags") or 0) & EPHEMERAL)
    it.followups.append(answer(world, it, call.body, call, hidden=hidden))
    return it.followups[-1]


def _post_as(world: World, call: Call, webhook: Json, token: str) -> Json | None:
    if webhook["token"] != token:
        raise ApiError(401, 50027, "Invalid Webhook Token")
    check_body(call.body, call.files)
    channel = call.query.get("thread_id") or webhook["channel_id"]
    message = world.make_message(channel, world.bot, call.body, files=call.files, webhook=webhook)
    return message if call.query.get("wait", "").lower() in ("true", "1") else None


def _fill_deferred(world: World, call: Call, it: Interaction) -> Json:
    """Fill the deferred answer with the first followup, or the first edit, which inherits its visibility."""
    it.original = answer(world, it, call.body, call, hidden=it.hidden)
    it.pending = False
    world.touch()
    return it.original


def _message(world: World, webhook: str, token: str, message: str) -> Json:
    """Find a message of this webhook or interaction; `@original` is the interaction's first answer."""
    if webhook in world.webhooks:
        return world.find_message(world.webhooks[webhook]["channel_id"], message)
    it = _interaction(world, token)
    for one in it.messages:
        meant = one["id"] == message or (message == "@original" and one is it.original)
        if meant and world.exists(one):
            return one
    raise missing("Message", 10008)


@route("GET", "/webhooks/{webhook}/{token}/messages/{message}")
def read_answer(world: World, _call: Call, webhook: str, token: str, message: str) -> Json:
    return _message(world, webhook, token, message)


@route("PATCH", "/webhooks/{webhook}/{token}/messages/{message}")
def edit_answer(world: World, call: Call, webhook: str, token: str, message: str) -> Json:
    if webhook not in world.webhooks and message == "@original":
        it = _interaction(world, token)
        if it.pending:
            return _fill_deferred(world, call, it)
    return world.apply_edit(_message(world, webhook, token, message), call.body, call.files)


@route("DELETE", "/webhooks/{webhook}/{token}/messages/{message}")
def delete_answer(world: World, _call: Call, webhook: str, token: str, message: str) -> None:
    found = _message(world, webhook, token, message)
    if is_ephemeral(found):
        world.ephemerals = [(user, shown) for user, shown in world.ephemerals if shown is not found]
    else:
        world.remove_messages(found["channel_id"], [found["id"]], world.bot)
