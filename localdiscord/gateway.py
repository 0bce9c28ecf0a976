"""The gateway: one websocket, its handshake, heartbeats, RESUME and requests for members."""

import asyncio
import contextlib
import json
import time
import zlib
from typing import Any

from aiohttp import WSMsgType, web

from localdiscord.bits import I
from localdiscord.sessions import Session, control_frame
from localdiscord.shapes import Json
from localdiscord.world import World

HEARTBEAT, IDENTIFY, RESUME, RECONNECT = 1, 2, 6, 7
REQUEST_MEMBERS, INVALID, HELLO, ACK = 8, 9, 10, 11
"""Opcodes, besides 0 for an event."""

AUTHENTICATION_FAILED, DISALLOWED_INTENTS = 4004, 4014
"""Close codes after which a bot must not connect again."""


class Connection:
    """One open socket and the session that it carries, once identified or resumed."""

    def __init__(self, world: World, ws: web.WebSocketResponse, *, compressed: bool) -> None:
        self.world = world
        self.ws = ws
        self.outbox: asyncio.Queue[str] = asyncio.Queue()
        self.session: Session | None = None
        self._deflate = zlib.compressobj() if compressed else None

    async def serve(self) -> None:
        """Speak the gateway's protocol until the socket closes."""
        pump = asyncio.create_task(self._pump())
        self._put(HELLO, {"heartbeat_interval": self.world.heartbeat_ms})
        try:
            async for message in self.ws:
                if message.type == WSMsgType.TEXT:
                    await self._hear(json.loads(message.data))
                    self.world.touch()
        finally:
            pump.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await pump

    def _put(self, op: int, data: Any = None) -> None:
        self.outbox.put_nowait(control_frame(op, data))

    async def _pump(self) -> None:
        """Send the frames in order, each flushed by itself as zlib-stream wants it."""
        while True:
            frame = await self.outbox.get()
            try:
                if self._deflate:
                    packed = self._deflate.compress(frame.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
                    await self.ws.send_bytes(packed)
                else:
                    await self.ws.send_str(frame)
            except (ConnectionError, RuntimeError):
                return

    async def _hear(self, frame: Json) -> None:
        op: int = frame["op"]
        data: Any = frame.get("d")
        self.world.gateway_log.append({"op": op, "d": data, "at": time.monotonic()})
        if op == HEARTBEAT:
            self._put(ACK)
        elif op == IDENTIFY:
            await self._identify(data)
        elif op == RESUME:
            await self._resume(data)
        elif op == REQUEST_MEMBERS and self.session:
            self._send_members(self.session, data)

    async def _identify(self, data: Json) -> None:
        world = self.world
        if not await self._admitted(data["token"], data["intents"]):
            return
        shard, shards = data.get("shard") or (0, 1)
        if not world.sharding.admits((shard, shards)):
            self._put(INVALID, False)
            return
        session = self.session = Session(data["intents"], (shard, shards))
        self._note_twice(session)
        for old in [
            one for one in world.sessions.values() if one.shard == session.shard and not one.connected
        ]:
            del world.sessions[old.id]
        session.attach(self.ws, self.outbox)
        world.emit_to(session, "READY", self._ready(session, world.servers_of(session)))
        world.sessions[session.id] = session
        world.greet(session)

    def _note_twice(self, session: Session) -> None:
        """Discord lets one shard run twice; both then hear all, and a test must know."""
        others = [one for one in self.world.live if one is not session and one.shard == session.shard]
        if others:
            self.world.sharding.twice.append({"shard": session.shard, "at": time.monotonic()})

    async def _admitted(self, token: str, intents: int) -> bool:
        """Say whether token and intents serve; else the socket is closed with the code that says which does not."""
        if token != self.world.token:
            await self.ws.close(code=AUTHENTICATION_FAILED, message=b"Authentication failed.")
        elif intents & I.PRIVILEGED & ~self.world.approved:
            await self.ws.close(code=DISALLOWED_INTENTS, message=b"Disallowed intent(s).")
        else:
            return True
        return False

    def _ready(self, session: Session, guilds: list[str]) -> Json:
        return {
            "v": 10,
            "user": self.world.users[self.world.bot],
            "guilds": [{"id": guild, "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.world.gateway_url,
            "shard": list(session.shard),
            "private_channels": [],
            "application": {"id": self.world.bot, "flags": self.world.app_flags()},
        }

    async def _resume(self, data: Json) -> None:
        """Replay what was missed; a session that is forgotten, or missed too much, is refused as invalid."""
        session = self.world.sessions.get(data["session_id"])
        if not await self._admitted(data["token"], session.intents if session else 0):
            return
        missed = session.missed_since(data["seq"]) if session else None
        if session is None or missed is None:
            self._put(INVALID, False)
            return
        self.session = session
        self._note_twice(session)
        session.attach(self.ws, self.outbox)
        for frame in missed:
            self.outbox.put_nowait(frame)
        self.world.emit_to(session, "RESUMED", {})

    def _send_members(self, session: Session, data: Json) -> None:
        asked = data["guild_id"]
        for gid in map(str, asked if isinstance(asked, list) else [asked]):
            members = self._members(session, gid, data)
            chunk = {
                "guild_id": gid,
                "members": members[: data.get("limit") or None],
                "chunk_index": 0,
                "chunk_count": 1,
                "not_found": [],
                "nonce": data.get("nonce"),
            }
            self.world.emit_to(session, "GUILD_MEMBERS_CHUNK", chunk)

    def _members(self, session: Session, gid: str, data: Json) -> list[Json]:
        """Answer a request for members: by id, by the beginning of a name, or all where the intent allows it."""
        members: list[Json] = list(self.world.guilds[gid]["_members"].values())
        wanted = data.get("user_ids")
        if wanted:
            ids = {str(one) for one in (wanted if isinstance(wanted, list) else [wanted])}
            return [member for member in members if member["user"]["id"] in ids]
        if data.get("query"):
            return [member for member in members if member["user"]["username"].startswith(data["query"])]
        return members if session.intents & I.MEMBERS else []


class Gateway:
    """Every connection of a world's bots, and what an operator of Discord could do to them."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        ws = web.WebSocketResponse(max_msg_size=0, autoping=True)
        await ws.prepare(request)
        await Connection(self._world, ws, compressed=request.query.get("compress") == "zlib-stream").serve()
        return ws

    async def disconnect(self, code: int) -> None:
        for session in self._world.live:
            assert session.ws is not None
            await session.ws.close(code=code)

    async def end_sessions(self, code: int, *, with_intents: int | None = None) -> None:
        """Close and forget every session, or those that have one of these intents."""
        for session in list(self._world.sessions.values()):
            if with_intents is not None and not session.intents & with_intents:
                continue
            del self._world.sessions[session.id]
            if session.ws is not None and session.connected:
                await session.ws.close(code=code)

    def ask_reconnect(self) -> None:
        for session in self._world.live:
            session.control(RECONNECT)

    def invalidate(self) -> None:
        for session in self._world.live:
            del self._world.sessions[session.id]
            session.control(INVALID, False)
