"""Files on the local Discord: as they were posted, smaller, and as copies of a stranger's."""

import io
from collections.abc import AsyncIterator

import aiohttp
import pytest
from PIL import Image

from localdiscord import FakeDiscord, Json


@pytest.fixture
async def fd() -> AsyncIterator[FakeDiscord]:
    made = await FakeDiscord().start()
    yield made
    await made.stop()


def png(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("L", (width, height), 255).save(out, "PNG")
    return out.getvalue()


async def got(url: str) -> tuple[int, bytes]:
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.read()


async def posted(fd: FakeDiscord, *file: object) -> Json:
    guild = fd.add_guild("Test")
    message = await fd.send(fd.add_member(guild, "alice"), fd.add_channel(guild, "general"), files=[file])  # type: ignore[list-item]  # what is tried
    assert message is not None
    attachment: Json = message["attachments"][0]
    return attachment


async def test_a_picture_lies_there_with_its_size_and_is_given_smaller(fd: FakeDiscord) -> None:
    data = png(400, 200)
    attachment = await posted(fd, "a.png", data, "image/png")
    assert (attachment["width"], attachment["height"]) == (400, 200)
    assert await got(attachment["url"]) == (200, data)
    _, smaller = await got(f"{attachment['proxy_url']}?width=100&height=100")
    assert Image.open(io.BytesIO(smaller)).size == (100, 50)
    assert await got(f"{attachment['proxy_url']}?width=1000&height=1000") == (200, data), "never larger"
    assert len(fd.media.fetched) == 3


async def test_what_is_no_picture_has_no_size_and_is_given_as_it_is(fd: FakeDiscord) -> None:
    attachment = await posted(fd, "a.png", b"text", "image/png")
    assert "width" not in attachment
    assert await got(f"{attachment['url']}?width=1&height=1") == (200, b"text")


async def test_of_a_strangers_picture_there_is_a_copy(fd: FakeDiscord) -> None:
    data = png(30, 20)
    shown = fd.proxied("https://stranger.example/a.png", ("a.png", data, "image/png"))
    assert (shown["url"], shown["width"], shown["height"]) == ("https://stranger.example/a.png", 30, 20)
    assert await got(shown["proxy_url"]) == (200, data)
    fd.media.status = 503
    assert (await got(shown["proxy_url"]))[0] == 503
