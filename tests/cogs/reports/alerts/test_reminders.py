"""What reminds moderators by itself: emergencies that nobody claimed, held-back pings, the weekly digest."""

import pytest

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import shown, told
from tests.wording import said

pytestmark = pytest.mark.usefixtures("set_up")


async def test_an_unclaimed_emergency_reminds_the_alert_role_with_a_link_to_the_card(
    stage: ReportsStage,
) -> None:
    alert = await stage.set_alert_role()
    await stage.reported("see badforum.example", category="threats")
    stage.clock.forward(minutes=11)
    assert await stage.look("reminders") == 1
    await stage.work()
    posted = stage.review.history()[-1]
    assert f"<@&{alert.id}>" in shown(posted)
    assert f"[1]({stage.link_to(stage.card(1))})" in shown(posted)
    assert stage.pinged(posted) == {alert.id}
    queue = await stage.moderator.click(posted, custom_id="reminder:1:active:1")
    said(told(queue), "queue-title-active")
    assert await stage.look("reminders") == 0


async def test_a_flood_of_emergencies_pings_once(stage: ReportsStage) -> None:
    alert = await stage.set_alert_role()
    for number in range(3):
        await stage.reported(f"see badforum.example/{number}", category="threats")
    assert [stage.pinged(stage.card(number)) for number in (1, 2, 3)] == [{alert.id}, set(), set()]
    # Ten minutes later those that nobody took on are told, in one ping.
    stage.clock.forward(minutes=10)
    await stage.work()
    loud = [number for number in (1, 2, 3) if stage.pinged(stage.card(number))]
    assert len(loud) == 2
    said(shown(stage.card(loud[1])), "case-alert-held", count=1)


async def test_the_digest_comes_once_a_week_to_a_server_that_wants_it(stage: ReportsStage) -> None:
    await stage.reported("see a.example")
    assert await stage.look("digest") == 0
    said(await stage.set_up(digest=True), "setup-digest", on="true")
    assert await stage.look("digest") == 1
    await stage.work()
    posted = stage.review.history()[-1]
    said(shown(posted), "digest-counts", open=1, claimed=0)
    said(shown(posted), "digest-oldest", case=f"[1]({stage.link_to(stage.card(1))})")
    assert str(stage.member.id) not in shown(posted)
    queue = await stage.moderator.click(posted, custom_id=f"digest:{stage.guild.id}:active:1")
    said(told(queue), "queue-title-active")
    assert await stage.look("digest") == 0
