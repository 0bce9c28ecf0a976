"""Routes about threads and posts in forums."""

from datetime import datetime

from localdiscord.bits import P
from localdiscord.errors import ApiError
from localdiscord.ids import now
from localdiscord.posting import check_body
from localdiscord.routing import Call, route
from localdiscord.shapes import FORUM, PRIVATE_THREAD, Json, is_thread, public
from localdiscord.world import World

PUBLIC_THREAD = 11
_ARCHIVED_PAGE = 50  # threads, where no limit is named


@route("POST", "/channels/{channel}/threads", "/channels/{channel}/messages/{message}/threads")
def start_thread(world: World, call: Call, channel: str, message: str | None = None) -> tuple[int, Json]:
    forum = world.need(channel)["type"] == FORUM
    kind = PUBLIC_THREAD if message or forum else int(call.body.get("type") or PRIVATE_THREAD)
    world.need(channel, P.SEND if forum else P.PRIV_THREADS if kind == PRIVATE_THREAD else P.PUB_THREADS)
    if message:
        if message in world.channels:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        world.find_message(channel, message)
    if forum:
        check_body(call.body.get("message") or {}, call.files)
    extra = {key: call.body.get(key) for key in ("auto_archive_duration", "applied_tags")}
    thread = world.make_thread(channel, world.bot, call.body["name"], kind, message, **extra)
    out = public(thread)
    if forum:
        first = world.make_message(thread["id"], world.bot, call.body["message"], files=call.files)
        out["message"] = public(first)
    return 201, out


@route("PUT", "/channels/{thread}/thread-members/{user}")
def join_thread(world: World, _call: Call, thread: str, user: str) -> None:
    world.need_open(thread)["_thread_members"].add(world.bot if user == "@me" else user)


@route("DELETE", "/channels/{thread}/thread-members/{user}")
def leave_thread(world: World, _call: Call, thread: str, user: str) -> None:
    world.need_open(thread)["_thread_members"].discard(world.bot if user == "@me" else user)


@route("GET", "/channels/{thread}/thread-members")
def list_thread_members(world: World, _call: Call, thread: str) -> list[Json]:
    members = world.need(thread)["_thread_members"]
    return [{"id": thread, "user_id": user, "join_timestamp": now(), "flags": 0} for user in members]


@route("GET", "/guilds/{guild}/threads/active")
def list_active_threads(world: World, _call: Call, guild: str) -> Json:
    world.need_guild(guild)
    threads = [thread for thread in _threads(world, archived=False) if thread["guild_id"] == guild]
    return {"threads": [public(thread) for thread in threads], "members": []}


@route("GET", "/channels/{channel}/threads/archived/public")
def list_public_archived_threads(world: World, call: Call, channel: str) -> Json:
    world.need(channel, P.HISTORY)
    return _archived_page(world, call, channel, private=False)


@route("GET", "/channels/{channel}/threads/archived/private")
def list_private_archived_threads(world: World, call: Call, channel: str) -> Json:
    world.need(channel, P.HISTORY)
    world.need(channel, P.THREADS)
    return _archived_page(world, call, channel, private=True)


def _archived_page(world: World, call: Call, channel: str, *, private: bool) -> Json:
    """By the time at which they were archived, the last first."""
    threads = [thread for thread in _threads(world, archived=True) if thread["parent_id"] == channel]
    threads = [thread for thread in threads if (thread["type"] == PRIVATE_THREAD) == private]
    before, limit = call.query.get("before"), int(call.query.get("limit", _ARCHIVED_PAGE))
    if before is not None:
        threads = [thread for thread in threads if _archived_at(thread) < datetime.fromisoformat(before)]
    threads.sort(key=_archived_at, reverse=True)
    page = [public(thread) for thread in threads[:limit]]
    return {"threads": page, "members": [], "has_more": len(threads) > limit}


def _archived_at(thread: Json) -> datetime:
    return datetime.fromisoformat(thread["thread_metadata"]["archive_timestamp"])


def _threads(world: World, *, archived: bool) -> list[Json]:
    threads = [channel for channel in world.channels.values() if is_thread(channel)]
    return [thread for thread in threads if thread["thread_metadata"]["archived"] == archived]
