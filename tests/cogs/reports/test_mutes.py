"""Muting a reporter by their name in a case."""

import re
from typing import Any

import pytest

from core.base.errors import UserError
from core.base.ids import CaseId
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import send, shown, told
from tests.wording import said, say, sentence, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def test_a_reporter_is_muted_by_the_name_of_the_case_and_cannot_tell(stage: ReportsStage) -> None:
    await stage.reported("see a.example", category="scam")
    asked = await stage.choose(1, "mute")
    (pseudonym,) = re.findall(r"^Reporter ([A-Z0-9]{4})$", told(asked), re.MULTILINE)
    said(told(asked), "mute-reporter", pseudonym=pseudonym)
    assert str(stage.member.id) not in told(asked)
    form = await stage.moderator.select(asked.response, ["1"], custom_id="case:1:mute")
    done = await send(stage.moderator, form, reason="flooding")
    said(told(done), "mute-done", pseudonym=pseudonym)

    await stage.reported("see b.example", category="scam")  # the member is thanked as always
    assert stage.cards(2) == []
    queue = told(await stage.queue())
    said(queue, "queue-muted")
    said(queue, "queue-quiet-hint")
    await _opened_from_the_queue(stage)
    await stage.reported("see c.example", category="threats")
    assert stage.card(3)
    await stage.reported("see d.example", category="scam")

    # A mute is shown where it was decided, and nowhere else.
    said(told(await stage.choose(3, "mute")), "mute-choose")
    unsaid(told(await stage.choose(3, "mute")), "mute-until")
    asked = await stage.choose(1, "mute")
    said(told(asked), "mute-until")
    ended = await stage.moderator.select(asked.response, ["1"], custom_id="case:1:mute")
    said(told(ended), "mute-ended", pseudonym=pseudonym)
    await stage.work()
    assert stage.card(4)
    moderator, mute = stage.caller_who_moderates(stage.moderator), stage.services.mutes.mute
    with pytest.raises(UserError, match="mute-gone"):
        await mute(moderator, CaseId(1), "99", "abuse")
    with pytest.raises(UserError, match="case-form-unreadable"):
        await mute(moderator, CaseId(1), "1", "boredom")


async def _opened_from_the_queue(stage: ReportsStage) -> None:
    """Case 2 has no card; a moderator who did not write its message gets it, with everything that can be done."""
    page = await stage.queue(state="quiet")
    assert page.ephemeral
    said(told(page), "queue-title-quiet", total=1)

    give_card = stage.services.card_again.give
    author = stage.caller(stage.author, manage_server=True)
    for who, refusal in ((author, "case-unknown"), (stage.caller(stage.member), "error-not-moderator")):
        with pytest.raises(UserError, match=refusal):
            await give_card(who, CaseId(2))
    said(told(await _give_card(stage, page)), "queue-card-given", case="2")
    await stage.work()
    await stage.claim(2)
    await stage.choose(2, "release")
    said(told(await _give_card(stage, page)), "queue-card-there", case="2")
    said(told(await stage.queue(state="quiet")), "queue-empty")


async def _give_card(stage: ReportsStage, page: Any) -> Any:
    return await stage.moderator.select(page.response, ["2"], custom_id="queue:card")


async def test_nobody_mutes_who_reported_their_own_message(stage: ReportsStage) -> None:
    await stage.reported("see a.example", stage.manager)
    said(told(await stage.choose(1, "mute", stage.manager)), "case-own-message")


async def test_who_mutes_whoever_would_report_them_does_not_keep_it_from_managers(
    stage: ReportsStage,
) -> None:
    await stage.reported("see a.example", stage.join("bob"), category="scam")
    await _mute(stage)
    await stage.report(await stage.moderator.send(stage.general, "I will get you, b.example"))
    assert stage.cards(2) == []
    stage.clock.forward(hours=1)
    await stage.look("manager-alerts")
    await stage.work()
    (notice,) = [shown(message) for message in stage.inbox(stage.manager)]
    said(notice, "concerned-title", count=1)
    said(notice, "concerned-no-card")
    assert stage.inbox(stage.moderator) == []
    other = stage.join("other", "Moderators")
    page = await other.slash(stage.general, "queue", state="quiet")
    await other.select(page.response, ["2"], custom_id="queue:card")
    await stage.work()
    said(told(await stage.claim(2, stage.manager)), "case-claimed")


