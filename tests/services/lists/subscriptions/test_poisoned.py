"""A list whose address was taken over, or whose server is ill: what comes changes nothing, and says so."""

import gzip
import json

import pytest

from core.lists.subscriptions import Doubt
from tests.people import moderator
from tests.services.lists.process import A
from tests.services.lists.subscriptions.test_held import doubt
from tests.services.lists.subscriptions.world import Follower, Web, names

GOOD = names(0, 1, 2, 3)


def lines(*more: str) -> bytes:
    return "\n".join([*GOOD, *more]).encode()


@pytest.mark.parametrize(
    "body",
    [
        json.dumps({"message": "Not Found", "documentation_url": "https://docs.example/rest"}).encode(),
        json.dumps({"error": {"code": 429, "hosts": ["status.example"]}}).encode(),
        json.dumps({"domains": []}).encode(),
        b"404: Not Found",
        b"Too many requests. See https://status.example/ and try again later.\n",
        b"<?xml version='1.0'?><Error><Code>AccessDenied</Code></Error>",
        b"\xef\xbb\xbf \n<!DOCTYPE HTML><html>",
        b"\x1f\x8b" + gzip.compress(b"site-0.example\n"),
        b"PK\x03\x04 site-9.example",
        b"\x00" * 100,
        b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n",
        b"\n".join(bytes([letter]) for letter in range(ord("a"), ord("z") + 1)),
        b"*\n*.*\n*.com\n.\n..\n/\n||^\n||*^\n@@||*^\n0.0.0.0\n127.0.0.1 localhost\n",
        b"com\nco.uk\ngithub.io\nblogspot.com\nrun.app\n",
        b"google.com\nyoutube.com\ndiscord.com\ncdn.discordapp.com\nfindahelpline.com\n",
        b"youtube.com/watch\nreddit.com/r\nen.wikipedia.org/wiki\n",
    ],
)
async def test_what_is_no_list_any_more_changes_nothing(first: Follower, web: Web, body: bytes) -> None:
    await first.subscribe()
    good = web.answer
    web.holds_bytes(body)
    for _ in range(3):
        await first.round()
        assert await doubt(first) is not None
        assert await first.acting() == [0, 1, 2, 3]
    web.answer = good
    await first.round()
    assert await doubt(first) is None
    assert await first.acting() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    "poison",
    [
        "google.com",
        "https://www.youtube.com/",
        "*",
        "*.*",
        "||*^",
        "*://*/*",
        "* CNAME .",
        "address=/#/0.0.0.0",
        "com",
        "discord.com",
        "reddit.com/r",
        "github.io",
    ],
)
async def test_what_hits_everybody_is_held_wherever_it_stands_in_the_file(
    first: Follower, web: Web, poison: str
) -> None:
    """Behind many lines that are refused for other reasons, too."""
    rubbish = [f"/regex-{number}/" for number in range(1_000)]
    web.holds(*GOOD, *rubbish)
    await first.subscribe()
    web.holds(*GOOD, *rubbish, poison)
    await first.round()
    assert await doubt(first) is Doubt.PROTECTED, poison
    for text in ("https://google.com/x", "https://www.youtube.com/watch?v=abc", "https://reddit.com/r/cats"):
        assert await first.found(A, text) == []


async def test_a_line_that_is_too_wide_for_a_pattern_and_means_no_everybody_holds_nothing(
    first: Follower, web: Web
) -> None:
    await first.subscribe()
    web.holds(*GOOD, "ads*.example", "tracker-*.example/x", "/regex/", "203.0.113.0/24")
    await first.round()
    assert await doubt(first) is None


async def test_a_list_that_grows_by_nearly_half_each_day_is_held_on_the_second(
    first: Follower, web: Web
) -> None:
    web.holds(*names(*range(10)))
    await first.subscribe()
    length = 10
    for _ in range(4):
        length += length * 49 // 100
        web.holds(*names(*range(length)))
        await first.round()
    assert await doubt(first) in (Doubt.DRIFTS, Doubt.GROWS)
    assert len(await first.acting()) <= 15


async def test_a_bad_version_bites_nobody_who_begins_to_follow_without_being_shown(
    first: Follower, web: Web
) -> None:
    """What is held for others is what somebody who subscribes anew would get: the answer has its numbers."""
    await first.subscribe()
    web.holds(*GOOD, "google.com", "youtube.com/watch", *names(*range(10, 30)))
    await first.round()
    assert await doubt(first) is not None
    shown = await first.own.show(moderator(A), "site-12.example", "")
    assert not shown.is_listed
