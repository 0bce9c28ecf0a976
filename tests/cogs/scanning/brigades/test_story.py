"""Many accounts post one place: one alert with numbers, and what moderators do from it."""

import pytest

from core.scanning.brigades import SLOW_SECONDS
from tests.cogs.scanning.brigades.driver import PLACE, BrigadesStage
from tests.cogs.seen import custom_ids, shown, told
from tests.wording import said

pytestmark = pytest.mark.usefixtures("set_up")

LINK = f"https://{PLACE}/1"


@pytest.fixture
async def attacked(stage: BrigadesStage) -> BrigadesStage:
    """Five accounts have posted a listed place; Rowan may slow channels."""
    stage.may(manage_channels=True)
    await stage.list_place()
    await stage.posted_by(5)
    return stage


async def test_many_accounts_make_one_alert_with_numbers_and_no_names(stage: BrigadesStage) -> None:
    await stage.list_place()
    await stage.posted_by(4)
    assert not stage.alerts(), "four are not yet a brigade"
    await stage.posted_by(1, first=4)
    text = shown(stage.alert())
    said(text, "brigade-title")
    said(text, "brigade-accounts", count=5)
    said(text, "brigade-messages", count=5)
    said(text, "brigade-channels", count=1)
    assert "account0" not in text
    assert "account4" not in text
    assert "<@" not in text
    assert PLACE not in text, "the place is defanged"
    assert not stage.pinged(stage.alert()), "no alert role is set"
    await stage.posted_by(3, first=5)
    stage.clock.forward(seconds=10)
    await stage.count()
    said(shown(stage.alert()), "brigade-accounts", count=8)


async def test_one_who_repeats_it_and_webhooks_are_no_brigade(stage: BrigadesStage) -> None:
    await stage.list_place()
    for number in range(8):
        await stage.member.send(stage.general, f"https://{PLACE}/{number}")
    await stage.posted_by(3)
    hook = stage.guild.create_webhook(stage.general, "PluralKit")
    for name in ("Luna", "Sol", "Ash", "Kit", "Ivy"):
        await hook.send(LINK, username=name)
    await stage.count()
    assert not stage.alerts()


async def test_what_is_over_gets_a_new_alert_when_it_comes_again(attacked: BrigadesStage) -> None:
    stage = attacked
    stage.clock.forward(minutes=31)
    await stage.end_what_is_due()
    said(shown(stage.alert()), "brigade-title-over")
    assert not custom_ids(stage.alert()), "nothing is to be done about what is over"
    await stage.posted_by(5, first=10)
    assert len(stage.alerts()) == 2


async def test_many_places_at_once_do_not_flood_the_review_channel(stage: BrigadesStage) -> None:
    for number in range(5):
        await stage.list_place(f"place{number}.example")
    for number in range(5):
        await stage.posted_by(5, text=f"https://place{number}.example/", first=5 * number)
    assert len(stage.alerts()) == 3
    said(shown(stage.alerts()[-1]), "brigade-without-alert", count=2)


async def test_the_alert_role_is_mentioned_once_in_ten_minutes(stage: BrigadesStage) -> None:
    role = stage.guild.create_role("On call")
    await stage.set_up(review_channel=stage.review, alert_role=role)
    await stage.list_place()
    await stage.list_place("other.example")
    await stage.posted_by(5)
    assert stage.pinged(stage.alert()) == {role.id}
    await stage.posted_by(5, text="https://other.example/", first=5)
    assert not stage.pinged(stage.alerts()[1])


async def test_posts_of_a_reported_place_are_counted_in_its_server(stage: BrigadesStage) -> None:
    await stage.report_link("reported.example/thread/5")
    await stage.rowan.lists.index.catch_up()
    await stage.posted_by(5, text="look: https://www.reported.example/thread/5?page=2")
    text = shown(stage.alert())
    said(text, "brigade-accounts", count=5)
    said(text, "brigade-what-it-is", accounts=5, minutes=10, found="reported")
    assert len(list(stage.general.history())) >= 5, "nothing was removed"


async def test_a_talk_in_a_channel_that_only_logs_is_no_brigade(stage: BrigadesStage) -> None:
    """Managers let such links stand there, for news or research."""
    news = stage.guild.create_text_channel("news")
    await stage.list_place()
    await stage.report_link("reported.example/thread/5")
    await stage.rowan.lists.index.catch_up()
    await stage.policy("channel", channel=news, mode="log")
    await stage.posted_by(6, channel=news)
    await stage.posted_by(6, text="https://reported.example/thread/5", channel=news)
    assert not stage.alerts()
    await stage.posted_by(4)
    assert not stage.alerts(), "what stood there is not counted with what stands elsewhere"
    await stage.posted_by(1, first=4)
    said(shown(stage.alert()), "brigade-accounts", count=5)


