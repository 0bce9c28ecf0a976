"""The connections to Discord of those shards that this process has: each begins when the process gets the shard, goes on through
broken connections, and ends when the process must give it back.

discord.py's own client for shards takes their numbers once, when it is made. Here each shard has a task that does what its client
for one connection does; all share one memory of servers, one tree of commands and one way in for events.
"""

import asyncio
import contextlib
import functools
import logging
import math
import time
from collections.abc import Collection
from typing import Any

import aiohttp
import discord
from discord.backoff import ExponentialBackoff
from discord.ext import commands
from discord.gateway import ReconnectWebSocket

from cogs.base.discord_api.shard_state import OPENED, ShardNotOurs, ShardSocket, ShardsState
from core.base.errors import Unavailable
from core.base.shards import Ours
from services.base.shards.leasing import BEAT_SECONDS, IdentifyTurns, ShardLeases, ours_of
from services.base.shards.ports import Starts
from services.base.texts import Say

_log = logging.getLogger(__name__)

_LOOK_SECONDS = 0.25  # between two looks whether the process still has its shards
_KNOWN_SECONDS = 60.0  # for which is believed what Discord said of starts
_CONNECT_SECONDS = 120.0  # with the wait for a turn to identify
_STOP_SECONDS = 5.0
_UNDER_WAY_SECONDS = 1.0  # for what is under way in a shard that is given back
_RESUMABLE = 4000  # a code after which Discord keeps the session
_PRIVILEGED = 4014  # Discord's word where an intent was taken
_RESET = (54, 10054)  # the system's words for a connection that the other side broke
_PASSING = (
    OSError,
    discord.HTTPException,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    aiohttp.ClientError,
    asyncio.TimeoutError,
)


