"""Sessions that begin, break and go on: when somebody listens, and what is a gap."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from datetime import datetime

import pytest

from core.base.errors import StorageBusy
from services.scanning.missed import gaps
from services.scanning.missed.gap_ports import GapsTx
from services.scanning.missed.gaps import SLACK
from tests.conftest import StandingClock
from tests.services.scanning.missed.past import FakePast
from tests.services.scanning.missed.test_gaps import catching_up, past
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import SERVER

__all__ = ["past"]


async def listened_until(process: ScanningProcess) -> datetime | None:
    """The last note that somebody listened."""
    async with process.storage.bulk() as tx:
        return await tx.gaps.listened_until()


async def looks() -> None:
    """Let whoever looks again every millisecond look some times."""
    for _ in range(10):
        await asyncio.sleep(0.001)


async def first_read(past: FakePast, running: asyncio.Task[None]) -> list[datetime]:
    """From when on the past was read, once it is; the work that reads it is ended."""
    async with asyncio.timeout(60):
        while not past.read_since:
            await asyncio.sleep(0.002)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return past.read_since


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
    async with asyncio.timeout(60):
        while await listened_until(process) != clock():
            await asyncio.sleep(0.001)
    assert past.read_channels == []
    heard = clock()
    listening.connection_lost()
    await looks()
    clock.forward(minutes=30)
    await looks()
    await listening.session_began()
    assert await first_read(past, running) == [heard - SLACK]


async def test_a_session_that_breaks_while_its_gap_is_written_down_is_not_listened_to(
    process: ScanningProcess, past: FakePast, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "_NOTE_SECONDS", 0.001)
    await catching_up(process, past).session_began()
    listening = catching_up(process, past, "second")
    bulk = process.storage.bulk

    @contextlib.asynccontextmanager
    async def broken_meanwhile() -> AsyncIterator[GapsTx]:
        listening.connection_lost()
        async with bulk() as tx:
            yield tx

    with monkeypatch.context() as patched:
        patched.setattr(process.storage, "bulk", broken_meanwhile)
        await listening.session_began()
    heard = clock()
    running = asyncio.create_task(listening.run())
    clock.forward(minutes=30)
    await looks()
    assert past.read_since == [], "nobody works while nobody listens"
    await listening.session_began()
    assert await first_read(past, running) == [heard - SLACK]


async def test_a_session_that_breaks_and_goes_on_before_its_gap_is_written_down_keeps_the_gap(
    process: ScanningProcess, past: FakePast, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "_NOTE_SECONDS", 0.001)
    await catching_up(process, past).session_began()
    heard = clock()
    clock.forward(minutes=30)
    listening = catching_up(process, past, "second")
    with monkeypatch.context() as patched:
        process.busy("bulk", patched)
        running = asyncio.create_task(listening.run())
        beginning = asyncio.create_task(listening.session_began())
        await asyncio.sleep(0)
        listening.connection_lost()
        listening.session_went_on()
        await asyncio.wait_for(beginning, 60)
    assert await first_read(past, running) == [heard - SLACK]


async def test_a_server_that_is_lost_again_while_its_loss_is_written_down_has_both_gaps(
    process: ScanningProcess, past: FakePast, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening = catching_up(process, past)
    await listening.session_began()
    durable = process.storage.durable
    again: list[datetime] = []

    @contextlib.asynccontextmanager
    async def lost_meanwhile() -> AsyncIterator[GapsTx]:
        async with durable() as tx:
            yield tx
        if not again:
            clock.forward(minutes=10)
            listening.server_arrived(SERVER)
            listening.server_lost(SERVER)
            again.append(clock())

    lost = clock()
    listening.server_lost(SERVER)
    listening.server_arrived(SERVER)
    with monkeypatch.context() as patched:
        patched.setattr(process.storage, "durable", lost_meanwhile)
        await listening.step()
    past.read_since.clear()
    clock.forward(hours=2)
    await process.live()
    listening.server_arrived(SERVER)
    await listening.step()
    assert past.read_since == [lost - SLACK, again[0] - SLACK]


@pytest.mark.parametrize("of", ["lost", "arrived", "rights"])
async def test_what_could_not_be_written_down_is_not_forgotten(
    process: ScanningProcess, past: FakePast, monkeypatch: pytest.MonkeyPatch, of: str
) -> None:
    listening = catching_up(process, past)
    await listening.session_began()
    past.away.add(SERVER)
    if of == "arrived":
        listening.server_lost(SERVER)
        await listening.step()
    {
        "lost": listening.server_lost,
        "arrived": listening.server_arrived,
        "rights": listening.rights_changed,
    }[of](SERVER)

    class Silent:
        def __getattr__(self, _name: str) -> object:
            raise StorageBusy

    with monkeypatch.context() as patched:
        process.busy("durable", patched)
        patched.setattr(process.storage, "glance", Silent())
        with pytest.raises(StorageBusy):
            await listening.step()
    assert SERVER in {*listening._lost, *listening._arrived, *listening._rights_changed}


async def test_a_gap_that_could_not_be_written_down_for_whatever_reason_is_tried_again(
    process: ScanningProcess, past: FakePast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gaps, "_NOTE_SECONDS", 0.001)
    listening = catching_up(process, past)
    bulk, failures = process.storage.bulk, [ValueError("odd")]

    def odd() -> object:
        if failures:
            raise failures.pop()
        return bulk()

    monkeypatch.setattr(process.storage, "bulk", odd)
    await listening.session_began()
    assert await listened_until(process) is not None
