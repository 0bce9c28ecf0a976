"""What moderators write beside a decision: their colleagues read it on the card, without anybody's personal data."""

import pytest

from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import custom_ids, send, shown
from tests.wording import said

NOTE = "his number is +1 212 555 0147, see badforum.example"


@pytest.fixture(autouse=True)
async def _guarded(stage: ScanningStage) -> None:
    await stage.set_up()
    await stage.blocklist("add", pattern="badforum.example", category="harassment")


async def test_why_a_removal_was_undone_stands_on_its_card(stage: ScanningStage) -> None:
    await stage.policy("set", tier="own", action="delete")
    await stage.said("see badforum.example")
    await stage.work()
    await stage.undo(1, "message", note=NOTE)
    await stage.work()
    card = shown(stage.detection(1))
    said(card, "detection-note")
    assert "his number is" in card
    for harm in ("555 0147", "badforum.example"):
        assert harm not in card


async def test_so_is_a_note_of_a_dismissal_masked(stage: ScanningStage) -> None:
    await stage.policy("set", tier="own", action="review")
    await stage.said("see badforum.example")
    await stage.work()
    assert "detection:1:dismiss" in custom_ids(stage.detection(1))
    form = await stage.moderator.click(stage.detection(1), custom_id="detection:1:dismiss")
    await send(stage.moderator, form, reason="no_violation", note=NOTE)
    await stage.work()
    said(shown(stage.detection(1)), "detection-note")
    assert "555 0147" not in shown(stage.detection(1))
