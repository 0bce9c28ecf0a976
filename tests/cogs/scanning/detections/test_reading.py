"""*Read message* on a card of something found: one touch, and its private answer has the card's other actions."""

from typing import Any

import discord
import pytest

from cogs.base.layout import Card, button
from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import custom_ids, parts_of, send, shown, told, values
from tests.wording import said, say

LINK = "https://badforum.example/threads/1"


@pytest.fixture(autouse=True)
async def _guarded(stage: ScanningStage) -> None:
    await stage.set_up()
    await stage.blocklist("add", pattern="badforum.example", category="harassment")


async def for_review(stage: ScanningStage, *raiders: str) -> Any:
    """A card that waits for a decision: of the member's message, or of one by each raider."""
    await stage.policy("set", tier="own", action="review")
    for raider in raiders:
        await stage.join(raider).send(stage.general, f"join {LINK}")
    if not raiders:
        await stage.said(f"look at {LINK}")
    await stage.work()
    stage.clock.forward(seconds=4)
    await stage.work()
    return stage.detection(1)


async def read(stage: ScanningStage, verb: str = "reveal", by: Any = None) -> Any:
    return await (by or stage.moderator).click(stage.detection(1), custom_id=f"detection:1:{verb}")


@pytest.mark.parametrize("action", ["delete", "timeout", "review"])
async def test_reading_is_one_touch_whatever_was_done(stage: ScanningStage, action: str) -> None:
    await stage.policy("set", tier="own", action=action)
    await stage.said(f"look at {LINK}")
    first = next(part for part in parts_of(stage.detection(1)) if part.get("label"))
    assert first["label"] == say("detection-button-reveal")
    answer = await read(stage)
    assert answer.ephemeral
    assert "look at hxxps://badforum[.]example" in told(answer)


async def test_a_guess_is_read_so_too(stage: ScanningStage) -> None:
    await stage.said("they said badforum dot example again")
    assert custom_ids(stage.detection(1))[0] == "detection:1:reveal"
    assert "badforum dot example" in told(await read(stage))


async def test_the_answer_has_the_cards_other_actions_and_they_work(stage: ScanningStage) -> None:
    await for_review(stage)
    answer = (await read(stage)).response
    acting = [each for each in custom_ids(answer) if each.endswith(":p")]
    assert acting == [f"detection:1:{verb}:p" for verb in ("list", "dismiss", "delete", "more")]
    assert values(answer, "detection:1:more:p") == ["allow"]
    form = await stage.moderator.click(answer.message, custom_id="detection:1:dismiss:p")
    said(told(await send(stage.moderator, form)), "detection-dismiss-done", count=1)
    await stage.work()
    said(shown(stage.detection(1)), "detection-settled-dismissed", name="**moderator**")


async def test_what_stands_in_an_old_answer_is_decided_on_the_row(stage: ScanningStage) -> None:
    await for_review(stage)
    answer = (await read(stage)).response
    await stage.moderator.click(stage.detection(1), custom_id="detection:1:delete")
    await stage.work()
    late = await stage.moderator.click(answer.message, custom_id="detection:1:delete:p")
    said(told(late), "detection-settled-already")


async def test_a_private_button_on_a_message_for_everybody_does_nothing(stage: ScanningStage) -> None:
    await for_review(stage)
    public = stage.rowan.client.get_channel(stage.general.id)
    assert isinstance(public, discord.TextChannel)
    for verb in ("delete", "dismiss", "list", "reveal"):
        copied = await public.send(view=Card().buttons(button(f"detection:1:{verb}:p", "here")).view())
        pressed = await stage.moderator.click(copied, custom_id=f"detection:1:{verb}:p")
        said(told(pressed), "detection-elsewhere")
    await stage.work()
    said(shown(stage.detection(1)), "detection-title-review")


async def test_several_are_read_from_the_first_button_too(stage: ScanningStage) -> None:
    card = await for_review(stage, "one", "two", "three")
    assert custom_ids(card)[0] == "detection:1:removals"
    said(shown(card), "detection-button-removals")
    answer = (await read(stage, "removals")).response
    for name in ("one", "two", "three"):
        assert f"({name})" in shown(answer)
    asked = await stage.moderator.click(answer.message, custom_id="detection:1:delete:p")
    said(told(asked), "detection-delete-all-question", count=3)


async def test_who_wrote_one_of_several_finds_no_button_that_would_refuse_them(stage: ScanningStage) -> None:
    await stage.policy("set", tier="own", action="review")
    for author in (stage.member, stage.moderator, stage.author):
        await author.send(stage.general, f"join {LINK}")
    await stage.work()
    stage.clock.forward(seconds=4)
    await stage.work()
    theirs = (await read(stage, "removals")).response
    assert not any(each.endswith(":p") for each in custom_ids(theirs))
    others = (await read(stage, "removals", stage.manager)).response
    assert "detection:1:delete:p" in custom_ids(others)


@pytest.mark.parametrize("value", ["reveal", "removals"])
async def test_the_more_of_an_older_versions_card_still_reads(stage: ScanningStage, value: str) -> None:
    raiders = ("one", "two") if value == "removals" else ()
    card = await for_review(stage, *raiders)
    backend = stage.env.backend
    stored = backend.get_message(stage.review.id, card.id)
    for part in _parts(stored.components):
        if part.get("custom_id") == "detection:1:more":
            part["options"].append({"label": "Read message", "value": value})
    answer = await stage.moderator.select(stage.detection(1), [value], custom_id="detection:1:more")
    assert "badforum[.]example" in told(answer)


def _parts(components: Any) -> list[dict[str, Any]]:
    found = []
    for part in components:
        found += [part, *_parts(part.get("components", []))]
    return found
