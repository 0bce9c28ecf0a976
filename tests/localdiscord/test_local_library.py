"""What the real discord.py makes of a Discord that misbehaves."""

import discord
import pytest
from discord import app_commands

from localdiscord import I, P


async def test_a_late_server_is_an_unavailable_stub_until_it_comes(fd, server, library):
    fd.arrive_late(server.guild)
    async with library() as client:
        stub = client.get_guild(int(server.guild))
        assert stub.unavailable
        assert stub.get_channel(int(server.channel)) is None
        assert client.heard("guild_join") == client.heard("guild_available") == []
        fd.arrive(server.guild)
        await fd.until(lambda: client.heard("guild_available"), what="it came")
        assert not stub.unavailable
        assert stub.get_channel(int(server.channel)).name == "general"


async def test_an_outage_comes_and_goes(fd, server, library):
    async with library() as client:
        guild = client.get_guild(int(server.guild))
        fd.outage(server.guild)
        await fd.until(lambda: client.heard("guild_unavailable"), what="the outage")
        assert guild.unavailable
        fd.recover(server.guild)
        await fd.until(lambda: not guild.unavailable, what="the end of it")
        assert client.heard("guild_remove") == []


async def test_an_outage_at_the_start(fd, server, library):
    fd.outage(server.guild)
    async with library() as client:
        assert client.get_guild(int(server.guild)).unavailable
        fd.recover(server.guild)
        await fd.until(lambda: client.heard("guild_available"), what="the end of it")


async def test_leaving_and_coming_back(fd, server, library):
    async with library() as client:
        fd.leave(server.guild)
        await fd.until(lambda: client.heard("guild_remove"), what="gone")
        assert client.get_guild(int(server.guild)) is None
        fd.come_back(server.guild)
        await fd.until(lambda: client.heard("guild_join"), what="back")
        assert client.get_guild(int(server.guild)).me.guild_permissions.manage_messages


async def test_rate_limits_that_are_too_long_to_wait(fd, server, library):
    async with library() as client:
        channel = client.get_channel(int(server.channel))
        for limit in (fd.limit("POST", "/channels/*/messages", 90, shared=True), fd.limit_all(300)):
            for _ in range(2):
                with pytest.raises(discord.RateLimited) as raised:
                    await channel.send("x")
                assert raised.value.retry_after > 80
            assert limit.met == 2, "the library asks again at once"
            limit.end()
        await channel.send("x")
        limit = fd.limit("PUT", "/applications/*/commands", 300)
        tree = app_commands.CommandTree(client)
        for _ in range(2):
            with pytest.raises(discord.RateLimited):
                await tree.sync()
        assert limit.met == 2, "nor does it remember the headers of a 429"


async def test_limits_without_via_are_plain_errors(fd, server, library):
    async with library() as client:
        channel = client.get_channel(int(server.channel))
        fd.inject("POST", "/channels/*/messages", status=429, retry_after=90, via=False)
        for end in (lambda: None, fd.ban(90).end):
            with pytest.raises(discord.HTTPException) as raised:
                await channel.send("x")
            assert raised.value.status == 429
            end()
        await channel.send("x")


@pytest.mark.parametrize(
    ("code", "kind"), [(40003, discord.Forbidden), (50278, discord.Forbidden), (30034, discord.HTTPException)]
)
async def test_refusals_keep_their_code(fd, server, library, code, kind):
    async with library() as client:
        fd.refuse("POST", "/users/@me/channels", code)
        with pytest.raises(kind) as raised:
            await client.create_dm(discord.Object(int(server.alice)))
        assert raised.value.code == code


async def test_a_lost_answer_is_a_broken_connection(fd, server, library):
    async with library() as client:
        fd.lose_answer("POST", "/channels/*/messages")
        with pytest.raises(OSError, match=r"reset|disconnected"):
            await client.get_channel(int(server.channel)).send("card")
        assert len(fd.bot_messages(server.channel)) == 1


POLL = {
    "question": {"text": "which?"},
    "answers": [{"answer_id": 1, "poll_media": {"text": "a"}}],
    "expiry": None,
    "allow_multiselect": False,
    "layout_type": 1,
}


async def test_a_poll_without_an_end_ends_a_client_that_expects_none(fd, server, library):
    async with library() as client:
        await fd.send(server.alice, server.channel, "odd", poll=POLL)
        await fd.until(client.run.done, what="it gives up")
        assert isinstance(client.run.exception(), TypeError)


async def test_components_of_an_unknown_type_are_not_seen(fd, server, library):
    odd = [{"type": 99, "id": 1}, {"type": 10, "id": 2, "content": "known"}]
    async with library() as client:
        await fd.send(server.alice, server.channel, "odd", components=odd)
        await fd.until(lambda: client.heard("message"), what="it is read without them")
        (message,) = client.heard("message")
        assert [component.content for component in message.components] == ["known"]


async def test_commands_without_a_bot_come_without_a_server(fd, server, library):
    gate = fd.add_guild("Gate", commands_only=True)
    hall = fd.add_channel(gate, "hall")
    manager = fd.add_member(gate, "manager", permissions=P.GUILD)
    async with library() as client:
        tree = app_commands.CommandTree(client)

        @tree.command(description="d")
        async def setup(interaction: discord.Interaction) -> None:
            held = interaction.permissions.manage_guild
            here = client.get_guild(interaction.guild_id)
            await interaction.response.send_message(f"{held} {here}", ephemeral=True)

        await tree.sync()
        it = await fd.slash(manager, hall, "setup")
        assert it.text == "True None"


async def test_an_intent_is_revoked(fd, server, library):
    async with library() as client:
        await fd.revoke_intents(I.CONTENT)
        await fd.until(client.run.done, what="it gives up")
        assert isinstance(client.run.exception(), discord.PrivilegedIntentsRequired)
    fewer = discord.Intents.all()
    fewer.message_content = False
    async with library(fewer) as client:
        assert client.is_ready()


async def test_a_token_is_reset(fd, server, library):
    async with library() as client:
        await fd.reset_token()
        await fd.until(client.run.done, what="it gives up")
        assert isinstance(client.run.exception(), discord.ConnectionClosed)
        assert client.run.exception().code == 4004
