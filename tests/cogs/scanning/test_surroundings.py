"""Who wrote a post and where it is, asked by the real client: an answer, or that nothing is known."""

from datetime import timedelta
from typing import Any

import pytest

from cogs.base.discord_api.client import RowanClient
from cogs.scanning.surroundings import DiscordSurroundings
from core.base.errors import DiscordSilent
from core.base.ids import ChannelId, ServerId, UserId
from tests.cogs.scanning.answering import RESET, USER, Answer, AnsweringDiscord
from tests.cogs.scanning.test_discord_removals import THREAD

SERVER, THREAD_ID, PARENT, CATEGORY, MEMBER = ServerId(5), ChannelId(6), ChannelId(8), ChannelId(4), UserId(9)
WHO, WHERE, AROUND = "GET /guilds/5/members/9", "GET /channels/6", "GET /channels/8"
CHANNEL: dict[str, Any] = {
    "id": "8", "guild_id": "5", "parent_id": "4", "name": "general", "type": 0, "position": 1, "permission_overwrites": [],
}  # fmt: skip
PERSON: dict[str, Any] = {
    "user": {**USER, "id": "9"}, "roles": ["70", "71"], "joined_at": "2026-01-01T00:00:00+00:00", "flags": 0,
    "deaf": False, "mute": False,
}  # fmt: skip
SILENT: list[Answer] = [(503, {}), RESET, (429, {"retry_after": 5.0}), (401, {})]


@pytest.fixture
def asking(there_and_client: tuple[AnsweringDiscord, RowanClient]) -> DiscordSurroundings:
    """The server has not arrived yet."""
    client = there_and_client[1]
    told: Any = client._connection
    told._add_guild_from_data({"id": "5", "unavailable": True})
    return DiscordSurroundings(client=client)


async def test_roles_are_those_that_discord_names_though_the_server_has_not_arrived(
    there: AnsweringDiscord, asking: DiscordSurroundings
) -> None:
    there.answers[WHO] = [(200, PERSON)]
    assert await asking.roles_of(SERVER, MEMBER) == {5, 70, 71}
    there.answers[WHO] = [(404, {"code": 10007, "message": "Unknown Member"})]
    assert await asking.roles_of(SERVER, MEMBER) == frozenset()


async def test_a_thread_lies_in_its_parent_and_its_category(
    there: AnsweringDiscord, asking: DiscordSurroundings
) -> None:
    there.answers = {WHERE: [(200, THREAD)], AROUND: [(200, CHANNEL)]}
    assert await asking.channels_around(SERVER, THREAD_ID) == [THREAD_ID, PARENT, CATEGORY]
    there.answers[WHERE] = [(404, {"code": 10003, "message": "Unknown Channel"})]
    assert await asking.channels_around(SERVER, THREAD_ID) == []


@pytest.mark.parametrize("fault", SILENT)
async def test_silence_is_no_answer(
    there: AnsweringDiscord, asking: DiscordSurroundings, fault: Answer
) -> None:
    there.answers = {WHO: [fault], WHERE: [(200, THREAD)], AROUND: [fault]}
    with pytest.raises(DiscordSilent) as caught:
        await asking.roles_of(SERVER, MEMBER)
    assert caught.value.retry_after == (timedelta(seconds=5) if fault[0] == 429 else None)
    with pytest.raises(DiscordSilent):
        await asking.channels_around(SERVER, THREAD_ID)
    there.answers[WHERE] = [fault]
    with pytest.raises(DiscordSilent):
        await asking.channels_around(SERVER, THREAD_ID)
    with pytest.raises(DiscordSilent):
        await asking.roles_of(ServerId(404), MEMBER)
