"""`/report` and the menu *Report message*: what is taken, what is refused, and what the reporter is told."""

from datetime import timedelta

import pytest

from core.base.errors import UserError
from core.base.limits import Limit
from core.reports.cases import CaseState
from core.reports.report_form import DETAILS_LENGTH, LINK_LENGTH, Draft, ReportForm
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import shown, told
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def test_a_report_on_a_listed_link_says_so_and_acts_by_policy(stage: ReportsStage) -> None:
    texts = ("see oldforum.example/a", "see oldforum.example/b", "see allowed.example")
    messages = [await stage.author.send(stage.general, text) for text in texts]
    for pattern in ("oldforum.example", "allowed.example"):
        await stage.blocklist("add", pattern=pattern, category="doxxing")
    await stage.blocklist("allow", pattern="allowed.example")

    alone = told(await stage.report_link("https://oldforum.example/x"))
    said(alone, "report-thanks-listed", blocked="yes", again="no", category="Doxxing")
    unsaid(told(await stage.report(messages[2])), "report-thanks-listed")
    again = told(await stage.report(messages[0]))
    said(again, "report-thanks-listed", blocked="yes", again="yes", category="Doxxing")
    assert [message.content for message in stage.general.history()] == list(texts[1:])
    said(shown(stage.card(3)), "case-message-removed")
    # Where the server only writes down what it finds, the message stands.
    await stage.policy("set", tier="own", action="log")
    said(told(await stage.report(messages[1])), "report-thanks-listed", blocked="no", again="yes")
    assert [message.content for message in stage.general.history()] == list(texts[1:])


async def test_a_message_that_is_named_by_its_link_is_what_is_reported(stage: ReportsStage) -> None:
    open_one = await stage.moderator.send(stage.general, "see badforum.example")
    hidden = await stage.moderator.send(stage.review, "see secret.example")
    for message, elsewhere in ((open_one, ""), (hidden, ""), (open_one, "9")):
        link = f"https://discord.com/channels/{stage.guild.id}{elsewhere}/{message.channel.id}/{message.id}"
        said(told(await stage.report_link(link)), "report-thanks")
    assert "badforum[.]example" in shown(stage.card(1))
    assert "discord[.]com" not in shown(stage.card(1))
    said(shown(stage.card(1)), "case-where")
    # So it is kept from whoever wrote it.
    said(told(await stage.press(1, "claim")), "case-own-message")
    # What its reporter cannot read, or what stands in another server, stays an address.
    for number in (2, 3):
        assert "discord[.]com" in shown(stage.card(number))
        said(shown(stage.card(number)), "case-link-alone")
        assert "secret" not in shown(stage.card(number))


@pytest.mark.parametrize("chosen", [{"emergency_limits": (Limit(1, timedelta(hours=1)),)}])
async def test_an_emergency_beyond_the_limit_is_told_what_to_do_and_gets_back_what_was_typed(
    stage: ReportsStage,
) -> None:
    await stage.reported("see a.example", category="threats")
    for fields in ({"details": "they know where she lives"}, {}):
        held = told(await stage.report_link("https://b.example/her-house", category="doxxing", **fields))
        said(held, "report-emergency-limit")
        said(held, "support-now")
        said(held, "advice-doxxing")
        said(held, "form-given-back")
        assert "b[.]example/her-house" in held
        assert fields.get("details", "") in held
    message = await stage.author.send(stage.general, "see c.example")
    said(told(await stage.report(message, category="self_harm")), "advice-self_harm")
    assert stage.cards(2) == []
    # What is no emergency is taken, and what was held back did not count.
    said(told(await stage.report(message, category="hate")), "report-thanks")
    stage.clock.forward(hours=1)
    said(told(await stage.report_link("https://b.example/her-house", category="doxxing")), "report-thanks")


async def test_of_several_links_typed_each_is_the_cases(stage: ReportsStage) -> None:
    answer = await stage.report_link("https://bad-one.example/x bad-two[.]example/y")
    said(told(answer), "report-thanks")
    card = shown(stage.card(1))
    assert card.index("bad-one[.]example/x") < card.index("bad-two[.]example/y")


@pytest.mark.parametrize("link", ["that forum, you know", "12345"])
async def test_what_was_typed_comes_back_where_it_names_no_link(stage: ReportsStage, link: str) -> None:
    details = "she is *afraid* " * 60
    answer = await stage.report_link(link, details=details)
    assert answer.ephemeral
    said(told(answer), "report-link-unreadable")
    for part in (details.strip(), link):
        assert part in told(answer)
    assert await stage.open_cases(*CaseState) == 0


async def test_a_message_is_reported_though_the_link_beside_it_is_none(stage: ReportsStage) -> None:
    message = await stage.author.send(stage.general, "you know what will happen")
    thanks = await stage.report(message, link="that forum, @everyone", details="again and again")
    said(told(thanks), "report-thanks", case="1")
    said(told(thanks), "report-thanks-link-unread")
    revealed = told(await stage.press(1, "reveal"))
    assert "again and again" in revealed
    assert "that forum" in revealed
    assert "@everyone" not in revealed


async def test_the_thanks_name_the_other_open_reports(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/1")
    await stage.press(1, "claim")
    await stage.reported("see badforum.example/2")
    thanks = told(await stage.report(await stage.author.send(stage.general, "see badforum.example/3")))
    said(thanks, "report-thanks-others")
    assert thanks.endswith("**1** (being looked at), **2** (waiting)")


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        (ReportForm("badforum.example", "galaxy", ""), "report-category-unknown"),
        (ReportForm("x" * (LINK_LENGTH + 1), "scam", ""), "report-link-long"),
        (ReportForm("badforum.example", "scam", "x" * (DETAILS_LENGTH + 1)), "report-details-long"),
        (ReportForm("", "scam", ""), "report-form-expired"),
    ],
)
async def test_a_report_that_no_client_sends_is_not_filed(
    stage: ReportsStage, form: ReportForm, sentence: str
) -> None:
    with pytest.raises(UserError, match=sentence):
        await stage.services.intake.submit(stage.caller(), "unknown", form)
    assert await stage.open_cases(*CaseState) == 0


async def test_a_form_whose_draft_is_gone_still_takes_the_link_in_it(stage: ReportsStage) -> None:
    member, intake = stage.caller(), stage.services.intake
    form = ReportForm("hxxps://badforum[.]example/x", "scam", "\ud800")
    receipt = await intake.submit(member, "expired", form)
    assert receipt.case == 1
    assert (await intake.submit(member, "expired", form)).added
    token = await intake.prepare(member, Draft(link="badforum.example"))
    with pytest.raises(UserError, match="report-link-missing"):
        await intake.submit(member, token, ReportForm("", "scam", ""))
