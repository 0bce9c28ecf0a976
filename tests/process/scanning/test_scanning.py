"""Everything a member can make others see, on the real process: removed or put to review, with the true reason."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, I, P, message_text
from tests.process.on_disk import owed_removals
from tests.process.running import running
from tests.process.scanning.driver import LINK, LISTED, Scanning
from tests.process.server import AT_ONCE, button, has_button, server
from tests.wording import said, sentence, unsaid

pytestmark = pytest.mark.process

REMOVED = sentence("detection-title-removed")
BUTTON = {"type": 1, "components": [{"type": 2, "style": 5, "label": "here", "url": LINK}]}
POLL = {
    "question": {"text": "where to?"},
    "answers": [{"answer_id": 1, "poll_media": {"text": LINK}}],
    "expiry": "2099-01-01T00:00:00+00:00",
    "allow_multiselect": False,
    "layout_type": 1,
}


async def test_every_surface_is_scanned(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    scanner = Scanning(here)
    forum = fd.add_channel(here.guild, "forum", type=15)
    voice = fd.add_channel(here.guild, "voice", type=2, bitrate=64000, user_limit=0)
    async with running(fd, tmp_path):
        await scanner.set_up()
        disguised = f"look: hxxps://{LISTED.replace('.', '[.]')}/x"
        await here.removed(await scanner.post(disguised), "a disguised link")
        clean = await scanner.post("nothing to see")
        await fd.edit(here.alice, clean, f"now {LINK}")
        await here.removed(clean, "an edited message")
        bare = await scanner.post("https://short.example.org/abc")
        await fd.unfurl(bare, {"type": "link", "url": LINK, "title": "A thread"})
        await here.removed(bare, "a late embed")
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
        forward = await scanner.post("", message_snapshots=[{"message": snapshot}])
        await here.removed(forward, "a forward")
        named = await scanner.post("photo", files=[(f"{LISTED}.png", b"x", "image/png")])
        await here.removed(named, "a file's name")
        await here.removed(await scanner.post("", poll=POLL), "a poll")
        by_hook = await fd.hook_send(here.general, "Luna", LINK)
        await here.removed(by_hook, "a webhook's message")
        await here.removed(await fd.hook_send(here.general, "Bot", "press", components=[BUTTON]), "a button")
        await here.removed(await fd.hook_send(here.general, f"at {LISTED}", "hello"), "a webhook's name")
        nested = [{"type": 17, "components": [{"type": 10, "content": f"deep down {LINK}"}]}]
        await here.removed(await fd.hook_send(here.general, "Bot", "", components=nested), "a nested text")
        await here.removed(await scanner.post(channel=voice), "a voice channel's text")
        thread = await fd.open_thread(here.alice, here.general, "cat pictures")
        await here.removed(await scanner.post(channel=thread), "a message in a thread")
        await fd.rename_thread(here.alice, thread, f"see {LISTED}")
        card = await scanner.card(sentence("detection-title-thread"), sentence("detection-thread-stays"))
        assert fd.channels[thread]["name"] == f"see {LISTED}"
        assert not has_button(card, "detection:*:delete")
        post = fd.make_thread(forum, here.alice, f"post about {LISTED}")
        await scanner.card(f"<#{post['id']}>")
        await scanner.card("Removals: 12")

        for each in scanner.cards():
            said(each, "detection-reason-own", pattern=f"`{LISTED.replace('.', '[.]')}`")
            said(each, "detection-rule-preset-gentle")
            assert "hxxps://" in message_text(each)
            assert f"https://{LISTED}" not in message_text(each)
        said(scanner.cards()[0], "detection-link-first-disguised")
        said(scanner.cards()[0], "how-scheme")

        await scanner.post("an e-mail: someone@kiwi-unlike.example.net and https://example.net/kiwi")
        in_review = await scanner.post(by=here.moderator, channel=here.review)
        await fd.quiet()
        assert fd.exists(in_review)
        assert len(scanner.cards()) == 3, "the removals share one; two names of threads have theirs"


async def test_undo_lets_it_stand_gives_the_text_back_and_lifts_the_timeout(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    timed_out = sentence("detection-timeout-set")
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        await scanner.policy("set", tier="own", action="timeout")
        await here.removed(await scanner.post(f"<@{here.bob}> **read** {LINK}"))
        card = await scanner.card(timed_out)
        member = fd.guilds[here.guild]["_members"][here.alice]
        assert member["communication_disabled_until"]
        # A button of another server, or of a message elsewhere, does nothing.
        copy = fd.plant(here.general, button(card, "detection:*:undo"))
        said(await scanner.undo(copy), "detection-elsewhere")
        said(await scanner.undo(copy, by=here.bob), "error-not-moderator")

        revealed = await scanner.press(here.moderator, card, "reveal")
        said(revealed, "detection-reveal")
        assert "||" not in revealed.text, "nothing is hidden twice in a private answer"
        assert LINK not in revealed.text

        await bot.restart(crash=True)
        card = await scanner.card(timed_out)
        clicks = [scanner.undo(card, by=by) for by in (here.moderator, here.second_moderator)]
        done, late = sorted(await asyncio.gather(*clicks), key=sentence("detection-undone-already").stands_in)
        said(done, "detection-undo-done")
        said(late, "detection-undone-already")
        await fd.until(lambda: not member["communication_disabled_until"], what="the timeout is lifted")
        note = await here.inbox(here.alice, sentence("undo-notice"), "hxxps://")
        assert LINK not in message_text(note)
        assert not note["mentions"]
        sent_back = sentence("detection-returned-sent")
        lifted = sentence("detection-timeout-lifted")
        await scanner.card(sentence("detection-settled-undone"), sent_back, lifted)
        stays = await scanner.post()
        await fd.quiet()
        assert fd.exists(stays)
        await fd.delete(
            here.alice, stays
        )  # else whoever still reads what was posted after the crash finds it when the exception is over
        assert len(here.letters(here.alice)) == 1

        # A long text goes back whole, as a file.
        await scanner.end_exception()
        long = f"{LINK}/long " + "https://example.org/page " * 140
        eve = fd.add_member(here.guild, "eve")
        await here.removed(await scanner.post(long, by=eve))
        await scanner.undo(await scanner.card("/long"))
        (file,) = (await here.inbox(eve, sentence("undo-notice-file")))["attachments"]
        held = fd.files[file["url"].partition("/cdn/")[2]][0].decode()
        assert held.count("hxxps://example[.]org/page") == 140
        assert "https://" not in held

        # Closed direct messages are noted, and not tried for ever.
        await scanner.end_exception()
        fd.dms_closed.add(here.bob)
        await here.removed(await scanner.post(f"{LINK}/bob", by=here.bob))
        await scanner.undo(await scanner.card("Bob-Lighthouse"))
        await scanner.card(sentence("detection-returned-closed"))


async def test_policy_decides_where_and_whom(fd: FakeDiscord, tmp_path: Path) -> None:
    here, other = server(fd), server(fd, "Harbour")
    scanner = Scanning(here)
    category = fd.add_channel(here.guild, "news", type=4)
    news = fd.add_channel(here.guild, "press", parent_id=category)
    trusted = fd.add_role(here.guild, "Journalists")
    reporter = fd.add_member(here.guild, "reporter", roles=[trusted])
    async with running(fd, tmp_path):
        untouched = await Scanning(other).post()
        await scanner.set_up()
        await scanner.policy("channel", channel=category, mode="log")
        counted = await scanner.post(channel=news)
        thread = await fd.open_thread(here.alice, news, "in depth")
        counted_too = await scanner.post(channel=thread)
        await scanner.policy("exempt", role=trusted)
        exempt = await scanner.post(by=reporter)
        await fd.quiet()
        for message in (untouched, counted, counted_too, exempt):
            assert fd.exists(message)
        assert scanner.cards() == []

        await scanner.policy("channel", channel=news, mode="enforce")
        inner = await scanner.post(f"{LINK}?a=1", channel=news)
        await here.removed(inner, "what stands where the inner channel's mode wins")
        await scanner.policy("set", tier="own", action="review", category="harassment")
        kept = await scanner.post(f"{LINK}?a=2")
        to_decide = sentence("detection-title-review")
        card = await scanner.card(to_decide, sentence("detection-rule-category"))
        await fd.edit(here.alice, kept, f"{LINK}?a=2 and more words")
        await fd.quiet()
        assert fd.exists(kept)
        assert len(scanner.cards()) == 2, "an edit around the same link is the same detection"
        await scanner.dismiss(card, "news_or_counter_speech", note="press")
        reason = sentence("dismiss-news_or_counter_speech")
        await scanner.card(sentence("detection-settled-dismissed"), reason)

        second = await scanner.post(f"{LINK}?a=3", by=here.bob)
        card = await scanner.card(to_decide, "Bob-Lighthouse")
        await scanner.press(here.moderator, card, "delete")
        await here.removed(second, "what a moderator deletes from the card")
        await scanner.card(sentence("detection-settled-deleted"), "Bob-Lighthouse")

        shown = await scanner.policy("show")
        said(shown, "policy-title", preset="gentle")
        said(shown, "category-harassment")
        for part in (f"<#{news}>", f"<@&{trusted}>"):
            assert part in shown.text
        unsaid(await scanner.policy("preset", name="strict"), "policy-preset-ended")
        refused = await here.command(here.moderator, "policy preset", _force=True, name="gentle")
        said(refused, "error-not-manager")


async def test_what_discord_refuses_is_told_and_tried_again(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        rights = int(fd.guilds[here.guild]["_roles"][fd.bot_role(here.guild)]["permissions"])
        fd.set_role_permissions(here.guild, fd.bot_role(here.guild), rights & ~P.MESSAGES)
        stands = await scanner.post()
        forbidden, trying = sentence("detection-title-forbidden"), sentence("detection-why-forbidden")
        await scanner.card(forbidden, trying)
        await bot.restart()
        assert fd.exists(stands)
        fd.set_role_permissions(here.guild, fd.bot_role(here.guild), rights)
        await here.removed(stands, "what was forbidden, once the permission is back,", AT_ONCE)
        await scanner.card(REMOVED)
        assert len(scanner.cards()) == 1

        fd.inject("DELETE", "/channels/*/messages/*", status=429, times=1, retry_after=0.1)
        await here.removed(await scanner.post(f"{LINK}?429"), "what met a rate limit")
        fd.inject("DELETE", "/channels/*/messages/*", status=500, times=1)
        await here.removed(await scanner.post(f"{LINK}?500"), "what met a fault of Discord's")
        fd.inject("DELETE", "/channels/*/messages/*", status=404, times=1, code=10008)
        await scanner.post(f"{LINK}?404")
        await scanner.card(sentence("detection-why-gone"))
        fd.inject("DELETE", "/channels/*/messages/*", status=403, times=1, code=50013)
        refused = await scanner.post(f"{LINK}?403")
        await scanner.card(forbidden)
        fd.set_overwrites(here.general, [])  # any change of a channel's rights is a reason to look again
        fd.set_overwrites(here.general, [{"id": here.guild, "type": 0, "allow": "0", "deny": "16"}])
        await here.removed(refused, "what was refused once", AT_ONCE)


async def test_a_crash_at_the_deletion_loses_nothing_and_counts_each_removal_once(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        for number, moment in enumerate(("before", "after"), start=1):
            crash = fd.crash_on(bot, "DELETE", "/channels/*/messages/*", moment=moment)
            message = await scanner.post(f"{LINK}?crash={moment}")
            await crash.happened()
            assert await owed_removals(tmp_path) == [(int(message["id"]), "pending", True)]
            missed = await scanner.post(f"{LINK}?away={moment}")
            edited = await scanner.post(f"fine for now {moment}")
            thread = fd.make_thread(here.general, here.alice, f"{moment} {LISTED}")
            await fd.edit(here.alice, edited, f"{LINK}?edited={moment}")
            await bot.start()
            for each in (message, missed, edited):
                await here.removed(each, f"{each['content']}, after the restart,")
            await scanner.card(f"<#{thread['id']}>")
            await scanner.card(f"Removals: {3 * number}")
        await fd.quiet()
        assert len(scanner.cards()) == 3, "one counts the removals; a name of a thread each round has its own"


async def test_the_text_goes_back_once_though_the_process_dies_at_it_and_its_author_may_ask_why(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        await here.removed(await scanner.post())
        card = await scanner.card(REMOVED)
        inbox = f"/channels/{fd.dm_channel(here.alice)}/messages"
        await here.told_of_removals(here.alice)
        crash = fd.crash_on(bot, "POST", inbox, moment="after")
        form = await scanner.press(here.moderator, card, "undo")
        await fd.submit_modal(form, {"scope": "site"})
        await crash.happened()
        fd.forget_nonces()  # the history of the direct messages must do
        await bot.start()
        await scanner.card(sentence("detection-returned-sent"))
        (note,) = here.letters(here.alice)
        answer = await scanner.press(here.alice, note, "why")
        assert answer.ephemeral
        said(answer, "undo-why", list="own", then="allowed", pattern=f"`{LISTED.replace('.', '[.]')}`")
        assert LINK not in answer.text
        copy = fd.plant(here.general, button(note, "detection:*:why"))
        for who in (here.bob, here.moderator, here.alice):
            refused = await scanner.press(who, copy, "why")
            assert refused.text
            unsaid(refused, "undo-why")
            assert LISTED.split(".", maxsplit=1)[0] not in refused.text


async def test_without_message_content_nothing_is_scanned(fd: FakeDiscord, tmp_path: Path) -> None:
    fd.approved = I.PRIVILEGED & ~I.CONTENT
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path):
        await scanner.set_up()
        stays = await scanner.post()
        mentioned = await scanner.post(f"<@{fd.bot}> {LINK}")
        await fd.quiet()
        assert fd.exists(stays)
        assert fd.exists(mentioned)
