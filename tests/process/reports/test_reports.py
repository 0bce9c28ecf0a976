"""Reports on the real process: from a member's click to the moderators' decision."""

import asyncio
import hashlib
import json
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, Json, P, message_text
from localdiscord.shapes import File
from tests.process.on_disk import end_wait_for_hashes, held_by_another_program
from tests.process.reports.driver import LIST, Reports, reports, thanked
from tests.process.running import running
from tests.process.server import offers, server
from tests.wording import said, sentence, unsaid

pytestmark = pytest.mark.process

LINK = "https://badforum.example/threads/5"


async def test_from_a_report_to_a_removed_message(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    async with running(fd, tmp_path) as bot:
        said(await here.command(here.alice, "report", link=LINK), "error-not-set-up")
        alert = fd.add_role(here.guild, "Alert", 0)
        await here.set_up(alert_role=alert)

        # Two members, one message: one case, one card, counted.
        message = await here.post(
            here.bob,
            f"look ||{LINK}?utm_source=x|| call +1 212 555 0147 @everyone",
            files=[("where-she-lives.png", b"a picture of a door", "image/png")],
            message_snapshots=[_forwarded(fd, ("gone.txt", b"nobody has it any more", "text/plain"))],
        )
        thanks = await desk.report(here.alice, message)
        assert thanks.ephemeral
        thanked(thanks, 1)
        thanked(await desk.report(here.manager, message, details=f"and {LINK}/u/1"), 1)
        again = await desk.report(here.alice, message, category="doxxing", details="she is at home")
        said(again, "report-thanks-added", case=1)
        said(again, "support-find")
        emergency = await desk.card(1, sentence("case-title", emergency="yes"), reports(2))
        assert emergency["mention_roles"] == [alert]
        shown = message_text(emergency)
        assert "`hxxps://badforum[.]example/threads/5`" in shown
        for hidden in ("https://badforum", "@everyone", "555 0147", "at home", "alice", "u/1"):
            assert hidden not in shown

        # A link alone: with what the command got in the form; cases with one link name each other.
        opened = await desk.form_for_link(here.alice, link="hxxps://www.badforum[.]example/threads/5")
        assert "badforum" in json.dumps(opened.modal)
        thanked(await desk.send(opened), 2)
        await desk.card(2, sentence("case-related"), "[1](", "hxxps://badforum[.]example/threads/5")
        await desk.card(1, sentence("case-related", cases="2"))

        # What was open before a restart works after it: a form of each kind, and every button.
        message_form = await desk.form_about(here.bob, await here.post(here.alice, "hi"))
        list_form = await desk.press(here.moderator, 1, "list")
        await bot.kill()
        await end_wait_for_hashes(tmp_path)
        await bot.start()
        thanked(await desk.send(message_form), 3)
        listed = await here.send(list_form, **LIST)
        said(listed, "case-listed", new="yes", pattern="`badforum[.]example`", case=1)
        said(listed, "case-listed-related", count=1)
        await here.removed(message)
        by_mod = sentence(
            "case-state-closed-listed", name="**Mod-Lighthouse**", pattern="`badforum[.]example`"
        )
        await desk.card(1, sentence("case-message-removed"), by_mod)

        # The offer to close what the pattern covers as well; reveal, dismiss, queue.
        related = await here.press(here.moderator, listed.messages[-1], "case:1:related")
        said(related, "case-related-closed", count=1, cases="2")
        await desk.card(2, sentence("case-state-closed-related"))
        # Reported before the crash, hashed before or after it, from the local Discord's own files.
        digest = hashlib.sha256(b"a picture of a door").hexdigest()
        hashed = sentence("reveal-hash-hashed", sha256=f"`{digest}`")
        gone = sentence("reveal-hash-gone")
        revealed = await desk.reveal(here.second_moderator, 1, hashed, gone)
        assert revealed.ephemeral
        assert "at home" in revealed.text
        assert "call █████" in revealed.text
        for name, size, hash_ in (("where-she-lives.png", "19 B", hashed), ("gone.txt", "22 B", gone)):
            lines = [line for line in revealed.text.splitlines() if f"{name} · {size} · " in line]
            assert len(lines) == 1
            assert hash_.stands_in(lines[0])
        assert "https://" not in revealed.text
        dismissed = await desk.dismiss(here.moderator, 3, "news_or_counter_speech", note="a joke")
        said(dismissed, "case-dismissed", case=3)
        said(dismissed, "dismiss-news_or_counter_speech")
        await desk.card(3, "a joke")
        said(await here.command(here.moderator, "queue"), "queue-empty")
        queue = await here.command(here.moderator, "queue", state="closed")
        said(queue, "queue-title-closed", total=3)
        assert f"https://discord.com/channels/{here.guild}/{here.review}/" in queue.text

        # The same again after the end is a case that follows.
        thanked(await desk.report(here.bob, message), 4)
        await desk.card(4, sentence("case-ended"), "[1](")
        assert [len(desk.cards(number)) for number in (1, 2, 3, 4)] == [1, 1, 1, 1]


async def test_what_is_not_possible_is_a_sentence_and_changes_nothing(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here, there = server(fd), server(fd, "Elsewhere")
    desk = Reports(here)
    async with running(fd, tmp_path):
        await here.set_up()
        await there.set_up()

        # Bad input: nothing is reported.
        for link, refusal in [
            ("not a link at all", "report-link-unreadable"),
            ("javascript:alert(1)", "report-link-unreadable"),
            ("", "report-link-missing"),
            ("\ud800\x00\u202e", "report-link-unreadable"),
        ]:
            said(await desk.send(await desk.form_for_link(here.alice), link=link), refusal)
        hostile = "a." * 900 + "\u202e" + "||@everyone <@&1> `[x](https://evil.example)"
        embed = {"title": hostile, "url": "https://evil.example"}
        message = await here.post(here.bob, hostile, embeds=[embed])
        thanked(await desk.report(here.alice, message, details=hostile[:1000]), 1)
        own = await here.post(here.moderator, f"do not go to {LINK}")
        thanked(await desk.report(here.alice, own, category="threats"), 2)

        # Who may not: members, moderators of another server, the author, whoever lost the role.
        stands = await desk.as_it_stands(1)
        planted = fd.plant(there.general, "case:1:claim")
        said(await there.press(there.moderator, planted, "case:1:claim"), "case-unknown")
        planted = fd.plant(here.general, "case:1:claim")
        said(await here.press(here.alice, planted, "case:1:claim"), "error-not-moderator")
        said(await here.press(here.moderator, planted, "case:1:claim"), "case-elsewhere")
        card = await desk.card(2, sentence("case-about-moderator"))
        for verb in ("claim", "list", "dismiss", "delete"):
            assert not offers(card, f"case:2:{verb}")
        said(await desk.press(here.moderator, 2, "reveal"), "case-own-message", case=2)
        form = await desk.press(here.moderator, 1, "dismiss")
        here.rights_of_moderators(0)
        said(await here.send(form, reason="duplicate"), "error-not-moderator")
        here.rights_of_moderators(P.MESSAGES)

        # Two clicks at once: one winner, the other hears who was first; then only the holder or a manager.
        both = await asyncio.gather(
            *(fd.click(who, stands, "case:1:claim") for who in (here.moderator, here.second_moderator))
        )
        winner, loser = sorted(both, key=sentence("case-held-by", case=1).stands_in)
        said(winner, "case-claimed", case=1)
        said(loser, "case-held-by", case=1)
        await desk.card(1, sentence("case-state-claimed"))
        said(await desk.press(loser.user, 1, "dismiss"), "case-held-by", case=1)
        said(await desk.choose(here.manager, 1, "release"), "case-released", case=1)
        await desk.card(1, sentence("case-state-open"))

        # The message goes; deleting again says so; the case is still there to be decided.
        said(await desk.press(loser.user, 1, "delete"), "case-deleted", case=1)
        said(await here.press(loser.user, stands, "case:1:delete"), "case-message-gone")
        await desk.card(1, sentence("case-message-removed"))
        lost = fd.add_channel(here.guild, "soon-gone")
        there_once = await here.post(here.bob, "see https://otherforum.example/x", channel=lost)
        thanked(await desk.report(here.alice, there_once), 3)
        held = await desk.as_it_stands(3)
        fd.delete_channel(lost)
        await desk.card(3, sentence("case-message-deleted"))
        said(await here.press(loser.user, held, "case:3:delete"), "case-message-gone")
        await fd.delete(here.moderator, own)
        await desk.card(2, sentence("case-message-deleted"))

        # What a moderator wrote is a manager's to know of, by itself; never that moderator's.
        await here.inbox(here.manager, sentence("concerned-title"))
        assert here.mail(here.moderator) == []


async def test_reports_are_taken_while_cards_have_to_wait(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    message = await here.post(here.bob, f"see {LINK}")
    async with running(fd, tmp_path):
        await here.set_up()
        fd.make_public(here.review)
        thanked(await desk.report(here.alice, message), 1)
        await here.inbox(here.manager, sentence("notice-review-public"))
        queue = await here.command(here.moderator, "queue")
        said(queue, "queue-problem-public")
        said(queue, "queue-no-card")
        assert desk.cards(1) == []
        fd.make_private(here.review, [fd.bot, here.role("Moderators")])
        await desk.card(1)

        fd.delete_channel(here.review)
        other = await here.post(here.bob, "see https://otherforum.example/a")
        thanked(await desk.report(here.alice, other), 2)
        await here.inbox(here.manager, sentence("notice-review-deleted"))
        here.review = here.private_channel("new-review")
        await here.set_up()
        await desk.card(2)
        await desk.card(1)


async def test_no_card_stands_before_a_role_that_nearly_everybody_has(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    desk = Reports(here)
    verified = fd.add_role(here.guild, "Verified", 0)
    for person in (here.alice, here.bob):
        fd.give_role(here.guild, person, verified)
    gate = here.private_channel("gate", verified)
    async with running(fd, tmp_path) as bot:
        answer = await here.command(here.manager, "setup", review_channel=gate)
        said(answer, "setup-review-open", channel=f"<#{gate}>")
        assert f"<@&{verified}>" in answer.text
        await here.set_up()
        team = [fd.bot, here.role("Moderators"), here.role("Managers")]
        fd.make_private(here.review, [*team, verified])
        thanked(await desk.report(here.alice, await here.post(here.bob, f"see {LINK}")), 1)
        await here.inbox(here.manager, sentence("notice-review-open"), "**Verified**")
        await bot.restart(crash=True)
        await fd.quiet()
        assert desk.cards(1) == []
        fd.make_private(here.review, team)
        await desk.card(1)

        # The role that Discord keeps for Rowan lets nobody else in, whatever it gives.
        own = fd.bot_role(here.guild)
        fd.set_role_permissions(here.guild, own, P.DEFAULT)
        fd.make_private(here.review, [*team, own])
        unsaid(await here.command(here.manager, "setup"), "setup-review-is-open")

        # What opened it is gone, or makes moderators now: as good as a channel that was closed.
        for number, mend in (
            (2, lambda: fd.set_role_permissions(here.guild, verified, P.MESSAGES)),
            (3, lambda: fd.delete_role(here.guild, verified)),
        ):
            fd.set_role_permissions(here.guild, verified, 0)
            fd.make_private(here.review, [*team, verified])
            thanked(await desk.report(here.alice, await here.post(here.bob, f"{LINK}/{number}")), number)
            await fd.quiet()
            assert desk.cards(number) == []
            mend()
            await desk.card(number)


async def test_what_discord_refuses_is_done_later(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    async with running(fd, tmp_path):
        await here.set_up()
        sends, edits = f"/channels/{here.review}/messages", f"/channels/{here.review}/messages/*"
        codes = {404: 10003, 403: 50013}
        for number, (status, times) in enumerate(((500, 1), (429, 1), (404, 1), (403, 2)), start=1):
            fd.inject("POST", sends, status=status, code=codes.get(status, 0), times=times)
            thanked(await desk.report(here.alice, await here.post(here.bob, f"{LINK}/{number}")), number)
            if times > 1:  # one refusal may pass; what does not pass is a manager's to put right
                await here.inbox(here.manager, sentence("notice-review-forbidden"))
                await here.set_up()
            await desk.card(number)
        for number, status in ((1, 500), (2, 403)):
            fd.inject("PATCH", edits, status=status, code=codes.get(status, 0))
            said(await desk.press(here.moderator, number, "claim"), "case-claimed", case=number)
            await desk.card(number, sentence("case-state-claimed"))


async def test_a_member_always_hears_the_truth_while_the_database_is_locked(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    desk = Reports(here)
    message = await here.post(here.bob, LINK)
    async with running(fd, tmp_path):
        await here.set_up()
        early = await desk.form_about(here.alice, message)
        late = await desk.form_about(here.manager, message)
        async with held_by_another_program(tmp_path):
            waits_too_long = asyncio.create_task(desk.send(early))
            # A form needs its draft saved, and Discord gives three seconds for it.
            unopened = await desk.form_about(here.alice, message)
            assert unopened.modal is None
            said(unopened, "error-storage-busy")
            said(await waits_too_long, "error-storage-busy")
            waits = asyncio.create_task(desk.send(late))
            await asyncio.sleep(1)  # it is held, and let go of in time
        thanked(await waits, 1)
        await desk.card(1, reports(1))
        # What was refused was not done, and can be done again by the same form.
        thanked(await desk.send(early), 1)
        await desk.card(1, reports(2))


def _forwarded(fd: FakeDiscord, file: File) -> Json:
    """A forwarded message, whose file has gone since."""
    attachment = fd.store_file("attachments/9", file)
    fd.files.clear()
    return {
        "message": {
            "type": 0,
            "content": "from elsewhere",
            "embeds": [],
            "attachments": [attachment],
            "timestamp": "2026-01-01T00:00:00+00:00",
            "edited_timestamp": None,
            "flags": 0,
        }
    }
