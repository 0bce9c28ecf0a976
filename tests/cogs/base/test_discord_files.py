"""Only Discord's own host is asked for a file, never more is read than may be, nothing that it answers is followed."""

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest
from aiohttp import web

from cogs.base.discord_files import DiscordFiles
from core.base.errors import Unavailable
from core.base.files import FileRead

DATA = bytes(range(256)) * 1000


class Cdn:
    """A host on loopback that answers as a test wants."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.headers: list[str] = []
        self.base = ""

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path)
        self.headers += [f"{name}: {value}" for name, value in request.headers.items()]
        what = request.match_info["what"]
        if what.isdigit():
            return web.Response(status=int(what))
        if what == "away":
            raise web.HTTPFound(f"{self.base}/attachments/1/2/whole")
        if what == "unsized":
            stream = web.StreamResponse()
            await stream.prepare(request)
            for at in range(0, len(DATA), 1000):
                await stream.write(DATA[at : at + 1000])
            return stream
        if what == "cut":
            stream = web.StreamResponse(headers={"Content-Length": "5000"})
            await stream.prepare(request)
            await stream.write(DATA[:1000])
            assert request.transport is not None
            request.transport.close()
            return stream
        return web.Response(body=DATA)


@pytest.fixture
async def cdn(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Cdn]:
    host = Cdn()
    app = web.Application()
    app.router.add_get("/{folder}/1/2/{what}", host.answer)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host.base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    monkeypatch.setattr(discord.Asset, "BASE", host.base)
    yield host
    await runner.cleanup()


async def read(url: str, most: int = len(DATA)) -> tuple[FileRead, bytes]:
    taken = bytearray()
    state = await DiscordFiles().read(url, taken.extend, most)
    return state, bytes(taken)


@pytest.mark.parametrize("folder", ["attachments", "ephemeral-attachments"])
@pytest.mark.parametrize("what", ["whole", "unsized"])
async def test_a_file_is_read_to_its_end_and_not_beyond_the_limit(cdn: Cdn, folder: str, what: str) -> None:
    url = f"{cdn.base}/{folder}/1/2/{what}?ex=1&hm=2&"
    assert await read(url) == (FileRead.WHOLE, DATA)
    state, taken = await read(url, most=len(DATA) - 1)
    assert state is FileRead.LARGE
    assert len(taken) < len(DATA)
    assert not any(header.startswith(("Cookie", "Authorization")) for header in cdn.headers)


@pytest.mark.parametrize("status", ["404", "403", "410", "away"])
async def test_what_is_gone_or_elsewhere_is_not_looked_for(cdn: Cdn, status: str) -> None:
    assert await read(f"{cdn.base}/attachments/1/2/{status}") == (FileRead.GONE, b"")
    assert len(cdn.asked) == 1


@pytest.mark.parametrize("status", ["500", "503", "429", "cut"])
async def test_what_may_pass_is_tried_later(cdn: Cdn, status: str) -> None:
    with pytest.raises(Unavailable):
        await read(f"{cdn.base}/attachments/1/2/{status}")


async def test_a_host_that_does_not_answer_is_tried_later(cdn: Cdn, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    base = f"http://127.0.0.1:{closed.sockets[0].getsockname()[1]}"
    closed.close()
    await closed.wait_closed()
    monkeypatch.setattr(discord.Asset, "BASE", base)
    with pytest.raises(Unavailable):
        await read(f"{base}/attachments/1/2/whole")


async def test_no_other_host_is_asked(cdn: Cdn, monkeypatch: pytest.MonkeyPatch) -> None:
    other = cdn.base
    monkeypatch.undo()
    assert discord.Asset.BASE == "https://cdn.discordapp.com"
    for url in (
        f"{other}/attachments/1/2/whole",
        "http://cdn.discordapp.com/attachments/1/2/whole",
        "https://cdn.discordapp.com:8443/attachments/1/2/whole",
        "https://cdn.discordapp.com/icons/1/2/whole",
        "https://cdn.discordapp.com/attachments/../icons/1",
        "https://cdn.discordapp.com.evil.example/attachments/1/2/x",
        "https://evil.example\\@cdn.discordapp.com/attachments/1/2/x",
        "https://me:secret@cdn.discordapp.com/attachments/1/2/x",
        "https://cdn.discordapp.com@127.0.0.1/attachments/1/2/x",
        "file:///attachments/1/2/x",
        "//[/attachments/1/2/x",
        "",
    ):
        assert await read(url) == (FileRead.GONE, b""), url
    assert cdn.asked == []
