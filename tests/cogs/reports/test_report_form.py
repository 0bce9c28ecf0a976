"""The form of a report: what is wrong is asked first, nothing is preset, and nobody sends it without an answer to that."""

from typing import Any

import discord
import pytest
import simcord

from core.base.categories import Category
from localdiscord import walk_components
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import chosen, custom_ids, fields, labels, options, send, told
from tests.wording import said, say

pytestmark = pytest.mark.usefixtures("set_up")
RADIO = 21


async def form_of(stage: ReportsStage) -> Any:
    """The form behind the menu of a message."""
    message = await stage.manager.send(stage.general, "see badforum.example")
    return await stage.member.context_menu(stage.general, "Report message", message)


async def test_it_asks_what_is_wrong_first_and_presets_nothing(stage: ReportsStage) -> None:
    form = await form_of(stage)
    assert list(fields(form)) == ["category", "details", "link"]
    assert labels(form)[0] == say("report-form-category")
    assert labels(form)[-1] == say("report-form-link-more")
    category = fields(form)["category"]
    assert (category["type"], category["required"]) == (RADIO, True)
    assert chosen(form, "category") == []
    assert set(options(form, "category")) == set(Category)
    by_link = await stage.member.slash(stage.general, "report", link="badforum.example")
    assert list(fields(by_link)) == ["category", "link", "details"]
    assert fields(by_link)["link"]["value"] == "badforum.example"


async def test_each_category_is_described_and_alerts_are_promised_where_somebody_is_alerted(
    stage: ReportsStage,
) -> None:
    quiet = options(await form_of(stage), "category")
    await stage.set_alert_role()
    loud = options(await form_of(stage), "category")
    for category in Category:
        assert quiet[category] != say(f"category-{category}"), "described"
        if category.emergency:
            said(quiet[category], f"report-what-{category}", alert="no")
            said(loud[category], f"report-what-{category}", alert="yes")
        else:
            assert loud[category] == quiet[category]


async def test_no_word_of_it_is_cut(stage: ReportsStage) -> None:
    await stage.set_alert_role()
    for form in (await form_of(stage), await stage.member.slash(stage.general, "report")):
        shown = [part for _, part in walk_components(form.modal["components"])]
        shown += [option for part in shown for option in part.get("options", [])]
        said_of_them = [part[word] for part in shown for word in ("label", "description") if part.get(word)]
        ends = {text[-1] for text in said_of_them if len(text) >= 45}
        assert ends == {"."}, "whole sentences"


async def test_without_an_answer_it_comes_back_with_what_was_typed(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = {"details": "every day", "link": ""}
    with pytest.raises(simcord.SetupError, match="category"):  # Discord's client does not send it
        await stage.member.submit_modal(await form_of(stage), typed)

    def lax(field: Any) -> dict[str, Any]:
        return {**made(field), "required": False}

    # Whoever sends it all the same is asked again.
    made = discord.ui.RadioGroup.to_component_dict
    with monkeypatch.context() as another_client:
        another_client.setattr(discord.ui.RadioGroup, "to_component_dict", lax)
        form = await form_of(stage)
    answer = await stage.member.submit_modal(form, typed)
    said(told(answer), "report-category-unknown")
    (again,) = [each for each in custom_ids(answer.response) if each.startswith("form:again:")]
    opened = await stage.member.click(answer.response.message, custom_id=again)
    assert fields(opened)["details"]["value"] == "every day"
    assert chosen(opened, "category") == []
    said(told(await send(stage.member, opened, category="hate")), "report-thanks", case="1")


async def test_a_choice_comes_back_with_the_form_and_is_no_text(stage: ReportsStage) -> None:
    form = await stage.member.slash(stage.general, "report")
    answer = await send(stage.member, form, category="scam", details="look")
    said(told(answer), "report-link-missing")
    assert "scam" not in told(answer)
    (again,) = [each for each in custom_ids(answer.response) if each.startswith("form:again:")]
    opened = await stage.member.click(answer.response.message, custom_id=again)
    assert chosen(opened, "category") == ["scam"]
