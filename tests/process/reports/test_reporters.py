"""Reporters on the real process: reporting by direct message, hearing the end of it, being asked."""

import asyncio
import re
import sqlite3
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from localdiscord.faults import Moment
from localdiscord.shapes import Json
from localdiscord.text import message_text
from tests.process.home import Home, home, running
from tests.process.reports.desk import card, cards, choose, click, posted, report, send_form

pytestmark = pytest.mark.process

LINK = "https://badforum.example/threads/5"


def told(fd: FakeDiscord, person: str) -> list[str]:
    """What Rowan wrote to somebody, message by message."""
    return [message_text(message) for message in fd.dms(person)]


async def test_a_report_by_direct_message(fd: FakeDiscord, tmp_path: Path) -> None:
    here, there, idle = home(fd), home(fd, "Elsewhere"), home(fd, "Idle")
    inbox = fd.dm_channel(here.alice)
    async with running(fd, tmp_path) as bot:
        assert "no server with you" in (await fd.slash(here.alice, inbox, "report", link=LINK)).text
        await here.set_up()
        await there.set_up()

        # Offered is where she is and Rowan is set up; with one such server she need not name it.
        offered = await fd.autocomplete(here.alice, inbox, "report", "server", server="")
        assert [(choice["name"], choice["value"]) for choice in offered] == [("Lighthouse", here.guild)]
        opened = await fd.slash(here.alice, inbox, "report", link=LINK)
        thanks = await send_form(here, opened)
        assert "number **1**" in thanks.text
        assert thanks.ephemeral
        await card(here, 1, "Reports: 1")

        # Where she is in several: by choice, by name; another's server is as unknown as one that is not there.
        fd.add_member(there.guild, here.alice)
        fd.add_member(idle.guild, here.alice)
        await asyncio.sleep(0)
        assert "more than one server" in (await fd.slash(here.alice, inbox, "report", link=LINK)).text
        form = await fd.slash(here.alice, inbox, "report", link=LINK, server="elsewhere")
        assert "number **2**" in (await send_form(here, form)).text
        await card(there, 2)
        for server in ("Nowhere", "12345"):
            answer = await fd.slash(here.alice, inbox, "report", link=LINK, server=server)
            assert "no such server" in answer.text
        bobs = await fd.slash(here.bob, fd.dm_channel(here.bob), "report", link=LINK, server=there.guild)
        assert "no such server" in bobs.text
        assert "set me up" in (await fd.slash(here.alice, inbox, "report", link=LINK, server="Idle")).text

        # Verified again when it is sent, also after a restart; whoever left is not heard.
        kept = await fd.slash(here.alice, inbox, "report", link=f"{LINK}/a", server=here.guild)
        left = await fd.slash(here.alice, inbox, "report", link=f"{LINK}/b", server=there.guild)
        await bot.restart(crash=True)
        fd.remove_member(there.guild, here.alice)
        assert "number **3**" in (await send_form(here, kept)).text
        assert "no such server" in (await send_form(here, left)).text
        with pytest.raises(PermissionError):
            await fd.slash(here.alice, inbox, "support")


async def test_a_question_and_its_answer_pass_by_pseudonym(fd: FakeDiscord, tmp_path: Path) -> None:
    here = home(fd)
    async with running(fd, tmp_path) as bot:
        await here.set_up()
        message = await posted(here, here.bob, f"see {LINK}")
        await report(here, here.alice, message)
        form = await choose(here, here.moderator, 1, "reply")
        asked = await send_form(here, form, text=f"where? see {LINK} or write to mod@mail.example")
        assert "of case 1" in asked.text
        question = await inbox_of(fd, here.alice, "have a question about your report 1")
        text = message_text(question)
        assert "hxxps://badforum[.]example" in text
        assert "mod@mail" not in text
        assert "Mod-Lighthouse" not in text
        assert "Never say who you are" in text

        # The form is open while the process dies; the answer arrives all the same, once.
        opened = await fd.click(here.alice, question, "Answer")
        await _muted_until_now(here, tmp_path)
        await bot.restart(crash=True)
        await card(here, 2, "Reports: 1")  # what the mute kept back
        answer = "it is my neighbour, call +1 212 555 0147, https://badforum.example/x @everyone"
        sent = await send_form(here, opened, text=answer)
        assert "on its way" in sent.text
        assert sent.ephemeral
        assert "on its way" in (await send_form(here, opened, text=answer)).text
        shown = await in_review(here, "answered")
        for wanted in ("it is my neighbour", "█████", "hxxps://badforum[.]example/x", "Case 1: reporter"):
            assert wanted in message_text(shown)
        for hidden in ("555", "@everyone", here.alice, "alice"):
            assert hidden not in message_text(shown)
        await card(here, 1, "Questions to reporters: 1 · answers: 1")

        # From the answer one may ask again; another's hands can do nothing; the reporter ends it.
        again = await fd.click(here.second_moderator, shown, "Ask again")
        await send_form(here, again, text="thank you, and when?")
        second = await inbox_of(fd, here.alice, "and when?")
        planted = fd.plant(here.general, f"relay:{relay_id(second)}:answer")
        assert "not yours" in (await fd.click(here.bob, planted, f"relay:{relay_id(second)}:answer")).text
        planted = fd.plant(here.general, f"relay:{relay_id(shown)}:ask")
        stolen = await fd.click(here.moderator, planted, f"relay:{relay_id(shown)}:ask")
        assert "do not belong" in stolen.text
        assert "can ask you no more" in (await fd.click(here.alice, second, "No more questions")).text
        assert "wanted no more" in (await fd.click(here.alice, second, "Answer")).text
        assert "No reporter of case 1" in (await choose(here, here.moderator, 1, "reply")).text
        assert len([each for each in told(fd, here.alice) if "have a question" in each]) == 2


