"""Servers that arrive late, are unavailable, go away and come back, or have commands without a bot."""

import pytest

from localdiscord import I, P
from tests.localdiscord.gateway_client import identify

HEARING = I.GUILDS | I.MSG | I.CONTENT


async def test_a_late_server_is_not_heard_before_it_arrives(fd, server, api, connect):
    fd.arrive_late(server.guild)
    async with connect() as client:
        await client.send(2, identify(fd, HEARING))
        assert (await client.next("READY"))["guilds"] == [{"id": server.guild, "unavailable": True}]
        await fd.send(server.alice, server.channel, "too early to be heard")
        assert (await api("GET", f"/channels/{server.channel}/messages"))[1][0]["content"].startswith("too")
        fd.arrive(server.guild)
        await fd.send(server.alice, server.channel, "heard")
        assert await client.events_before("GUILD_CREATE") == []
        assert (await client.next("MESSAGE_CREATE"))["content"] == "heard"


async def test_a_server_arrives_by_itself_after_a_time_at_each_identify(fd, server, connect):
    fd.arrive_late(server.guild, 0.05)
    other = fd.add_guild("Prompt")
    for _ in range(2):
        async with connect() as client:
            await client.send(2, identify(fd, I.GUILDS))
            arrived = [await client.next("GUILD_CREATE") for _ in range(2)]
            assert [guild["id"] for guild in arrived] == [other, server.guild]
            assert arrived[1]["unavailable"] is False


async def test_a_late_server_may_let_the_bot_go_before_it_arrives(fd, server, connect):
    fd.arrive_late(server.guild)
    async with connect() as client:
        await client.send(2, identify(fd, I.GUILDS))
        await client.next("READY")
        fd.leave(server.guild)
        assert await client.next("GUILD_DELETE") == {"id": server.guild}
        fd.come_back(server.guild)
        assert "unavailable" not in await client.next("GUILD_CREATE")


async def test_an_outage_while_the_bot_listens(fd, server, api, connect):
    async with connect() as client:
        await client.send(2, identify(fd, HEARING))
        await client.next("GUILD_CREATE")
        fd.outage(server.guild)
        assert await client.next("GUILD_DELETE") == {"id": server.guild, "unavailable": True}
        for path in (f"/guilds/{server.guild}", f"/channels/{server.channel}/messages"):
            assert (await api("GET", path))[0] == 503
        assert (await api("GET", "/users/@me"))[0] == 200, "and only that server"
        await fd.send(server.alice, server.channel, "nobody hears")
        fd.recover(server.guild)
        assert (await client.next("GUILD_CREATE"))["unavailable"] is False
        await fd.send(server.alice, server.channel, "heard")
        assert (await client.next("MESSAGE_CREATE"))["content"] == "heard"
        assert (await api("GET", f"/channels/{server.channel}/messages"))[0] == 200


async def test_a_server_that_is_unavailable_at_ready_and_stays_so(fd, server, api, connect):
    fd.outage(server.guild, status=None)
    other = fd.add_guild("Well")
    async with connect() as client:
        await client.send(2, identify(fd, I.GUILDS))
        named = (await client.next("READY"))["guilds"]
        assert named == [{"id": one, "unavailable": True} for one in (server.guild, other)]
        assert (await client.next("GUILD_DELETE"))["unavailable"] is True
        assert (await client.next("GUILD_CREATE"))["id"] == other
        fd.arrive(server.guild)
        fd.add_channel(server.guild, "unheard")
        fd.add_channel(other, "heard")
        assert (await client.next("CHANNEL_CREATE"))["name"] == "heard"
    assert (await api("GET", f"/guilds/{server.guild}"))[0] == 200, "REST goes on where that is asked for"


async def test_a_server_lets_the_bot_go_and_takes_it_back(fd, server, api, connect):
    await api("PUT", f"/applications/1/guilds/{server.guild}/commands", [{"name": "a", "description": "d"}])
    role = fd.bot_role(server.guild)
    async with connect() as client:
        await client.send(2, identify(fd, HEARING))
        await client.next("GUILD_CREATE")
        fd.leave(server.guild)
        assert await client.next("GUILD_DELETE") == {"id": server.guild}, "without `unavailable`"
        assert await api.code("GET", f"/guilds/{server.guild}") == (404, 10004)
        assert await api.code("GET", f"/channels/{server.channel}/messages") == (403, 50001)
        await fd.send(server.alice, server.channel, "unheard")
        fd.come_back(server.guild)
        back = await client.next("GUILD_CREATE")
        assert "unavailable" not in back
        own = fd.bot_role(server.guild)
        assert own != role
        assert role not in [one["id"] for one in back["roles"]]
        assert fd.perms(fd.bot, gid=server.guild) == P.DEFAULT | P.MESSAGES | P.MODERATE
        assert (await api("GET", f"/applications/1/guilds/{server.guild}/commands"))[1] == []
        assert (await api("GET", f"/channels/{server.review}/messages"))[0] == 200, "its own overwrite stayed"
        fd.leave(server.guild)
        fd.come_back(server.guild, permissions=P.VIEW)
        assert fd.perms(fd.bot, gid=server.guild) == P.DEFAULT | P.VIEW


