"""Cards that a newer one leaves behind, and cards of which a death left nobody knowing where they stand."""

from typing import Any

import discord
import pytest

from core.base.times import to_ms
from services.base.outbox import Kind
from tests.cogs.seen import custom_ids, send, shown
from tests.cogs.stage import Stage
from tests.desk.scenes.campaigns.updates import begin, button_of
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")

UPDATE = {"kind": "win", "headline": "First words", "body": "At last.", "source": ""}


def asking(stage: Stage) -> list[Any]:
    """The cards in the review channel that have buttons."""
    return [each for each in stage.review.history() if custom_ids(each)]


async def drafted(stage: Stage) -> Any:
    """The card of update 1."""
    await begin(stage)  # type: ignore[arg-type]  # it needs no desk
    form = await stage.moderator.slash(stage.general, "campaign update", campaign="1")
    await send(stage.moderator, form, **UPDATE)
    await stage.post()
    return stage.review.history()[-1]


async def corrected(stage: Stage, headline: str) -> None:
    form = await stage.moderator.slash(stage.general, "campaign correct", update="1")
    await send(stage.moderator, form, headline=headline)


async def forgotten(stage: Stage, card: Any) -> None:
    """As a process left it that died after the post and before it was noted, when Discord knows the nonce no more."""
    async with stage.stores.storage.bulk() as tx:
        await tx.sql.run(
            "UPDATE outbox SET channel_id = NULL, message_id = NULL, nonce = 'another', state = 'due', attempted_at = $1 "
            "WHERE kind = $2",
            to_ms(discord.utils.snowflake_time(card.id)),
            str(Kind.UPDATE_DRAFT),
        )


async def test_the_card_of_a_draft_that_was_edited_is_found_again(stage: Stage) -> None:
    card = await drafted(stage)
    await forgotten(stage, card)
    await corrected(stage, "Second words")
    await corrected(stage, "Third words")
    await stage.post()
    (found,) = asking(stage)
    assert found.id == card.id
    assert "Third words" in shown(found)
    answer = await stage.manager.click(found, custom_id=button_of(found, "approve"))
    said(answer.response or answer, "draft-approved")


async def test_an_earlier_card_keeps_its_words_and_loses_its_buttons(stage: Stage) -> None:
    card = await drafted(stage)
    await stage.manager.click(card, custom_id=button_of(card, "approve"))
    await corrected(stage, "Second words")  # before the card says that it was decided
    await stage.post()
    (newest,) = asking(stage)
    assert newest.id > card.id
    old = next(each for each in stage.review.history() if each.id == card.id)
    said(shown(old), "card-is-old")
    assert "First words" in shown(old)
    unsaid(shown(newest), "card-is-old")
    await stage.post()
    assert [each.id for each in asking(stage)] == [newest.id]


async def test_an_earlier_card_that_people_deleted_stays_deleted(stage: Stage) -> None:
    card = await drafted(stage)
    await stage.manager.click(card, custom_id=button_of(card, "approve"))
    await stage.post()
    await corrected(stage, "Second words")
    stage.env.backend.delete_message(card.channel.id, card.id)
    await stage.post()
    (newest,) = asking(stage)
    assert newest.id > card.id
    assert all(each.id != card.id for each in stage.review.history())
