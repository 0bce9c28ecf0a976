"""Everything a member can make others see, on the real process: removed or put to review, with the true reason."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, I
from localdiscord.text import message_text
from tests.process.home import home, running
from tests.process.scanning.patrol import (
    LINK,
    LISTED,
    card_with,
    deletions,
    detection_cards,
    gone,
    guarded,
    number_of,
    policy,
    press,
    said,
)

pytestmark = pytest.mark.process

BUTTON = {"type": 1, "components": [{"type": 2, "style": 5, "label": "here", "url": LINK}]}
POLL = {
    "question": {"text": "where to?"},
    "answers": [{"answer_id": 1, "poll_media": {"text": LINK}}],
    "expiry": "2099-01-01T00:00:00+00:00",
    "allow_multiselect": False,
    "layout_type": 1,
}


async def test_every_surface_is_scanned(fd: FakeDiscord, tmp_path: Path) -> None:
    here = home(fd)
    forum = fd.add_channel(here.guild, "forum", type=15)
    voice = fd.add_channel(here.guild, "voice", type=2, bitrate=64000, user_limit=0)
    async with running(fd, tmp_path):
        await guarded(here)
        await gone(
            here, await said(here, f"look: hxxps://{LISTED.replace('.', '[.]')}/x"), "a disguised link"
        )
        clean = await said(here, "nothing to see")
        await fd.edit(here.alice, clean, f"now {LINK}")
        await gone(here, clean, "an edited message")
        bare = await said(here, "https://short.example.org/abc")
        await fd.unfurl(bare, {"type": "link", "url": LINK, "title": "A thread"})
        await gone(here, bare, "a late embed")
        snapshot = {
            "content": LINK,
            "type": 0,
            "embeds": [],
            "attachments": [],
            "timestamp": clean["timestamp"],
            "edited_timestamp": None,
            "flags": 0,
            "mentions": [],
            "mention_roles": [],
        }
        await gone(here, await said(here, "", message_snapshots=[{"message": snapshot}]), "a forward")
        named = await said(here, "photo", files=[(f"{LISTED}.png", b"x", "image/png")])
        await gone(here, named, "a file's name")
        await gone(here, await said(here, "", poll=POLL), "a poll")
        by_hook = await fd.hook_send(here.general, "Luna", LINK)
        await gone(here, by_hook, "a webhook's message")
        await gone(here, await fd.hook_send(here.general, "Bot", "press", components=[BUTTON]), "a button")
        await gone(here, await fd.hook_send(here.general, f"at {LISTED}", "hello"), "a webhook's name")
        nested = [{"type": 17, "components": [{"type": 10, "content": f"deep down {LINK}"}]}]
        await gone(here, await fd.hook_send(here.general, "Bot", "", components=nested), "a nested text")
        await gone(here, await said(here, channel=voice), "a voice channel's text")
        thread = await fd.open_thread(here.alice, here.general, "cat pictures")
        await gone(here, await said(here, channel=thread), "a message in a thread")
        await fd.rename_thread(here.alice, thread, f"see {LISTED}")
        card = await card_with(here, "name of a thread", "cannot be deleted")
        assert fd.channels[thread]["name"] == f"see {LISTED}"
        assert ":delete'" not in str(card["components"])
        post = fd.make_thread(forum, here.alice, f"post about {LISTED}")
        await fd.until(lambda: len(detection_cards(here)) == 14, 5, "a card for each")
        assert any(f"<#{post['id']}>" in message_text(each) for each in detection_cards(here))

        cards = [message_text(each) for each in detection_cards(here)]
        assert all("hxxps://" in text and f"https://{LISTED}" not in text for text in cards)
        assert all("is on this server's list" in text and "preset “gentle”" in text for text in cards)
        assert "disguised: http misspelt" in cards[0]

        before = len(detection_cards(here))
        await said(here, "an e-mail: someone@kiwi-unlike.example.net and https://example.net/kiwi")
        in_review = await said(here, by=here.moderator, channel=here.review)
        await fd.quiet()
        assert fd.exists(in_review)
        assert len(detection_cards(here)) == before


async def test_undo_lets_it_stand_gives_the_text_back_and_lifts_the_timeout(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = home(fd)
    async with running(fd, tmp_path) as bot:
        await guarded(here)
        await policy(here, "set", tier="own", action="timeout")
        removed = await said(here, f"<@{here.bob}> **read** {LINK}")
        await gone(here, removed)
        card = await card_with(here, "timed out until")
        member = fd.guilds[here.guild]["_members"][here.alice]
        assert member["communication_disabled_until"]
        # A button of another server, or of a message elsewhere, does nothing.
        copy = fd.plant(here.general, f"detection:{number_of(card)}:undo")
        assert "not where I posted it" in (await press(here, here.moderator, copy, "undo")).text
        refused = await fd.click(here.bob, copy, f"detection:{number_of(card)}:undo")
        assert "Manage Messages" in (await refused.finished()).text

        revealed = await fd.select(here.moderator, card, f"detection:{number_of(card)}:more", ["reveal"])
        text = (await revealed.finished()).text
        assert "||" in text
        assert LINK not in text

        await bot.restart(crash=True)
        card = await card_with(here, "timed out until")
        clicks = [fd.click(by, card, "Undo") for by in (here.moderator, here.second_moderator)]
        answers = sorted([(await it.finished()).text for it in await asyncio.gather(*clicks)])
        assert "was undone already" in answers[0]
        assert "Undone." in answers[1]
        await fd.until(lambda: not member["communication_disabled_until"], 5, "the timeout is lifted")
        await fd.until(lambda: fd.dms(here.alice), 5, "the text comes back")
        note = message_text(fd.dms(here.alice)[0])
        assert "hxxps://" in note
        assert LINK not in note
        assert not fd.dms(here.alice)[0]["mentions"]
        await card_with(here, "Undone by", "got the text back", "timeout was lifted")
        stays = await said(here)
        await fd.quiet()
        assert fd.exists(stays)
        assert len(fd.dms(here.alice)) == 1

        # A long text goes back whole, as a file.
        await fd.slash(here.moderator, here.general, "blocklist unallow", pattern=LISTED)
        long = f"{LINK}/long " + "https://example.org/page " * 140
        await gone(here, await said(here, long, by=here.second_moderator))
        await press(here, here.moderator, await card_with(here, "/long"), "undo")
        await fd.until(lambda: fd.dms(here.second_moderator), 5, "a file comes back")
        (file,) = fd.dms(here.second_moderator)[0]["attachments"]
        held = fd.files[file["url"].partition("/cdn/")[2]][0].decode()
        assert held.count("hxxps://example[.]org/page") == 140
        assert "https://" not in held

        # Closed direct messages are noted, and not tried for ever.
        await fd.slash(here.moderator, here.general, "blocklist unallow", pattern=LISTED)
        fd.dms_closed.add(here.bob)
        await gone(here, await said(here, f"{LINK}/bob", by=here.bob))
        await press(here, here.moderator, await card_with(here, "Bob-Lighthouse"), "undo")
        await card_with(here, "takes no direct messages")


async def test_policy_decides_where_and_whom(fd: FakeDiscord, tmp_path: Path) -> None:
    here, other = home(fd), home(fd, "Harbour")
    category = fd.add_channel(here.guild, "news", type=4)
    news = fd.add_channel(here.guild, "press", parent_id=category)
    trusted = fd.add_role(here.guild, "Journalists")
    reporter = fd.add_member(here.guild, "reporter", roles=[trusted])
    async with running(fd, tmp_path):
        untouched = await said(other)
        await guarded(here)
        await policy(here, "channel", channel=category, mode="log")
        counted = await said(here, channel=news)
        thread = await fd.open_thread(here.alice, news, "in depth")
        counted_too = await said(here, channel=thread)
        await policy(here, "exempt", role=trusted)
        exempt = await said(here, by=reporter)
        await fd.quiet()
        for message in (untouched, counted, counted_too, exempt):
            assert fd.exists(message)
        assert detection_cards(here) == []

        await policy(here, "channel", channel=news, mode="enforce")
        await gone(here, await said(here, f"{LINK}?a=1", channel=news), "the inner channel's mode wins")
        await policy(here, "set", tier="own", action="review", category="harassment")
        kept = await said(here, f"{LINK}?a=2")
        card = await card_with(here, "needs a decision", "as set with `/policy set`")
        await fd.edit(here.alice, kept, f"{LINK}?a=2 and more words")
        await fd.quiet()
        assert fd.exists(kept)
        assert len(detection_cards(here)) == 2, "an edit around the same link is the same detection"
        opened = await fd.click(here.moderator, card, f"detection:{number_of(card)}:dismiss")
        await (
            await fd.submit_modal(opened, {"reason": "news_or_counter_speech", "note": "press"})
        ).finished()
        await card_with(here, "Dismissed by", "news or counter-speech")

        second = await said(here, f"{LINK}?a=3", by=here.bob)
        card = await card_with(here, "needs a decision", "Bob-Lighthouse")
        await press(here, here.moderator, card, "delete")
        await gone(here, second, "what a moderator deletes from the card")
        await card_with(here, "Removal ordered by", "Bob-Lighthouse")

        shown = (await policy(here, "show")).text
        for part in ("gentle", "Harassment", f"<#{news}>", f"<@&{trusted}>"):
            assert part in shown
        assert "gave way" not in (await policy(here, "preset", name="strict")).text
        refused = await fd.slash(here.moderator, here.general, "policy preset", _force=True, name="gentle")
        assert "Manage Server" in refused.text


async def test_what_discord_refuses_is_told_and_tried_again(fd: FakeDiscord, tmp_path: Path) -> None:
    here = home(fd)
    async with running(fd, tmp_path) as bot:
        await guarded(here)
        rights = int(fd.guilds[here.guild]["_roles"][fd.bot_role(here.guild)]["permissions"])
        fd.set_role_permissions(here.guild, fd.bot_role(here.guild), rights & ~0x2000)  # Manage Messages
        stands = await said(here)
        card = await card_with(here, "I may not remove it", "I keep trying")
        assert "detection" in str(card["components"])
        await bot.restart()
        assert fd.exists(stands)
        fd.set_role_permissions(here.guild, fd.bot_role(here.guild), rights)
        await gone(here, stands, "what was forbidden, once the permission is back")
        await card_with(here, "message with a listed link was removed")
        assert len(detection_cards(here)) == 1

        fd.inject("DELETE", "/channels/*/messages/*", status=429, times=1, retry_after=0.1)
        await gone(here, await said(here, f"{LINK}?429"), "after a rate limit")
        fd.inject("DELETE", "/channels/*/messages/*", status=500, times=1)
        await gone(here, await said(here, f"{LINK}?500"), "after a fault of Discord's")
        fd.inject("DELETE", "/channels/*/messages/*", status=404, times=1, code=10008)
        await said(here, f"{LINK}?404")
        await card_with(here, "Somebody else removed it")
        fd.inject("DELETE", "/channels/*/messages/*", status=403, times=1, code=50013)
        refused = await said(here, f"{LINK}?403")
        await card_with(here, "stands, and I may not remove it")
        fd.set_overwrites(here.general, [])  # any change of a channel's rights is a reason to look again
        fd.set_overwrites(here.general, [{"id": here.guild, "type": 0, "allow": "0", "deny": "16"}])
        await gone(here, refused, "what was refused once")


async def test_a_crash_at_the_deletion_loses_nothing_and_posts_each_card_once(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = home(fd)
    async with running(fd, tmp_path) as bot:
        await guarded(here)
        for number, moment in enumerate(("before", "after"), start=1):
            crash = fd.crash_on(bot, "DELETE", "/channels/*/messages/*", moment=moment)
            message = await said(here, f"{LINK}?crash={moment}")
            await crash.happened()
            missed = await said(here, f"{LINK}?away={moment}")
            edited = await said(here, f"fine for now {moment}")
            thread = fd.make_thread(here.general, here.alice, f"{moment} {LISTED}")
            await fd.edit(here.alice, edited, f"{LINK}?edited={moment}")
            await bot.start()
            for each in (message, missed, edited):
                await gone(here, each, f"{each['content']} after the restart", seconds=10)
            await fd.until(lambda n=number: len(detection_cards(here)) == 4 * n, 8, "four cards a round")
            assert any(f"<#{thread['id']}>" in message_text(each) for each in detection_cards(here))
            own = next(c for c in detection_cards(here) if f"crash={moment}" in message_text(c))
            assert "was removed" in message_text(own)
        await fd.quiet()
        assert len(detection_cards(here)) == 8


async def test_the_text_goes_back_once_though_the_process_dies_at_it_and_its_author_may_ask_why(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = home(fd)
    async with running(fd, tmp_path) as bot:
        await guarded(here)
        await gone(here, await said(here))
        card = await card_with(here, "was removed")
        inbox = f"/channels/{fd.dm_channel(here.alice)}/messages"
        crash = fd.crash_on(bot, "POST", inbox, moment="after")
        await fd.click(here.moderator, card, "Undo")
        await crash.happened()
        fd.forget_nonces()  # the history of the direct messages must do
        await bot.start()
        await card_with(here, "got the text back", seconds=20)
        (note,) = fd.dms(here.alice)
        why = f"detection:{number_of(card)}:why"
        answer = await (await fd.click(here.alice, note, why)).finished()
        assert answer.ephemeral
        assert "kiwi-like[.]example[.]net" in answer.text
        assert "the server's own list" in answer.text
        assert LINK not in answer.text
        copy = fd.plant(here.general, why)
        for who in (here.bob, here.moderator, here.alice):
            refused = await (await fd.click(who, copy, why)).finished()
            assert "own list" not in refused.text


async def test_two_processes_on_one_database_act_once(fd: FakeDiscord, tmp_path: Path) -> None:
    here = home(fd)
    async with running(fd, tmp_path), running(fd, tmp_path):
        await guarded(here)
        message = await said(here)
        await gone(here, message)
        await card_with(here, "was removed")
        await fd.quiet()
        assert len(deletions(here, message)) == 1
        assert len(detection_cards(here)) == 1
        await policy(here, "channel", channel=here.general, mode="off")
        await fd.quiet(1.0)  # the process that did not take the command knows within a second
        stays = await said(here, f"{LINK}?later")
        await fd.quiet()
        assert fd.exists(stays)


async def test_without_message_content_nothing_is_scanned(fd: FakeDiscord, tmp_path: Path) -> None:
    fd.approved = I.PRIVILEGED & ~I.CONTENT
    here = home(fd)
    async with running(fd, tmp_path):
        await guarded(here)
        stays = await said(here)
        mentioned = await said(here, f"<@{fd.bot}> {LINK}")
        await fd.quiet()
        assert fd.exists(stays)
        assert fd.exists(mentioned)
