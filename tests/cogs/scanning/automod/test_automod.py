"""`/automod`, as managers meet it: the plan, what stands after it, what people change there, and its end."""

from datetime import timedelta
from typing import Any

import discord
import pytest

from core.scanning.automod.compiler import RULES
from services.scanning.automod import planning
from tests.cogs.scanning.automod.driver import AutomodStage
from tests.cogs.seen import custom_ids, shown, told
from tests.wording import said, say

pytestmark = pytest.mark.usefixtures("set_up")

HOST = "grimhollow.net"
LINK = f"https://{HOST}/threads/1"


@pytest.fixture
async def listed(stage: AutomodStage) -> None:
    """One host stands on the server's list."""
    await stage.blocklist("add", pattern=HOST, category="harassment")


@pytest.fixture
async def applied(stage: AutomodStage, listed: None) -> None:
    """Its plan was applied."""
    await stage.apply()


async def test_a_plan_is_shown_then_applied_then_blocks_then_is_taken_back(
    stage: AutomodStage, listed: None
) -> None:
    said(await stage.status(), "automod-status-never")
    plan = await stage.automod("sync")
    said(told(plan), "automod-plan-title")
    said(told(plan), "automod-plan-nothing-yet")
    said(told(plan), "automod-unseen")
    assert stage.rules == []
    said(told(await stage.apply(plan)), "automod-applied")
    (rule,) = stage.mine
    assert rule.enabled
    assert f"*//{HOST}/*" in stage.keywords
    assert rule.actions == [{"type": 1, "metadata": {"custom_message": say("automod-message")}}]
    assert [int(channel) for channel in rule.exempt_channels] == [stage.review.id]
    said(await stage.status(), "automod-status-on", entries=1, keywords=len(stage.keywords), rules=1)
    assert not await stage.posted(stage.member, LINK)
    assert await stage.posted(stage.member, "https://grimhollow.network/x")
    said(told(await stage.automod("off")), "automod-off", rules=1)
    await stage.keep()
    assert stage.rules == []
    said(await stage.status(), "automod-status-never")
    said(told(await stage.automod("off")), "automod-off-nothing")


async def test_what_was_blocked_is_a_detection_with_its_true_reason(
    stage: AutomodStage, applied: None
) -> None:
    assert not await stage.posted(stage.author, f"look: {LINK}")
    said(shown(stage.detection(1)), "detection-rule-native")
    found = await stage.stores.moderation.get(1)
    assert (found.pattern, str(found.outcome), found.rule) == (HOST, "removed", "native")
    assert found.author.id == stage.author.id
    await stage.undo(1, scope="message")
    await stage.work()
    (back,) = stage.mail(stage.author)
    assert "grimhollow" in str(shown(back))


async def test_the_same_text_is_counted_once_in_a_minute_and_a_flood_has_one_card(
    stage: AutomodStage, applied: None
) -> None:
    for _ in range(3):
        assert not await stage.posted(stage.author, LINK)
    assert len(stage.detections()) == 1
    for number in range(5):
        assert not await stage.posted(stage.author, f"https://{HOST}/flood/{number}")
    await stage.later(seconds=10)
    await stage.work()
    assert len(stage.detections()) == 1
    stage.clock.forward(minutes=2)
    assert not await stage.posted(stage.author, LINK)
    rows = await stage.rowan.base.database.read.all("SELECT id FROM detections WHERE rule = 'native'")
    assert len(rows) == 7


async def test_what_only_goes_to_review_is_never_blocked(stage: AutomodStage, listed: None) -> None:
    await stage.policy("set", tier="own", action="review")
    said(told(await stage.automod("sync")), "automod-plan-nothing")
    await stage.policy("set", tier="own", action="delete")
    await stage.apply()
    assert stage.keywords
    await stage.policy("set", tier="own", action="review", category="harassment")
    await stage.later(minutes=2)
    assert stage.rules == []
    assert await stage.posted(stage.member, LINK)


async def test_a_timeout_is_left_to_rowan(stage: AutomodStage, listed: None) -> None:
    await stage.policy("set", tier="own", action="timeout")
    said(told(await stage.automod("sync")), "automod-left-timeout", count=1, some="`grimhollow[.]net`")


