"""A form that is refused, or that fails, comes back with what was typed, and opens again with it."""

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from cogs.base import refused_form
from cogs.base.forms import Form
from cogs.base.refused_form import FormMemory, given_back
from core.base.ids import CaseId
from core.reports.cases import Step
from services.reports.cases.review import Review
from services.reports.intake import Intake
from tests.cogs.reports.driver import REPORT, ReportsStage
from tests.cogs.seen import chosen, custom_ids, fields, send, told
from tests.wording import refused, said, say

LINK = "badforum.example/x"
WORDS = "it took me long to write `this` ||here|| https://badforum.example/x"


@pytest.fixture
def driver() -> type[ReportsStage]:
    return ReportsStage


async def opened_again(who: Any, answer: Any) -> Any:
    """Press the button under what was given back."""
    (again,) = [each for each in custom_ids(answer.response) if each.startswith("form:again:")]
    return await who.click(answer.response.message, custom_id=again)


@pytest.mark.usefixtures("set_up")
async def test_what_moderators_typed_comes_back_and_the_form_opens_again(stage: ReportsStage) -> None:
    for verb, choice in (
        ("list", {"scope": "host", "category": "doxxing"}),
        ("dismiss", {"reason": "duplicate"}),
    ):
        await stage.reported(f"see {verb}.{LINK}", stage.join("author " + verb))
        number = {"list": 1, "dismiss": 2}[verb]
        form = await stage.press(number, verb)
        await stage.services.review.move(
            stage.caller_who_moderates(stage.manager), CaseId(number), Step.CLAIM
        )
        answer = await send(stage.moderator, form, note=WORDS, **choice)
        said(told(answer), "case-held-by")
        assert "https://" not in told(answer)
        assert "it took me long to write 'this' ||here||" in told(
            answer
        )  # in a block of code, as it was typed
        again = await opened_again(stage.moderator, answer)
        assert again.modal["custom_id"] == form.modal["custom_id"]
        assert fields(again)["note"]["value"] == WORDS
        assert {name: chosen(again, name) for name in choice} == {
            name: [value] for name, value in choice.items()
        }
        await stage.services.review.move(
            stage.caller_who_moderates(stage.manager), CaseId(number), Step.RELEASE
        )
        await stage.work()
        done = await send(stage.moderator, again)  # nothing need be typed again
        said(told(done), "case-listed" if verb == "list" else "case-dismissed")


@pytest.mark.usefixtures("set_up")
async def test_a_form_that_fails_for_no_known_reason_comes_back_too(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    message = await stage.manager.send(stage.general, f"see {LINK}")
    form = await stage.member.context_menu(stage.general, "Report message", message)
    with monkeypatch.context() as broken:
        broken.setattr(Intake, "submit", breaks)
        answer = await send(stage.member, form, details=WORDS, **REPORT)
    said(told(answer), "error-unexpected")
    again = await opened_again(stage.member, answer)
    assert fields(again)["details"]["value"] == WORDS
    said(told(await send(stage.member, again)), "report-thanks", case="1")


@pytest.mark.usefixtures("set_up")
async def test_where_nothing_was_typed_the_refusal_stands_alone(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.reported(f"see {LINK}", stage.join("author"))
    form = await stage.press(1, "dismiss")
    await stage.services.review.move(stage.caller_who_moderates(stage.manager), CaseId(1), Step.CLAIM)
    answer = await send(stage.moderator, form)
    said(told(answer), "case-held-by")
    assert custom_ids(answer.response) == []

    async def breaks(*_: object) -> None:
        raise RuntimeError

    await stage.services.review.move(stage.caller_who_moderates(stage.manager), CaseId(1), Step.RELEASE)
    monkeypatch.setattr(Review, "dismiss", breaks)  # a process that began since does not know the form
    form = await stage.press(1, "dismiss")
    monkeypatch.setattr(stage.answers, "_forms", FormMemory())
    answer = await send(stage.moderator, form, note=WORDS)
    assert "it took me long" in told(answer)
    assert custom_ids(answer.response) == []


def test_long_texts_come_back_whole_in_as_many_messages_as_that_takes() -> None:
    texts = [" ".join(f"{letter}{number}" for number in range(900)) for letter in "abc"]
    views = given_back(say, "No.", texts, "0" * 16)
    shown = [
        "".join(part.content for part in view.walk_children() if isinstance(part, discord.ui.TextDisplay))
        for view in views
    ]
    assert all(len(each) <= 4000 for each in shown)
    for text in texts:
        assert all(word in "".join(shown) for word in text.split())
    buttons = [sum(isinstance(part, discord.ui.Button) for part in view.walk_children()) for view in views]
    assert buttons == [0] * (len(views) - 1) + [1]


def sent(user: int, custom_id: str, **typed: str) -> Any:
    fields_sent = [{"components": [{"custom_id": name, "value": text}]} for name, text in typed.items()]
    return SimpleNamespace(
        user=SimpleNamespace(id=user),
        type=discord.InteractionType.modal_submit,
        data={"custom_id": custom_id, "components": fields_sent},
    )


def test_a_form_is_remembered_for_whoever_sent_it_and_for_a_while(monkeypatch: pytest.MonkeyPatch) -> None:
    memory = FormMemory()
    memory.opened(1, Form("test:1", "A form").text("note", "Note"))
    assert memory.refused(sent(2, "test:1", note="x")) is None
    assert memory.refused(sent(1, "test:2", note="x")) is None
    token = memory.refused(sent(1, "test:1", note="x"))
    assert token is not None
    assert memory.again(1, token).to_dict()["components"][0]["component"]["value"] == "x"
    for stranger, other in ((2, token), (1, "0" * 16)):
        with refused("form-again-lost"):
            memory.again(stranger, other)
    monkeypatch.setattr(refused_form, "_SECONDS", -1.0)
    late = memory.refused(sent(1, "test:1", note="x"))
    assert late is not None
    with refused("form-again-lost"):
        memory.again(1, late)


@pytest.mark.usefixtures("set_up")
async def test_a_campaigns_form_comes_back_with_every_field(stage: ReportsStage) -> None:
    form = await stage.moderator.slash(stage.general, "campaign create")
    typed = {"title": "Drop the forum", "summary": WORDS, "demand": "Drop it", "link": "not an address"}
    answer = await send(stage.moderator, form, **typed)
    again = await opened_again(stage.moderator, answer)
    assert again.modal["custom_id"] == form.modal["custom_id"]  # sent twice, it would make one campaign
    assert {name: field["value"] for name, field in fields(again).items()} == typed
    done = await send(stage.moderator, again, link="")
    said(told(done), "campaign-created", title="Drop the forum")


def test_a_form_whose_matter_has_changed_is_not_opened_again_as_it_was() -> None:
    memory, form = FormMemory(), Form("update:1:correct:1:abc", "Correct")
    memory.opened(7, form)
    sent: Any = SimpleNamespace(
        type=discord.InteractionType.modal_submit,
        user=SimpleNamespace(id=7),
        data={"custom_id": form.custom_id},
    )
    memory.forget(sent)
    memory.forget(sent)
    assert memory.refused(sent) is None
