"""Gaps in which much was posted, or that reach far back: read on in portions, and what is never read is said."""

import logging
from datetime import timedelta

import pytest

from core.base.ids import ChannelId
from core.base.times import moment_of, snowflake_at
from core.scanning.gaps import MESSAGES_A_CHANNEL, PORTION, NeverRead, Unread, Why
from services.base.outbox import Kind
from services.scanning.missed.gaps import SLACK
from services.scanning.missed.never_read import SHOWN_FOR, NeverReadNotes
from services.scanning.missed.server_pasts import THREADS_FROM
from services.scanning.missed.unread import PAUSE, Page
from tests.conftest import StandingClock
from tests.kept import owed
from tests.services.scanning.missed.past import FakePast, Killed, place
from tests.services.scanning.missed.test_gaps import a_gap, catching_up, left
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import GENERAL, SERVER

SECOND, THREAD = ChannelId(81), ChannelId(90)


@pytest.fixture
def past() -> FakePast:
    return FakePast({SERVER: [place(GENERAL)]})


def pages(count: int, newest: int) -> list[Page]:
    """So many full pages, downwards; nothing before the last."""
    found = [Page(100, newest - 100 * number) for number in range(1, count + 1)]
    return [*found[:-1], Page(100, None)]


async def never_read(process: ScanningProcess) -> list[NeverRead]:
    return [*await NeverReadNotes(storage=process.storage, clock=process.clock).lately(SERVER, 50)]


async def told(process: ScanningProcess) -> bool:
    return await process.storage.glance.outbox.is_owed(Kind.NEVER_READ, SERVER)


async def test_more_than_a_portion_is_read_on_until_all_is_and_the_newest_of_every_channel_come_first(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    past.there = {SERVER: [place(GENERAL), place(SECOND, newest=5)]}
    later = await a_gap(process, past)
    past.pages[GENERAL] = pages(7, snowflake_at(clock()))
    assert await later.step() is True
    assert past.read_channels == [GENERAL, GENERAL, SECOND], "a portion, then the others have their turn"
    assert await later.step() is False, "it pauses between portions"
    for _ in range(3):
        clock.forward(seconds=PAUSE.total_seconds())
        await later.step()
    assert past.read_channels == [GENERAL, GENERAL, SECOND, *[GENERAL] * 5]
    assert await left(process) == (0, 0)
    assert await never_read(process) == []
    assert not await told(process)


async def test_a_process_that_dies_between_two_portions_leaves_the_rest_to_the_next(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    later = await a_gap(process, past)
    past.pages[GENERAL] = pages(5, snowflake_at(clock()))
    past.faults = [None, None, Killed()]
    await later.step()
    clock.forward(seconds=PAUSE.total_seconds())
    with pytest.raises(Killed):
        await later.step()
    clock.forward(seconds=10)
    other = catching_up(process, past, "second")
    for _ in range(3):
        await other.step()
        clock.forward(seconds=PAUSE.total_seconds())
        await process.live()
    assert len(past.read) == 5, "each page once"
    assert await left(process) == (0, 0)


async def test_what_is_beyond_the_bound_is_said_to_the_moderators_and_in_the_log(
    process: ScanningProcess, past: FakePast, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    later = await a_gap(process, past)
    newest = snowflake_at(clock())
    past.pages[GENERAL] = pages(MESSAGES_A_CHANNEL // 100 + 5, newest)
    for _ in range(MESSAGES_A_CHANNEL // PORTION):
        await later.step()
        clock.forward(seconds=PAUSE.total_seconds())
        await process.live()
    assert await later.step() is False
    assert len(past.read) == MESSAGES_A_CHANNEL // 100
    assert await left(process) == (0, 0)
    since, until = past.read_since[0], moment_of(newest - MESSAGES_A_CHANNEL)
    assert await never_read(process) == [NeverRead(GENERAL, since, until, Why.MANY)]
    assert await told(process)
    assert "a part is never read (many): one channel" in caplog.text
    clock.forward(seconds=SHOWN_FOR.total_seconds() + 1)
    assert await never_read(process) == []


async def test_a_bound_that_is_reached_with_the_last_message_of_the_gap_is_none(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    later = await a_gap(process, past)
    past.pages[GENERAL] = pages(MESSAGES_A_CHANNEL // 100, snowflake_at(clock()))
    for _ in range(MESSAGES_A_CHANNEL // PORTION):
        await later.step()
        clock.forward(seconds=PAUSE.total_seconds())
        await process.live()
    assert await left(process) == (0, 0)
    assert await never_read(process) == []


async def test_what_was_posted_before_the_limit_is_said_to_be_never_read(
    process: ScanningProcess, past: FakePast, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    stopped = clock()
    later = await a_gap(process, past, hours=60)
    await later.step()
    assert past.read_since == [clock() - timedelta(hours=24)]
    old = NeverRead(None, stopped - SLACK, clock() - timedelta(hours=24), Why.OLD)
    assert await never_read(process) == [old]
    assert await told(process)
    assert "a part is never read (old): all channels of a server" in caplog.text


async def test_a_gap_within_the_limit_says_nothing(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    await (await a_gap(process, past, hours=23)).step()
    assert await never_read(process) == []
    assert not await told(process)


async def test_several_parts_within_an_hour_are_one_post(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    await (await a_gap(process, past, hours=60)).step()
    await (await a_gap(process, past, "again", hours=60)).step()
    assert len(await never_read(process)) == 2
    assert len(await owed(process.database, Kind.NEVER_READ)) == 1


async def test_threads_that_were_archived_in_a_long_gap_are_read(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    past.holders = [GENERAL]
    later = await a_gap(process, past)
    after = snowflake_at(clock() - timedelta(hours=1))
    past.pages[GENERAL] = [Page(3, None), Page(1, None, [Unread(THREAD, after, after + 9)])]
    await later.step()
    assert [(each.channel, each.threads) for each in past.read] == [
        (GENERAL, False),
        (GENERAL, True),
        (THREAD, False),
    ]
    asked, read = past.read[1:]
    assert moment_of(asked.before) == clock()
    assert (read.after, read.before) == (after, after + 9)
    assert await left(process) == (0, 0)


async def test_after_a_short_gap_nobody_asks_for_archived_threads(
    process: ScanningProcess, past: FakePast, clock: StandingClock
) -> None:
    past.holders = [GENERAL]
    await catching_up(process, past).session_began()
    clock.forward(seconds=(THREADS_FROM - SLACK).total_seconds() - 1)
    await process.live()
    later = catching_up(process, past, "later")
    await later.session_began()
    await later.step()
    assert [each.threads for each in past.read] == [False]
