"""The report desk on the real process: from a member's click to the moderators' decision."""

import asyncio
import copy
import hashlib
import json
import sqlite3
from pathlib import Path

import pytest

from localdiscord import FakeDiscord, P
from localdiscord.shapes import File, Json
from localdiscord.text import message_text
from tests.process.home import Home, home, running
from tests.process.reports.desk import LIST, card, cards, choose, click, posted, report, send_form

pytestmark = pytest.mark.process

LINK = "https://badforum.example/threads/5"


async def test_from_a_report_to_a_removed_message(fd: FakeDiscord, tmp_path: Path) -> None:
    here = home(fd)
    async with running(fd, tmp_path) as bot:
        early = await fd.slash(here.alice, here.general, "report", link=LINK)
        assert "set me up" in early.text
        alert = fd.add_role(here.guild, "Alert", 0)
        await here.set_up(alert_role=alert)

        # Two members, one message: one case, one card, counted.
        message = await posted(
            here,
            here.bob,
            f"look ||{LINK}?utm_source=x|| call +1 212 555 0147 @everyone",
            files=[("where-she-lives.png", b"a picture of a door", "image/png")],
            message_snapshots=[_forwarded(fd, ("gone.txt", b"nobody has it any more", "text/plain"))],
        )
        thanks = await report(here, here.alice, message)
        assert thanks.ephemeral
        assert "number **1**" in thanks.text
        assert "number **1**" in (await report(here, here.manager, message, details=f"and {LINK}/u/1")).text
        again = await report(here, here.alice, message, category="doxxing", details="she is at home")
        assert "reported this already" in again.text
        assert "findahelpline" in again.text
        emergency = await card(here, 1, "EMERGENCY")
        assert emergency["mention_roles"] == [alert]
        shown = message_text(emergency)
        assert "Reports: 2" in shown
        assert "`hxxps://badforum[.]example/threads/5`" in shown
        for hidden in ("https://badforum", "@everyone", "555", "at home", "alice", "u/1"):
            assert hidden not in shown

        # A link alone: with what the command got in the form; cases with one link name each other.
        opened = await fd.slash(
            here.alice, here.general, "report", link="hxxps://www.badforum[.]example/threads/5"
        )
        assert "badforum" in json.dumps(opened.modal)
        assert "number **2**" in (await send_form(here, opened)).text
        assert "hxxps://badforum[.]example/threads/5" in message_text(await card(here, 2, "same link: [1]"))
        await card(here, 1, "same link: 2")

        # What was open before a restart works after it: a form of each kind, and every button.
        message_form = await fd.context_menu(here.bob, "Report message", await posted(here, here.alice, "hi"))
        list_form = await click(here, here.moderator, 1, "list")
        await bot.restart(crash=True)
        assert "number **3**" in (await send_form(here, message_form)).text
        listed = await send_form(here, list_form, **LIST)
        assert "`badforum[.]example` stands on this server's list now" in listed.text
        assert "One other open case" in listed.text
        await fd.until(lambda: message["id"] in _deleted(fd), 5, "the message is removed")
        closed = message_text(await card(here, 1, "was removed"))
        assert "`badforum[.]example` was listed" in closed
        assert "Mod-Lighthouse" in closed

        # The offer to close what the pattern covers as well; reveal, dismiss, queue.
        related = await fd.click(here.moderator, listed.messages[-1], "case:1:related")
        assert "Case 2 is closed" in related.text
        await card(here, 2, "from another case")
        revealed = await choose(here, here.second_moderator, 1, "reveal")
        assert revealed.ephemeral
        assert "at home" in revealed.text
        assert "call █████" in revealed.text
        # Reported before the crash, hashed after it, from the local Discord's own files.
        digest = hashlib.sha256(b"a picture of a door").hexdigest()
        assert f"where-she-lives.png || · 19 B · SHA-256 `{digest}`" in revealed.text
        assert "gone.txt || · 22 B · no hash: I could not get the file any more" in revealed.text
        assert "https://" not in revealed.text
        dismissed = await send_form(
            here,
            await click(here, here.moderator, 3, "dismiss"),
            reason="news_or_counter_speech",
            note="a joke",
        )
        assert "news or counter-speech" in dismissed.text
        await card(here, 3, "a joke")
        assert "Nothing here" in (await fd.slash(here.moderator, here.general, "queue")).text
        queue = (await fd.slash(here.moderator, here.general, "queue", state="closed")).text
        assert "3 in all" in queue
        assert f"https://discord.com/channels/{here.guild}/{here.review}/" in queue

        # The same again after the end is a case that follows.
        follows = await report(here, here.bob, message)
        assert "number **4**" in follows.text
        await card(here, 4, "case [1](")
        assert [len(cards(here, number)) for number in (1, 2, 3, 4)] == [1, 1, 1, 1]


