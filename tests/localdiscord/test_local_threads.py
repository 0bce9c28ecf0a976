"""Archived threads, in which nothing can be changed, and messages that nobody can delete."""

import pytest

from localdiscord import I, P
from tests.localdiscord.gateway_client import identify


@pytest.fixture
async def thread(fd, server):
    """One of alice's, with a message of hers."""
    opened = await fd.open_thread(server.alice, server.channel, "chat")
    await fd.send(server.alice, opened, "rude")
    return opened


def first(fd, thread) -> str:
    """The path of its first message."""
    return f"/channels/{thread}/messages/{fd.history(thread)[0]['id']}"


async def test_nothing_in_an_archived_thread_can_be_changed(fd, server, api, thread):
    own = (await api("POST", f"/channels/{thread}/messages", {"content": "mine"}))[1]["id"]
    fd.archive_thread(thread)
    messages = f"/channels/{thread}/messages"
    both = {"messages": [own, fd.history(thread)[0]["id"]]}
    for method, path, body in (
        ("DELETE", first(fd, thread), None),
        ("PATCH", f"{messages}/{own}", {"content": "x"}),
        ("POST", f"{messages}/bulk-delete", both),
        ("PUT", f"{messages}/{own}/reactions/x/@me", None),
        ("PUT", f"{messages}/pins/{own}", None),
        ("PUT", f"/channels/{thread}/thread-members/@me", None),
    ):
        assert await api.code(method, path, body) == (400, 50083), f"{method} {path}"
    assert len((await api("GET", messages))[1]) == 2, "but it can be read"


async def test_it_is_unarchived_deleted_from_and_archived_again(fd, server, api, connect, thread):
    async with connect() as client:
        await client.send(2, identify(fd, I.GUILDS))
        await client.next("GUILD_CREATE")
        fd.archive_thread(thread)
        assert (await client.next("THREAD_UPDATE"))["thread_metadata"]["archived"] is True
        assert (await api("PATCH", f"/channels/{thread}", {"archived": False}))[0] == 200
        assert (await client.next("THREAD_UPDATE"))["thread_metadata"]["archived"] is False
        assert (await api("DELETE", first(fd, thread)))[0] == 204
        assert await api.code("PATCH", f"/channels/{thread}", {"archived": True}) == (403, 50013)
        fd.set_role_permissions(server.guild, fd.bot_role(server.guild), P.DEFAULT | P.THREADS)
        assert (await api("PATCH", f"/channels/{thread}", {"archived": True}))[0] == 200
        assert (await client.next("THREAD_UPDATE"))["thread_metadata"]["archived"] is True
        assert await api.code("PATCH", f"/channels/{thread}", {"name": "x"}) == (400, 50083)


async def test_it_does_not_come_with_the_server(fd, server, connect, thread):
    fd.archive_thread(thread)
    async with connect() as client:
        await client.send(2, identify(fd, I.GUILDS))
        assert (await client.next("GUILD_CREATE"))["threads"] == []


async def test_what_unarchiving_takes(fd, server, api, thread):
    role = fd.bot_role(server.guild)
    path, opened = f"/channels/{thread}", {"archived": False}
    fd.archive_thread(thread, locked=True)
    assert await api.code("PATCH", path, opened) == (403, 50013), "a locked one: Manage Threads"
    assert await api.code("POST", f"{path}/messages", {"content": "x"}) == (403, 50013)
    fd.set_role_permissions(server.guild, role, P.DEFAULT | P.THREADS)
    assert (await api("PATCH", path, opened))[0] == 200
    fd.set_role_permissions(server.guild, role, P.VIEW)
    fd.archive_thread(thread)
    fd.set_role_permissions(server.guild, server.guild, P.VIEW | P.THREAD_SEND)
    assert await api.code("PATCH", path, opened) == (403, 50013), "an open one: Send Messages"
    fd.set_role_permissions(server.guild, role, P.SEND)
    assert (await api("PATCH", path, opened))[0] == 200


async def test_a_message_unarchives_it(fd, server, api, thread):
    fd.archive_thread(thread)
    await fd.send(server.alice, thread, "still here")
    assert (await api("DELETE", first(fd, thread)))[0] == 204
    fd.archive_thread(thread, locked=True)
    with pytest.raises(PermissionError):
        await fd.send(server.alice, thread, "locked out")
    fd.archive_thread(thread, locked=False)
    assert (await api("POST", f"/channels/{thread}/messages", {"content": "x"}))[0] == 200
    assert fd.channels[thread]["thread_metadata"]["archived"] is False


async def test_system_messages_cannot_be_deleted(fd, server, api):
    renamed = await fd.send(server.alice, server.channel, "new name", type=4)
    pinned = await fd.send(server.alice, server.channel, "", type=6)
    messages = f"/channels/{server.channel}/messages"
    assert await api.code("DELETE", f"{messages}/{renamed['id']}") == (403, 50021)
    both = {"messages": [renamed["id"], pinned["id"]]}
    assert await api.code("POST", f"{messages}/bulk-delete", both) == (403, 50021)
    assert (await api("DELETE", f"{messages}/{pinned['id']}"))[0] == 204, "some of them can"
