"""What time it is for Discord, whatever this machine's clock says."""

from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from cogs.base.discord_api.discord_answers import tracing
from cogs.base.discord_api.discord_clock import DiscordClock

NOON = "Sun, 01 Mar 2026 12:00:00 GMT"
AT_NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def answer(**headers: str) -> Any:
    return Mock(headers=headers)


@pytest.mark.parametrize("wrong", [timedelta(minutes=10), timedelta(0), timedelta(hours=-3)])
def test_a_wrong_clock_is_corrected(wrong: timedelta) -> None:
    clock = DiscordClock(lambda: AT_NOON + wrong)
    assert clock() == AT_NOON + wrong, "nothing is known yet"
    clock.heard(answer(Date=NOON))
    assert clock() == AT_NOON


@pytest.mark.parametrize("headers", [{}, {"Date": "noon"}, {"Date": NOON, "Age": "7200"}])
def test_an_answer_that_does_not_say_it_changes_nothing(headers: dict[str, str]) -> None:
    clock = DiscordClock(lambda: AT_NOON + timedelta(minutes=10))
    clock.heard(answer(**headers))
    assert clock() == AT_NOON + timedelta(minutes=10)


async def test_each_answer_of_the_clients_calls_is_heard() -> None:
    async def hello(_request: web.Request) -> web.Response:
        return web.Response(text="hello", headers={"Date": NOON})

    clock = DiscordClock(lambda: AT_NOON + timedelta(minutes=10))
    app = web.Application()
    app.router.add_get("/", hello)
    session = aiohttp.ClientSession(trace_configs=[tracing(clock.heard)])
    async with TestServer(app) as server, session, session.get(server.make_url("/")) as got:
        await got.read()
    assert clock() == AT_NOON
