"""Reporters on the real process: reporting by direct message, hearing the end of it, being asked."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import PATIENCE, FakeDiscord, Interaction, message_text, walk_components
from localdiscord.faults import Moment
from tests.process.on_disk import end_mutes, owed
from tests.process.reports.driver import Reports, counted, reports, thanked
from tests.process.running import running, with_deaths_before_and_after
from tests.process.server import button, offers, server
from tests.wording import said, say, sentence

pytestmark = pytest.mark.process

LINK = "https://badforum.example/threads/5"


async def test_a_report_by_direct_message(fd: FakeDiscord, tmp_path: Path) -> None:
    here, there, idle = server(fd), server(fd, "Elsewhere"), server(fd, "Idle")
    desk = Reports(here)
    inbox = fd.dm_channel(here.alice)
    async with running(fd, tmp_path) as bot:
        said(await desk.form_by_mail(here.alice, link=LINK), "report-server-none")
        await here.set_up()
        await there.set_up()

        # Offered is where she is and Rowan is set up; with one such server she need not name it.
        offered = await fd.autocomplete(here.alice, inbox, "report", "server", server="")
        assert [(choice["name"], choice["value"]) for choice in offered] == [("Lighthouse", here.guild)]
        form = await desk.form_by_mail(here.alice, link=LINK)
        assert title_of(form) == say("report-form-title-for", server="Lighthouse")
        thanks = await desk.send(form)
        thanked(thanks, 1)
        said(thanks, "report-thanks-server", server="Lighthouse")
        assert thanks.ephemeral
        await desk.card(1, reports(1))

        # Where she is in several: by choice, by name; another's server is as unknown as one that is not there.
        fd.add_member(there.guild, here.alice)
        fd.add_member(idle.guild, here.alice)
        asked = await desk.form_by_mail(here.alice, link=f"{LINK}/asked")
        said(asked, "report-server-which", doubt="no")
        form = await desk.form_by_mail(here.alice, link=LINK, server="elsewhere")
        thanked(await desk.send(form), 2)
        await Reports(there).card(2)
        # What was typed is not typed again, also after a restart.
        await bot.restart(crash=True)
        form = await here.press(here.alice, asked.messages[-1], "report-for:*", there.guild)
        assert title_of(form) == say("report-form-title-for", server="Elsewhere")
        thanks = await desk.send(form)
        thanked(thanks, 3)
        said(thanks, "report-thanks-server", server="Elsewhere")
        await Reports(there).card(3, "hxxps://badforum[.]example/threads/5/asked")
        assert desk.cards(3) == []
        for name in ("Nowhere", "12345"):
            answer = await desk.form_by_mail(here.alice, link=LINK, server=name)
            said(answer, "report-server-unknown")
        bobs = await desk.form_by_mail(here.bob, link=LINK, server=there.guild)
        said(bobs, "report-server-unknown")
        said(await desk.form_by_mail(here.alice, link=LINK, server="Idle"), "error-not-set-up")

        # Verified again when it is sent, also after a restart; whoever left is not heard.
        kept = await desk.form_by_mail(here.alice, link=f"{LINK}/a", server=here.guild)
        left = await desk.form_by_mail(here.alice, link=f"{LINK}/b", server=there.guild)
        await bot.restart(crash=True)
        fd.remove_member(there.guild, here.alice)
        thanked(await desk.send(kept), 4)
        said(await desk.send(left), "report-server-unknown")
        with pytest.raises(PermissionError):
            await fd.slash(here.alice, inbox, "check", text=LINK)


async def test_where_discord_does_not_say_where_somebody_is_nobodys_moderators_are_guessed(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here, there = server(fd), server(fd, "Elsewhere")
    desk = Reports(here)
    fd.add_member(there.guild, here.alice)
    async with running(fd, tmp_path):
        await here.set_up()
        await there.set_up()
        who = "/guilds/{}/members/" + here.alice
        fd.inject("GET", who.format(there.guild), status=503, times=5)
        asked = await desk.form_by_mail(here.alice, link=LINK)
        said(asked, "report-server-which", doubt="yes")
        form = await here.press(here.alice, asked.messages[-1], "report-for:*", here.guild)
        thanked(await desk.send(form), 1)
        await desk.card(1)


async def test_a_question_and_its_answer_pass_by_pseudonym(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    async with running(fd, tmp_path) as bot:
        await here.set_up()
        await desk.report(here.alice, await here.post(here.bob, f"see {LINK}"))
        asked = await desk.ask(here.moderator, 1, f"where? see {LINK} or write to mod@mail.example")
        said(asked, "relay-asked", case=1)
        question = await desk.question(here.alice, sentence("relay-question", case=1))
        text = message_text(question)
        assert "hxxps://badforum[.]example" in text
        assert "mod@mail" not in text
        assert "Mod-Lighthouse" not in text

        # The form is open while the process dies; the answer arrives all the same, once.
        opened = await here.press(here.alice, question, "relay:*:answer")
        await _muted_until_now(desk, tmp_path)
        await bot.restart(crash=True)
        await desk.card(2, reports(1))  # what the mute kept back
        answer = "it is my neighbour, call +1 212 555 0147, https://badforum.example/x @everyone"
        sent = await here.send(opened, text=answer)
        said(sent, "relay-answer-sent")
        assert sent.ephemeral
        said(await here.send(opened, text=answer), "relay-answer-sent")
        shown = await here.in_review(sentence("relay-answered-title", case=1))
        for wanted in ("it is my neighbour", "█████", "hxxps://badforum[.]example/x"):
            assert wanted in message_text(shown)
        for hidden in ("555", "@everyone", here.alice, "alice"):
            assert hidden not in message_text(shown)
        await desk.card(1, counted(1, 1))

        # From the answer one may ask again; another's hands can do nothing; the reporter ends it.
        again = await here.press(here.second_moderator, shown, "relay:*:ask")
        await here.send(again, text="thank you, and when?")
        second = await desk.question(here.alice, "and when?")
        planted = fd.plant(here.general, button(second, "relay:*:answer"))
        said(await here.press(here.bob, planted, "relay:*:answer"), "relay-not-yours")
        planted = fd.plant(here.general, button(shown, "relay:*:ask"))
        said(await here.press(here.moderator, planted, "relay:*:ask"), "case-elsewhere")
        said(await here.press(here.alice, second, "relay:*:end"), "relay-end-done")
        said(await here.press(here.alice, second, "relay:*:answer"), "relay-ended")
        said(await desk.choose(here.moderator, 1, "reply"), "relay-nobody", case=1)
        asked_about = sentence("relay-question")
        assert sum(asked_about.stands_in(each) for each in here.mail(here.alice)) == 2


async def test_limits_hold_back_no_emergency_and_closed_direct_messages_are_noted(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    desk = Reports(here)
    fd.dms_closed.add(here.alice)
    async with running(fd, tmp_path, REPORTS_IN_5_MINUTES="1") as bot:
        await here.set_up()
        await desk.report(here.alice, await here.post(here.bob, f"see {LINK}"))
        await bot.restart(crash=True)
        other = await here.post(here.bob, f"see {LINK}/other")
        held = await desk.report(here.alice, other)
        said(held, "report-limit")
        assert "<t:" in held.text
        urgent = await desk.report(here.alice, other, category="threats")
        thanked(urgent, 2)
        said(urgent, "support-find")
        waiting = say("report-other", claimed="no", case=1)
        assert urgent.text.endswith(waiting)

        await desk.ask(here.moderator, 1, "where?")
        await desk.card(1, counted(1, 0, unreachable=1))
        await desk.dismiss(here.moderator, 1, "duplicate")
        inbox = f"/channels/{fd.dm_channel(here.alice)}/messages"
        await fd.until(lambda: len(fd.calls("POST", inbox)) == 2, what="the outcome is tried")
        async with asyncio.timeout(PATIENCE):
            while await owed(tmp_path, "outcome_notice"):
                await asyncio.sleep(0.1)  # until it is given up
        assert [call["status"] for call in fd.calls("POST", inbox)] == [403, 403]
        assert here.mail(here.alice) == []


async def test_the_end_is_told_once_whenever_the_process_dies(tmp_path: Path) -> None:
    await with_deaths_before_and_after(tmp_path, _told_once)


async def _told_once(fd: FakeDiscord, folder: Path, moment: Moment) -> None:
    here = server(fd)
    desk = Reports(here)
    async with running(fd, folder) as bot:
        await here.set_up()
        await desk.report(here.alice, await here.post(here.bob, f"see {LINK}"))
        form = await desk.press(here.moderator, 1, "dismiss")
        inbox = f"/channels/{fd.dm_channel(here.alice)}/messages"
        death = fd.crash_on(bot, "POST", inbox, moment=moment)
        await fd.submit_modal(form, {"reason": "no_violation"})
        await death.happened()
        fd.forget_nonces()  # the channel's own history must do
        await bot.start()
        await here.inbox(here.alice, sentence("outcome-left", case=1))
        await fd.quiet()
        assert len(here.mail(here.alice)) == 1


def title_of(form: Interaction) -> str:
    """What stands over a form that was opened."""
    assert form.modal is not None
    return str(form.modal["title"])


async def _muted_until_now(desk: Reports, folder: Path) -> None:
    """Alice is muted from case 1; her next report has a number and no card; then thirty days are over."""
    here = desk.server
    said(await desk.mute(here.moderator, 1, "1", "flooding"), "mute-done", days=30)
    message = await here.post(here.bob, f"see {LINK}/9")
    thanked(await desk.report(here.alice, message, category="scam"), 2)
    quiet = await here.command(here.moderator, "queue", state="quiet")
    scam = say("category-scam")
    said(quiet, "queue-line", case=2, category=scam)
    assert offers(quiet.messages[-1], "queue:card", "2")
    assert desk.cards(2) == []
    await end_mutes(folder)


async def test_a_message_named_by_its_link_goes_to_its_own_server(fd: FakeDiscord, tmp_path: Path) -> None:
    here, there = server(fd), server(fd, "Lighthouse")
    desk = Reports(here)
    async with running(fd, tmp_path):
        for each in (here, there):
            await each.set_up()
        fd.add_member(there.guild, here.alice)
        message = await there.post(there.moderator, "I know where you live")
        link = f"look: discord.com/channels/{there.guild}/{there.general}/{message['id']}"

        # Servers of one name are told apart.
        asked = await desk.form_by_mail(here.alice, link=LINK)
        said(asked, "report-server-which", doubt="no")
        (menu,) = [
            each for _, each in walk_components(asked.messages[-1]["components"]) if each.get("options")
        ]
        assert len({option["description"] for option in menu["options"]}) == 2

        # The form for another server is not taken; the form that the link opens is.
        other = await desk.form_by_mail(here.alice, link=link, server=here.guild)
        answer = await desk.send(other, category="threats", details="he is my ex")
        said(answer, "report-link-elsewhere", server="Lighthouse", here="Lighthouse")
        assert "he is my ex" in answer.text
        thanked(await desk.send(await desk.form_by_mail(here.alice, link=link)), 1)
        await Reports(there).card(1)
        assert desk.cards(1) == []
        said(await Reports(there).press(there.moderator, 1, "reveal"), "case-own-message", case="1")


async def test_a_message_that_discord_does_not_give_makes_no_case_about_its_address(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    desk = Reports(here)
    async with running(fd, tmp_path):
        await here.set_up()
        message = await here.post(here.moderator, "I know where you live")
        link = f"https://discord.com/channels/{here.guild}/{here.general}/{message['id']}"
        form = await desk.form_for_link(here.alice, link=link)
        fd.inject("GET", f"/channels/{here.general}/messages*", status=503, seconds=60)
        answer = await desk.send(form, category="threats", details="he is my ex")
        said(answer, "report-message-unread")
        assert "he is my ex" in answer.text
        assert desk.cards(1) == []
        fd.faults.end_all()
        again = await here.press(here.alice, answer.messages[-1], "form:again:*")
        thanked(await desk.send(again, category="threats", details="he is my ex"), 1)
        said(await desk.press(here.moderator, 1, "reveal"), "case-own-message", case="1")
