"""The REST API when something goes wrong on demand: for a time, for ever, with every kind of refusal."""

import aiohttp
import pytest

from localdiscord.errors import REFUSALS
from localdiscord.faults.failures import Fault

EVERYWHERE = ("/users/@me", "/gateway/bot", "/applications/1/commands")
SLOW = 60  # seconds that a machine with more to do may take for some calls


def time_passes(fault: Fault) -> None:
    """What the fault has left of its time goes by."""
    assert fault.until is not None
    fault.until -= 600


@pytest.fixture
def answer(fd, http):
    """Status, headers and text of a call."""

    async def call(method: str, path: str, body=None):
        headers = {"Authorization": f"Bot {fd.token}"}
        async with http.request(method, f"{fd.url}/api/v10{path}", json=body, headers=headers) as got:
            return got.status, got.headers, await got.text()

    return call


async def test_a_route_fails_for_a_time(fd, server, api):
    history = f"/channels/{server.channel}/messages"
    fault = fd.inject("GET", "/channels/*/messages", status=503, seconds=600)
    assert (await api("GET", history))[0] == 503
    assert (await api("GET", history))[0] == 503
    assert (await api("POST", history, {"content": "x"}))[0] == 200, "and only that route"
    time_passes(fault)
    assert (await api("GET", history))[0] == 200, "it is over by itself"
    assert fault.met == 2


async def test_a_fault_can_be_ended_and_counts_what_it_met(fd, api):
    fault = fd.inject("*", "/users/@me", status=500, seconds=600)
    other = fd.inject("*", "/gateway*", status=500, times=9)
    assert (await api("GET", "/users/@me"))[0] == 500
    fault.end()
    assert (await api("GET", "/users/@me"))[0] == 200
    assert (fault.met, other.met) == (1, 0)
    fd.faults.end_all()
    assert (await api("GET", "/gateway/bot"))[0] == 200


@pytest.mark.parametrize("seconds", [90, 300])
async def test_a_long_limit_says_what_is_left_of_it(fd, server, api, answer, seconds):
    limit = fd.limit("PUT", "/applications/*/commands", seconds)
    status, headers, _ = await answer("PUT", "/applications/1/commands", [])
    assert (status, headers["X-RateLimit-Scope"], headers["X-RateLimit-Remaining"]) == (429, "user", "0")
    assert seconds - SLOW < float(headers["X-RateLimit-Reset-After"]) <= seconds
    assert headers["Via"]
    assert seconds - SLOW < float(headers["Retry-After"]) <= seconds
    _, first = await api("PUT", "/applications/1/commands", [])
    assert seconds - SLOW < first["retry_after"] <= seconds
    assert first["global"] is False
    assert (await api("PUT", "/applications/1/commands", []))[1]["retry_after"] < first["retry_after"]
    assert (await api("GET", "/applications/1/commands"))[0] == 200
    limit.end()
    assert (await api("PUT", "/applications/1/commands", []))[0] == 200


async def test_a_limit_of_the_resource_says_that_calls_remain(fd, answer):
    fd.limit("GET", "/users/@me", 90, shared=True)
    status, headers, _ = await answer("GET", "/users/@me")
    assert (status, headers["X-RateLimit-Scope"], headers["X-RateLimit-Remaining"]) == (429, "shared", "9")


async def test_the_global_limit_spares_answers_to_interactions(fd, server, api, answer):
    limit = fd.limit_all(60)
    for path in EVERYWHERE:
        status, headers, _ = await answer("GET", path)
        assert (status, headers["X-RateLimit-Global"], headers["X-RateLimit-Scope"]) == (
            429,
            "true",
            "global",
        )
    assert (await api("GET", "/users/@me"))[1]["global"] is True
    it = await fd.click(server.alice, fd.plant(server.channel, "case:1:x"), "case:1:x", _wait=False)
    reply = {"type": 4, "data": {"content": "still here"}}
    assert (await api("POST", f"/interactions/{it.id}/{it.token}/callback", reply))[0] == 204
    hook = f"/webhooks/{fd.bot}/{it.token}/messages/@original"
    assert (await api("PATCH", hook, {"content": "and here"}))[0] == 200
    limit.end()
    assert (await api("GET", "/users/@me"))[0] == 200


async def test_a_ban_by_cloudflare_is_plain_text_without_via(fd, answer):
    ban = fd.ban(3600)
    for path in EVERYWHERE:
        status, headers, text = await answer("GET", path)
        assert (status, text, headers.get("Via")) == (429, "error code: 1015", None)
        assert headers["Content-Type"].startswith("text/plain")
        assert headers["Retry-After"] == "3600"
    ban.end()
    assert (await answer("GET", "/users/@me"))[0] == 200


