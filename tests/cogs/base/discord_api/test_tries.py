"""Whether Discord may have done what was asked, though the answer that came is another try's."""

import aiohttp
from aiohttp import web
from aiohttp.test_utils import TestServer

from cogs.base.discord_api.discord_answers import tracing, watched_tries


async def test_a_request_that_aiohttp_sent_twice_may_have_been_done_the_first_time() -> None:
    """After a connection that was kept open breaks, aiohttp sends a DELETE again and tells nobody."""
    deletions = 0

    async def delete(request: web.Request) -> web.Response:
        nonlocal deletions
        deletions += 1
        if deletions == 1:
            assert request.transport is not None
            request.transport.close()
        return web.Response(status=404)

    async def hello(_request: web.Request) -> web.Response:
        return web.Response(text="hello")

    app = web.Application()
    app.router.add_delete("/message", delete)
    app.router.add_get("/", hello)
    async with (
        TestServer(app) as server,
        aiohttp.ClientSession(trace_configs=[tracing(lambda _: None)]) as session,
    ):
        async with session.get(server.make_url("/")) as kept_open:
            await kept_open.read()
        with watched_tries() as tries:
            async with session.delete(server.make_url("/message")) as answer:
                assert answer.status == 404
        assert deletions == 2
        assert tries.answer_lost
        with watched_tries() as tries:
            async with session.delete(server.make_url("/message")) as answer:
                assert answer.status == 404
        assert not tries.answer_lost
