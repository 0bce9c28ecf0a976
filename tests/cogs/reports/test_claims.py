"""Claims that end by themselves, as people see it: the card, the queue, the message to whoever held the case."""

import discord
import pytest

from cogs.reports.claims import HolderWatch
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import shown, told
from tests.wording import said, say, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def claimed(stage: ReportsStage) -> None:
    """The moderator has case 1."""
    await stage.reported("see badforum.example", category="scam")
    said(told(await stage.claim(1)), "case-claimed", case="1")


async def test_a_forgotten_claim_ends_and_its_holder_hears_of_it(stage: ReportsStage) -> None:
    await claimed(stage)
    stage.clock.forward(hours=23)
    assert await stage.look("claims") == 0
    stage.clock.forward(hours=1, minutes=1)
    assert await stage.look("claims") == 1
    await stage.work()
    said(shown(stage.card(1)), "case-state-freed-idle")
    unsaid(shown(stage.card(1)), "case-freed-untold")
    assert "claim" in stage.buttons(1)
    said(told(await stage.queue()), "queue-state-freed")
    (notice,) = [shown(message) for message in stage.inbox(stage.moderator)]
    said(notice, "claim-ended-notice", hours=24, case=f"[1]({stage.link_to(stage.card(1))})")
    assert "badforum" not in notice
    history = told(await stage.choose(1, "history"))
    said(history, "history-claim-ended")
    said(history, "history-claim-idle")
    assert await stage.look("claims") == 0
    await stage.work()
    assert len(stage.inbox(stage.moderator)) == 1
    await stage.claim(1)
    unsaid(shown(stage.card(1)), "case-state-freed-idle")


async def test_whose_direct_messages_are_closed_is_told_on_the_card(stage: ReportsStage) -> None:
    await claimed(stage)
    stage.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    stage.clock.forward(days=1, minutes=1)
    assert await stage.look("claims") == 1
    await stage.work()
    said(shown(stage.card(1)), "case-freed-untold", name=f"**{stage.moderator.name}**")
    assert stage.inbox(stage.moderator) == []


async def test_a_role_that_may_moderate_no_more_ends_the_claims_of_its_members(stage: ReportsStage) -> None:
    await claimed(stage)
    role = stage.guild.roles["Moderators"]
    # Who has it may go on reading the channel: else no card would be brought up to date there.
    await stage.set_up(review_reader=role)
    stage.env.backend.edit_role(
        stage.guild.id, role.id, {"permissions": str(discord.Permissions.none().value)}
    )
    await stage.work()
    said(shown(stage.card(1)), "case-state-freed-rights")
    assert stage.inbox(stage.moderator) == []


async def test_a_role_that_is_gone_ends_them_too(stage: ReportsStage) -> None:
    await claimed(stage)
    stage.env.backend.delete_role(stage.guild.id, stage.guild.roles["Moderators"].id)
    await stage.work()
    said(shown(stage.card(1)), "case-state-freed-rights")


async def test_who_left_is_found_within_an_hour_and_when_the_server_arrives(stage: ReportsStage) -> None:
    await claimed(stage)
    leaver = stage.join("leaver", "Moderators")
    await stage.reported("see other.example", category="scam")
    await stage.claim(2, leaver)
    stage.guild.remove_member(leaver)
    await stage.work()
    said(shown(stage.card(2)), "case-state-claimed", name=f"**{leaver.name}**")  # Discord tells nobody of it
    stage.clock.forward(hours=1, minutes=1)
    assert await stage.look("holders") == 1
    await stage.work()
    said(shown(stage.card(2)), "case-state-freed-left")
    said(shown(stage.card(1)), "case-state-claimed")

    stage.guild.remove_member(stage.moderator)
    watch, arrived = stage.rowan.client.get_cog("HolderWatch"), stage.rowan.client.get_guild(stage.guild.id)
    assert isinstance(watch, HolderWatch)
    assert arrived is not None
    await watch.on_guild_available(arrived)
    await stage.work()
    said(shown(stage.card(1)), "case-state-freed-left")


async def test_what_discord_does_not_say_frees_nothing(stage: ReportsStage) -> None:
    await claimed(stage)
    where = f"/guilds/{stage.guild.id}/members/{stage.moderator.id}"
    for fault in ({"status": 403, "code": 50001}, {"status": 404, "code": 10004}, {"status": 400}):
        stage.env.inject_error("GET", where, **fault)
        stage.clock.forward(hours=1, minutes=1)
        assert await stage.look("holders") == 0
    await stage.work()
    said(shown(stage.card(1)), "case-state-claimed", name=f"**{stage.moderator.name}**")


async def test_an_emergency_that_is_claimed_and_undecided_is_said_to_the_alert_role_once(
    stage: ReportsStage,
) -> None:
    alert = await stage.set_alert_role()
    await stage.reported("see badforum.example", category="threats")
    await stage.claim(1)
    stage.clock.forward(minutes=61)
    assert await stage.look("reminders") == 1
    await stage.work()
    posted = stage.review.history()[-1]
    said(shown(posted), "undecided-title", count=1)
    assert f"[1]({stage.link_to(stage.card(1))})" in shown(posted)
    assert stage.pinged(posted) == {alert.id}
    said(told(await stage.moderator.click(posted, custom_id="undecided:1:active:1")), "queue-title-active")
    stage.clock.forward(hours=3)
    assert await stage.look("reminders") == 0
    await stage.work()
    assert stage.review.history()[-1].id == posted.id
    assert say("undecided-title", count=2) not in shown(posted)