async def test_a_limit_without_via(fd, server, answer):
    fd.inject("POST", "/channels/*/messages", status=429, retry_after=300, via=False)
    status, headers, text = await answer("POST", f"/channels/{server.channel}/messages", {"content": "x"})
    assert (status, headers.get("Via")) == (429, None)
    assert '"retry_after": 300' in text


@pytest.mark.parametrize("code", REFUSALS)
async def test_refusals_by_code_have_discords_status_and_words(fd, api, code):
    fd.refuse("GET", "/users/@me", code)
    status, body = await api("GET", "/users/@me")
    assert (status, body["message"]) == REFUSALS[code]
    assert body["code"] == code
    assert body.get("retry_after") == (60.0 if status == 429 else None)
    assert (await api("GET", "/users/@me"))[0] == 200


@pytest.mark.parametrize(
    ("method", "path", "code", "expected"),
    [
        ("POST", "/users/@me/channels", 40003, (403, 40003)),
        ("PUT", "/applications/*/commands", 30034, (400, 30034)),
        ("PATCH", "/channels/*/messages/*", 30046, (429, 30046)),
    ],
)
async def test_refusals_that_pass(fd, server, api, method, path, code, expected):
    sent = (await api("POST", f"/channels/{server.channel}/messages", {"content": "x"}))[1]["id"]
    calls = {
        "POST": ("/users/@me/channels", {"recipient_id": server.alice}),
        "PUT": ("/applications/1/commands", []),
        "PATCH": (f"/channels/{server.channel}/messages/{sent}", {"content": "y"}),
    }
    fd.refuse(method, path, code, times=2)
    for _ in range(2):
        assert await api.code(method, *calls[method]) == expected
    assert (await api(method, *calls[method]))[0] == 200
    with pytest.raises(KeyError):
        fd.refuse(method, path, 12345)


async def test_an_answer_that_is_lost_after_discord_acted(fd, server, api):
    path = f"/channels/{server.channel}/messages"
    lost = fd.lose_answer("POST", "/channels/*/messages")
    with pytest.raises(aiohttp.ClientConnectionError):
        await api("POST", path, {"content": "card"})
    assert [message["content"] for message in fd.history(server.channel)] == ["card"]
    assert (fd.rest[-1]["status"], fd.rest[-1]["lost"], lost.met) == (200, "after", 1)
    assert (await api("GET", path))[1][0]["content"] == "card"


async def test_a_call_that_is_lost_before_discord_acted(fd, server, api):
    path = f"/channels/{server.channel}/messages"
    fd.lose_answer("POST", "/channels/*/messages", times=2, moment="before")
    for _ in range(2):
        with pytest.raises(aiohttp.ClientConnectionError):
            await api("POST", path, {"content": "card"})
    assert fd.history(server.channel) == []
    assert (fd.rest[-1]["status"], fd.rest[-1]["lost"]) == (0, "before")


async def test_a_deletion_whose_answer_is_lost_is_not_found_at_the_retry(fd, server, api, answer):
    message = await fd.send(server.alice, server.channel, "rude")
    path = f"/channels/{server.channel}/messages/{message['id']}"
    fd.lose_answer("DELETE", "/channels/*/messages/*", status=502)
    assert (await answer("DELETE", path))[0] == 502
    assert fd.deleted == [{"by": fd.bot, "message": message}]
    assert await api.code("DELETE", path) == (404, 10008)


async def test_answers_are_lost_for_a_time(fd, api):
    lost = fd.lose_answer("GET", "/users/@me", seconds=600, status=504)
    for _ in range(3):
        assert fd.rest == [] or fd.rest[-1]["lost"] == "after"
        with pytest.raises(aiohttp.ContentTypeError):
            await api("GET", "/users/@me")
    lost.end()
    assert (await api("GET", "/users/@me"))[0] == 200


async def test_history_tells_no_roles_and_members_cannot_be_asked_for(fd, server, api):
    await fd.send(server.mod, server.channel, "who am I?")
    fd.inject("GET", f"/guilds/{server.guild}/members/*", status=503, seconds=600)
    (message,) = (await api("GET", f"/channels/{server.channel}/messages"))[1]
    assert "member" not in message
    assert (await api("GET", f"/guilds/{server.guild}/members/{server.mod}"))[0] == 503


async def test_a_token_that_was_reset_serves_no_more(fd, api):
    await fd.reset_token("fresh")
    assert (await api("GET", "/users/@me"))[0] == 401
    api.headers = {"Authorization": "Bot fresh"}
    assert (await api("GET", "/users/@me"))[0] == 200


async def test_what_is_over_is_over(fd, server, api):
    limit = fd.limit("GET", "/users/@me", 600)
    assert (await api("GET", "/users/@me"))[0] == 429
    time_passes(limit)
    assert (await api("GET", "/users/@me"))[0] == 200
