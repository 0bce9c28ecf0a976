"""The REST API without a library: refusals, visibility, nonces, faults."""

import asyncio

import pytest

from localdiscord import FakeDiscord, P


async def test_messages_are_posted_read_edited_and_deleted(fd, server, api):
    path = f"/channels/{server.channel}/messages"
    status, made = await api("POST", path, {"content": "hi <@" + server.alice + ">"})
    assert (status, made["author"]["id"]) == (200, fd.bot)
    assert [user["id"] for user in made["mentions"]] == [server.alice]
    assert (await api("PATCH", f"{path}/{made['id']}", {"content": "ho"}))[1]["content"] == "ho"
    hers = await fd.send(server.alice, server.channel, "hers")
    assert await api.code("PATCH", f"{path}/{hers['id']}", {"content": "mine"}) == (403, 50005)
    ids = [message["id"] for message in (await api("GET", f"{path}?limit=5"))[1]]
    assert ids == [hers["id"], made["id"]]
    assert (await api("GET", f"{path}?before={hers['id']}"))[1][0]["id"] == made["id"]
    assert (await api("DELETE", f"{path}/{hers['id']}"))[0] == 204
    assert await api.code("GET", f"{path}/{hers['id']}") == (404, 10008)
    assert fd.deleted == [{"by": fd.bot, "message": hers}]


async def test_private_keys_never_leave(fd, server, api):
    message = await fd.send(server.alice, server.channel, "hi")
    await fd.react(server.alice, message, "👀")
    assert "_reactions" in message
    for path in (
        f"/channels/{server.channel}/messages",
        f"/guilds/{server.guild}",
        f"/channels/{server.channel}",
    ):
        assert '"_' not in str(await api("GET", path)).replace("'", '"')


async def test_what_the_bot_may_not(fd, server, api):
    hidden = fd.add_channel(server.guild, "hidden", private_to=[server.mod])
    assert await api.code("POST", f"/channels/{hidden}/messages", {"content": "x"}) == (403, 50001)
    assert await api.code("POST", "/channels/1/messages", {"content": "x"}) == (404, 10003)
    assert await api.code("PUT", f"/guilds/{server.guild}/bans/{server.alice}") == (403, 50013)
    api.headers = {"Authorization": "Bot wrong"}
    assert (await api("GET", "/users/@me"))[0] == 401


async def test_closed_direct_messages(fd, server, api):
    _, channel = await api("POST", "/users/@me/channels", {"recipient_id": server.alice})
    path = f"/channels/{channel['id']}/messages"
    assert (await api("POST", path, {"content": "hello"}))[0] == 200
    fd.dms_closed.add(server.alice)
    assert await api.code("POST", path, {"content": "hello"}) == (403, 50007)
    stranger = fd.add_user("stranger")
    _, channel = await api("POST", "/users/@me/channels", {"recipient_id": stranger})
    path = f"/channels/{channel['id']}/messages"
    assert await api.code("POST", path, {"content": "x"}) == (403, 50278), "no server in common"


async def test_a_channel_message_cannot_be_ephemeral(fd, server, api):
    path = f"/channels/{server.channel}/messages"
    _, made = await api("POST", path, {"content": "x", "flags": 64})
    assert made["flags"] == 0
    assert made["id"] in fd.messages[server.channel]


async def answered(fd, server, api, data):
    """An interaction of alice on a planted button that is answered with `data`."""
    card = fd.plant(server.channel, "case:1:claim")
    it = await fd.click(server.alice, card, "case:1:claim", _wait=False)
    status, _ = await api("POST", f"/interactions/{it.id}/{it.token}/callback", {"type": 4, "data": data})
    assert status == 204
    return it