async def test_limits_hold_back_no_emergency_and_closed_direct_messages_are_noted(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = home(fd)
    fd.dms_closed.add(here.alice)
    async with running(fd, tmp_path, REPORTS_IN_5_MINUTES="1") as bot:
        await here.set_up()
        await report(here, here.alice, await posted(here, here.bob, f"see {LINK}"))
        await bot.restart(crash=True)
        other = await posted(here, here.bob, f"see {LINK}/other")
        held = await report(here, here.alice, other)
        assert "this one was not sent" in held.text
        assert "<t:" in held.text
        urgent = await report(here, here.alice, other, category="threats")
        assert "number **2**" in urgent.text
        assert "<https://findahelpline.com>" in urgent.text
        assert "open reports: **1** (waiting)" in urgent.text

        await send_form(here, await choose(here, here.moderator, 1, "reply"), text="where?")
        await card(here, 1, "not delivered, since they take no direct messages: 1")
        await send_form(here, await click(here, here.moderator, 1, "dismiss"), reason="duplicate")
        inbox = f"/channels/{fd.dm_channel(here.alice)}/messages"
        await fd.until(lambda: len(fd.calls("POST", inbox)) == 2, 5, "the outcome is tried")
        await asyncio.sleep(2.5)  # a failure that passes is tried again after two seconds
        assert [call["status"] for call in fd.calls("POST", inbox)] == [403, 403]
        assert told(fd, here.alice) == []


async def test_the_end_is_told_once_whenever_the_process_dies(tmp_path: Path) -> None:
    moments: list[Moment] = ["before", "after"]
    await asyncio.gather(*(_told_once(tmp_path / moment, moment) for moment in moments))


async def _told_once(folder: Path, moment: Moment) -> None:
    folder.mkdir()
    fd = await FakeDiscord().start()
    here = home(fd)
    try:
        async with running(fd, folder) as bot:
            await here.set_up()
            await report(here, here.alice, await posted(here, here.bob, f"see {LINK}"))
            form = await click(here, here.moderator, 1, "dismiss")
            inbox = f"/channels/{fd.dm_channel(here.alice)}/messages"
            death = fd.crash_on(bot, "POST", inbox, moment=moment)
            await fd.submit_modal(form, {"reason": "no_violation"})
            await death.happened()
            fd.forget_nonces()  # the channel's own history must do
            await bot.start()
            await inbox_of(fd, here.alice, "leave things as they are", seconds=20)
            await asyncio.sleep(0.5)
            assert len(told(fd, here.alice)) == 1
    finally:
        await fd.stop()


async def _muted_until_now(here: Home, folder: Path) -> None:
    """Alice is muted from case 1; her next report has a number and no card; then thirty days are over."""
    asked = await choose(here, here.moderator, 1, "mute")
    menu = asked.messages[-1]
    form = await here.fd.select(here.moderator, menu, "case:1:mute", ["1"])
    assert "make no card" in (await send_form(here, form, reason="flooding")).text
    message = await posted(here, here.bob, f"see {LINK}/9")
    assert "number **2**" in (await report(here, here.alice, message, category="scam")).text
    quiet = await here.fd.slash(here.moderator, here.general, "queue", state="quiet")
    assert "**2** · Scam" in quiet.text
    assert "queue:card" in str(quiet.messages[-1])
    assert cards(here, 2) == []
    other = sqlite3.connect(folder / "rowan.db", isolation_level=None)
    other.execute("UPDATE reporter_mutes SET expires_at = 0")
    other.execute("UPDATE leases SET expires_at = 0 WHERE name = 'job:unmuted'")  # a minute passes
    other.close()


async def inbox_of(fd: FakeDiscord, person: str, showing: str, seconds: float = 5) -> Json:
    """The message in somebody's inbox, once it is there."""

    def found() -> Json | None:
        return next((each for each in fd.dms(person) if showing in message_text(each)), None)

    seen: Json = await fd.until(found, seconds, f"{showing!r} in the inbox")
    return seen


async def in_review(here: Home, showing: str) -> Json:
    """The message in the review channel, once it is there; one alone."""

    def found() -> list[Json]:
        return [each for each in here.fd.bot_messages(here.review) if showing in message_text(each)]

    seen: list[Json] = await here.fd.until(found, 5, f"{showing!r} in the review channel")
    assert len(seen) == 1
    return seen[0]


def relay_id(message: Json) -> str:
    """Which question or answer it is."""
    found = re.search(r"relay:(\d+):", str(message["components"]))
    assert found is not None
    return found[1]
