"""What Discord's answers to a deletion mean, asked by the real client: whose removal it was, and what is missing."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest

from cogs.base.discord_api.client import RowanClient
from cogs.scanning.discord_removals import Remover
from core.base.ids import ChannelId, MessageId, ServerId
from core.scanning.detections import MissingRight
from services.base.texts import default_texts
from services.scanning.removal_ports import Deletion, RemovalResult
from services.servers.settings import ServerSettings
from tests.cogs.scanning.answering import REMOVED, RESET, Answer, AnsweringDiscord, answering

SERVER, CHANNEL, MESSAGE = ServerId(5), ChannelId(6), MessageId(7)
DELETE, PATCH, GET = "DELETE /channels/6/messages/7", "PATCH /channels/6", "GET /channels/6"
GONE: Answer = (404, {"code": 10008, "message": "Unknown Message"})
ARCHIVED: Answer = (400, {"code": 50083, "message": "Thread is archived"})
FORBIDDEN: Answer = (403, {"code": 50013, "message": "Missing Permissions"})
THREAD: dict[str, Any] = {
    "id": "6", "guild_id": "5", "parent_id": "8", "owner_id": "9", "name": "old", "type": 11, "message_count": 1,
    "member_count": 1, "rate_limit_per_user": 0, "last_message_id": "7",
    "thread_metadata": {
        "archived": True, "locked": False, "auto_archive_duration": 1440,
        "archive_timestamp": "2026-01-01T00:00:00+00:00",
    },
}  # fmt: skip


class Settings:
    """Every server as it is before `/setup`."""

    async def get(self, server: ServerId) -> ServerSettings:
        return ServerSettings(server)


@pytest.fixture
async def discord_and_client(
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[tuple[AnsweringDiscord, RowanClient]]:
    sleep = asyncio.sleep
    monkeypatch.setattr("discord.http.asyncio.sleep", lambda _: sleep(0))  # between its own tries
    async with answering(monkeypatch) as both:
        yield both


@pytest.fixture
def there(discord_and_client: tuple[AnsweringDiscord, RowanClient]) -> AnsweringDiscord:
    return discord_and_client[0]


@pytest.fixture
def remover(discord_and_client: tuple[AnsweringDiscord, RowanClient]) -> Remover:
    servers: Any = Settings()
    return Remover(client=discord_and_client[1], servers=servers, texts=default_texts())


async def deleted(remover: Remover) -> Deletion:
    return await remover.delete(SERVER, CHANNEL, MESSAGE)


@pytest.mark.parametrize(
    ("answers", "result"),
    [
        ([REMOVED], RemovalResult.REMOVED),
        ([GONE], RemovalResult.GONE),
        ([(502, {}), GONE], RemovalResult.REMOVED),  # it was done at the first try, whose answer was lost
        ([(500, {}), (502, {}), GONE], RemovalResult.REMOVED),
        ([(502, {}), REMOVED], RemovalResult.REMOVED),
    ],
)
async def test_whose_removal_it_was(
    there: AnsweringDiscord, remover: Remover, answers: list[Answer], result: RemovalResult
) -> None:
    there.answers[DELETE] = answers
    assert (await deleted(remover)).result is result


@pytest.mark.parametrize("fault", [RESET, (503, {}), (502, {})])
async def test_what_has_no_answer_may_be_done(
    there: AnsweringDiscord, remover: Remover, fault: Answer
) -> None:
    there.answers[DELETE] = [fault]
    found = await deleted(remover)
    assert (found.result, found.maybe_done) == (RemovalResult.FAILED, True)


async def test_a_refusal_for_now_is_not_done_and_says_how_long(
    there: AnsweringDiscord, remover: Remover
) -> None:
    there.answers[DELETE] = [
        (429, {"retry_after": 90.0, "global": False})
    ]  # without `Via`, as from its guard
    found = await deleted(remover)
    assert (found.result, found.maybe_done, found.wait) == (
        RemovalResult.FAILED,
        False,
        timedelta(seconds=90),
    )


@pytest.mark.parametrize(("code", "right"), [(50001, MissingRight.ACCESS), (50013, MissingRight.MESSAGES)])
async def test_which_right_is_missing(
    there: AnsweringDiscord, remover: Remover, code: int, right: MissingRight
) -> None:
    there.answers[DELETE] = [(403, {"code": code, "message": "Missing"})]
    found = await deleted(remover)
    assert (found.result, found.missing) == (RemovalResult.FORBIDDEN, right)


async def test_an_archived_thread_is_opened_for_the_removal_and_archived_again(
    there: AnsweringDiscord, remover: Remover
) -> None:
    there.answers = {DELETE: [ARCHIVED, REMOVED], GET: [(200, THREAD)], PATCH: [(200, THREAD)]}
    assert (await deleted(remover)).result is RemovalResult.REMOVED
    assert there.calls == [DELETE, GET, PATCH, DELETE, PATCH]
    assert [each["archived"] for each in there.sent if each] == [False, True]


async def test_a_thread_that_may_not_be_opened_names_the_right(
    there: AnsweringDiscord, remover: Remover
) -> None:
    there.answers = {DELETE: [ARCHIVED], GET: [(200, THREAD)], PATCH: [FORBIDDEN]}
    found = await deleted(remover)
    assert (found.result, found.missing) == (RemovalResult.FORBIDDEN, MissingRight.THREADS)
    there.answers = {DELETE: [ARCHIVED, REMOVED], GET: [(200, THREAD)], PATCH: [(200, THREAD)]}
    assert (await deleted(remover)).result is RemovalResult.REMOVED, (
        "asked again, whatever was refused before"
    )


async def test_a_thread_that_cannot_be_archived_again_is_left_open(
    there: AnsweringDiscord, remover: Remover
) -> None:
    there.answers = {DELETE: [ARCHIVED, REMOVED], GET: [(200, THREAD)], PATCH: [(200, THREAD), FORBIDDEN]}
    assert (await deleted(remover)).result is RemovalResult.REMOVED
