"""How many lists servers have fetched, in an hour and at once."""

import asyncio
from datetime import timedelta

import pytest

from core.base.errors import UserError
from core.base.ids import ServerId
from services.base.fetching import FetchRequest, FetchResult, RefusalReason, Refused
from services.lists.subscriptions.turns import AN_HOUR, AT_ONCE, WAITING
from tests.people import manager
from tests.services.lists.process import A, B
from tests.services.lists.subscriptions.world import URL, Follower, Web, names


async def test_a_server_has_only_so_many_lists_fetched_in_an_hour(first: Follower, web: Web) -> None:
    web.answer = Refused(RefusalReason.HELD, [])
    for number in range(AN_HOUR):
        with pytest.raises(UserError, match="fetch-refused-held"):
            await first.subscribe(url=f"https://lists.example/{number}")
    with pytest.raises(UserError, match="subscription-often"):
        await first.subscribe(url="https://lists.example/more")
    assert len(web.asked) == AN_HOUR
    web.holds(*names(0, 1))
    await first.subscribe(B)  # others are not kept waiting
    first.clock.now += timedelta(hours=1)
    await first.subscribe(A, url="https://lists.example/more")


async def test_many_servers_at_once_have_only_so_many_lists_in_memory(first: Follower, web: Web) -> None:
    """A hundred fresh servers of one owner, each with a list that comes slowly."""
    web.holds(*names(0, 1))
    fetching, most, go_on = 0, 0, asyncio.Event()
    fetch = web.fetch

    async def slowly(request: FetchRequest) -> FetchResult:
        nonlocal fetching, most
        fetching += 1
        most = max(most, fetching)
        await go_on.wait()
        fetching -= 1
        return await fetch(request)

    web.fetch = slowly  # type: ignore[method-assign]  # the web, slower
    await first.leases.renew()
    tries = [
        asyncio.create_task(first.following.subscribe(manager(server), f"{URL}?{server}", None, act_now=True))
        for server in (ServerId(70 * 10**16 + number) for number in range(100))
    ]
    tries.append(asyncio.create_task(first.following.subscribe(manager(A), URL, None, act_now=True)))
    tries.append(asyncio.create_task(first.following.subscribe(manager(A), URL, None, act_now=True)))
    while sum(each.done() for each in tries) < len(tries) - AT_ONCE - WAITING:
        await asyncio.sleep(0)
    go_on.set()
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert most == AT_ONCE
    assert sum(isinstance(each, UserError) for each in done) == len(tries) - AT_ONCE - WAITING
    assert {str(each) for each in done if isinstance(each, BaseException)} == {"subscription-busy"}
