"""What a case's card says and offers, state by state."""

import re

import discord
import pytest

from tests.cogs.reports.driver import LIST, ReportsStage
from tests.cogs.seen import custom_ids, form_text, shown, text_of, told, values
from tests.wording import lines_saying, said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")

BESIDE_THE_TEXT = (
    "case:1:around",
    "case:1:author",
    "case:1:blur:on:0",
)  # buttons of a private answer that are no actions


async def test_the_buttons_fit_the_state(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/x")
    assert stage.buttons(1) == ["reveal", "claim", "list", "dismiss", "finish", "delete"]
    assert "release" not in stage.more(1)
    await stage.claim(1)
    assert "claim" not in stage.buttons(1)
    assert "release" in stage.more(1)
    await stage.decide(1, "dismiss", reason="duplicate")
    assert custom_ids(stage.card(1)) == ["case:1:reveal", "case:1:undo", "case:1:more"]


async def test_times_are_of_the_hour_wherever_a_moderator_looks(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/x")
    seen = [shown(stage.card(1)), told(await stage.press(1, "reveal")), told(await stage.queue())]
    for text in seen:
        times = [int(found) for found in re.findall(r"<t:(\d+):\w>", text)]
        assert times
        assert all(moment % 3600 == 0 for moment in times)


async def test_a_closed_card_folds_to_two_lines_with_the_time(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/x", details="there are more")
    tall = len(text_of(stage.card(1)).splitlines())
    await stage.decide(1, "list", **LIST)
    first, second = text_of(stage.card(1)).splitlines()
    assert tall > 5
    said(first, "case-title", emergency="no", case="1")
    said(first, "case-reports", count=1)
    assert "author" in first
    said(second, "case-state-closed-listed", name="**moderator**", pattern="`badforum[.]example`")
    said(second, "case-message-removed")
    assert re.search(r"<t:\d+:f>", second)


async def test_a_case_that_was_closed_along_names_the_other(stage: ReportsStage) -> None:
    for page in "ab":
        await stage.reported(f"see badforum.example/{page}")
    listed = await stage.decide(1, "list", **LIST)
    await stage.moderator.click(listed.response, custom_id="case:1:related")
    await stage.work()
    said(shown(stage.card(2)), "case-state-closed-related", other="1", pattern="`badforum[.]example`")


async def test_without_a_link_there_is_nothing_to_list(stage: ReportsStage) -> None:
    await stage.reported("you know what will happen to you")
    assert "list" not in stage.buttons(1)
    assert "delete" in stage.buttons(1)


async def test_a_card_tells_how_the_same_link_ended_and_when_closed_names_no_open_case(
    stage: ReportsStage,
) -> None:
    for page in "aab":
        await stage.reported(f"see badforum.example/{page}")
    said(shown(stage.card(1)), "case-related")
    await stage.decide(1, "dismiss", reason="not_enough_information")
    (earlier,) = lines_saying(shown(stage.card(2)), "case-earlier")
    assert "[1](" in earlier
    said(earlier, "dismiss-not_enough_information")
    unsaid(shown(stage.card(1)), "case-related")
    unsaid(shown(stage.card(3)), "case-earlier")


async def test_the_card_says_what_discords_own_report_needs_while_the_message_stands(
    stage: ReportsStage,
) -> None:
    await stage.reported("see badforum.example")
    said(shown(stage.card(1)), "case-discord-too")
    await stage.press(1, "delete")
    await stage.work()
    unsaid(shown(stage.card(1)), "case-discord-too")


async def test_an_alert_role_that_is_gone_is_said_on_the_card(stage: ReportsStage) -> None:
    alert = await stage.set_alert_role()
    stage.env.backend.delete_role(stage.guild.id, alert.id)
    await stage.env.settle()
    await stage.reported("see badforum.example", category="threats")
    said(shown(stage.card(1)), "case-alert-gone")
    assert str(alert.id) not in shown(stage.card(1))


async def test_the_alert_role_is_pinged_once(stage: ReportsStage) -> None:
    alert = await stage.set_alert_role()
    message = await stage.reported("see badforum.example")
    before = stage.card(1)
    assert stage.pinged(before) == set()
    await stage.report(message, category="threats")
    now = stage.card(1)  # a new message at the end of the channel, in place of the old one
    assert now.id != before.id
    assert stage.pinged(now) == {alert.id}
    said(shown(now), "case-title", emergency="yes")
    said(shown(now), "case-emergency-first")
    await stage.claim(1)
    unsaid(shown(stage.card(1)), "case-emergency-first")
    assert stage.card(1).id == now.id
    # Posted anew because somebody deleted it: nobody is pinged again.
    await stage.moderator.delete(stage.card(1))
    await stage.report(message, details="still")
    assert stage.pinged(stage.card(1)) == set()


async def test_half_a_character_in_a_moderators_name_is_no_reason_to_fail(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/x")
    stage.guild.create_role("Odd", permissions=discord.Permissions(administrator=True))
    odd = stage.join("odd\ud800", "Odd")
    said(told(await stage.claim(1, odd)), "case-claimed")
    assert "odd\ufffd" in shown(stage.card(1))


async def test_a_bots_message_is_shown_as_a_bots_and_nobody_is_promised_its_text(stage: ReportsStage) -> None:
    bridge = stage.join("bridge", bot=True)
    await stage.report(await bridge.send(stage.general, "see badforum.example/x"))
    said(shown(stage.card(1)), "case-where-proxy", author="**bridge**")
    assert f"<@{bridge.id}>" not in shown(stage.card(1))
    await stage.press(1, "delete")
    await stage.work()
    said(shown(stage.detection(1)), "detection-where-proxy", author="bridge")
    undone = await stage.undo(1, "message")
    said(told(undone), "detection-undo-done-plain")
    assert "direct message" not in told(undone)
    await stage.work()
    assert "direct message" not in shown(stage.detection(1))


async def test_an_open_case_is_never_without_its_card(stage: ReportsStage) -> None:
    await stage.reported("look https://listed.example.net/a")
    first = stage.card(1)
    await stage.moderator.delete(first)
    assert not stage.review.history()
    await stage.post()
    again = stage.card(1)
    assert again.id != first.id
    await stage.decide(1, "dismiss", reason="duplicate")
    await stage.moderator.delete(again)
    await stage.post()
    assert not stage.review.history()


async def test_a_card_about_a_moderator_says_so_and_one_where_discord_does_not_say_shows_nothing(
    stage: ReportsStage,
) -> None:
    await stage.reported("see badforum.example/a", author=stage.moderator)
    said(shown(stage.card(1)), "case-about-moderator")
    said(told(await stage.press(1, "reveal")), "case-own-message", case="1")
    await stage.reported("see badforum.example/b", author=stage.member, by=stage.manager)
    unsaid(shown(stage.card(2)), "case-about-moderator")
    member = f"/guilds/{stage.guild.id}/members/{stage.moderator.id}"
    stage.env.inject_error("GET", member, status=503)
    await stage.reported("see badforum.example/c", author=stage.moderator)
    unsaid(shown(stage.card(3)), "case-about-moderator")


async def test_a_card_about_a_moderator_has_no_live_buttons_and_the_private_answer_has_them_for_others(
    stage: ReportsStage,
) -> None:
    await stage.reported("see badforum.example/a", author=stage.moderator)
    assert custom_ids(stage.card(1)) == ["case:1:reveal"]
    refused = await stage.moderator.click(stage.card(1), custom_id="case:1:reveal")
    said(told(refused), "case-own-message", case="1")
    assert not refused.response.components
    read = await stage.manager.click(stage.card(1), custom_id="case:1:reveal")
    assert custom_ids(read.response) == [
        *BESIDE_THE_TEXT,
        *(f"case:1:{verb}:p" for verb in ("claim", "list", "dismiss", "finish", "delete", "more")),
    ]
    await stage.decide(1, "dismiss", stage.manager, reason="no_violation")
    # A decision of others is not undone by whom it is about, nor stands its button there.
    said(shown(stage.card(1)), "case-about-moderator")
    assert custom_ids(stage.card(1)) == ["case:1:reveal"]
    read = await stage.manager.click(stage.card(1), custom_id="case:1:reveal")
    assert custom_ids(read.response) == [*BESIDE_THE_TEXT, "case:1:undo:p", "case:1:more:p"]


async def test_a_private_answer_offers_what_is_possible_for_whoever_reads(stage: ReportsStage) -> None:
    other = stage.join("other", "Moderators")
    await stage.reported("see badforum.example/a")
    await stage.claim(1)
    read = await stage.press(1, "reveal", other)
    assert custom_ids(read.response) == [*BESIDE_THE_TEXT, "case:1:more:p"]
    assert values(read.response, "case:1:more:p") == ["history", "mute"]
    read = await stage.press(1, "reveal")
    assert custom_ids(read.response) == [
        *BESIDE_THE_TEXT,
        *(f"case:1:{verb}:p" for verb in ("list", "dismiss", "finish", "delete", "more")),
    ]
    assert values(read.response, "case:1:more:p") == ["release", "handover", "history", "mute", "reply"]


async def test_a_card_says_who_the_author_is_here_and_what_happened_before(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/a")
    said(shown(stage.card(1)), "author-joined")
    said(shown(stage.card(1)), "author-past-nothing")
    await stage.delete(1)
    await stage.decide(1, "dismiss", reason="handled")
    unsaid(shown(stage.card(1)), "author-joined")  # a closed card needs it no more
    member = f"/guilds/{stage.guild.id}/members/{stage.author.id}"
    stage.env.inject_error("GET", member, status=404, code=10007)
    await stage.reported("see badforum.example/b")
    card = shown(stage.card(2))
    unsaid(card, "author-joined")
    said(card, "author-made")
    (past,) = lines_saying(card, "author-past", days=90)
    said(past, "author-past-removed", count=1)
    said(past, "author-past-upheld", count=1)
    unsaid(past, "author-past-dismissed")


async def test_the_card_says_what_the_policy_would_do_with_the_message(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/x", author=stage.join("author"))
    said(shown(stage.card(1)), "case-discord-too", link="removes")
    await stage.policy("set", tier="own", action="log")
    await stage.reported("see otherforum.example/x", author=stage.join("another"))
    said(shown(stage.card(2)), "case-discord-too", link="leaves")


@pytest.mark.parametrize(("gone", "message"), [(False, "stands"), (True, "gone")], ids=["stands", "gone"])
async def test_the_form_of_dismiss_says_what_it_does(
    stage: ReportsStage, message: str, *, gone: bool
) -> None:
    written = await stage.reported("see badforum.example/x", author=stage.join("author"))
    if gone:
        await written.delete()
        await stage.work()
    form = await stage.press(1, "dismiss")
    said(form_text(form), "case-dismiss-does", case="1", message=message)
