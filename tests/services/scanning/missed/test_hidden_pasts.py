"""Channels whose past Rowan may not read: what was missed there waits for the right."""

from datetime import timedelta

import pytest

from core.base.errors import DiscordSilent
from core.base.times import snowflake_at
from services.scanning.missed.gaps import CatchUp
from services.scanning.missed.unread import GIVE_UP_AFTER, HIDDEN_WAIT
from tests.conftest import StandingClock
from tests.services.scanning.missed.past import FakePast, place
from tests.services.scanning.missed.test_gaps import SECOND, a_gap, catching_up, left
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import GENERAL, OTHER, SERVER


@pytest.fixture
def past() -> FakePast:
    return FakePast({SERVER: [place(GENERAL)]})


async def a_hidden_channel(process: ScanningProcess, past: FakePast) -> CatchUp:
    """Something was missed in two channels, one of which Rowan may not read."""
    newest = snowflake_at(process.clock())
    past.there[SERVER] = [place(GENERAL, newest=newest, readable=False), place(SECOND, newest=newest)]
    past.hidden.add(GENERAL)
    later = await a_gap(process, past)
    await later.step()
    assert past.read_channels == [SECOND]
    assert await left(process) == (0, 1)
    return later


async def test_a_hidden_channel_is_read_when_rights_change(process: ScanningProcess, past: FakePast) -> None:
    later = await a_hidden_channel(process, past)
    assert await later.step() is False, "nobody told of a change"
    later.rights_changed(OTHER)
    assert await later.step() is False
    later.rights_changed(SERVER)
    assert await later.step() is True
    assert await left(process) == (0, 1), "it was not this right"
    past.hidden.clear()
    later.rights_changed(SERVER)
    await later.step()
    assert past.read_channels == [SECOND, GENERAL]
    assert await left(process) == (0, 0)


async def test_a_hidden_channel_is_tried_hourly(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    later = await a_hidden_channel(process, past)
    past.hidden.clear()
    clock.forward(seconds=HIDDEN_WAIT.total_seconds() - 1)
    assert await later.step() is False
    clock.forward(seconds=1)
    await later.step()
    assert past.read_channels == [SECOND, GENERAL]


@pytest.mark.parametrize("with_a_gap", [True, False])
async def test_a_hidden_channel_is_tried_at_each_start(
    process: ScanningProcess, past: FakePast, clock: StandingClock, with_a_gap: bool
) -> None:
    await a_hidden_channel(process, past)
    past.hidden.clear()
    past.there[SERVER] = past.there[SERVER][:1] if with_a_gap else []
    clock.forward(minutes=1)
    await process.live()
    restarted = catching_up(process, past, "restarted")
    await restarted.session_began()
    await restarted.step()
    assert set(past.read_channels) == {SECOND, GENERAL}
    assert await left(process) == (0, 0)


async def test_a_change_of_rights_does_not_shorten_a_wait_that_discord_named(
    process: ScanningProcess, past: FakePast
) -> None:
    past.silent[GENERAL] = DiscordSilent(retry_after=timedelta(seconds=90))
    later = await a_gap(process, past)
    await later.step()
    later.rights_changed(SERVER)
    assert await later.step() is False
    assert past.asked == 1


async def test_a_channel_that_was_hidden_for_a_week_is_given_up_and_said(
    process: ScanningProcess, past: FakePast, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    later = await a_hidden_channel(process, past)
    clock.forward(seconds=GIVE_UP_AFTER.total_seconds() + 1)
    await process.live()
    await later.step()
    assert await left(process) == (0, 0)
    assert "given up" in caplog.text
