"""A Discord that answers each call as it is told, over HTTP, to the real client."""

import contextlib
import json
from collections.abc import AsyncIterator
from typing import Any

import discord
from aiohttp import web

from cogs.base.answers import Answers
from cogs.base.discord_api.client import RowanClient
from cogs.base.router import Router
from services.base.texts import default_texts

Answer = tuple[int, Any]
"""Status and body."""

REMOVED: Answer = (204, {})
RESET: Answer = (0, {})  # the connection breaks instead
USER = {"id": "1", "username": "rowan", "discriminator": "0", "avatar": None, "bot": True}


class AnsweringDiscord:
    """`answers`: by `METHOD path`, call by call; the last one again and again. `calls`: what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, list[Answer]] = {}
        self.calls: list[str] = []
        self.sent: list[Any] = []

    async def answer(self, request: web.Request) -> web.StreamResponse:
        asked = f"{request.method} {request.path}"
        if asked == "GET /users/@me":
            return _json(200, USER, {})
        self.calls.append(asked)
        self.sent.append(await request.json() if request.can_read_body else None)
        left = self.answers[asked]
        status, body = left.pop(0) if len(left) > 1 else left[0]
        if not status:
            assert request.transport is not None
            request.transport.abort()
        headers = {"Retry-After": str(body["retry_after"])} if "retry_after" in body else {}
        if status == 204:
            return web.Response(status=204)
        return _json(status, body, headers)


def _json(status: int, body: Any, headers: dict[str, str]) -> web.Response:
    """With just the type that discord.py asks for: no charset."""
    kind = {"Content-Type": "application/json"}
    return web.Response(body=json.dumps(body).encode(), status=status, headers={**headers, **kind})


@contextlib.asynccontextmanager
async def answering(monkeypatch: Any) -> AsyncIterator[tuple[AnsweringDiscord, RowanClient]]:
    """The client, logged in, not connected."""
    here = AnsweringDiscord()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", here.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{port}")

    async def language(_: object) -> str:
        return "en"

    async def chosen(_: object) -> None:
        return None

    client = RowanClient(Answers(default_texts(), language, chosen), Router(), message_content=True)
    async with client:
        await client.http.static_login("token")
        yield here, client
    await runner.cleanup()
