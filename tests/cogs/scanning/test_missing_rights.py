"""The card of a message that Rowan may not remove names the right that is missing, and no other."""

import discord
import pytest

from cogs.scanning.card import card_of
from core.scanning.detections import MissingRight, Outcome
from services.base.texts import default_texts
from tests.core.scanning.detection import detection
from tests.wording import sentence, shows

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
