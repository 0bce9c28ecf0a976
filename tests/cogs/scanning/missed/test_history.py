"""A channel's past as Discord's API gives it, read by the real client; the listener is another's matter."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from unittest.mock import AsyncMock, Mock

import discord
import pytest

from cogs.base.discord_api.client import RowanClient
from cogs.scanning.discord_removals import PermissionWatch
from cogs.scanning.missed.history import DiscordPast, Sessions
from core.base.errors import DiscordSilent
from core.base.ids import ChannelId, ServerId
from core.base.times import snowflake_at
from core.scanning.gaps import Unread
from services.scanning.missed.unread import Page
from tests.cogs.scanning.answering import RESET, USER, Answer, AnsweringDiscord

SERVER, CHANNEL = ServerId(5), ChannelId(8)
PAGE = "GET /channels/8/messages"
SINCE = datetime(2026, 3, 1, tzinfo=UTC)
GUILD: dict[str, Any] = {
    "id": "5", "name": "here", "owner_id": "2", "roles": [{"id": "5", "name": "everyone", "permissions": "66560", "position": 0}],
    "members": [{"user": USER, "roles": [], "joined_at": None, "deaf": False, "mute": False, "flags": 0}],
    "channels": [{"id": "8", "name": "general", "type": 0, "position": 1, "permission_overwrites": []}],
}  # fmt: skip


@dataclass
class Heard:
    """Stands for the listener: what it was given."""

    messages: list[int] = field(default_factory=list)
    raw: list[int] = field(default_factory=list)

    async def hear(self, message: Any) -> None:
        self.messages.append(message.id)

    async def hear_raw(self, data: Any, server: ServerId) -> None:
        self.raw.append(int(data["id"]))


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def past(there_and_client: tuple[AnsweringDiscord, RowanClient], heard: Heard) -> DiscordPast:
    client, listener = there_and_client[1], heard
    told: Any = client._connection
    told.user = discord.ClientUser(state=told, data=cast("Any", USER))
    told._add_guild_from_data(GUILD)
    stand_in: Any = listener
    return DiscordPast(client=client, listener=stand_in)


def at(minutes: float) -> int:
    return snowflake_at(SINCE + timedelta(minutes=minutes))


def message(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": str(number), "channel_id": "8", "type": 0, "author": USER, "content": "x", "embeds": [], "attachments": [],
        "timestamp": SINCE.isoformat(), "edited_timestamp": None, "tts": False, "mention_everyone": False, "mentions": [],
        "mention_roles": [], "pinned": False, "components": [], **more,
    }  # fmt: skip


def gap(before: float = 100) -> Unread:
    return Unread(CHANNEL, at(0), at(before))


async def test_a_page_is_heard_with_edits_of_older_messages(
    there: AnsweringDiscord, past: DiscordPast, heard: Heard
) -> None:
    later = (SINCE + timedelta(minutes=1)).isoformat()
    listed = [message(at(5)), message(at(-5), edited_timestamp=later), message(at(-6))]
    there.answers[PAGE] = [(200, listed)]
    assert await past.read_page(SERVER, gap()) == Page(1, None)
    assert heard.messages == [at(5), at(-5)]


async def test_a_full_page_says_where_to_go_on(
    there: AnsweringDiscord, past: DiscordPast, heard: Heard
) -> None:
    there.answers[PAGE] = [(200, [message(at(50) - number) for number in range(100)])]
    assert await past.read_page(SERVER, gap()) == Page(100, at(50) - 99)
    assert len(heard.messages) == 100


async def test_what_cannot_be_read_hides_no_other_and_is_heard_raw(
    there: AnsweringDiscord, past: DiscordPast, heard: Heard
) -> None:
    poll = {"question": {"text": "?"}, "answers": [], "expiry": None}
    unknown = [{"type": 99, "words": "x"}]
    listed = [message(at(3), poll=poll), message(at(2)), message(at(1), components=unknown)]
    there.answers[PAGE] = [(200, listed)]
    assert await past.read_page(SERVER, gap()) == Page(3, None)
    assert (heard.messages, heard.raw) == ([at(2), at(1)], [at(3), at(1)])


ARCHIVED = "GET /channels/8/threads/archived/public"


def thread(number: int, archived: float, newest: float | None) -> dict[str, Any]:
    stamp = (SINCE + timedelta(minutes=archived)).isoformat()
    last = None if newest is None else str(at(newest))
    return {"id": str(number), "parent_id": "8", "last_message_id": last} | {
        "thread_metadata": {"archived": True, "archive_timestamp": stamp}
    }


async def test_threads_that_were_archived_in_the_gap_are_to_be_read_as_far_as_it_reaches(
    there: AnsweringDiscord, past: DiscordPast
) -> None:
    listed = [thread(31, 90, 20), thread(32, 80, -5), thread(33, 70, None), thread(34, 60, 0)]
    there.answers[ARCHIVED] = [(200, {"threads": listed, "has_more": True})]
    page = await past.read_page(SERVER, replace(gap(), threads=True))
    assert page is not None
    assert (page.messages, page.oldest) == (4, snowflake_at(SINCE + timedelta(minutes=60, milliseconds=1)))
    assert page.threads == [Unread(ChannelId(31), at(0), at(20) + 1), Unread(ChannelId(34), at(0), at(0) + 1)]
    there.answers[ARCHIVED] = [(200, {"threads": listed[:1], "has_more": False})]
    assert (await past.read_page(SERVER, replace(gap(), threads=True))).oldest is None  # type: ignore[union-attr]


async def test_a_page_of_threads_of_one_moment_does_not_go_round_in_circles(
    there: AnsweringDiscord, past: DiscordPast
) -> None:
    there.answers[ARCHIVED] = [(200, {"threads": [thread(31, 100, 20)], "has_more": True})]
    page = await past.read_page(SERVER, replace(gap(), threads=True))
    assert page is not None
    assert page.oldest is not None
    assert page.oldest < gap().before


@pytest.mark.parametrize("fault", [(503, {}), (501, {}), RESET, (429, {"retry_after": 90.0})])
async def test_silence_is_not_an_empty_page(
    there: AnsweringDiscord, past: DiscordPast, fault: Answer
) -> None:
    there.answers[PAGE] = [fault]
    with pytest.raises(DiscordSilent) as caught:
        await past.read_page(SERVER, gap())
    assert caught.value.retry_after == (timedelta(seconds=90) if fault[0] == 429 else None)


async def test_a_channel_that_is_gone_has_nothing_left(there: AnsweringDiscord, past: DiscordPast) -> None:
    there.answers[PAGE] = [(404, {"code": 10003})]
    assert await past.read_page(SERVER, gap()) == Page(0, None)


async def test_a_channel_that_discord_hides_is_not_done(there: AnsweringDiscord, past: DiscordPast) -> None:
    there.answers[PAGE] = [(403, {"code": 50001})]
    assert await past.read_page(SERVER, gap()) is None


async def test_of_a_channel_that_rowan_may_not_read_discord_is_not_asked(
    there_and_client: tuple[AnsweringDiscord, RowanClient], there: AnsweringDiscord, past: DiscordPast
) -> None:
    told: Any = there_and_client[1]._connection
    told._add_guild_from_data({**GUILD, "roles": [{**GUILD["roles"][0], "permissions": "1024"}]})
    there.answers[PAGE] = [(200, [message(at(5))])]
    assert await past.read_page(SERVER, gap()) is None
    assert there.calls == []


async def test_a_server_that_has_not_arrived_is_not_there(
    there_and_client: tuple[AnsweringDiscord, RowanClient], past: DiscordPast
) -> None:
    assert past.is_there(SERVER)
    assert not past.is_there(ServerId(6))
    told: Any = there_and_client[1]._connection
    told._add_guild_from_data({"id": "6", "unavailable": True})
    assert not past.is_there(ServerId(6))
    with pytest.raises(DiscordSilent):
        await past.read_page(ServerId(6), gap())


async def test_a_change_of_rights_is_told_to_catching_up(
    there_and_client: tuple[AnsweringDiscord, RowanClient], past: DiscordPast
) -> None:
    guild = there_and_client[1].get_guild(SERVER)
    assert guild is not None
    removals, catch_up = Mock(permission_back=AsyncMock()), Mock()
    watch = PermissionWatch(removals, catch_up)
    same, other = guild.default_role, Mock(permissions=discord.Permissions.none())
    await watch.on_guild_role_update(same, same)
    catch_up.rights_changed.assert_not_called()
    await watch.on_guild_role_update(other, same)
    catch_up.rights_changed.assert_called_once_with(SERVER)


async def test_a_server_that_discord_py_read_by_halves_is_not_there(
    there_and_client: tuple[AnsweringDiscord, RowanClient], past: DiscordPast
) -> None:
    guild: Any = there_and_client[1].get_guild(SERVER)
    guild._members.clear()
    assert not past.is_there(SERVER)
    with pytest.raises(DiscordSilent):
        await past.read_page(SERVER, gap())


async def test_a_server_that_rowan_was_removed_from_is_lost_until_it_is_let_in_again(
    there_and_client: tuple[AnsweringDiscord, RowanClient], past: DiscordPast
) -> None:
    guild = there_and_client[1].get_guild(SERVER)
    assert guild is not None
    catch_up = Mock()
    sessions = Sessions(catch_up)
    await sessions.on_guild_remove(guild)
    catch_up.server_lost.assert_called_once_with(SERVER)
    await sessions.on_guild_join(guild)
    catch_up.server_arrived.assert_called_once_with(SERVER)
