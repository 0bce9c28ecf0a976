"""A moderation bot's day, on the real library: commands, deletions, reports, crashes, lost connections."""

import pytest

from localdiscord import P, message_text

pytestmark = pytest.mark.process


@pytest.fixture
async def bot(server, run_bot):
    return await run_bot("sample_bot")


async def test_slash_command_answers_its_user_alone(fd, server, bot):
    assert len(fd.commands[None]) == 5
    it = await fd.slash(server.mod, server.channel, "warn", member=server.alice, reason="spam", points=2)
    assert it.ephemeral
    assert server.alice in it.text
    assert "(2)" in it.text
    assert fd.ephemerals_for(server.mod) == it.messages
    assert fd.bot_messages(server.channel) == []
    assert "Warned" not in fd.seen_by(server.alice)
    with pytest.raises(PermissionError, match="hidden"):
        await fd.slash(server.alice, server.channel, "warn", member=server.alice, reason="x")


async def test_bad_message_is_removed_reviewed_and_its_author_told(fd, server, bot):
    message = await fd.send(server.alice, server.channel, "this has a badword in it")
    await fd.until(lambda: fd.dms(server.alice), what="DM to alice")
    assert message["id"] not in fd.messages[server.channel]
    assert fd.deleted[-1]["by"] == fd.bot
    assert fd.audit == [], "Discord writes no entry where a bot deletes a single message"
    assert "removed" in fd.dms(server.alice)[0]["content"]
    assert "badword" in message_text(fd.bot_messages(server.review)[0])
    assert "Review" not in fd.seen_by(server.alice)

    fd.dms_closed.add(server.alice)
    await fd.send(server.alice, server.channel, "badword again")
    await fd.until(lambda: any("DMs closed" in line for line in bot.output), what="the bot handles 50007")
    assert fd.calls("POST", "/channels/*/messages")[-1]["response"]["code"] == 50007


async def test_report_through_menu_and_modal(fd, server, bot):
    message = await fd.send(server.alice, server.channel, "something rude")
    opened = await fd.context_menu(server.mod, "Report message", message)
    assert opened.modal["title"] == "Report a message"
    with pytest.raises(LookupError, match="no field"):
        await fd.submit_modal(opened, {"Reasons": "rude"})
    sent = await (await fd.submit_modal(opened, {"Reason": "rude"})).finished()
    assert sent.ephemeral
    assert "Thanks" in sent.text
    assert "reported: rude" in message_text(fd.bot_messages(server.review)[-1])


async def test_button_works_after_a_crash_and_restart(fd, server, bot):
    await fd.send(server.alice, server.channel, "badword")
    await fd.until(lambda: fd.bot_messages(server.review), what="the card")
    await bot.restart(crash=True)
    card = fd.bot_messages(server.review)[0]
    it = await fd.click(server.mod, card, f"verdict:ok:{server.alice}")
    assert it.ack == 7
    assert "ok by mod" in message_text(card)
    with pytest.raises(LookupError, match="no component"):
        await fd.click(server.mod, card, f"verdict:ok:{server.alice}")


def sent(fd, op: int) -> int:
    """How often the bot sent this opcode."""
    return len([frame for frame in fd.gateway_log if frame["op"] == op])


async def test_lost_connections_resume_or_identify_afresh(fd, server, bot):
    await fd.disconnect()
    message = await fd.send(server.alice, server.channel, "badword while you were away")
    await fd.until(lambda: message["id"] not in fd.messages[server.channel], what="delete after RESUME")
    assert (sent(fd, 6), sent(fd, 2)) == (1, 1)
    await fd.ask_reconnect()
    await fd.until(lambda: sent(fd, 6) == 2, what="RESUME after op 7")
    await fd.until(lambda: fd.live, what="the session")
    await fd.invalidate_session()
    await fd.until(lambda: sent(fd, 2) == 2 and fd.live, what="IDENTIFY after op 9")


async def test_injected_faults_are_retried(fd, server, bot):
    fd.inject("DELETE", "/channels/*/messages/*", status=429, retry_after=0.1)
    fd.inject("POST", f"/channels/{server.review}/messages", status=502)
    await fd.send(server.alice, server.channel, "badword under stress")
    await fd.until(lambda: fd.bot_messages(server.review), what="retry after 429 and 502")
    assert {429, 502} <= {call["status"] for call in fd.rest}


async def test_answers_that_discord_refuses(fd, server, bot):
    it = await fd.slash(server.alice, server.channel, "toolong")
    if fd.spec:
        assert "400/50035" in it.text
    it = await fd.slash(server.alice, server.channel, "slow")
    assert it.failed == "The application did not respond"
    await fd.until(lambda: any(call["status"] == 404 for call in fd.rest), what="the late answer")
    assert fd.rest[-1]["response"]["code"] == 10062
    assert "ticks=" in (await fd.slash(server.alice, server.channel, "ticks")).text


async def test_bot_without_a_permission_is_refused(fd, server, bot):
    fd.set_role_permissions(server.guild, fd.bot_role(server.guild), P.VIEW | P.SEND)
    await fd.send(server.alice, server.channel, "badword without permission")
    await fd.until(lambda: any(call["status"] == 403 for call in fd.rest), what="50013")
    assert fd.calls("DELETE")[-1]["response"]["code"] == 50013


async def test_stops_on_sigint_and_says_why_it_cannot_start(fd, server, bot):
    assert await bot.stop() is not None
    assert not bot.alive
    fd.approved = 0
    with pytest.raises(RuntimeError, match="PrivilegedIntentsRequired"):
        await bot.start(timeout=15)