class Shards:
    """Runs the shards of this process, for the client that is given to `run`."""

    def __init__(self, *, leases: ShardLeases, turns: IdentifyTurns, say: Say) -> None:
        self._leases = leases
        self._turns = turns
        self._say = say
        self._starts = DiscordStarts()
        self._tasks: dict[int, asyncio.Task[None]] = {}
        self._sockets: dict[int, ShardSocket] = {}
        self._ready: set[int] = set()
        self._identifying = asyncio.Lock()
        self._closing = False
        self._standing_by = False

    def ours(self) -> Ours:
        """The shards that this process has, and of whose servers it knows."""
        return ours_of(self._leases, lambda: frozenset(self._ready))

    def may_hear(self, shard: int) -> bool:
        """Whether this process certainly has the shard."""
        return shard in self._leases.held

    def run_here(self) -> Collection[int]:
        """The shards that this process runs, connected or not."""
        return self._tasks.keys()

    @property
    def agreed(self) -> int:
        """How many shards there are, in all processes together."""
        return self._leases.count

    @property
    def stands_by(self) -> bool:
        """Whether no shard is free for this process: others have them."""
        return self._standing_by and not self._tasks and self._leases.may_run

    def latency(self, shard: int) -> float:
        """From the shard's last heartbeat to Discord's answer, in seconds; no finite number where that is not known."""
        socket = self._sockets.get(shard)
        return math.nan if socket is None else socket.latency

    def socket(self, server: int | None) -> ShardSocket:
        """The connection that tells of a server. Raises KeyError where it is not this process's."""
        return self._sockets[0 if server is None else (server >> 22) % self._leases.count]

    async def run(self, client: commands.Bot, state: ShardsState) -> None:
        """Have shards, and run them, until `close`. Raises what Discord's client raises where it cannot go on."""
        assert client.application_id is not None  # noqa: S101  # who has logged in knows it
        state.may_hear = self.may_hear
        await self._leases.join(client.application_id, await self._starts.of(client))
        state.shard_count = self._leases.count
        client.shard_count = self._leases.count
        client.add_listener(self._shard_ready(client, state), "on_shard_ready")
        while not self._closing:
            too_much = await self._leases.step()
            if too_much:
                await self._give_back(client, state, too_much)
            await self._stop_others(client)
            for shard in sorted(self._leases.held - self._tasks.keys()):
                run = self._run_shard(client, shard)
                self._tasks[shard] = asyncio.create_task(run, name=f"shard {shard}")
            self._say_standing_by()
            await self._look_until_next(client)

    def _shard_ready(self, client: commands.Bot, state: ShardsState) -> Any:
        async def on_shard_ready(shard: int) -> None:
            if shard not in self._tasks:  # it was given back meanwhile
                return
            self._ready.add(shard)
            if self._leases.count > 1:
                _log.info(self._say("shards-ready", shard=shard, count=self._leases.count))
            state.call_handlers("ready")
            client.dispatch("ready")

        return on_shard_ready

    def _say_standing_by(self) -> None:
        stands_by = not self._tasks and self._leases.may_run
        if stands_by and not self._standing_by:
            _log.info(self._say("shards-standing-by", count=self._leases.count))
        self._standing_by = stands_by

    async def _look_until_next(self, client: commands.Bot) -> None:
        """Wait for the next step; stop at once what is not certainly this process's any more."""
        until = time.monotonic() + BEAT_SECONDS
        while not self._closing and time.monotonic() < until:
            if self._tasks:
                await asyncio.wait(
                    self._tasks.values(), timeout=_LOOK_SECONDS, return_when=asyncio.FIRST_COMPLETED
                )
            else:
                await asyncio.sleep(_LOOK_SECONDS)
            await self._stop_others(client)

    async def _stop_others(self, client: commands.Bot) -> None:
        """Stop the shards that this process does not have any more, and raise what one of them raised."""
        for shard, task in list(self._tasks.items()):
            if task.done():
                del self._tasks[shard]
                self._ready.discard(shard)
                client.dispatch("shard_disconnect", shard)
                if not self._closing:
                    task.result()
            elif shard not in self._leases.held:
                await self._stop(client, shard)

    async def _give_back(self, client: commands.Bot, state: ShardsState, shards: Collection[int]) -> None:
        """Stop shards that other processes are to have, once what is under way in them has had a moment."""
        for shard in sorted(shards):
            _log.info(self._say("shards-given-back", shard=shard, count=self._leases.count))
        at_work = self._ready.intersection(shards)
        self._ready -= at_work
        await asyncio.gather(*(self._stop(client, shard) for shard in set(shards) - at_work))
        if at_work:
            await asyncio.sleep(_UNDER_WAY_SECONDS)
            await asyncio.gather(*(self._stop(client, shard) for shard in at_work))
        for shard in shards:
            state.forget_shard(shard)
            with contextlib.suppress(Unavailable):  # else at the next step
                await self._leases.release(shard)

    async def _stop(self, client: commands.Bot, shard: int) -> None:
        self._ready.discard(shard)
        task = self._tasks.pop(shard, None)
        await self._hang_up(shard, 1000)
        if task is not None:
            task.cancel()
            await asyncio.wait({task}, timeout=_STOP_SECONDS)
        await self._hang_up(shard, 1000)  # one that was opened meanwhile
        self._sockets.pop(shard, None)
        client.dispatch("shard_disconnect", shard)

    async def close(self) -> None:
        """Stop all of them."""
        self._closing = True
        self._ready.clear()
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*(self._hang_up(shard, 1000) for shard in list(self._sockets)))
        if tasks:
            await asyncio.wait(tasks, timeout=_STOP_SECONDS)

    async def _run_shard(self, client: commands.Bot, shard: int) -> None:
        """Keep a shard connected, as discord.py's own client keeps its one connection."""
        backoff: ExponentialBackoff[Any] = ExponentialBackoff()
        again: dict[str, Any] = {}
        OPENED.set(functools.partial(self._sockets.__setitem__, shard))
        first = True
        while not client.is_closed():
            try:
                socket = await self._connected(client, shard, again, first=first)
                first = False
                while True:
                    await socket.poll_event()
            except ShardNotOurs:
                await self._hang_up(shard, 1000)
                return
            except ReconnectWebSocket as error:
                self._told_broken(client, shard)
                again = self._to_resume(shard) if error.resume else {}
            except _PASSING as error:
                if client.is_closed():
                    return
                await self._broke(client, shard, error, backoff)
                again, first = self._to_resume(shard), False

    async def _broke(
        self, client: commands.Bot, shard: int, error: Exception, backoff: ExponentialBackoff[Any]
    ) -> None:
        """Wait before a connection that broke is made again. Raises what says that it cannot be."""
        self._told_broken(client, shard)
        await self._hang_up(shard, _RESUMABLE)
        if isinstance(error, discord.ConnectionClosed):
            if error.code == _PRIVILEGED:
                raise discord.PrivilegedIntentsRequired(shard) from None
            if error.code != 1000:  # noqa: PLR2004  # an end that is none
                raise error
        if not (isinstance(error, OSError) and error.errno in _RESET):
            wait = backoff.delay()
            _log.warning(
                "Attempting a reconnect of shard %s in %.2fs (%s)", shard, wait, type(error).__name__
            )
            await asyncio.sleep(wait)

    async def _connected(
        self, client: commands.Bot, shard: int, again: dict[str, Any], *, first: bool
    ) -> ShardSocket:
        """Connect, and resume or identify. One after the other, so that few connections wait for their turn to identify."""
        async with contextlib.AsyncExitStack() as stack:
            if not again:
                await stack.enter_async_context(self._identifying)
            connecting = ShardSocket.from_client(client, shard_id=shard, initial=first, **again)
            return await asyncio.wait_for(connecting, timeout=_CONNECT_SECONDS)

    def _to_resume(self, shard: int) -> dict[str, Any]:
        """With what the shard's session goes on; empty where it never began."""
        socket = self._sockets.get(shard)
        if socket is None or socket.session_id is None:
            return {}
        return {
            "resume": True,
            "session": socket.session_id,
            "sequence": socket.sequence,
            "gateway": socket.gateway,
        }

    async def _hang_up(self, shard: int, code: int) -> None:
        """Close the shard's connection, which may be closed or only half open."""
        if shard in self._sockets:
            with contextlib.suppress(Exception):
                async with asyncio.timeout(_STOP_SECONDS):
                    await self._sockets[shard].close(code=code)

    def _told_broken(self, client: commands.Bot, shard: int) -> None:
        client.dispatch("disconnect")
        client.dispatch("shard_disconnect", shard)

    async def before_identify(self, client: commands.Bot, shard: int, *, first: bool) -> None:
        """Wait until the shard may identify. `first`: the process has not connected it before."""
        assert client.application_id is not None  # noqa: S101  # who has logged in knows it
        starts = functools.partial(self._starts.of, client)
        await self._turns.wait(client.application_id, shard, starts, first=first)


class DiscordStarts:
    """What Discord says of starts, asked at most once a minute."""

    def __init__(self) -> None:
        self._known: tuple[float, Starts] | None = None

    async def of(self, client: commands.Bot) -> Starts:
        """Ask, or remember; the count of those that are left is Discord's. Raises discord.GatewayNotFound."""
        now = time.monotonic()
        if self._known is None or now - self._known[0] > _KNOWN_SECONDS or self._known[1].left <= 0:
            shards, _, limit = await client.http.get_bot_gateway()
            starts = Starts(
                recommended=max(1, shards),
                left=limit["remaining"],
                reset_seconds=limit["reset_after"] / 1000,
                at_once=max(1, limit["max_concurrency"]),
            )
            self._known = now, starts
            _log.debug("starts of sessions left: %s of %s", limit["remaining"], limit["total"])
        return self._known[1]