async def test_an_invite_that_nobody_knows_beside_it_hides_no_reported_place(stage: BrigadesStage) -> None:
    await stage.list_place("discord.gg/known")  # since then unknown invites wait for Discord's answer
    await stage.report_link("reported.example/thread/5")
    await stage.rowan.lists.index.catch_up()
    await stage.posted_by(5, text="https://reported.example/thread/5 discord.gg/unknown")
    said(shown(stage.alert()), "brigade-accounts", count=5)


async def test_a_slowed_channel_is_as_before_at_the_time_shown(attacked: BrigadesStage) -> None:
    stage = attacked
    stage.env.backend.channels[stage.general.id].rate_limit_per_user = 5
    answer = await stage.press_alert("slow")
    assert answer.ephemeral
    said(told(answer), "brigade-slow-standing", **stage.standing())
    assert stage.slow_mode() == SLOW_SECONDS
    assert f"<#{stage.general.id}>" in shown(stage.alert())
    await stage.end_what_is_due()
    assert stage.slow_mode() == SLOW_SECONDS, "its time has not come"
    stage.clock.forward(minutes=31)
    await stage.end_what_is_due()
    assert stage.slow_mode() == 5
    said(shown(stage.alert()), "brigade-slow-ended", channel=f"<#{stage.general.id}>")


async def test_what_somebody_changed_meanwhile_is_left(attacked: BrigadesStage) -> None:
    stage = attacked
    await stage.press_alert("slow")
    stage.env.backend.channels[stage.general.id].rate_limit_per_user = 120
    stage.clock.forward(minutes=31)
    await stage.end_what_is_due()
    assert stage.slow_mode() == 120
    said(shown(stage.alert()), "brigade-slow-changed", channel=f"<#{stage.general.id}>")


async def test_it_is_ended_at_once_by_whoever_wants_that(attacked: BrigadesStage) -> None:
    stage = attacked
    alert = stage.alert()
    said(
        told(await stage.moderator.click(alert, custom_id="alert:1:slow")),
        "brigade-slow-standing",
        **stage.standing(),
    )
    said(told(await stage.moderator.click(alert, custom_id="alert:1:slow")), "brigade-stands-slow")
    await stage.post()
    assert "alert:1:slow" not in custom_ids(stage.alert()), "it is not offered while it stands"
    answer = await stage.press_alert("undo")
    said(told(answer), "brigade-slow-ended", channel=f"<#{stage.general.id}>")
    assert stage.slow_mode() == 0
    assert not any(each.endswith(":undo") for each in custom_ids(stage.alert()))


async def test_a_missing_permission_is_named_and_nothing_is_changed(attacked: BrigadesStage) -> None:
    stage = attacked
    stage.may(manage_channels=False, manage_guild=False)
    said(
        told(await stage.press_alert("slow")),
        "brigade-why-slow-manage_channels",
        channel=f"<#{stage.general.id}>",
        state="refused",
    )
    said(told(await stage.press_alert("pause_invites")), "brigade-why-invites-manage_server", state="refused")
    assert stage.slow_mode() == 0
    stage.may(manage_channels=True)
    said(told(await stage.press_alert("slow")), "brigade-slow-standing", **stage.standing())


async def test_a_channel_that_is_gone_holds_nothing_up(attacked: BrigadesStage) -> None:
    stage = attacked
    await stage.press_alert("slow")
    stage.env.backend.delete_channel(stage.general.id)
    await stage.env.settle()
    stage.clock.forward(minutes=31)
    await stage.end_what_is_due()
    assert not any(each.endswith(":undo") for each in custom_ids(stage.alert()))


@pytest.mark.parametrize("verb", ["slow", "pause_invites", "undo"])
async def test_authority_is_checked_at_each_click(attacked: BrigadesStage, verb: str) -> None:
    stage = attacked
    if verb == "undo":
        await stage.press_alert("slow")
    before = stage.slow_mode()
    role = stage.guild.roles["Moderators"]
    stage.env.backend.edit_role(stage.guild.id, role.id, {"permissions": 0})
    said(told(await stage.press_alert(verb)), "error-not-moderator")
    assert stage.slow_mode() == before
