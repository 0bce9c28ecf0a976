"""Gaps in listening: opened when a session begins, worked through once, whoever dies over them and however late it is possible."""

import logging
from datetime import timedelta

import pytest

from core.base.errors import DiscordSilent
from core.base.ids import ChannelId
from core.base.times import snowflake_at
from core.servers.policy import ChannelMode
from services.base.health.figures import SILENT
from services.base.ports import Clock
from services.scanning.missed.gaps import NOT_THERE, SLACK, CatchUp
from services.scanning.missed.server_pasts import ServerPasts
from services.scanning.missed.unread import GIVE_UP_AFTER, Page, UnreadChannels
from tests.conftest import StandingClock
from tests.people import manager
from tests.services.scanning.missed.past import FakePast, Killed, place
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import GENERAL, OTHER, REVIEW, SERVER

QUIET, SECOND = ChannelId(77), ChannelId(81)


@pytest.fixture
def past() -> FakePast:
    return FakePast({SERVER: [place(GENERAL), place(REVIEW)], OTHER: [place(QUIET)]})


def catching_up(
    process: ScanningProcess,
    past: FakePast,
    name: str = "first",
    hours: int = 24,
    discord_clock: Clock | None = None,
) -> CatchUp:
    unread = UnreadChannels(
        storage=process.storage,
        reader=past,
        clock=process.clock,
        process=name,
        outbox_bell=process.outbox_bell,
    )
    pasts = ServerPasts(
        storage=process.storage,
        past=past,
        server_cache=process.server_cache,
        clock=process.clock,
        discord_clock=discord_clock or process.clock,
        limit=timedelta(hours=hours),
        outbox_bell=process.outbox_bell,
        meter=SILENT,
    )
    return CatchUp(
        storage=process.storage,
        past=past,
        unread=unread,
        pasts=pasts,
        clock=process.clock,
        discord_clock=discord_clock or process.clock,
        process=name,
        hours=hours,
    )


async def a_gap(process: ScanningProcess, past: FakePast, name: str = "first", hours: int = 1) -> CatchUp:
    """Nobody listened for some hours; then this process begins a session."""
    await catching_up(process, past).session_began()
    process.clock.forward(hours=hours)
    await process.live()
    later = catching_up(process, past, name)
    await later.session_began()
    return later


async def left(process: ScanningProcess) -> tuple[int, int]:
    """How many servers and channels are left."""
    found = await process.storage.read.gaps.left()
    return found.servers, found.channels


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


