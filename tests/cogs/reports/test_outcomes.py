"""What reporters hear when their case is closed."""

from typing import Any

import pytest

from core.base.authority import Caller
from core.base.ids import CaseId, ServerId, UserId
from core.scanning.detections import DismissReason
from tests.cogs.conftest import Stage
from tests.cogs.reports.test_cases import card, reported, send, told, work


@pytest.fixture(autouse=True)
async def _set_up(stage: Stage) -> None:
    await stage.set_up()


def inbox(stage: Stage, person: Any) -> list[Any]:
    """What Rowan wrote to somebody."""
    channel = stage.env.backend.dm_channels.get(person.id)
    return [] if channel is None else list(stage.env.backend.messages[channel].values())


async def close(stage: Stage, number: int, verb: str, **fields: str) -> None:
    form = await stage.moderator.click(card(stage, number), custom_id=f"case:{number}:{verb}")
    await send(stage.moderator, form, fields)
    await work(stage)


@pytest.mark.parametrize(
    ("verb", "fields", "words"),
    [
        ("list", {}, "something was done about it"),
        ("dismiss", {"reason": "no_violation"}, "leave things as they are"),
        ("dismiss", {"reason": "news_or_counter_speech"}, "leave things as they are"),
        ("dismiss", {"reason": "not_enough_information"}, "not enough to do something"),
        ("dismiss", {"reason": "duplicate"}, "the same had been reported already"),
    ],
)
async def test_one_message_in_neutral_words(
    stage: Stage, verb: str, fields: dict[str, str], words: str
) -> None:
    await reported(stage, "see badforum.example")
    assert inbox(stage, stage.member) == []
    await close(stage, 1, verb, **fields)
    (notice,) = inbox(stage, stage.member)
    assert words in str(notice.components)
    assert "moderator" not in str(notice.components).replace("moderators", "")
    await work(stage)
    assert len(inbox(stage, stage.member)) == 1
    row = await stage.rowan.base.database.read.one("SELECT * FROM outbox WHERE kind = 'outcome_notice'")
    assert row is not None
    assert (row["state"], row["channel_id"], row["message_id"]) == ("done", None, None)


async def test_what_was_done_before_a_dismissal_is_what_is_told(stage: Stage) -> None:
    async def ended(number: int, *, words: str) -> None:
        await close(stage, number, "dismiss", reason="no_violation")
        notice = str(inbox(stage, stage.member)[-1].components)
        assert f"**{number}**" in notice
        assert words in notice
        assert "as they are" not in notice

    await reported(stage, "see badforum.example/1")
    await stage.moderator.click(card(stage, 1), custom_id="case:1:delete")
    await work(stage)
    await ended(1, words="and the message was removed")

    message = await reported(stage, "see badforum.example/2")
    await stage.manager.delete(message)
    await work(stage)
    await ended(2, words="not there any more, and they left it at that")

    await reported(stage, "see badforum.example/3")
    mo, now = Caller(ServerId(stage.guild.id), UserId(4242), "Mo"), stage.rowan.base.clock()
    await stage.rowan.reports.cases.order_removal(CaseId(3), mo, now)  # Discord has not done it yet
    await stage.rowan.reports.cases.dismiss(CaseId(3), mo, DismissReason.NO_VIOLATION, "", now)
    await stage.post()
    assert "is to be removed" in str(inbox(stage, stage.member)[-1].components)


async def test_privacy_notices_off_and_on_again(stage: Stage) -> None:
    assert "90 days" in told(await stage.member.slash(stage.general, "privacy about"))
    answer = await stage.member.slash(stage.general, "privacy notices", on=False)
    assert "no longer tell you" in told(answer)
    await reported(stage, "see badforum.example/1")
    await close(stage, 1, "dismiss")
    assert inbox(stage, stage.member) == []
    await stage.member.slash(stage.general, "privacy notices", on=True)
    await reported(stage, "see badforum.example/2")
    await close(stage, 2, "dismiss")
    assert len(inbox(stage, stage.member)) == 1


async def test_the_thanks_name_the_other_open_reports(stage: Stage) -> None:
    await reported(stage, "see badforum.example/1")
    await stage.moderator.click(card(stage, 1), custom_id="case:1:claim")
    await reported(stage, "see badforum.example/2")
    message = await stage.manager.send(stage.general, "see badforum.example/3")
    form = await stage.member.context_menu(stage.general, "Report message", message)
    thanks = (await send(stage.member, form, {})).response.content
    assert "Your other open reports: **1** (being looked at), **2** (waiting)" in thanks
