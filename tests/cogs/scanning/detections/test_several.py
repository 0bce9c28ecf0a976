"""A decision about a card of several messages is for those that its moderator was asked about, and says how many they are."""

from typing import Any

import pytest

from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import custom_ids, form_text, send, shown, told
from tests.wording import said, unsaid

PLACE = "raid.example"
COUNTS = {"dismiss": "detection-dismiss-does-all", "list": "detection-list-leaves"}
FIELDS = {
    "dismiss": {"reason": "no_violation"},
    "list": {"scope": "host"},
}


@pytest.fixture(autouse=True)
async def _for_review(stage: ScanningStage) -> None:
    await stage.set_up()
    await stage.blocklist("add", pattern=PLACE, category="harassment")
    await stage.blocklist("add", pattern="second.example", category="harassment")
    await stage.policy("set", tier="own", action="review")


async def posted(stage: ScanningStage, *numbers: int, beside: str = "") -> list[Any]:
    messages = [
        await stage.join(f"raider{number}").send(stage.general, f"https://{PLACE}/{number} {beside}")
        for number in numbers
    ]
    await stage.work()
    stage.clock.forward(seconds=4)
    await stage.work()
    return messages


async def asked(stage: ScanningStage, verb: str) -> Any:
    card = stage.detection(1)
    if verb == "allow":
        return await stage.moderator.select(card, ["allow"], custom_id="detection:1:more")
    return await stage.moderator.click(card, custom_id=f"detection:1:{verb}")


async def sent(stage: ScanningStage, verb: str, question: Any) -> str:
    if verb == "allow":
        (sure,) = custom_ids(question.response)
        return told(await stage.moderator.click(question.response, custom_id=sure))
    return told(await send(stage.moderator, question, **FIELDS[verb]))


@pytest.mark.parametrize("verb", ["dismiss", "list", "allow"])
async def test_what_joined_meanwhile_is_asked_about_again(stage: ScanningStage, verb: str) -> None:
    await posted(stage, 1)
    question = await asked(stage, verb)
    await posted(stage, 2, 3)
    said(await sent(stage, verb, question), "detection-more-joined", seen=1, count=3)
    await stage.work()
    said(shown(stage.detection(1)), "detection-title-group-review")
    unsaid(await sent(stage, verb, await asked(stage, verb)), "detection-more-joined", seen=1, count=3)
    await stage.work()
    assert f"detection:1:{verb}" not in custom_ids(stage.detection(1))


@pytest.mark.parametrize("verb", ["dismiss", "list", "allow"])
async def test_the_question_names_how_many_they_are_and_the_answer_speaks_of_all(
    stage: ScanningStage, verb: str
) -> None:
    await posted(stage, 1, 2, 3)
    question = await asked(stage, verb)
    if verb == "allow":
        said(told(question), "detection-allow-question", count=3)
    else:
        said(form_text(question), COUNTS[verb], count=3)
    answer = await sent(stage, verb, question)
    if verb != "list":
        said(answer, f"detection-{verb}-done", count=3)


async def test_the_form_says_what_becomes_of_those_that_stand_though_the_first_is_gone(
    stage: ScanningStage,
) -> None:
    first = await stage.member.send(stage.general, f"https://{PLACE}/0")
    await posted(stage, 1, 2)
    await stage.member.delete(first)
    await stage.work()
    said(form_text(await asked(stage, "list")), "detection-list-leaves", count=3)


async def test_each_message_of_a_place_that_is_allowed_is_looked_at_once_more(stage: ScanningStage) -> None:
    """The second site in any of them was not decided."""
    await posted(stage, 1, 2)
    assert len(stage.detections()) == 1
    await posted(stage, 3, 4, beside="https://second.example/x")
    assert len(stage.detections()) == 1
    await sent(stage, "allow", await asked(stage, "allow"))
    await stage.work()
    waits = [each for each in stage.detections() if "second[.]example" in shown(each)]
    assert len(waits) == 1
    assert "Messages: 2" in shown(waits[0])


async def test_an_authors_other_places_have_cards_of_their_own_and_are_not_allowed_along(
    stage: ScanningStage,
) -> None:
    """A card counts one place, so the question names all that it allows."""
    for number in (1, 2):
        await stage.member.send(stage.general, f"https://{PLACE}/{number}")
        await stage.member.send(stage.general, f"https://second.example/{number}")
    await stage.work()
    stage.clock.forward(seconds=4)
    await stage.work()
    assert [shown(each).count("Messages: 2") for each in stage.detections()] == [1, 1]
    question = await asked(stage, "allow")
    said(told(question), "detection-allow-question", pattern="`raid[.]example`", count=2)
    await sent(stage, "allow", question)
    await stage.work()
    (other,) = [each for each in stage.detections() if "second[.]example" in shown(each)]
    said(shown(other), "detection-title-group-review")
    await stage.said("https://second.example/3")
    stage.clock.forward(seconds=4)
    await stage.work()
    assert "Messages: 3" in shown(stage.detection(2)), "it was not allowed along"
