"""Rowan's network touches no listed place, whichever server lists it, and in whatever tier."""

import pytest

from core.base.web_address import links_of, read_web_address
from core.lists.shared_standing import StanceKind
from services.lists.held_places import ListedPlaces
from tests.people import moderator
from tests.services.lists.process import A, B, C, Process


async def holds(rowan: Process, url: str) -> bool:
    links = links_of(read_web_address(url, ports=frozenset({80, 443})))
    return await ListedPlaces(storage=rowan.storage).hold(links)


@pytest.mark.parametrize(
    ("pattern", "held", "free"),
    [
        (
            "forum.example",
            ("forum.example/x", "a.b.forum.example", "www.forum.example"),
            ("myforum.example", "example.org"),
        ),
        ("=forum.example", ("forum.example/x",), ("a.forum.example",)),
        ("badforum.*", ("badforum.co.uk/x", "cdn.badforum.org"), ("badforum.example.org", "mybadforum.org")),
        # A page, and so all of its host and what lies below it: the same people run it.
        (
            "forum.example/t/1",
            ("forum.example/t/1", "forum.example/t/2", "forum.example", "a.forum.example/list"),
            ("forum2.example",),
        ),
        (
            "forum.example/page?id=5",
            ("forum.example/page?id=6", "forum.example/list"),
            ("forum.example.org",),
        ),
        ("a.forum.example/t/1", ("a.forum.example/list",), ("forum.example/list", "b.forum.example/list")),
        # On a host of many, a page is a page.
        (
            "github.com/evil",
            ("github.com/evil/x", "github.com/evil"),
            ("github.com/good/list", "gist.github.com/good"),
        ),
        (
            "raw.githubusercontent.com/evil/x",
            ("raw.githubusercontent.com/evil/x/list",),
            ("raw.githubusercontent.com/good/list",),
        ),
        ("me.github.io/x", ("me.github.io/list",), ("other.github.io/list",)),
        ("93.184.215.14", ("93.184.215.14/x",), ("93.184.215.15",)),
        ("93.184.215.14/x", ("93.184.215.14/y",), ("93.184.215.15",)),
        ("[2606:4700::1111]", ("[2606:4700:0::1111]/x",), ("[2606:4700::1112]",)),
        (
            "forum.example",
            ("proxy.example/?to=https://forum.example/x",),
            ("proxy.example/?to=https://other.example/x",),
        ),
    ],
)
async def test_how_far_an_entry_reaches(
    rowan: Process, pattern: str, held: tuple[str, ...], free: tuple[str, ...]
) -> None:
    await rowan.add(A, pattern)
    assert [url for url in held if not await holds(rowan, f"https://{url}")] == []
    assert [url for url in free if await holds(rowan, f"https://{url}")] == []


async def test_what_was_taken_off_again_is_held_no_more(rowan: Process) -> None:
    await rowan.add(A, "forum.example/x")
    await rowan.own.remove(moderator(A), "forum.example/x", "")
    assert not await holds(rowan, "https://forum.example/x")


async def test_an_allow_lifts_nothing(rowan: Process) -> None:
    await rowan.add(A, "forum.example")
    await rowan.own.allow(moderator(A), "forum.example", "")
    assert await holds(rowan, "https://forum.example/")


async def test_what_any_server_proposes_is_held_though_it_acts_nowhere(rowan: Process) -> None:
    await rowan.add(A, "forum.example", share=True)  # nobody trusts A
    await rowan.own.remove(moderator(A), "forum.example", "")
    assert not await holds(rowan, "https://forum.example/")  # with it went its word
    await rowan.add(A, "forum.example", share=True)
    await rowan.shared.stand(moderator(B), "forum.example", StanceKind.CONFIRM, "")
    await rowan.own.remove(moderator(A), "forum.example", "")
    assert await holds(rowan, "https://forum.example/")
    await rowan.trusted(C)
    await rowan.shared.stand(moderator(C), "forum.example", StanceKind.DISPUTE, "news")
    assert await holds(rowan, "https://forum.example/")
    await rowan.shared.retract(moderator(B), "forum.example", "")
    assert not await holds(rowan, "https://forum.example/")


async def test_a_banned_server_keeps_rowan_from_nothing(rowan: Process) -> None:
    await rowan.trusted(A)
    await rowan.add(A, "forum.example", share=True)
    await rowan.add(A, "lists.example/x")
    await rowan.trust.ban(str(A))
    assert not await holds(rowan, "https://forum.example/")
    assert not await holds(rowan, "https://lists.example/")