async def test_what_a_mute_held_has_its_card_and_ping_once_what_made_it_hold_is_undone(
    stage: ReportsStage,
) -> None:
    await stage.set_alert_role()
    await stage.reported("see a.example", stage.join("bob"), category="scam")
    await _mute(stage)
    for number in (2, 3, 4):
        stage.clock.forward(minutes=11)
        await stage.reported(f"see b{number}.example", stage.join(f"bob{number}"), category="threats")
        await stage.decide(number, "dismiss", reason="no_violation")
    await stage.reported("see held.example", stage.join("mallory"), category="threats")
    assert stage.cards(5) == []
    stage.clock.forward(minutes=11)
    await stage.undo_decision(2)
    await stage.work()
    assert stage.pinged(stage.card(5))


async def test_what_is_added_after_a_report_was_set_aside_is_not_shown_as_dismissed(
    stage: ReportsStage,
) -> None:
    message = await stage.reported("see a.example", stage.join("bob"), category="scam")
    await stage.report(message, stage.join("other"), category="scam")
    await _mute(stage, dismiss="yes")
    seen = told(await stage.press(1, "reveal"))
    said(seen, "reveal-set-aside", count=1)
    lines = [line for line in seen.splitlines() if sentence("reveal-report").stands_in(line)]
    assert len(lines) == 2
    assert not any("dismissed" in line for line in lines), "which of them it was is not told"
    said(told(await stage.choose(1, "history")), "history-case-aside")
    await stage.report(message, category="threats", details="he comes to my home")
    seen = told(await stage.press(1, "reveal"))
    assert "he comes to my home" in seen
    unsaid(seen, "reveal-set-aside")


async def _mute(stage: ReportsStage, **more: str) -> None:
    """The moderator mutes who reported case 1."""
    asked = await stage.choose(1, "mute")
    form = await stage.moderator.select(asked.response, ["1"], custom_id="case:1:mute")
    await send(stage.moderator, form, reason="abuse", **more)
    await stage.work()


async def test_a_mute_may_dismiss_what_its_reporter_sent(stage: ReportsStage) -> None:
    await stage.reported("see a.example", category="scam")
    await stage.reported("see b.example", category="scam")
    asked = await stage.choose(1, "mute")
    form = await stage.moderator.select(asked.response, ["1"], custom_id="case:1:mute")
    done = await send(stage.moderator, form, reason="flooding", dismiss="yes")
    said(told(done), "mute-dismissed", count=2)
    await stage.work()
    for number in (1, 2):
        said(shown(stage.card(number)), "case-state-closed-dismissed", reason=say("dismiss-no_violation"))
        assert stage.buttons(number) == ["reveal", "undo"]
    assert str(stage.member.id) not in told(done)
    notices = [shown(message) for message in stage.inbox(stage.member)]
    assert len(notices) == 2
    said(notices[0], "outcome-left")
    # Nothing is open any more, so the form does not ask again.
    await stage.reported("see c.example", category="threats")
    await stage.decide(3, "dismiss", reason="duplicate")
    asked = await stage.choose(3, "mute")
    form = await stage.moderator.select(asked.response, ["3"], custom_id="case:3:mute")
    unsaid(told(await send(stage.moderator, form, reason="flooding")), "mute-dismissed")


async def test_emergencies_that_a_mute_holds_ping_nobody_and_their_reporter_cannot_tell(
    stage: ReportsStage,
) -> None:
    await stage.set_alert_role()
    await stage.reported("see a.example", category="scam")
    asked = await stage.choose(1, "mute")
    form = await stage.moderator.select(asked.response, ["1"], custom_id="case:1:mute")
    await send(stage.moderator, form, reason="abuse")
    for number in (2, 3, 4):
        stage.clock.forward(minutes=11)
        await stage.reported(f"see b{number}.example", category="threats")
        assert stage.pinged(stage.card(number))
        await stage.decide(number, "dismiss", reason="no_violation")

    stage.clock.forward(minutes=11)
    message = await stage.author.send(stage.general, "see held.example")
    answer = told(await stage.report(message, category="threats"))
    said(answer, "report-thanks", case="5")
    said(answer, "advice-threats")
    said(answer, "report-alert-nobody")  # as where the last ping is too young
    assert stage.cards(5) == []
    page = await stage.queue(state="quiet")
    said(told(page), "queue-muted")
    await stage.moderator.select(page.response, ["5"], custom_id="queue:card")
    await stage.work()
    assert not stage.pinged(stage.card(5))
    stage.clock.forward(hours=2)
    assert await stage.look("reminders") == 0
    # Somebody else's report of the same is heard.
    other = stage.join("other")
    await stage.report(message, other, category="threats")
    assert stage.pinged(stage.card(5))
