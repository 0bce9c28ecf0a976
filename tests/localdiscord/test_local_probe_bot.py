"""The breadth of discord.py's API against the local Discord: every call must work."""

import asyncio

import pytest

from localdiscord import BotProcess, FakeDiscord, message_text

pytestmark = pytest.mark.process


@pytest.fixture
async def bot(server, fd, run_bot):
    fd.invites["abc"] = {"id": "4242", "name": "Elsewhere"}
    fd.set_role_permissions(server.guild, fd.bot_role(server.guild), 8)
    return await run_bot("probe_bot")


async def said(fd, bot, *parts: str) -> None:
    """Wait until every part stood in a line of the bot's output."""
    await fd.until(
        lambda: all(any(part in line for line in bot.output) for part in parts), what=f"the bot says {parts}"
    )


async def test_commands_views_and_events(fd, server, bot):
    chan, alice, role = server.channel, server.alice, fd.add_role(server.guild, "helpers")
    it = await fd.slash(alice, chan, "view")
    await fd.until(lambda: len(it.messages) == 2 and "choose!" in it.text, what="followup and edit")
    assert [message["flags"] for message in it.messages] == [0, 64]
    assert (await fd.select(alice, it.original, "what", ["two"])).text == "chose two"
    await fd.select(alice, it.original, "who", [server.mod])
    await fd.until(lambda: it.original["content"] == "picked mod", what="edited by a select")
    assert (await fd.context_menu(alice, "Who", server.mod, chan)).text == "mod True"
    set_both = await fd.slash(alice, chan, "config set", channel=chan, role=role)
    assert set_both.text == "general helpers None"
    choices = await fd.autocomplete(alice, chan, "config auto", "rule", rule="sp")
    assert [choice["value"] for choice in choices] == ["spam"]

    message = await fd.send(alice, chan, "first")
    await fd.edit(alice, message, "second")
    await fd.react(alice, message, "👀")
    await fd.delete(alice, message)
    await fd.dm(alice, "hi bot")
    await said(fd, bot, "EVENT edit 'first'->'second'", "EVENT react 👀", "EVENT delete 'second'", "dm=True")


@pytest.mark.parametrize("rate_limits", [False, True])
async def test_every_step_of_the_walk_works(fd, server, bot, bots, rate_limits):
    fd.rate_limits = rate_limits
    victim = fd.add_member(server.guild, "victim")
    await (await fd.slash(server.alice, server.channel, "walk", member=victim)).finished()
    await said(fd, bot, "STEP ok app")
    output = "\n".join(bot.output)
    assert "STEP FAIL" not in output
    assert output.count("STEP ok") == (bots / "probe_bot.py").read_text().count("await step(")
    fd.add_member(server.guild, victim)
    assert await fd.send(victim, server.channel, "verybadword") is None, "AutoMod blocks it"
    await said(fd, bot, "EVENT automod *bad*")


async def test_forms_check_what_the_client_checks(fd, server, bot):
    async def submit(values):
        return await fd.submit_modal(await fd.slash(server.alice, server.channel, "form"), values)

    proof = [("a.txt", b"proof text", "text/plain")]
    full = {"proof": proof, "share": "yes", "tags": ["a", "c"], "sure": True, "kind": ["k2"]}
    assert (await submit(full)).text == "proof text|yes|['a', 'c']|True|['k2']"
    assert (await submit({"tags": ["b"], "Kind": "k1"})).text == "none|no|['b']|False|['k1']"
    bad = ({"tags": ["z"], "kind": "k1"}, {"tags": ["a"]}, {"share": "maybe", "tags": ["a"], "kind": "k1"})
    for values in bad:
        with pytest.raises(ValueError, match="modal field"):
            await submit(values)


async def test_hidden_commands_and_files(fd, server, bot):
    file = ("l.csv", b"1,2", "text/csv")
    with pytest.raises(PermissionError, match="hidden"):
        await fd.slash(server.alice, server.channel, "upload", file=file)
    it = await fd.slash(server.alice, server.channel, "upload", _force=True, file=file)
    assert it.text == "1,2"


async def test_cards_mentions_and_nonces(fd, server, bot):
    role = fd.add_role(server.guild, "helpers")
    it = await fd.slash(server.alice, server.channel, "card", role=role)
    assert it.text == "4242 Elsewhere"
    card, *rest = fd.bot_messages(server.channel)
    assert "in a section" in message_text(card)
    assert "in a section" in fd.seen_by(server.alice)
    assert card["mention_roles"] == [role]
    assert card["mentions"] == []
    assert len(rest) == 1, "a repeated nonce makes one message"

    fd.forget_nonces()
    await fd.slash(server.alice, server.channel, "card", role=role)
    once = [message for message in fd.bot_messages(server.channel) if message["content"] == "once"]
    assert len(once) == 2, "minutes later it makes another"

    await bot.restart(crash=True)
    pressed = [(await fd.click(server.alice, card, f"case:1:{verb}")).text for verb in ("claim", "list")]
    assert pressed == ["pressed claim", "pressed list"]
    planted = fd.plant(server.channel, "case:9:claim")
    assert (await fd.click(server.alice, planted, "case:9:claim")).text == "pressed claim"


