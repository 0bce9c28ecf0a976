"""A bot that dies at an exact call, on either side of Discord's acting on it."""

import asyncio

import pytest

from localdiscord import message_text

pytestmark = pytest.mark.process


@pytest.fixture
async def bot(server, run_bot):
    return await run_bot("sample_bot")


@pytest.mark.parametrize(("moment", "cards"), [("before", 0), ("after", 1)])
async def test_crash_on_either_side_of_a_post(fd, server, bot, moment, cards):
    crash = fd.crash_on(bot, "POST", f"/channels/{server.review}/messages", moment=moment)
    message = await fd.send(server.alice, server.channel, "badword")
    call = await crash.happened()
    assert not bot.alive
    assert call["crashed"] == moment
    assert call["status"] == (0 if moment == "before" else 200)
    assert message["id"] not in fd.messages[server.channel], "the delete came before"
    assert len(fd.bot_messages(server.review)) == cards
    assert fd.dms(server.alice) == [], "and the direct message would have come after"
    await bot.start()
    await fd.send(server.alice, server.channel, "badword two")
    await fd.until(lambda: fd.dms(server.alice), what="it lives again and the crash is spent")
    assert "badword two" in message_text(fd.bot_messages(server.review)[-1])


async def test_crash_at_the_nth_call(fd, server, bot):
    crash = fd.crash_on(bot, "DELETE", "/channels/*/messages/*", moment="after", nth=2)
    for _ in range(2):
        await fd.send(server.alice, server.channel, "badword")
    await crash.happened()
    assert len(fd.deleted) == 2
    assert len(fd.calls("DELETE")) == 2


async def test_who_waits_for_a_dead_bot_is_told_at_once(fd, server, bot):
    fd.crash_on(bot, "POST", "/interactions/*/callback", moment="before")
    fd.INTERACTION_LIMIT = 600
    async with asyncio.timeout(60):
        it = await fd.slash(server.alice, server.channel, "ticks")
    assert it.failed == "The application did not respond"
    assert it.messages == []

    fd.INTERACTION_LIMIT = type(fd).INTERACTION_LIMIT
    await bot.start()
    fd.crash_on(bot, "POST", "/interactions/*/callback", moment="after")
    it = await fd.slash(server.alice, server.channel, "ticks")
    assert it.failed is None
    assert "ticks=" in it.text, "Discord had it already"


async def test_modal_sent_after_its_message_was_deleted(fd, server, bot):
    message = await fd.send(server.alice, server.channel, "something rude")
    opened = await fd.context_menu(server.mod, "Report message", message)
    await fd.delete(server.alice, message)
    it = await (await fd.submit_modal(opened, {"Reason": "rude"})).finished()
    assert "Thanks" in it.text
