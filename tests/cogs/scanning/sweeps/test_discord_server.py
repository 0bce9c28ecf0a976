"""What sweeps ask of Discord: its search, whose pages may be short, and threads that were archived."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from core.base.errors import DiscordSilent
from core.base.ids import ChannelId, ServerId
from services.scanning.sweeps.ports import SearchPage
from tests.cogs.scanning.sweeps.driver import SweepsStage
from tests.cogs.seen import shown
from tests.wording import said

Answering = Callable[[str, Callable[..., Any]], None]


@pytest.fixture
def answering(stage: SweepsStage, monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Let a call of Discord's be answered by a function."""

    def answer(call: str, how: Callable[..., Any]) -> None:
        async def answered(*args: Any, **named: Any) -> Any:
            return how(*args, **named)

        monkeypatch.setitem(vars(stage.rowan.client.http), call, answered)

    return answer


def discord_of(stage: SweepsStage) -> Any:
    return stage.rowan.scanning.sweep.worker._discord  # the port that Discord fills


@pytest.mark.parametrize(("total", "further"), [(3, True), (2, False)])
async def test_a_page_of_the_search_that_is_short_need_not_be_the_last(
    stage: SweepsStage, answering: Answering, total: int, further: bool
) -> None:
    await stage.set_up()
    posted = await stage.posted(2)
    hits = [[{"id": str(each.id), "channel_id": str(each.channel.id)}] for each in posted]
    found = {"messages": hits, "total_results": total, "doing_deep_historical_index": False}
    answering("request", lambda *_, **__: found)
    page = await discord_of(stage).search(ServerId(stage.guild.id), "swept.example", 0, None)
    assert (page.oldest == min(each.id for each in posted)) is further
    assert page.whole


async def test_a_search_whose_index_is_being_made_found_not_everything(
    stage: SweepsStage, answering: Answering
) -> None:
    await stage.set_up()
    found = {"messages": [], "total_results": 0, "doing_deep_historical_index": True}
    answering("request", lambda *_, **__: found)
    page = await discord_of(stage).search(ServerId(stage.guild.id), "swept.example", 0, None)
    assert not page.whole


@pytest.mark.parametrize(("ends", "key"), [(True, "sweep-looked-searched"), (False, "sweep-looked")])
async def test_a_search_that_broke_off_in_the_middle_is_not_said_to_have_found_all(
    stage: SweepsStage, monkeypatch: pytest.MonkeyPatch, ends: bool, key: str
) -> None:
    await stage.set_up()
    (message,) = await stage.posted()

    async def search(_server: ServerId, _host: str, _least: int, before: int | None) -> SearchPage:
        if before is None:
            return SearchPage((), message.id)
        if not ends:
            raise DiscordSilent
        return SearchPage()

    monkeypatch.setattr(discord_of(stage), "search", search)
    await stage.sweep()
    for _ in range(8):
        await stage.swept()
    said(shown(stage.card()), "sweep-title-ready")
    said(shown(stage.card()), key, count="1")


async def test_all_threads_that_were_archived_since_then_are_given(
    stage: SweepsStage, answering: Answering
) -> None:
    await stage.set_up()
    now = datetime(2026, 3, 1, tzinfo=UTC)
    threads = [
        {
            "id": str(1000 + number),
            "parent_id": str(stage.general.id),
            "last_message_id": None,
            "thread_metadata": {"archive_timestamp": (now - timedelta(hours=number)).isoformat()},
        }
        for number in range(350)
    ]

    def archived(_channel: int, before: str | None = None, limit: int = 50) -> Any:
        older = [
            each
            for each in threads
            if before is None or each["thread_metadata"]["archive_timestamp"] < before  # type: ignore[index]  # of a thread
        ]
        return {"threads": older[:limit], "has_more": len(older) > limit}

    answering("get_public_archived_threads", archived)
    found = await discord_of(stage).old_threads(
        ServerId(stage.guild.id), ChannelId(stage.general.id), now - timedelta(hours=250)
    )
    assert {each.channels[0] for each in found} >= set(range(1000, 1251))
    assert len(found) < len(threads)
