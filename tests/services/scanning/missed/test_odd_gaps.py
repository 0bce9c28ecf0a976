"""Gaps while this machine's clock is wrong, and while discord.py knows a server by halves."""

import logging
from datetime import datetime, timedelta

import pytest

from core.base.ids import ServerId
from services.scanning.missed.gaps import NOT_THERE, SLACK
from tests.conftest import StandingClock
from tests.services.scanning.missed.past import FakePast, place
from tests.services.scanning.missed.test_gaps import QUIET, a_gap, catching_up, left
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import GENERAL, SERVER
from tests.stores import set_up

SECOND_SERVER = ServerId(13 * 10**16)


@pytest.fixture
def past() -> FakePast:
    return FakePast({SERVER: [place(GENERAL)], SECOND_SERVER: [place(QUIET)]})


async def test_a_clock_that_is_fast_skips_nothing(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    fast = timedelta(minutes=10)

    def discord_clock() -> datetime:
        return clock() - fast

    await catching_up(process, past, discord_clock=discord_clock).session_began()
    stopped = discord_clock()
    clock.forward(minutes=5)
    await process.live()
    later = catching_up(process, past, "later", discord_clock=discord_clock)
    await later.session_began()
    await later.step()
    assert past.read_since == [stopped - SLACK]


async def test_nor_does_one_that_was_fast_and_was_put_right_while_nobody_listened(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    fast = timedelta(minutes=10)
    before = clock()
    await catching_up(process, past, discord_clock=lambda: clock() + fast).session_began()
    clock.forward(minutes=5)
    await process.live()
    later = catching_up(process, past, "later", hours=3)
    await later.session_began()
    await later.step()
    (since,) = past.read_since
    assert since <= before - SLACK, "the note was of no use, so the limit says how far back"
    assert since == clock() - timedelta(hours=3)


async def test_after_an_outage_too_the_gap_is_in_discords_time(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    def discord_clock() -> datetime:
        return clock() - timedelta(minutes=10)

    listening = catching_up(process, past, discord_clock=discord_clock)
    await listening.session_began()
    lost = discord_clock()
    listening.server_lost(SERVER)
    past.away.add(SERVER)
    await listening.step()
    clock.forward(minutes=3)
    past.away.clear()
    await process.live()
    listening.server_arrived(SERVER)
    assert await listening.step() is True, "whoever is let in again has their gap worked at once"
    assert past.read_since == [lost - SLACK]


async def test_a_server_known_by_halves_is_said_calmly_waits_longer_and_longer_and_holds_up_no_other(
    process: ScanningProcess, past: FakePast, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await set_up(process.database, process.vault, SECOND_SERVER)
    past.halves.add(SERVER)
    later = await a_gap(process, past)
    for _ in range(300):
        await later.step()
        clock.forward(seconds=1)
        await process.live()
    assert past.read_channels == [QUIET]
    assert await left(process) == (1, 0)
    said = [record for record in caplog.records if "by halves" in record.getMessage()]
    assert 5 <= len(said) <= 10
    assert not any(record.exc_info for record in caplog.records)
    past.halves.clear()
    clock.forward(seconds=NOT_THERE.total_seconds())
    await process.live()
    await later.step()
    assert past.read_channels == [QUIET, GENERAL]
    assert await left(process) == (0, 0)


async def test_it_is_looked_at_again_at_once_when_it_arrives(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    past.halves.add(SERVER)
    later = await a_gap(process, past)
    await later.step()
    past.halves.clear()
    later.server_arrived(SERVER)
    await later.step()
    assert past.read_channels == [GENERAL]
