"""The gateway without a library: what a session hears, what it misses, how it is refused."""

import pytest

from localdiscord import I
from tests.localdiscord.gateway_client import identify


async def test_hello_heartbeat_ready(fd, server, connect):
    async with connect() as client:
        assert (await client.next(10))["heartbeat_interval"] == 41250
        await client.send(1, None)
        await client.next(11)
        await client.send(2, identify(fd, I.GUILDS))
        ready = await client.next("READY")
        assert ready["guilds"] == [{"id": server.guild, "unavailable": True}]
        guild = await client.next("GUILD_CREATE")
        assert guild["unavailable"] is False
        assert [member["user"]["id"] for member in guild["members"]] == [fd.bot]


async def test_without_message_content_only_some_texts_are_read(fd, server, connect):
    async with connect() as client:
        await client.send(2, identify(fd, I.MSG | I.DM))
        await client.next("READY")
        await fd.send(server.alice, server.channel, "secret")
        await fd.send(server.alice, server.channel, f"<@{fd.bot}> hi")
        await fd.dm(server.alice, "direct")
        heard = [(await client.next("MESSAGE_CREATE"))["content"] for _ in range(3)]
        assert heard == ["", f"<@{fd.bot}> hi", "direct"]


async def test_without_message_content_a_poll_is_left_out(fd, server, api, connect):
    poll = {"question": {"text": "which?"}, "answers": [], "expiry": None, "allow_multiselect": False}
    async with connect() as reader, connect() as client:
        await reader.send(2, identify(fd, I.MSG | I.CONTENT))
        await reader.next("READY")
        await client.send(2, identify(fd, I.MSG, (0, 1)))
        await client.next("READY")
        await fd.send(server.alice, server.channel, "", poll=poll)
        assert (await reader.next("MESSAGE_CREATE"))["poll"] == poll
        assert "poll" not in await client.next("MESSAGE_CREATE")
        path = f"/channels/{server.channel}/messages"
        assert (await api("GET", path))[1][0]["poll"] == poll
        await fd.revoke_intents(I.CONTENT)
        assert "poll" not in (await api("GET", path))[1][0]


async def test_components_of_an_unknown_type_travel_as_they_are(fd, server, api, connect):
    odd = [{"type": 99, "id": 1, "text": "from the future", "components": [{"type": 98, "id": 2}]}]
    async with connect() as client:
        await client.send(2, identify(fd, I.MSG | I.CONTENT))
        await client.next("READY")
        await fd.send(server.alice, server.channel, "x", components=odd)
        assert (await client.next("MESSAGE_CREATE"))["components"] == odd
        await fd.hook_send(server.channel, "Luna", "y", components=odd)
        assert (await client.next("MESSAGE_CREATE"))["components"] == odd
        history = (await api("GET", f"/channels/{server.channel}/messages"))[1]
        assert [message["components"] for message in history] == [odd, odd]


async def test_a_session_hears_what_its_intents_and_permissions_allow(fd, server, connect):
    hidden = fd.add_channel(server.guild, "hidden", private_to=[server.mod])
    async with connect() as client:
        await client.send(2, identify(fd, I.MSG | I.CONTENT))
        await client.next("READY")
        await fd.send(server.mod, hidden, "unseen")
        message = await fd.send(server.mod, server.channel, "seen")
        await fd.react(server.mod, message, "👀")
        await fd.delete(server.mod, message)
        assert await client.events_before("MESSAGE_DELETE") == ["MESSAGE_CREATE"]


async def test_managers_changes_that_a_bot_hears_of(fd, server, connect):
    hidden = fd.add_channel(server.guild, "hidden", private_to=[server.mod])
    async with connect() as client:
        await client.send(2, identify(fd, I.GUILDS))
        await client.next("READY")
        fd.take_role(server.guild, server.mod, fd.guilds[server.guild]["_members"][server.mod]["roles"][0])
        fd.delete_channel(hidden)
        assert await client.events_before("CHANNEL_DELETE") == ["GUILD_CREATE"], "not of others' roles"
        fd.take_role(server.guild, fd.bot, fd.bot_role(server.guild))
        assert (await client.next("GUILD_MEMBER_UPDATE"))["roles"] == [], "but of its own"


