"""Gaps in listening: opened when a session begins, worked through once, whoever dies over them."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from core.base.ids import ChannelId, ServerId
from core.servers.policy import ChannelMode
from services.scanning import gaps
from services.scanning.gaps import SLACK, CatchUp, Gap, PastPlace
from tests.conftest import StandingClock
from tests.people import manager
from tests.services.scanning.process import GENERAL, OTHER, REVIEW, SERVER, ScanningProcess

QUIET = ChannelId(77)


@dataclass
class FakePast:
    """What was posted, by channel; `broken` raises in the middle of reading."""

    there: dict[ServerId, list[PastPlace]] = field(default_factory=dict)
    read_channels: list[int] = field(default_factory=list)
    read_since: list[datetime] = field(default_factory=list)
    names: list[ServerId] = field(default_factory=list)
    broken: Exception | None = None

    def servers(self) -> Sequence[ServerId]:
        return list(self.there)

    def places(self, server: ServerId, since: datetime) -> Sequence[PastPlace]:
        return self.there[server]

    async def read(self, place: PastPlace, gap: Gap, limit: int) -> AsyncIterator[int]:
        if self.broken is not None:
            raise self.broken
        self.read_channels.append(place.channels[0])
        self.read_since.append(gap.since)
        yield 3

    async def read_names(self, server: ServerId) -> int:
        self.names.append(server)
        return 1


def place(channel: ChannelId, server: ServerId = SERVER, *, readable: bool = True) -> PastPlace:
    return PastPlace(server, [channel], readable=readable)


@pytest.fixture
def past() -> FakePast:
    return FakePast({SERVER: [place(GENERAL), place(REVIEW)], OTHER: [place(QUIET, OTHER)]})


def catching_up(process: ScanningProcess, past: FakePast, name: str = "first", hours: int = 24) -> CatchUp:
    return CatchUp(
        storage=process.storage,
        past=past,
        server_cache=process.server_cache,
        clock=process.clock,
        process=name,
        hours=hours,
    )


async def test_a_new_database_has_no_past(process: ScanningProcess, past: FakePast) -> None:
    fresh = catching_up(process, past)
    await fresh.session_began()
    assert await fresh.step() is False


async def test_what_lies_between_two_sessions_is_read_once(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    await catching_up(process, past).session_began()
    stopped = clock()
    clock.forward(hours=2)
    await process.live()
    later = catching_up(process, past, "later")
    await later.session_began()
    assert await later.step() is True
    assert past.read_channels == [GENERAL], "neither the review channel nor a server that is not set up"
    assert past.read_since == [stopped - SLACK]
    assert past.names == [SERVER]
    assert await later.step() is False


async def test_it_looks_back_so_far_at_most(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    await catching_up(process, past).session_began()
    clock.forward(days=9)
    later = catching_up(process, past, "later", hours=24)
    await later.session_began()
    await later.step()
    assert past.read_since == [clock() - timedelta(hours=24)]


async def test_it_can_be_switched_off(process: ScanningProcess, past: FakePast, clock: StandingClock) -> None:
    await catching_up(process, past).session_began()
    clock.forward(hours=2)
    later = catching_up(process, past, "later", hours=0)
    await later.session_began()
    await later.step()
    assert past.read_channels == []


async def test_channels_that_are_off_or_have_no_history_are_left_out(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    await process.policies.set_channel(manager(SERVER), QUIET, ChannelMode.OFF)
    past.there = {SERVER: [place(QUIET), place(ChannelId(78), readable=False), place(ChannelId(79))]}
    await catching_up(process, past).session_began()
    clock.forward(hours=1)
    later = catching_up(process, past, "later")
    await later.session_began()
    await later.step()
    assert past.read_channels == [79]


async def test_a_gap_that_a_process_died_over_is_left_to_the_next(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    await catching_up(process, past).session_began()
    clock.forward(hours=1)
    await process.live()
    dying, other = catching_up(process, past), catching_up(process, past, "second")
    await dying.session_began()
    past.broken = RuntimeError("killed")
    with pytest.raises(RuntimeError):
        await dying.step()
    past.broken = None
    assert await other.step() is False, "the first process is alive"
    clock.forward(seconds=10)
    assert await other.step() is True
    assert past.read_channels == [GENERAL]


async def test_what_a_process_could_not_finish_it_takes_up_again(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    await catching_up(process, past).session_began()
    clock.forward(hours=1)
    await process.live()
    later = catching_up(process, past)
    await later.session_began()
    past.broken = RuntimeError("once")
    with pytest.raises(RuntimeError):
        await later.step()
    past.broken = None
    assert await later.step() is True


async def test_a_session_that_went_on_leaves_no_gap_and_one_that_began_anew_does(
    process: ScanningProcess, past: FakePast, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "_NOTE_SECONDS", 0.001)
    listening = catching_up(process, past)
    await listening.session_began()
    running = asyncio.create_task(listening.run())
    listening.connection_lost()
    clock.forward(minutes=1)
    listening.session_went_on()
    await asyncio.sleep(0.05)
    assert past.read_channels == []
    heard = clock()
    listening.connection_lost()
    await asyncio.sleep(0.01)
    clock.forward(minutes=30)
    await asyncio.sleep(0.01)
    await listening.session_began()
    async with asyncio.timeout(2):
        while not past.read_since:
            await asyncio.sleep(0.002)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert past.read_since == [heard - SLACK]