async def test_a_server_that_let_the_bot_go_meanwhile_is_not_named_at_ready(fd, server, connect):
    fd.leave(server.guild)
    async with connect() as client:
        await client.send(2, identify(fd, I.GUILDS))
        assert (await client.next("READY"))["guilds"] == []


async def test_commands_without_a_bot(fd, server, api, connect):
    gate = fd.add_guild("Gate", commands_only=True)
    hall = fd.add_channel(gate, "hall")
    manager = fd.add_member(gate, "manager", permissions=P.GUILD)
    await api("PUT", "/applications/1/commands", [{"name": "setup", "description": "d"}])
    assert (await api("GET", f"/applications/1/guilds/{gate}/commands"))[0] == 200
    assert await api.code("GET", f"/guilds/{gate}") == (404, 10004)
    async with connect() as client:
        await client.send(2, identify(fd, HEARING))
        assert [guild["id"] for guild in (await client.next("READY"))["guilds"]] == [server.guild]
        await fd.send(manager, hall, "unheard")
        it = await fd.slash(manager, hall, "setup", _wait=False)
        asked = await client.next("INTERACTION_CREATE")
        assert (asked["guild_id"], asked["authorizing_integration_owners"]) == (gate, {"0": gate})
        assert int(asked["member"]["permissions"]) & P.GUILD
        assert asked["app_permissions"] == "0"
        reply = {"type": 4, "data": {"content": "invite me first", "flags": 64}}
        assert (await api("POST", f"/interactions/{it.id}/{it.token}/callback", reply))[0] == 204
        assert it.text == "invite me first"
        assert await api.code("POST", f"/channels/{hall}/messages", {"content": "x"}) == (403, 50001)
        _, direct = await api("POST", "/users/@me/channels", {"recipient_id": manager})
        path = f"/channels/{direct['id']}/messages"
        assert await api.code("POST", path, {"content": "x"}) == (403, 50278), "no server in common"
        fd.come_back(gate, permissions=P.DEFAULT)
        assert (await client.next("GUILD_CREATE"))["id"] == gate
        assert (await api("POST", path, {"content": "x"}))[0] == 200


async def test_interactions_come_before_their_server_does(fd, server, api, connect):
    fd.arrive_late(server.guild)
    await api("PUT", "/applications/1/commands", [{"name": "report", "description": "d"}])
    async with connect() as client:
        await client.send(2, identify(fd, HEARING))
        await client.next("READY")
        await fd.slash(server.alice, server.channel, "report", _wait=False)
        assert (await client.next("INTERACTION_CREATE"))["guild_id"] == server.guild


@pytest.mark.parametrize("intents", [I.CONTENT, I.MEMBERS])
async def test_an_intent_is_revoked_while_the_bot_runs(fd, server, connect, intents):
    async with connect() as client, connect() as modest:
        await client.send(2, identify(fd, HEARING | I.MEMBERS))
        session = (await client.next("READY"))["session_id"]
        await modest.send(2, identify(fd, I.GUILDS, (0, 2)))
        await modest.next("READY")
        await fd.revoke_intents(intents)
        assert await client.closed() == 4014
        assert len(fd.live) == 1, "who had it not goes on"
    async with connect() as client:
        await client.send(6, {"token": fd.token, "session_id": session, "seq": 1})
        assert await client.next(9) is False, "nothing to resume"
        await client.send(2, identify(fd, intents))
        assert await client.closed() == 4014
    async with connect() as client:
        await client.send(2, identify(fd, I.GUILDS))
        await client.next("READY")


async def test_a_token_is_reset_while_the_bot_runs(fd, server, connect):
    old = fd.token
    async with connect() as client:
        await client.send(2, identify(fd, I.GUILDS))
        session = (await client.next("READY"))["session_id"]
        await fd.reset_token()
        assert await client.closed() == 4004
    for op, data in (
        (2, {"token": old, "intents": 1}),
        (6, {"token": old, "session_id": session, "seq": 1}),
    ):
        async with connect() as client:
            await client.send(op, data)
            assert await client.closed() == 4004
    async with connect() as client:
        await client.send(2, identify(fd, I.GUILDS))
        await client.next("READY")