async def test_ephemeral_messages_cannot_be_fetched(fd, server, api):
    it = await answered(fd, server, api, {"content": "only you", "flags": 64})
    path = f"/channels/{server.channel}/messages"
    assert await api.code("GET", f"{path}/{it.original['id']}") == (404, 10008)
    assert await api.code("PATCH", f"{path}/{it.original['id']}", {"content": "y"}) == (404, 10008)
    assert "only you" not in str((await api("GET", path))[1])
    assert "only you" in fd.seen_by(server.alice)
    assert "only you" not in fd.seen_by(server.mod)
    hook = f"/webhooks/{fd.bot}/{it.token}/messages/@original"
    assert (await api("PATCH", hook, {"content": "still only you"}))[0] == 200
    assert (await api("DELETE", hook))[0] == 204
    assert fd.ephemerals_for(server.alice) == []
    assert await api.code("PATCH", hook, {"content": "z"}) == (404, 10008)


async def test_an_interaction_is_answered_once_and_in_time(fd, server, api):
    it = await answered(fd, server, api, {"content": "one"})
    path = f"/interactions/{it.id}/{it.token}/callback"
    assert await api.code("POST", path, {"type": 4, "data": {"content": "two"}}) == (400, 40060)
    fd.INTERACTION_LIMIT = 0.05
    late = await fd.click(server.alice, fd.plant(server.channel, "case:2:claim"), "case:2:claim")
    assert late.failed
    path = f"/interactions/{late.id}/{late.token}/callback"
    assert await api.code("POST", path, {"type": 5}) == (404, 10062)


async def test_a_modal_outlives_the_message_it_came_from(fd, server, api):
    """The bot cannot update what is gone, but can still answer."""
    card = fd.plant(server.channel, "case:1:list")
    opened = await fd.click(server.mod, card, "case:1:list", _wait=False)
    field = {"type": 4, "custom_id": "note", "label": "Note", "style": 1}
    modal = {"custom_id": "form", "title": "Form", "components": [{"type": 1, "components": [field]}]}
    path = f"/interactions/{opened.id}/{opened.token}/callback"
    assert (await api("POST", path, {"type": 9, "data": modal}))[0] == 204
    await fd.delete(server.mod, card)
    sent = await fd.submit_modal(opened, {"Note": "gone"}, _wait=False)
    assert sent.payload["message"]["id"] == card["id"]
    path = f"/interactions/{sent.id}/{sent.token}/callback"
    assert await api.code("POST", path, {"type": 7, "data": {"content": "x"}}) == (404, 10008)
    assert (await api("POST", path, {"type": 4, "data": {"content": "saved", "flags": 64}}))[0] == 204
    assert sent.text == "saved"
    with pytest.raises(LookupError, match="gone"):
        await fd.click(server.mod, card, "case:1:list")


async def test_a_repeated_nonce_answers_with_its_message_until_forgotten(fd, server, api):
    path = f"/channels/{server.channel}/messages"
    body = {"content": "card", "nonce": "n1", "enforce_nonce": True}
    first, second = (await api("POST", path, body))[1]["id"], (await api("POST", path, body))[1]["id"]
    assert first == second
    other = (await api("POST", f"/channels/{server.review}/messages", body))[1]["id"]
    assert other != first, "a nonce belongs to its channel"
    fd.forget_nonces()
    assert (await api("POST", path, body))[1]["id"] != first
    await api("DELETE", f"{path}/{first}")


async def test_faults_are_spent_in_order(fd, server, api):
    path = f"/channels/{server.channel}/messages"
    fd.inject("POST", "/channels/*/messages", status=429, times=2, retry_after=0.5)
    fd.inject("*", "/users/@me", status=503, code=7)
    for _ in range(2):
        status, body = await api("POST", path, {"content": "x"})
        assert (status, body["retry_after"]) == (429, 0.5)
    assert (await api("POST", path, {"content": "x"}))[0] == 200
    assert await api.code("GET", "/users/@me") == (503, 7)
    assert (await api("GET", "/users/@me"))[0] == 200


async def test_rate_limits_say_when_to_come_back(fd, server, api):
    fd.rate_limits = True
    path = f"/channels/{server.channel}/typing"
    assert [(await api("POST", path))[0] for _ in range(6)] == [204] * 5 + [429]
    assert 0 < (await api("POST", path))[1]["retry_after"] <= 5


