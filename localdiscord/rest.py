"""Bringing an HTTP request to its route and the answer back, with the record, the faults and the limits on the way."""

import inspect
import json
import socket
import struct
import time
import traceback
from typing import Any

from aiohttp import BodyPartReader, web

import localdiscord.routes  # noqa: F401  (fills the table of routes)
from localdiscord.errors import ApiError, invalid
from localdiscord.faults import Faults, LostAnswer
from localdiscord.faults.limits import Buckets
from localdiscord.media.pictures import smaller
from localdiscord.routing import Call, find_route
from localdiscord.shapes import File, Json, public
from localdiscord.world import World

Answer = tuple[int, Any, dict[str, str]]
"""Status, JSON or None or a proxy's plain text, headers."""


class Rest:
    """The REST API, `/api/v10/...`, and the CDN."""

    def __init__(self, world: World, faults: Faults) -> None:
        self._world = world
        self._faults = faults
        self._buckets = Buckets()

    async def handle(self, request: web.Request) -> web.Response:
        arrived = time.monotonic()
        world = self._world
        call = await self._read(request)
        record = self._record(call, arrived)
        crash = self._faults.crash_for(call.method, call.path)
        if crash and crash.moment == "before":
            await crash.strike(record)
            return web.Response(status=503)  # to nobody
        lost = self._faults.lost_for(call.method, call.path)
        if lost:
            record["lost"] = lost.moment
        if lost and lost.moment == "before":
            record["status"] = lost.status or 0
            world.touch()
            return _no_answer(request, lost)
        world.in_flight += 1
        try:
            status, out, headers = await self._answer(call)
        finally:
            world.in_flight -= 1
        record["status"] = status
        if world.record:
            record["response"] = out
        if crash:
            await crash.strike(record)
        world.touch()
        if lost:
            return _no_answer(request, lost)
        if out is None:
            return web.Response(status=status, headers=headers)
        if isinstance(out, str):
            return web.Response(text=out, status=status, headers=headers)
        body = json.dumps(public(out) if isinstance(out, dict) else out).encode()
        return web.Response(body=body, status=status, headers={**headers, "Content-Type": "application/json"})

    async def _read(self, request: web.Request) -> Call:
        body: Any = None
        files: list[File] = []
        if request.content_type.startswith("multipart/"):
            async for part in await request.multipart():
                assert isinstance(part, BodyPartReader)
                if part.name == "payload_json":
                    body = json.loads(await part.text())
                elif (part.name or "").startswith("files["):
                    kind = part.headers.get("Content-Type", "application/octet-stream")
                    files.append((part.filename or "file", bytes(await part.read()), kind))
        elif request.can_read_body:
            raw = await request.read()
            body = json.loads(raw) if raw else None
        return Call(
            method=request.method,
            path="/" + request.match_info["tail"],
            body=body,
            query=dict(request.query),
            repeated={name: request.query.getall(name) for name in request.query},
            files=files,
            reason=request.headers.get("X-Audit-Log-Reason"),
            auth=request.headers.get("Authorization") == f"Bot {self._world.token}",
        )

    def _record(self, call: Call, arrived: float) -> Json:
        """Record a call. Routes never change a body in place, so the record needs no copy of it."""
        record: Json = {"method": call.method, "path": call.path, "status": 0, "at": arrived}
        if self._world.record:
            record |= {
                "json": call.body,
                "query": call.query,
                "repeated": call.repeated,
                "reason": call.reason,
            }
        self._world.rest.append(record)
        return record

    async def _answer(self, call: Call) -> Answer:
        headers: dict[str, str] = {}
        try:
            self._faults.fail(call.method, call.path)
            self._world.check_outage(call.path)
            if self._world.rate_limits:
                headers = self._buckets.take(call.method, call.path)
            status, out = await self._dispatch(call)
        except ApiError as error:
            return error.status, error.page or error.body, error.headers
        except Exception as error:  # noqa: BLE001  (a fault of this server must not look like Discord's)
            traceback.print_exc()
            self._world.unimplemented.append(f"CRASH {call.method} {call.path}: {error!r}")
            return 500, {"message": f"localdiscord: {error!r}", "code": 0}, {}
        return status, out, headers

    async def _dispatch(self, call: Call) -> tuple[int, Any]:
        found = find_route(call.method, call.path)
        if not found:
            self._world.unimplemented.append(f"{call.method} {call.path}")
            raise ApiError(404, 0, "404: Not Found")
        if not call.auth and not call.path.startswith(("/interactions/", "/webhooks/")):
            raise ApiError(401, 0, "401: Unauthorized")
        self._validate(call)
        handler, parts = found
        out = handler(self._world, call, **parts)
        if inspect.isawaitable(out):
            out = await out
        if isinstance(out, tuple):
            return out[0], out[1]
        return (204, None) if out is None else (200, out)

    def _validate(self, call: Call) -> None:
        if self._world.spec is None or call.body is None:
            return
        body = call.body
        if isinstance(body, dict):  # the document knows attachments only as they are answered
            body = {key: value for key, value in body.items() if key != "attachments"}
        path = call.path.replace("/@original", "/1")
        if issues := self._world.spec.check(call.method, path, body):
            raise invalid(*issues)

    async def cdn(self, request: web.Request) -> web.Response:
        """Answer for a file, as the CDN and the media proxy do: here they are one host."""
        self._world.media.fetched.append(str(request.rel_url))
        data, kind = self._world.files.get(request.match_info["tail"], (b"", ""))
        if self._world.media.status is not None or not kind:
            return web.Response(status=self._world.media.status or 404)
        kind = kind.split(";")[0] or "image/png"
        return web.Response(body=smaller(data, kind, request.query), content_type=kind)


def _no_answer(request: web.Request, lost: LostAnswer) -> web.Response:
    """Give a proxy's answer in place of Discord's, or a connection that is reset (RST)."""
    if lost.status is None and request.transport is not None:
        connection = request.transport.get_extra_info("socket")
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.transport.abort()
    return web.Response(text="upstream connect error", status=lost.status or 502)
