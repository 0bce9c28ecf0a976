"""Whether a reported link is listed already, when the lists or Discord do not answer."""

import asyncio
import logging
from types import SimpleNamespace
from typing import Any

import pytest

from core.base.categories import Category
from core.base.errors import StorageBusy
from core.base.ids import ChannelId, MessageId, ServerId
from core.lists.holds import HoldReason
from core.lists.verdicts import Match
from core.servers.policy import Policy, Preset, Tier
from services.lists.lookup import Said
from services.reports.already_listed import AlreadyListed, Listed

SERVER, CHANNEL, MESSAGE = ServerId(1), ChannelId(2), MessageId(3)


class Silent:
    """Lists that hold everything, as far as the index knows, and cannot be read; a reader that fails as it is told to."""

    def __init__(self, failure: Exception | None = None) -> None:
        self.failure = failure
        self.looked = asyncio.Event()
        self.asked: list[str] = []
        self.index = SimpleNamespace(might_hold=lambda _key: True)

    async def said(self, _server: ServerId, suspects: Any) -> Any:
        self.asked += [link.canonical for link in suspects]
        raise StorageBusy

    async def hear_again(self, _post: Any) -> bool:
        self.looked.set()
        if self.failure is None:
            await asyncio.Event().wait()  # until it is cancelled
        assert self.failure is not None
        raise self.failure


def links_of(silent: Silent, reader: Silent | None) -> AlreadyListed:
    """What filing a report asks, over these."""
    given: Any = {"index": silent, "lists": silent, "server_cache": silent, "reader": reader}
    return AlreadyListed(**given)


async def test_where_lists_cannot_be_read_the_report_is_filed_as_of_an_unknown_link(
    caplog: pytest.LogCaptureFixture,
) -> None:
    silent = Silent()
    with caplog.at_level(logging.WARNING):
        assert await links_of(silent, silent).listed(SERVER, ["https://rookery.example/a"]) is None
    assert "not known" in caplog.text


async def test_a_reported_link_is_asked_about_though_talk_would_mean_a_file_by_it() -> None:
    silent = Silent()
    await links_of(silent, silent).listed(SERVER, ["readme.md", "archive.ph/rookery.example"])
    assert silent.asked == ["readme.md", "archive.ph/rookery.example", "rookery.example"]


async def test_a_look_that_fails_ends_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    silent = Silent(failure=RuntimeError("as it happens"))
    links = links_of(silent, silent)
    links.look_again(SERVER, CHANNEL, MESSAGE)
    await links.finish(5)
    assert silent.looked.is_set()
    assert "could not be looked at again" in caplog.text


async def test_a_look_that_does_not_end_is_given_up_at_the_stop() -> None:
    silent = Silent()
    links = links_of(silent, silent)
    links.look_again(SERVER, CHANNEL, MESSAGE)
    await silent.looked.wait()
    (looking,) = (task for task in asyncio.all_tasks() if task.get_name() == "already-listed")
    await links.finish(0)
    with pytest.raises(asyncio.CancelledError):
        await looking


async def test_a_process_that_may_not_read_messages_looks_at_none() -> None:
    links = links_of(Silent(), None)
    links.look_again(SERVER, CHANNEL, MESSAGE)
    assert not [task for task in asyncio.all_tasks() if task.get_name() == "already-listed"]


@pytest.mark.parametrize(("held", "blocked"), [(None, True), (HoldReason.UNDONE, False)])
async def test_what_is_held_is_not_called_blocked(held: HoldReason | None, *, blocked: bool) -> None:
    """Messages with it stand until a moderator has looked at them."""
    place = "rookery.example/a"

    class Holding(Silent):
        async def said(self, _server: ServerId, _suspects: Any) -> Any:
            return Said([Match("rookery.example", Tier.SHARED, Category.DOXXING, place, held=held)])

        async def get(self, _server: ServerId) -> Any:
            return SimpleNamespace(policy=Policy(preset=Preset.STANDARD))

    found = await links_of(Holding(), None).listed(SERVER, [f"https://{place}"])
    assert found == Listed(Category.DOXXING, blocked=blocked)