async def test_forwards_polls_and_foreign_webhooks(fd, server, bot):
    snapshot = {
        "content": "forwarded text",
        "embeds": [],
        "attachments": [],
        "timestamp": "2026-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "flags": 0,
        "mentions": [],
        "mention_roles": [],
        "type": 0,
    }
    embed = {"type": "link", "url": "https://x.example"}
    await fd.send(server.alice, server.channel, "", message_snapshots=[{"message": snapshot}], embeds=[embed])
    poll = {
        "question": {"text": "which?"},
        "answers": [{"answer_id": 1, "poll_media": {"text": "a"}}],
        "expiry": "2099-01-01T00:00:00+00:00",
        "allow_multiselect": False,
        "layout_type": 1,
    }
    await fd.send(server.alice, server.channel, "", poll=poll)
    await said(fd, bot, "['forwarded text'] embeds=['https://x.example']", "poll=which?")

    hooked = await fd.hook_send(server.channel, "Proxied", "by another webhook")
    await fd.unfurl(hooked, {"type": "link", "url": "https://late.example"})
    await said(fd, bot, "'by another webhook'")
    assert hooked not in fd.bot_messages(server.channel)
    assert hooked["webhook_id"] == hooked["author"]["id"]


async def test_managers_changes_reach_the_bot(fd, server, bot):
    guild, role = server.guild, fd.add_role(server.guild, "helpers")
    fd.give_role(guild, server.alice, role)
    await said(fd, bot, "EVENT member_update alice roles=['@everyone', 'helpers']")
    fd.take_role(guild, server.alice, role)
    await said(fd, bot, "EVENT member_update alice roles=['@everyone']")
    fd.set_role_permissions(guild, role, 1 << 13)
    await said(fd, bot, "EVENT role update helpers manage=True")
    fd.delete_role(guild, role)
    await said(fd, bot, "EVENT role gone helpers")
    fd.make_public(server.review)
    await said(fd, bot, "EVENT channel update mod-review public=True")
    fd.make_private(server.review, [fd.bot, server.mod])
    await said(fd, bot, "EVENT channel update mod-review public=False")
    thread = await fd.open_thread(server.alice, server.channel, "chat")
    await fd.rename_thread(server.alice, thread, "talk")
    await said(fd, bot, "EVENT thread chat", "EVENT thread chat->talk")
    fd.delete_channel(server.review)
    await said(fd, bot, "EVENT channel gone mod-review")


async def test_start_without_a_ready_line_waits_for_discord_py(fd, server, bots):
    bot = await BotProcess(fd, bots / "probe_bot.py").start()
    try:
        assert "ready" in bot.output
        await fd.until(lambda: fd.find_command("walk", 1, None), what="commands are there at once")
    finally:
        await bot.kill()


async def test_start_tells_why_the_bot_ended(tmp_path):
    fd: FakeDiscord = await FakeDiscord().start()
    (tmp_path / "broken.py").write_text("raise SystemExit('no settings')")
    log = tmp_path / "bot.log"
    with pytest.raises(RuntimeError, match="no settings"):
        await BotProcess(fd, "broken.py", cwd=tmp_path, log=log).start()
    assert "no settings" in log.read_text()
    (tmp_path / "caller.py").write_text(
        "import socket\n"
        "try:\n    socket.socket().connect(('192.0.2.1', 80))\n"
        "except PermissionError as error:\n    print('refused:', error)\n"
    )
    caller = BotProcess(fd, "-m", "caller", cwd=tmp_path)
    await caller.start(wait_ready=False)
    await asyncio.wait_for(caller.proc.wait(), 60)
    await caller.kill()
    assert any("refused: launch.py: the bot tried to reach 192.0.2.1" in line for line in caller.output)
    await fd.stop()


async def test_a_bot_on_uvloop_leaves_this_machine_neither(tmp_path):
    pytest.importorskip("uvloop")
    fd: FakeDiscord = await FakeDiscord().start()
    (tmp_path / "caller.py").write_text(
        "import asyncio, uvloop\n"
        "async def tried(call):\n"
        "    try:\n        await call\n"
        "    except PermissionError as error:\n        print('refused:', error)\n"
        "async def main():\n"
        "    loop = asyncio.get_running_loop()\n"
        "    await tried(loop.getaddrinfo('example.com', 80))\n"
        "    await tried(loop.create_connection(asyncio.Protocol, '192.0.2.1', 80))\n"
        "with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:\n    runner.run(main())\n"
    )
    caller = BotProcess(fd, "-m", "caller", cwd=tmp_path)
    await caller.start(wait_ready=False)
    await asyncio.wait_for(caller.proc.wait(), 10)
    await caller.kill()
    said = "\n".join(caller.output)
    assert "refused: launch.py: the bot tried to resolve example.com" in said
    assert "refused: launch.py: the bot tried to reach 192.0.2.1" in said
    await fd.stop()
