"""What an open card says will happen stays true when what the server chose changes: it is drawn anew."""

import pytest

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import form_text, shown
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")
LINK = "see https://badforum.example/x"


async def redrawn(stage: ReportsStage, cards: int = 1) -> None:
    """Let the walk go, and what it made due one after the other."""
    for _ in range(cards):
        await stage.work()
        stage.clock.forward(seconds=1)
    await stage.work()


@pytest.mark.parametrize(
    ("verb", "options"),
    [
        ("set", {"tier": "own", "action": "review"}),
        ("set", {"tier": "own", "action": "log", "category": "harassment"}),
        ("channel", {"mode": "log"}),
    ],
)
async def test_a_card_that_waits_follows_the_policy(
    stage: ReportsStage, verb: str, options: dict[str, str]
) -> None:
    await stage.reported(LINK)
    said(shown(stage.card(1)), "case-discord-too", link="removes")
    more = {"channel": stage.general} if verb == "channel" else {}
    await stage.policy(verb, **options, **more)
    await redrawn(stage)
    said(shown(stage.card(1)), "case-discord-too", link="leaves")
    said(form_text(await stage.press(1, "list")), "case-list-leaves")


async def test_so_do_several_and_a_preset_takes_it_back(stage: ReportsStage) -> None:
    for number in range(3):
        await stage.reported(f"{LINK}{number}")
    await stage.policy("set", tier="own", action="review")
    await redrawn(stage, 3)
    for number in (1, 2, 3):
        said(shown(stage.card(number)), "case-discord-too", link="leaves")
    await stage.policy("preset", name="standard")
    await redrawn(stage, 3)
    for number in (1, 2, 3):
        said(shown(stage.card(number)), "case-discord-too", link="removes")


async def test_a_card_that_is_closed_is_left_alone(stage: ReportsStage) -> None:
    await stage.reported(LINK)
    await stage.decide(1, "dismiss", reason="no_violation")
    before = stage.card(1).edited_at
    await stage.policy("set", tier="own", action="review")
    await redrawn(stage)
    assert stage.card(1).edited_at == before


async def test_what_changes_no_card_draws_none(stage: ReportsStage) -> None:
    await stage.reported(LINK)
    before = stage.card(1).edited_at
    await stage.policy("set", tier="shared", action="delete")
    await stage.policy("likely", action="log")
    await stage.set_up(digest=True)
    await redrawn(stage)
    assert stage.card(1).edited_at == before


async def test_an_emergency_names_the_alert_role_of_now_and_pings_nobody_again(stage: ReportsStage) -> None:
    first = await stage.set_alert_role()
    await stage.reported("I know where you live", category="threats")
    assert f"<@&{first.id}>" in shown(stage.card(1))
    card = stage.card(1).id
    second = stage.guild.create_role("Night shift")
    await stage.set_up(alert_role=second)
    await redrawn(stage)
    assert f"<@&{second.id}>" in shown(stage.card(1))
    assert f"<@&{first.id}>" not in shown(stage.card(1))
    assert stage.card(1).id == card
    assert second.id not in stage.pinged(stage.card(1))


async def test_a_role_that_was_deleted_is_said_to_be_gone(stage: ReportsStage) -> None:
    role = await stage.set_alert_role()
    await stage.reported("I know where you live", category="threats")
    unsaid(shown(stage.card(1)), "case-alert-gone")
    stage.env.backend.delete_role(stage.guild.id, role.id)
    await stage.env.settle()
    await redrawn(stage)
    said(shown(stage.card(1)), "case-alert-gone")