async def test_shards_share_the_servers(fd, server, connect):
    home = (int(server.guild) >> 22) % 2
    async with connect() as here, connect() as there:
        await here.send(2, identify(fd, I.GUILDS, (home, 2)))
        await there.send(2, identify(fd, I.GUILDS, (1 - home, 2)))
        assert len((await here.next("READY"))["guilds"]) == 1
        assert (await there.next("READY"))["guilds"] == []


async def test_resume_replays_what_was_missed(fd, server, connect):
    async with connect() as client:
        await client.send(2, identify(fd, I.MSG | I.CONTENT))
        session = (await client.next("READY"))["session_id"]
    await fd.until(lambda: not fd.live, what="the socket is closed")
    await fd.send(server.alice, server.channel, "while you were away")
    async with connect() as client:
        await client.send(6, {"token": fd.token, "session_id": session, "seq": 1})
        assert (await client.next("MESSAGE_CREATE"))["content"] == "while you were away"
        await client.next("RESUMED")


async def test_a_session_that_missed_too_much_cannot_resume(fd, server, connect):
    async with connect() as client:
        await client.send(2, identify(fd, I.MSG))
        session = (await client.next("READY"))["session_id"]
    await fd.until(lambda: not fd.live, what="the socket is closed")
    for n in range(2001):
        await fd.send(server.alice, server.channel, str(n))
    async with connect() as client:
        await client.send(6, {"token": fd.token, "session_id": session, "seq": 1})
        assert await client.next(9) is False
        await client.send(6, {"token": fd.token, "session_id": "unknown", "seq": 1})
        assert await client.next(9) is False


async def test_operators_orders(fd, server, connect):
    async with connect() as client:
        await client.send(2, identify(fd, I.GUILDS))
        await client.next("READY")
        await fd.ask_reconnect()
        await client.next(7)
        await fd.invalidate_session()
        assert await client.next(9) is False
        assert fd.live == []


@pytest.mark.parametrize(("token", "intents", "code"), [("wrong", 1, 4004), (None, I.MEMBERS, 4014)])
async def test_refused_connections(fd, connect, token, intents, code):
    fd.approved = 0
    async with connect() as client:
        await client.send(2, identify(fd, intents) | ({"token": token} if token else {}))
        while not client.ws.closed:
            await client.ws.receive(timeout=60)
        assert client.ws.close_code == code


async def test_members_on_request(fd, server, connect):
    async with connect() as client:
        await client.send(2, identify(fd, I.GUILDS | I.MEMBERS | I.PRESENCES))
        guild = await client.next("GUILD_CREATE")
        assert len(guild["members"]) == guild["member_count"] == 4, "with presences, all are there at once"
        await client.send(8, {"guild_id": server.guild, "user_ids": [server.alice]})
        chunk = await client.next("GUILD_MEMBERS_CHUNK")
        assert [member["user"]["id"] for member in chunk["members"]] == [server.alice]
        await client.send(8, {"guild_id": server.guild, "query": "mo", "limit": 5})
        assert len((await client.next("GUILD_MEMBERS_CHUNK"))["members"]) == 1
        await client.send(8, {"guild_id": server.guild, "query": "", "limit": 0})
        assert len((await client.next("GUILD_MEMBERS_CHUNK"))["members"]) == 4


async def test_joining_and_leaving_servers(fd, connect):
    guild = fd.add_guild("Later", join_bot=False)
    async with connect() as client:
        await client.send(2, identify(fd, I.GUILDS))
        assert (await client.next("READY"))["guilds"] == []
        fd.add_member(guild, fd.bot)
        assert "unavailable" not in await client.next("GUILD_CREATE")
        fd.remove_member(guild, fd.bot)
        assert (await client.next("GUILD_DELETE"))["id"] == guild
