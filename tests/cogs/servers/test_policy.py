"""`/policy`, as managers meet it."""

import pytest

from tests.cogs.stage import Stage
from tests.wording import said, say, sentence

pytestmark = pytest.mark.usefixtures("set_up")


async def test_show_names_every_list_and_what_was_changed(stage: Stage) -> None:
    before = await stage.policy("show")
    said(before, "policy-title", preset="gentle")
    for tier, action in (("own", "delete"), ("shared", "review")):
        said(
            before,
            "policy-row",
            tier=say(f"policy-tier-{tier}"),
            action=say(f"policy-action-{action}"),
            changed="no",
        )
    said(before, "policy-row", action=say("policy-action-log"))
    set_one = await stage.policy("set", tier="shared", action="delete")
    shared, delete = say("policy-tier-shared"), say("policy-action-delete")
    said(set_one, "policy-set-tier", tier=shared)
    set_other = await stage.policy("set", tier="shared", action="timeout", category="doxxing")
    said(set_other, "policy-set-category", category=say("category-doxxing"))
    await stage.policy("channel", channel=stage.general, mode="log")
    after = await stage.policy("show")
    changed = {"tier": shared, "action": delete, "usual": say("policy-action-review")}
    said(after, "policy-row", changed="yes", **changed)
    exception = {"category": say("category-doxxing"), "tier": shared, "action": say("policy-action-timeout")}
    said(after, "policy-exception", **exception)
    said(after, "policy-channel", channel=f"<#{stage.general.id}>", mode=say("policy-mode-log"))
    taken = await stage.policy("preset", name="standard")
    said(taken, "policy-preset-ended", ended=1)
    said(taken, "policy-exception", **exception)


async def test_timeouts_without_the_right_to_them_are_warned_of(stage: Stage) -> None:
    answer = await stage.policy("set", tier="own", action="timeout")
    may = stage.guild.me.guild_permissions.moderate_members
    assert sentence("policy-needs-timeout").stands_in(answer) == (not may)


async def test_exempt_is_a_switch_and_never_for_everyone(stage: Stage) -> None:
    role = stage.guild.create_role("Press")
    said(await stage.policy("exempt", role=role), "policy-exempt-on")
    assert f"<@&{role.id}>" in await stage.policy("show")
    said(await stage.policy("exempt", role=role), "policy-exempt-off")
    everyone = await stage.policy("exempt", role=stage.guild.default_role)
    said(everyone, "policy-exempt-everyone")


async def test_show_leaves_no_channel_out(stage: Stage) -> None:
    channels = [stage.guild.create_text_channel(f"place-{number}") for number in range(60)]
    for channel in channels:
        await stage.policy("channel", channel=channel, mode="log")
    shown = await stage.policy("show")  # in as many messages as that takes
    assert all(shown.count(f"<#{channel.id}>") == 1 for channel in channels)