async def test_what_is_not_possible_is_a_sentence_and_changes_nothing(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here, there = home(fd), home(fd, "Elsewhere")
    async with running(fd, tmp_path):
        await here.set_up()
        await there.set_up()

        # Bad input: nothing is reported.
        for fields, sentence in [
            ({"link": "not a link at all"}, "cannot find a link"),
            ({"link": "javascript:alert(1)"}, "cannot find a link"),
            ({"link": ""}, "needs a link"),
            ({"link": "\ud800\x00\u202e"}, "cannot find a link"),
        ]:
            opened = await fd.slash(here.alice, here.general, "report")
            assert sentence in (await send_form(here, opened, **fields)).text
        hostile = "a." * 900 + "\u202e" + "||@everyone <@&1> `[x](https://evil.example)"
        message = await posted(
            here, here.bob, hostile, embeds=[{"title": hostile, "url": "https://evil.example"}]
        )
        assert "number **1**" in (await report(here, here.alice, message, details=hostile[:1000])).text
        own = await posted(here, here.moderator, f"do not go to {LINK}")
        assert "number **2**" in (await report(here, here.alice, own, category="threats")).text

        # Who may not: members, moderators of another server, the author, whoever lost the role.
        stands = copy.deepcopy(await card(here, 1))  # as it is rendered now, for a late click
        planted = fd.plant(there.general, "case:1:claim")
        assert "no such case" in (await fd.click(there.moderator, planted, "case:1:claim")).text
        planted = fd.plant(here.general, "case:1:claim")
        assert "Manage Messages" in (await fd.click(here.alice, planted, "case:1:claim")).text
        assert "do not belong" in (await fd.click(here.moderator, planted, "case:1:claim")).text
        for verb in ("claim", "list", "dismiss", "delete"):
            assert "message of yours" in (await click(here, here.moderator, 2, verb)).text
        assert "message of yours" in (await choose(here, here.moderator, 2, "reveal")).text
        form = await click(here, here.moderator, 1, "dismiss")
        fd.set_role_permissions(here.guild, _moderators(here), 0)
        assert "Manage Messages" in (await send_form(here, form, reason="duplicate")).text
        fd.set_role_permissions(here.guild, _moderators(here), P.MESSAGES)

        # Two clicks at once: one winner, the other hears who was first; then only the holder or a manager.
        both = await asyncio.gather(
            *(fd.click(who, stands, "case:1:claim") for who in (here.moderator, here.second_moderator))
        )
        answers = sorted(each.text for each in both)
        assert "is being handled by" in answers[0]
        assert "You are handling" in answers[1]
        loser = both[0].user if "is being handled" in both[0].text else both[1].user
        await card(here, 1, "Claimed by")
        assert "until they release it" in (await click(here, loser, 1, "dismiss")).text
        assert "open for everybody" in (await choose(here, here.manager, 1, "release")).text
        await card(here, 1, "Open")

        # The message goes; deleting again says so; the case is still there to be decided.
        assert "is deleted" in (await click(here, loser, 1, "delete")).text
        assert "gone already" in (await fd.click(loser, stands, "case:1:delete")).text
        await card(here, 1, "was removed")
        lost = fd.add_channel(here.guild, "soon-gone")
        there_once = await fd.send(here.bob, lost, "see https://otherforum.example/x")
        assert there_once is not None
        assert "number **3**" in (await report(here, here.alice, there_once)).text
        await card(here, 3)
        fd.delete_channel(lost)
        assert "before me" in (await click(here, loser, 3, "delete")).text
        await fd.delete(here.moderator, own)
        await card(here, 2, "The message is gone")

        # What a moderator wrote is a manager's to know of, by itself; never that moderator's.
        await fd.until(lambda: "somebody who moderates" in _told(fd, here.manager), 8, "a manager is told")
        assert _told(fd, here.moderator) == ""


async def test_reports_are_taken_while_cards_have_to_wait(fd: FakeDiscord, tmp_path: Path) -> None:
    here = home(fd)
    message = await posted(here, here.bob, f"see {LINK}")
    async with running(fd, tmp_path):
        await here.set_up()
        fd.make_public(here.review)
        assert "number **1**" in (await report(here, here.alice, message)).text
        await fd.until(
            lambda: "can now be read by everyone" in _told(fd, here.manager), 5, "the manager is told"
        )
        queue = await fd.slash(here.moderator, here.general, "queue")
        assert "Everyone can read the review channel" in queue.text
        assert "card not posted yet" in queue.text
        assert cards(here, 1) == []
        fd.make_private(here.review, [fd.bot, _moderators(here)])
        await card(here, 1)

        fd.delete_channel(here.review)
        other = await posted(here, here.bob, "see https://otherforum.example/a")
        assert "number **2**" in (await report(here, here.alice, other)).text
        await fd.until(lambda: "is gone" in _told(fd, here.manager), 5, "the manager is told")
        here.review = fd.add_channel(here.guild, "new-review", private_to=[fd.bot, _moderators(here)])
        await here.set_up()
        await card(here, 2)
        await card(here, 1)


async def test_what_discord_refuses_is_done_later(fd: FakeDiscord, tmp_path: Path) -> None:
    here = home(fd)
    async with running(fd, tmp_path):
        await here.set_up()
        sends, edits = f"/channels/{here.review}/messages", f"/channels/{here.review}/messages/*"
        codes = {404: 10003, 403: 50013}
        for number, (status, times) in enumerate(((500, 1), (429, 1), (404, 1), (403, 2)), start=1):
            fd.inject("POST", sends, status=status, code=codes.get(status, 0), times=times)
            message = await posted(here, here.bob, f"{LINK}/{number}")
            assert f"number **{number}**" in (await report(here, here.alice, message)).text
            if times > 1:  # one refusal may pass; what does not pass is a manager's to put right
                await fd.until(
                    lambda: "may no longer post" in _told(fd, here.manager), 8, "a manager is told"
                )
                await here.set_up()
            await card(here, number, seconds=8)
        for number, status in ((1, 500), (2, 403)):
            fd.inject("PATCH", edits, status=status, code=codes.get(status, 0))
            assert "You are handling" in (await click(here, here.moderator, number, "claim")).text
            await card(here, number, "Claimed by", seconds=8)


async def test_a_member_always_hears_the_truth_while_the_database_is_locked(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = home(fd)
    message = await posted(here, here.bob, LINK)
    async with running(fd, tmp_path):
        await here.set_up()
        early = await fd.context_menu(here.alice, "Report message", message)
        late = await fd.context_menu(here.manager, "Report message", message)
        other = sqlite3.connect(tmp_path / "rowan.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        waits_too_long = asyncio.create_task(send_form(here, early))
        # A form needs its draft saved, and Discord gives three seconds for it.
        unopened = await fd.context_menu(here.alice, "Report message", message)
        assert unopened.modal is None
        assert "could not save" in unopened.text
        assert "could not save" in (await waits_too_long).text
        waits = asyncio.create_task(send_form(here, late))
        await asyncio.sleep(1)
        other.execute("ROLLBACK")
        other.close()
        assert "number **1**" in (await waits).text
        assert "Reports: 1" in message_text(await card(here, 1))
        # What was refused was not done, and can be done again by the same form.
        assert "number **1**" in (await send_form(here, early)).text
        await card(here, 1, "Reports: 2")


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


def _moderators(here: Home) -> str:
    roles = here.fd.guilds[here.guild]["_roles"]
    return next(role for role, about in roles.items() if about["name"] == "Moderators")


def _told(fd: FakeDiscord, person: str) -> str:
    return "\n".join(message_text(message) for message in fd.dms(person))


def _deleted(fd: FakeDiscord) -> list[str]:
    return [gone["message"]["id"] for gone in fd.deleted]
