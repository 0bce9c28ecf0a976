"""Measuring the memory that Discord servers take in the real bot: their channels, roles and threads, which the gateway tells at once.

Servers are of two shapes. The bot hears of them as Discord would tell it with Rowan's intents: no members but itself and who speaks.
"""

import asyncio
import os
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bench.contest.measure import machine
from bench.town import rowan
from localdiscord import FakeDiscord
from localdiscord.blanks import NEW_MEMBER, NEW_ROLE
from localdiscord.ids import snowflake
from localdiscord.shapes import Json, public

_START_SECONDS = 900.0
_REST_SECONDS = 10.0  # from one look to the next
_STILL = 300  # KB between two looks
_JOINED = "2026-01-01T00:00:00+00:00"


@dataclass(frozen=True)
class Shape:
    """How large a server is."""

    name: str
    channels: int
    overwrites: int
    roles: int
    threads: int
    speakers: int
    emojis: int


SHAPES = (
    Shape("a community", 40, 3, 25, 8, 3, 30),
    Shape("a large one", 120, 6, 80, 40, 20, 200),
)
COUNTS = {"a community": (1, 200, 1_000, 2_500), "a large one": (200, 1_000)}


@dataclass(frozen=True)
class Taken:
    """Megabytes: of the process's own, at rest; at the most. Seconds from the start until it was ready."""

    own: float
    most: float
    seconds: float


def _payload(fd: FakeDiscord, guild: str, shape: Shape) -> Json:
    """What GUILD_CREATE says of it."""
    roles = [
        {
            **NEW_ROLE,
            "id": guild if number == 0 else snowflake(),
            "name": f"role number {number}",
            "position": number,
        }
        | {"permissions": "1071698660929", "managed": False}
        for number in range(shape.roles)
    ]
    channels = [
        {"id": snowflake(), "type": (0, 0, 0, 0, 2, 4)[number % 6], "name": f"channel-number-{number}"}
        | {"position": number, "parent_id": None, "last_message_id": snowflake(), "flags": 0}
        | {"topic": f"What channel {number} is for, and the few rules that hold in it.", "nsfw": False}
        | {"rate_limit_per_user": 0, "bitrate": 64000, "user_limit": 0, "rtc_region": None}
        | {
            "permission_overwrites": [
                {"id": role["id"], "type": 0, "allow": "1024", "deny": "2048"}
                for role in roles[: shape.overwrites]
            ]
        }
        for number in range(shape.channels)
    ]
    people = [_member(f"speaker-{number}", roles) for number in range(shape.speakers)]
    return public(fd.guilds[guild]) | {
        "roles": roles,
        "channels": channels,
        "threads": [_thread(str(channels[0]["id"]), number) for number in range(shape.threads)],
        "members": [fd.guilds[guild]["_members"][fd.bot], *people],
        "voice_states": [
            {"user_id": one["user"]["id"], "channel_id": channels[4]["id"], "session_id": "s", "deaf": False}
            | {"mute": False, "self_deaf": False, "self_mute": False, "self_video": False, "suppress": False}
            for one in people
        ],
        "emojis": [
            {"id": snowflake(), "name": f"emoji_{number}", "roles": [], "animated": False, "available": True}
            | {"managed": False, "require_colons": True}
            for number in range(shape.emojis)
        ],
        "joined_at": _JOINED,
        "member_count": 5_000,
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _member(name: str, roles: list[Json]) -> Json:
    user = {"id": snowflake(), "username": name, "discriminator": "0", "global_name": name, "avatar": None}
    return {**NEW_MEMBER, "user": user, "roles": [role["id"] for role in roles[1:6]], "joined_at": _JOINED}


def _thread(parent: str, number: int) -> Json:
    meta = {"archived": False, "auto_archive_duration": 1440, "archive_timestamp": _JOINED, "locked": False}
    return {
        "id": snowflake(),
        "type": 11,
        "parent_id": parent,
        "owner_id": snowflake(),
        "name": f"thread number {number}",
        "last_message_id": snowflake(),
        "message_count": 20,
        "member_count": 4,
        "rate_limit_per_user": 0,
        "thread_metadata": {**meta, "create_timestamp": _JOINED},
        "flags": 0,
    }


async def _at_rest(pid: int) -> dict[str, int]:
    """What the system says of the process, in KB, once it grows no more: a busy machine is ready before it has heard of all servers."""
    before = _status(pid)
    while True:
        await asyncio.sleep(_REST_SECONDS)
        now = _status(pid)
        if now["RssAnon"] - before["RssAnon"] < _STILL:
            return now
        before = now


def _status(pid: int) -> dict[str, int]:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return {line.split(":")[0]: int(line.split()[1]) for line in lines if line.endswith(" kB")}


async def taken(shape: Shape, count: int) -> Taken:
    """Start the bot in so many servers, and look at it at rest."""
    fd = await FakeDiscord(validate=False, record=False).start()
    try:
        told = {guild: _payload(fd, guild, shape) for guild in (fd.add_guild(f"G{n}") for n in range(count))}
        fd.guild_payload = lambda gid, _intents: told[gid] | {"unavailable": False}  # type: ignore[method-assign, assignment]
        with tempfile.TemporaryDirectory() as folder:
            began, bot = time.monotonic(), rowan(fd, Path(folder) / "rowan.db")
            await bot.start(timeout=_START_SECONDS)
            seconds = time.monotonic() - began
            await fd.until(
                lambda: any(f"ready: {count:,} server" in line for line in bot.output), _START_SECONDS
            )
            try:
                assert bot.proc is not None
                status = await _at_rest(bot.proc.pid)
            finally:
                await bot.stop()
    finally:
        await fd.stop()
    return Taken(status["RssAnon"] / 1024, status["VmHWM"] / 1024, seconds)


def main() -> str:
    """Measure each shape at each number; returns the table."""
    rows = list[str]()
    for shape in SHAPES:
        first: tuple[int, Taken] | None = None
        for count in COUNTS[shape.name]:
            found = asyncio.run(taken(shape, count))
            each = "" if first is None else f"{1024 * (found.own - first[1].own) / (count - first[0]):.0f} KB"
            first = first or (count, found)
            rows.append(
                f"| {shape.name} | {count:,} | {found.own:.0f} MB | {found.most:.0f} MB | {each} | {found.seconds:.1f} |"
            )
            print(rows[-1], flush=True)
    load = os.getloadavg()[0]
    shapes = "; ".join(
        f"*{one.name}*: {one.channels} channels with {one.overwrites} overwrites each, {one.roles} roles, {one.threads} "
        f"open threads, {one.speakers} who speak, {one.emojis} emojis"
        for one in SHAPES
    )
    head = [
        f"Measured {datetime.now(UTC):%Y-%m-%d}, {machine()}, load {load:.0f}. {shapes}.",
        "",
        "| servers are | how many | the bot's own memory at rest | at most, with what it shares | a server more | s until ready |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    return "\n".join([*head, *rows])
