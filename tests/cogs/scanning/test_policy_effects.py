"""What managers are shown before they change a policy that would have treated much otherwise."""

from typing import Any

import pytest

from core.servers.policy_changes import MANY
from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import custom_ids, told
from tests.wording import said, say, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def found(stage: ScanningStage, times: int) -> None:
    """Messages in which the own list found something, and that were deleted."""
    await stage.blocklist("add", pattern="a.example")
    for number in range(times):
        await stage.author.send(stage.general, f"see https://a.example/{number}")
    await stage.work()


async def asked(stage: ScanningStage, verb: str, **options: object) -> Any:
    return await stage.manager.slash(stage.general, f"policy {verb}", **options)


def id_of(answer: Any, verb: str) -> str:
    (one,) = [each for each in custom_ids(answer.response.message) if each.startswith(f"policy:{verb}")]
    return one


def row(count: int, before: str, after: str) -> dict[str, Any]:
    return {
        "count": count,
        "before": say(f"policy-action-{before}"),
        "after": say(f"policy-action-{after}"),
    }


async def test_what_would_have_treated_much_otherwise_asks_first(stage: ScanningStage) -> None:
    await found(stage, MANY)
    answer = await asked(stage, "set", tier="own", action="review")
    text = told(answer)
    said(text, "policy-ask")
    said(text, "policy-effect", days=7, found=MANY)
    said(text, "policy-effect-row", **row(MANY, "delete", "review"))
    said(text, "policy-ask-nothing-yet")
    assert (await stage.stores.policies.get(stage.server)).rules == {}
    message = answer.response.message
    role = stage.guild.roles["Managers"]
    stage.env.backend.edit_role(stage.guild.id, role.id, {"permissions": 0})
    await stage.env.settle()
    said(told(await stage.manager.click(message, custom_id=id_of(answer, "sure"))), "error-not-manager")
    stage.env.backend.edit_role(stage.guild.id, role.id, {"permissions": 1 << 5})
    await stage.env.settle()
    assert (await stage.stores.policies.get(stage.server)).rules == {}
    said(told(await stage.manager.click(message, custom_id=id_of(answer, "cancel"))), "policy-ask-cancelled")
    assert (await stage.stores.policies.get(stage.server)).rules == {}
    done = told(await stage.manager.click(message, custom_id=id_of(answer, "sure")))
    unsaid(done, "policy-ask")
    assert len((await stage.stores.policies.get(stage.server)).rules) == 1


@pytest.mark.parametrize(
    ("verb", "options", "after"),
    [
        ("channel", {"mode": "log"}, "log"),
        ("channel", {"mode": "off"}, "off"),
        ("set", {"tier": "own", "action": "timeout", "category": "harassment"}, "timeout"),
    ],
)
async def test_what_is_small_is_done_at_once_and_says_what_it_would_have_done(
    stage: ScanningStage, verb: str, options: dict[str, object], after: str
) -> None:
    await found(stage, 2)
    where = {"channel": stage.general} if verb == "channel" else {}
    text = told(await asked(stage, verb, **where, **options))
    unsaid(text, "policy-ask")
    said(text, "policy-effect", days=7, found=2)
    said(text, "policy-effect-row", **row(2, "delete", after))


async def test_every_kind_of_change_survives_the_way_through_its_button(stage: ScanningStage) -> None:
    await found(stage, MANY)
    for verb, options in (
        ("channel", {"channel": stage.general, "mode": "log"}),
        ("channel", {"channel": stage.general, "mode": "enforce"}),
        ("set", {"tier": "own", "action": "review", "category": "harassment"}),
    ):
        answer = await asked(stage, verb, **options)
        said(told(answer), "policy-ask")
        await stage.manager.click(answer.response.message, custom_id=id_of(answer, "sure"))
    policy = await stage.stores.policies.get(stage.server)
    assert [str(mode) for mode in policy.channels.values()] == ["enforce"]
    assert {f"{tier} {kind} {action}" for (tier, kind), action in policy.rules.items()} == {
        "own harassment review"
    }


async def test_what_was_off_cannot_be_counted(stage: ScanningStage) -> None:
    await asked(stage, "set", tier="own", action="off")
    said(told(await asked(stage, "set", tier="own", action="log")), "policy-effect-blind")


async def test_what_would_change_nothing_says_so(stage: ScanningStage) -> None:
    await found(stage, 2)
    text = told(await asked(stage, "preset", name="standard"))
    said(text, "policy-effect-none", days=7)
