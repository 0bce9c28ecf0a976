"""`/policy`, as managers meet it."""

import pytest

from tests.cogs.stage import Stage
from tests.wording import said, sentence

pytestmark = pytest.mark.usefixtures("set_up")


async def test_show_names_every_list_and_what_was_changed(stage: Stage) -> None:
    before = await stage.policy("show")
    said(before, "policy-title", preset="gentle")
    for tier, action in (("this server's list", "delete"), ("the shared list", "review")):
        said(before, "policy-row", tier=tier, action=action, changed="no")
    said(before, "policy-row", action="count only")
    set_one = await stage.policy("set", tier="shared", action="delete")
    said(set_one, "policy-set-tier", tier="the shared list")
    set_other = await stage.policy("set", tier="shared", action="timeout", category="doxxing")
    said(set_other, "policy-set-category", category="Doxxing")
    await stage.policy("channel", channel=stage.general, mode="log")
    after = await stage.policy("show")
    changed = {"tier": "the shared list", "action": "delete", "usual": "review"}
    said(after, "policy-row", changed="yes", **changed)
    exception = {"category": "Doxxing", "tier": "the shared list", "action": "delete and time out"}
    said(after, "policy-exception", **exception)
    said(after, "policy-channel", channel=f"<#{stage.general.id}>", mode="counted only")
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
