"""Whatever a handler does, the person hears one clear thing, in private."""

import asyncio
import logging
import re

import discord
import pytest

from cogs.base.forms import Form, form_values
from cogs.base.layout import Card, button
from core.base.errors import StorageBusy, UserError
from tests.cogs.stage import Stage
from tests.wording import said


async def press(stage: Stage, handler, custom_id: str = "test:1:go", *, opens_form: bool = False):
    """Register the handler, post a button for it, press it."""
    if handler is not None:
        stage.router.add(re.escape(custom_id), handler, opens_form=opens_form)
    channel = stage.rowan.client.get_channel(stage.general.id)
    message = await channel.send(view=Card().buttons(button(custom_id, "Go")).view())
    return await stage.member.click(message, custom_id=custom_id)


async def test_bad_input_is_a_translated_private_sentence(stage: Stage) -> None:
    async def refuse(interaction: discord.Interaction, match: re.Match[str]) -> None:
        raise UserError("error-not-manager")

    answer = await press(stage, refuse)
    assert answer.ephemeral
    said(answer.response.content, "error-not-manager")


async def test_a_busy_database_is_said_to_be_busy(stage: Stage) -> None:
    async def busy(interaction: discord.Interaction, match: re.Match[str]) -> None:
        raise StorageBusy

    answer = await press(stage, busy)
    said(answer.response.content, "error-storage-busy")


async def test_a_bug_is_an_apology_with_the_reference_that_the_log_has(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(interaction: discord.Interaction, match: re.Match[str]) -> None:
        raise ZeroDivisionError("the secret of alice")

    with caplog.at_level(logging.ERROR):
        answer = await press(stage, broken)
    reference = re.search(r"`([0-9a-f]{8})`", answer.response.content)
    assert reference is not None
    said(answer.response.content, "error-unexpected", reference=reference[1])
    assert reference[1] in caplog.text
    assert "alice" not in answer.response.content


async def test_a_slow_handler_is_deferred_and_still_answers(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.base.answers._DEFER_AFTER", 0.05)

    async def slow(interaction: discord.Interaction, match: re.Match[str]) -> None:
        while not interaction.response.is_done():
            await asyncio.sleep(0.01)
        await stage.answers.say(interaction, "error-not-manager")

    answer = await press(stage, slow)
    assert "callback {'type': 5, 'data': {'flags': 64}}" in stage.env.transcript()
    assert answer.ephemeral
    said(answer.response.content, "error-not-manager")


async def test_a_button_that_nobody_knows_is_answered(stage: Stage) -> None:
    answer = await press(stage, None, "ancient:9:thing")
    said(answer.response.content, "error-unknown-button")


async def test_a_form_arrives_without_discord_py_remembering_it(stage: Stage) -> None:
    came: dict[str, str] = {}

    async def show(interaction: discord.Interaction, match: re.Match[str]) -> None:
        form = Form("test:1:form", "A title that is far longer than the forty-five characters allowed")
        form.text("words", "Words", limit=10)
        form.choice("kind", "Kind", [discord.SelectOption(label="One", value="one", default=True)])
        await form.open(interaction)

    async def take(interaction: discord.Interaction, match: re.Match[str]) -> None:
        came.update(form_values(interaction))
        await stage.answers.say(interaction, "error-not-manager")

    stage.router.add("test:1:form", take)
    shown = await press(stage, show, opens_form=True)
    assert not stage.rowan.client._connection._view_store._modals
    answer = await stage.member.submit_modal(shown, {"words": " hi ", "kind": ["one"]})
    assert came == {"words": "hi", "kind": "one"}
    assert answer.ephemeral


async def test_what_is_posted_is_not_remembered_by_discord_py(stage: Stage) -> None:
    await press(stage, None)
    assert not stage.rowan.client._connection._view_store._synced_message_views


def test_a_card_never_exceeds_discords_limit() -> None:
    card = Card()
    for _ in range(10):
        card.text("x" * 900)
    texts = [item.content for item in card.view().walk_children() if isinstance(item, discord.ui.TextDisplay)]
    assert sum(map(len, texts)) <= 4000
    assert texts[-1].endswith("…")