async def test_channels_that_are_off_are_left_out(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    await process.policies.set_channel(manager(SERVER), QUIET, ChannelMode.OFF)
    past.there = {SERVER: [place(QUIET), place(ChannelId(79))]}
    await catching_up(process, past).session_began()
    clock.forward(hours=1)
    later = catching_up(process, past, "later")
    await later.session_began()
    await later.step()
    assert past.read_channels == [79]


async def test_a_gap_that_a_process_died_over_is_left_to_the_next(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    dying, other = await a_gap(process, past), catching_up(process, past, "second")
    past.faults = [Killed()]
    with pytest.raises(Killed):
        await dying.step()
    assert await other.step() is False, "the first process is alive"
    clock.forward(seconds=10)
    assert await other.step() is True
    assert past.read_channels == [GENERAL]


async def test_what_a_process_could_not_finish_it_takes_up_again(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    later = await a_gap(process, past)
    past.faults = [RuntimeError("once")]
    assert await later.step() is True
    assert past.read_channels == []
    clock.forward(seconds=2)
    assert await later.step() is True
    assert past.read_channels == [GENERAL]
    assert await left(process) == (0, 0)


async def test_a_channel_that_discord_does_not_give_is_read_when_it_does_and_holds_up_no_other(
    process: ScanningProcess, past: FakePast, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    past.there[SERVER] = [place(GENERAL), place(SECOND)]
    past.silent[GENERAL] = DiscordSilent()
    later = await a_gap(process, past)
    for _ in range(5):
        await later.step()
        clock.forward(seconds=20)
    assert past.read_channels == [SECOND]
    assert await left(process) == (0, 1)
    assert "left: 1 channels, 0 servers" in caplog.text
    past.silent.clear()
    clock.forward(minutes=1)
    await later.step()
    assert past.read_channels == [SECOND, GENERAL]
    assert await left(process) == (0, 0)
    assert "caught up: 3 messages in 1 channels" in caplog.text


async def test_as_long_as_discord_wants_to_be_left_alone_it_is_not_asked_by_a_restart_neither(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    past.silent[GENERAL] = DiscordSilent(retry_after=timedelta(seconds=90))
    await (await a_gap(process, past)).step()
    past.silent.clear()
    clock.forward(seconds=60)
    await process.live()
    restarted = catching_up(process, past, "restarted")
    await restarted.session_began()
    await restarted.step()
    assert past.asked == 1
    clock.forward(seconds=31)
    await restarted.step()
    assert past.read_channels == [GENERAL], "joined with what the second gap left there"


async def test_what_is_left_of_a_channel_after_some_pages_is_read_by_the_next_process(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    later = await a_gap(process, past)
    lower = snowflake_at(clock()) - 5
    past.pages[GENERAL] = [Page(100, lower)]
    past.faults = [None, Killed()]
    with pytest.raises(Killed):
        await later.step()
    clock.forward(seconds=10)
    await catching_up(process, past, "second").step()
    first, second = past.read
    assert (second.after, second.before, second.room) == (first.after, lower, first.room - 100)


async def test_a_server_that_is_not_there_yet_is_worked_when_it_arrives(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    past.away.add(SERVER)
    later = await a_gap(process, past)
    await later.step()
    assert await later.step() is False
    assert await left(process) == (1, 0)
    clock.forward(seconds=10)
    past.away.clear()
    later.server_arrived(SERVER)
    assert await later.step() is True
    assert past.read_channels == [GENERAL]
    assert await left(process) == (0, 0)


async def test_a_server_whose_arrival_was_not_heard_is_looked_for(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    past.away.add(SERVER)
    later = await a_gap(process, past)
    await later.step()
    past.away.clear()
    clock.forward(seconds=NOT_THERE.total_seconds())
    await process.live()
    assert await later.step() is True
    assert past.read_channels == [GENERAL]


async def test_what_is_not_there_for_a_week_is_given_up_and_said(
    process: ScanningProcess, past: FakePast, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    past.away.add(SERVER)
    await (await a_gap(process, past)).step()
    clock.forward(seconds=GIVE_UP_AFTER.total_seconds() - 1)
    await catching_up(process, past, "second", hours=0).session_began()
    assert await left(process) == (1, 0)
    clock.forward(seconds=2)
    await catching_up(process, past, "third", hours=0).session_began()
    assert await left(process) == (0, 0)
    assert "given up" in caplog.text


async def test_a_server_that_had_an_outage_is_looked_through_from_its_beginning(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    listening = catching_up(process, past)
    await listening.session_began()
    lost = clock()
    listening.server_lost(SERVER)
    past.away.add(SERVER)
    await listening.step()
    clock.forward(hours=5)
    await process.live()
    await listening.step()
    past.away.clear()
    listening.server_arrived(SERVER)
    await listening.step()
    assert past.read_since == [lost - SLACK]
    assert past.names == [SERVER]


async def test_gaps_that_overlap_are_read_once(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    past.away.add(SERVER)
    first = clock()
    for number in range(20):
        await process.live()
        await catching_up(process, past, f"killed {number}").session_began()
        clock.forward(seconds=30)
    past.silent[GENERAL] = DiscordSilent()
    past.away.clear()
    for number in range(20):  # killed while Discord does not give the channel
        clock.forward(seconds=30)
        await process.live()
        later = catching_up(process, past, f"killed later {number}")
        await later.session_began()
        await later.step()
    assert await left(process) == (0, 1)
    past.silent.clear()
    clock.forward(minutes=2)
    await later.step()
    assert past.read_channels == [GENERAL]
    assert past.read_since == [first - SLACK]


async def test_the_channels_in_which_somebody_wrote_last_are_read_first(
    process: ScanningProcess, past: FakePast
) -> None:
    channels = [ChannelId(100 + number) for number in range(5)]
    newest = [3, 1, 5, 2, 4]
    past.there = {SERVER: [place(each, newest=2**62 + at) for each, at in zip(channels, newest, strict=True)]}
    await (await a_gap(process, past)).step()
    assert past.read_channels == [102, 104, 100, 103, 101]
