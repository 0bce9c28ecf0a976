"""The thanks: what happens now comes first, and nobody in danger is told more than is true."""

from typing import Any

import pytest

from services.base.outbox import ChannelProblem
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import told
from tests.wording import readable, said, sentence, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


def in_order(text: str, *keys: str) -> None:
    """Each of the sentences stands there, in this order."""
    places = []
    for key in keys:
        found = sentence(key).pattern.search(readable(text))
        assert found, f"{key} in {text!r}"
        places.append(found.start())
    assert places == sorted(places), text


async def reported(stage: ReportsStage, text: str, by: Any = None, **fields: str) -> str:
    message = await stage.author.send(stage.general, text)
    return told(await stage.report(message, by, **fields))


async def test_they_begin_with_what_happens_now(stage: ReportsStage) -> None:
    thanks = await reported(stage, "see badforum.example")
    in_order(thanks, "report-next", "report-thanks", "report-thanks-seen")
    said(thanks, "report-next", hears="yes")
    said(thanks, "report-thanks-seen", about="message")
    said(told(await stage.report_link("other.example")), "report-thanks-seen", about="link")


async def test_who_wants_no_messages_is_promised_none(stage: ReportsStage) -> None:
    await stage.member.slash(stage.general, "privacy notices", on=False)
    said(await reported(stage, "see badforum.example"), "report-next", hears="no")


async def test_in_an_emergency_moderators_come_first_then_advice_then_other_reports(
    stage: ReportsStage,
) -> None:
    await stage.set_alert_role()
    await reported(stage, "see a.example")
    thanks = await reported(stage, "see b.example", category="doxxing")
    keys = ("report-alert-now", "report-next", "report-thanks", "report-thanks-advice", "support-now")
    in_order(thanks, *keys, "advice-doxxing", "support-find", "report-thanks-others")
    headings = [line for line in thanks.splitlines() if line.startswith("### ")]
    assert len(headings) == 3
    assert len(thanks) <= 2000


async def test_what_is_said_of_the_moderators_is_true(stage: ReportsStage) -> None:
    unset = await reported(stage, "see a.example", category="threats")
    in_order(unset, "report-alert-nobody", "report-alert-nobody-help", "report-next")
    role = await stage.set_alert_role()
    said(await reported(stage, "see b.example", category="threats"), "report-alert-now")
    assert role.id in stage.pinged(stage.card(2))
    # Within ten minutes no other case pings.
    said(await reported(stage, "see c.example", category="threats"), "report-alert-nobody")
    assert not stage.pinged(stage.card(3))
    # Another member adds to a case that pinged; then somebody has it in hand.
    link = "https://same.example"
    stage.clock.forward(minutes=11)
    message = await stage.author.send(stage.general, link)
    said(told(await stage.report(message, category="doxxing")), "report-alert-now")
    said(told(await stage.report(message, stage.join("second"), category="doxxing")), "report-alert-before")
    await stage.claim(4)
    said(told(await stage.report(message, stage.join("third"), category="doxxing")), "report-alert-in_hand")
    unsaid(await reported(stage, "see d.example"), "report-alert-now")


async def test_a_role_or_a_channel_that_is_gone_alerts_nobody(stage: ReportsStage) -> None:
    role = await stage.set_alert_role()
    stage.env.backend.delete_role(stage.guild.id, role.id)
    await stage.env.settle()
    said(await reported(stage, "see a.example", category="threats"), "report-alert-nobody")
    await stage.set_alert_role()
    await stage.stores.servers.set_review_problem(stage.server, ChannelProblem.DELETED)
    said(await reported(stage, "see b.example", category="threats"), "report-alert-nobody")