async def test_how_many_entries_are_not_in_automod_is_said_with_the_reason(
    stage: AutomodStage, listed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.blocklist("add", pattern="rookery.example/forum/aviary", category="harassment")
    await stage.blocklist("add", pattern="scam.example", category="scam")
    await stage.policy("set", tier="own", action="review", category="scam")
    plan = told(await stage.automod("sync"))
    said(plan, "automod-left", count=2, weighed=3)
    said(plan, "automod-left-case", count=1, some="`rookery[.]example/forum/aviary`")
    said(plan, "automod-left-stand", count=1)
    assert "newest" not in str(plan)
    monkeypatch.setattr(planning, "CONSIDERED", 2)
    said(await stage.status(), "automod-left-unweighed", count=1500)


async def test_channels_and_roles_that_are_left_alone_are_exempt(stage: AutomodStage, applied: None) -> None:
    role = stage.guild.create_role("Press")
    await stage.policy("channel", channel=stage.general, mode="log")
    await stage.policy("exempt", role=role)
    await stage.later(minutes=2)
    (rule,) = stage.mine
    assert {int(channel) for channel in rule.exempt_channels} == {stage.review.id, stage.general.id}
    assert [int(each) for each in rule.exempt_roles] == [role.id]
    assert await stage.posted(stage.member, LINK)


async def test_more_channels_than_a_rule_exempts_take_every_rule_away(
    stage: AutomodStage, applied: None
) -> None:
    for number in range(50):
        channel = stage.guild.create_text_channel(f"place-{number}")
        await stage.policy("channel", channel=channel, mode="off")
    await stage.later(minutes=2)
    assert stage.rules == []
    said(await stage.status(), "automod-problem-channels")


async def test_an_exception_inside_is_never_blocked(stage: AutomodStage, applied: None) -> None:
    assert not await stage.posted(stage.member, f"https://{HOST}/archive/1")
    await stage.blocklist("allow", pattern=f"{HOST}/archive")
    await stage.later(minutes=2)
    assert await stage.posted(stage.member, f"https://{HOST}/archive/1")
    said(await stage.status(), "automod-left-exception", count=1, some="`grimhollow[.]net`")


async def test_changes_of_the_list_follow_once_for_many(stage: AutomodStage, applied: None) -> None:
    await stage.later(minutes=2)  # what Discord told of Rowan's own rule was looked at
    for number in range(3):
        await stage.blocklist("add", pattern=f"other{number}.example", category="scam")
    await stage.later(seconds=5)
    assert "*//other0.example/*" not in stage.keywords
    await stage.later(minutes=2)
    assert all(f"*//other{number}.example/*" in stage.keywords for number in range(3))
    assert len(stage.mine) == 1


async def test_rules_of_others_are_counted_and_never_touched(stage: AutomodStage, listed: None) -> None:
    theirs = [stage.theirs(f"word{number}") for number in range(RULES - 1)]
    plan = await stage.automod("sync")
    said(told(plan), "automod-others", count=RULES - 1)
    await stage.apply(plan)
    assert len(stage.mine) == 1
    stage.env.backend.delete_auto_mod_rule(stage.guild.id, stage.mine[0].id)
    theirs.append(stage.theirs("one more"))
    said(told(await stage.automod("sync")), "automod-problem-room")
    await stage.automod("off")
    await stage.keep()
    assert stage.rules == theirs


async def test_what_people_change_or_delete_is_mended(stage: AutomodStage, applied: None) -> None:
    before, (rule,) = stage.keywords, stage.mine
    changed = {"trigger_metadata": {"keyword_filter": ["everyday"]}}
    stage.env.backend.edit_auto_mod_rule(stage.guild.id, rule.id, changed)
    await stage.env.settle()
    await stage.later(minutes=1)
    assert stage.keywords == before
    said(await stage.status(), "automod-status-mended")
    stage.env.backend.delete_auto_mod_rule(stage.guild.id, rule.id)
    await stage.env.settle()
    await stage.later(minutes=2)
    assert stage.keywords == before


async def test_with_whoever_changes_it_back_each_time_nobody_races(
    stage: AutomodStage, applied: None
) -> None:
    before, (rule,), mended = stage.keywords, stage.mine, 0
    for _ in range(20):
        changed = {"trigger_metadata": {"keyword_filter": ["everyday"]}}
        stage.env.backend.edit_auto_mod_rule(stage.guild.id, rule.id, changed)
        await stage.env.settle()
        await stage.later(seconds=3)
        mended += stage.keywords == before
    assert mended <= 6  # of a minute
    await stage.later(minutes=2)
    assert stage.keywords == before


async def test_a_role_and_a_channel_that_were_deleted_are_exempt_no_more(
    stage: AutomodStage, listed: None
) -> None:
    role, channel = stage.guild.create_role("Press"), stage.guild.create_text_channel("archive")
    await stage.policy("exempt", role=role)
    await stage.policy("channel", channel=channel, mode="off")
    await stage.apply()
    (rule,) = stage.mine
    assert [int(each) for each in rule.exempt_roles] == [role.id]
    stage.env.backend.delete_role(stage.guild.id, role.id)
    stage.env.backend.delete_channel(channel.id)
    await stage.env.settle()
    await stage.later(hours=2)
    (rule,) = stage.mine
    assert rule.exempt_roles == []
    assert {int(each) for each in rule.exempt_channels} == {stage.review.id}


async def test_what_people_switch_off_stays_off_until_they_ask(stage: AutomodStage, applied: None) -> None:
    (rule,) = stage.mine
    await stage.later(minutes=2)
    stage.env.backend.edit_auto_mod_rule(stage.guild.id, rule.id, {"enabled": False})
    await stage.env.settle()
    await stage.later(hours=2)
    assert [each.enabled for each in stage.mine] == [False]
    said(await stage.status(), "automod-status-switched-off", rules=1)
    await stage.apply()
    assert [each.enabled for each in stage.mine] == [True]


async def test_a_rule_whose_making_was_cut_off_is_known_again(stage: AutomodStage, applied: None) -> None:
    (rule,) = stage.mine
    await stage.stores.automod.drop_rule(rule.id)
    await stage.later(hours=2)
    assert [each.id for each in stage.mine] == [rule.id]


async def test_a_rule_that_was_made_a_moment_ago_is_counted_before_it_is_saved(
    stage: AutomodStage, applied: None
) -> None:
    for rule in stage.mine:
        await stage.stores.automod.drop_rule(rule.id)
    said(told(await stage.automod("off")), "automod-off", rules=1)


async def test_rules_from_before_rowan_was_away_are_told_and_can_be_deleted(
    stage: AutomodStage, applied: None
) -> None:
    """What was kept of a server is erased some time after Rowan left it; its rules at Discord are not."""
    store = stage.stores.automod
    (kept,) = await store.take("gone", stage.clock() + timedelta(hours=2), 5)
    await store.finish_off(kept, "gone")
    for rule in stage.mine:
        await store.drop_rule(rule.id)
    assert await stage.stores.automod.get(stage.guild.id) is None
    said(await stage.status(), "automod-status-left", rules=1)
    said(told(await stage.automod("off")), "automod-off", rules=1)
    await stage.keep()
    assert stage.rules == []
    said(told(await stage.automod("off")), "automod-off-nothing")


async def test_without_the_right_the_words_are_clear_and_it_comes_by_itself(
    stage: AutomodStage, listed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    http: Any = stage.rowan.client.http

    async def refused(*_: object, **__: object) -> None:
        response = type("Response", (), {"status": 403, "reason": "Forbidden", "headers": {}})
        raise discord.Forbidden(response, {"code": 50013, "message": "Missing Permissions"})  # type: ignore[arg-type]

    with monkeypatch.context() as without:
        without.setitem(vars(http), "get_auto_moderation_rules", refused)
        said(told(await stage.automod("sync")), "automod-needs-permission")
        said(await stage.status(), "automod-problem-permission")
    plan = await stage.automod("sync")
    with monkeypatch.context() as without:
        without.setitem(vars(http), "create_auto_moderation_rule", refused)
        await stage.apply(plan)
        assert stage.rules == []
    said(await stage.status(), "automod-problem-permission")
    await stage.later(hours=2)
    assert stage.keywords


async def test_who_does_not_manage_is_refused_also_at_the_click(stage: AutomodStage, listed: None) -> None:
    plan = await stage.automod("sync")
    (pressed,) = [each for each in custom_ids(plan.response.message) if each.startswith("automod:")]
    role = stage.guild.roles["Managers"]
    stage.env.backend.edit_role(stage.guild.id, role.id, {"permissions": 0})
    await stage.env.settle()
    said(told(await stage.manager.click(plan.response.message, custom_id=pressed)), "error-not-manager")
    await stage.keep()
    assert stage.rules == []


async def test_a_plan_that_is_another_by_now_is_shown_again(stage: AutomodStage, listed: None) -> None:
    plan = await stage.automod("sync")
    await stage.blocklist("add", pattern="another.example", category="scam")
    said(told(await stage.apply(plan)), "automod-plan-changed")
    assert stage.rules == []
