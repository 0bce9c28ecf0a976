"""The card of a message that Rowan may not remove names the right that is missing, and no other."""

import discord
import pytest

from cogs.scanning.detections.card import card_of
from core.scanning.detections import MissingRight, Outcome
from services.base.texts import default_texts
from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import options, send, shown, told
from tests.core.scanning.detection import detection
from tests.wording import said, say, sentence, shows, unsaid

KEYS = {
    MissingRight.MESSAGES: "detection-why-forbidden",
    MissingRight.ACCESS: "detection-why-forbidden-access",
    MissingRight.HISTORY: "detection-why-forbidden-history",
    MissingRight.THREADS: "detection-why-forbidden-threads",
}


@pytest.mark.parametrize("right", list(MissingRight))
@pytest.mark.parametrize("owed", [True, False])
def test_the_card_names_the_right_that_is_missing(right: MissingRight, *, owed: bool) -> None:
    found = detection(outcome=Outcome.FORBIDDEN, missing=right, owed=owed)
    parts = card_of(found, default_texts().sayer("en"), []).walk_children()
    shown = "\n".join(each.content for each in parts if isinstance(each, discord.ui.TextDisplay))
    over = "" if owed else "-over"
    assert [each for each, key in KEYS.items() if shows(shown, sentence(f"{key}{over}"))] == [right]


async def test_where_nothing_was_removed_there_is_a_removal_to_stop_and_none_to_undo(
    stage: ScanningStage,
) -> None:
    await stage.set_up()
    await stage.blocklist("add", pattern="badforum.example", category="harassment")
    stage.env.inject_error("DELETE", f"/channels/{stage.general.id}/messages/*", status=403, code=50013)
    message = await stage.said("see badforum.example")
    card = stage.detection(1)
    said(shown(card), "detection-button-stop")
    unsaid(shown(card), "detection-button-undo")
    form = await stage.moderator.click(card, custom_id="detection:1:undo")
    assert form.modal["title"] == say("detection-stop-title", detection="1")
    assert options(form, "scope")["message"] == say("detection-stop-message-help")
    answer = told(await send(stage.moderator, form, scope="message"))
    said(answer, "detection-stop-done", count=1)
    await stage.work()
    said(shown(stage.detection(1)), "detection-title-spared")
    assert stage.stands(message)