async def test_the_record_of_calls(fd, server, api):
    await api("POST", f"/channels/{server.channel}/messages", {"content": "x"})
    (call,) = fd.calls("POST", "/channels/*/messages")
    assert call["json"] == {"content": "x"}
    assert call["response"]["content"] == "x"
    fd.record = False
    await api("POST", f"/channels/{server.channel}/messages", {"content": "y"})
    assert set(fd.rest[-1]) == {"method", "path", "status", "at"}
    assert fd.rest[0]["at"] < fd.rest[-1]["at"]


async def test_unknown_routes_and_faults_of_its_own_are_listed(fd, server, api):
    assert (await api("GET", "/nothing"))[0] == 404
    assert fd.unimplemented == ["GET /nothing"]
    fd.unimplemented.clear()
    fd.channels[server.channel] = {"id": server.channel}
    assert (await api("GET", f"/channels/{server.channel}"))[0] == 500
    assert fd.unimplemented.pop().startswith("CRASH GET /channels/")


async def test_bad_forms_are_named_field_by_field(fd, server, api):
    path = f"/channels/{server.channel}/messages"
    status, body = await api("POST", path, {"content": "x" * 2001})
    assert (status, body["code"]) == (400, 50035)
    assert body["errors"]["content"]["_errors"][0]["code"].startswith("BASE_TYPE")
    assert await api.code("POST", path, {"content": ""}) == (400, 50006)
    with pytest.raises(TimeoutError, match="never"):
        await fd.until(lambda: False, 0.05, "never")


@pytest.mark.shared
async def test_discords_own_document_where_it_is_there(fd, server, api):
    if fd.spec is None:
        pytest.skip("no copy of Discord's OpenAPI document")
    path = f"/channels/{server.channel}/messages"
    status, body = await api("POST", path, {"embeds": [{"title": "t" * 257}]})
    assert status == 400
    assert body["errors"]["embeds"]["0"]["title"]["_errors"]
    lax = await FakeDiscord(validate=False).start()
    assert lax.spec is None
    await lax.stop()


async def test_threads_and_their_members(fd, server, api):
    with pytest.raises(PermissionError):
        await fd.open_thread(server.alice, server.channel, "secret", private=True)
    thread = await fd.open_thread(server.alice, server.channel, "chat")
    await fd.send(server.alice, thread, "hi")
    with pytest.raises(PermissionError):
        await fd.rename_thread(fd.add_member(server.guild, "bob"), thread, "x")
    assert await api.code("PATCH", f"/channels/{thread}", {"name": "x"}) == (403, 50013)
    active = (await api("GET", f"/guilds/{server.guild}/threads/active"))[1]["threads"]
    assert [one["name"] for one in active] == ["chat"]
    fd.delete_channel(server.channel)
    assert await api.code("GET", f"/channels/{thread}") == (404, 10003)
    assert len(fd.history(thread)) == 1, "a test can still read it"


async def test_roles_and_overwrites_change_what_the_bot_may(fd, server, api):
    path = f"/channels/{server.review}/messages"
    fd.set_overwrites(server.review, [{"id": server.guild, "type": 0, "allow": 0, "deny": P.VIEW}])
    assert await api.code("GET", path) == (403, 50001)
    fd.make_private(server.review, [fd.bot_role(server.guild)])
    assert (await api("GET", path))[0] == 200
    fd.take_role(server.guild, fd.bot, fd.bot_role(server.guild))
    assert await api.code("GET", path) == (403, 50001)


async def test_many_calls_at_once_keep_their_order_of_ids(fd, server, api):
    path = f"/channels/{server.channel}/messages"
    answers = await asyncio.gather(*(api("POST", path, {"content": str(n)}) for n in range(20)))
    assert len({body["id"] for _, body in answers}) == 20
    stored = [int(message) for message in fd.messages[server.channel]]
    assert stored == sorted(stored)
