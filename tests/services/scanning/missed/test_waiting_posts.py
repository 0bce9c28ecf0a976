"""A post about which Discord does not say what must be known: nothing is done on a guess, and it is not forgotten."""

from datetime import timedelta

import pytest

from core.base.errors import DiscordSilent
from core.base.ids import ChannelId, MessageId, RoleId
from core.base.posts import PostKind
from core.scanning.detections import Outcome
from core.servers.policy import ChannelMode
from db.engine.database import Database
from db.engine.vault import Vault
from services.scanning import pipeline as scanning
from services.scanning.missed.waiting_posts import GIVE_UP_AFTER
from tests.conftest import StandingClock
from tests.people import manager
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import ALICE, GENERAL, LINK, REVIEW, SERVER, post

EXEMPT, THREAD = RoleId(5), post(channels=(93,)).channels[0]


@pytest.fixture(autouse=True)
async def _exempt(process: ScanningProcess) -> None:
    await process.policies.toggle_exempt(manager(SERVER), EXEMPT)


async def test_an_exempt_members_message_stands_though_discord_does_not_say_who_wrote_it(
    process: ScanningProcess, clock: StandingClock
) -> None:
    process.remover.roles[ALICE.id] = frozenset({EXEMPT})
    process.remover.silent = DiscordSilent()
    assert await process.see(roles=None) is None
    for _ in range(5):
        clock.forward(minutes=1)
        await process.live()
        await process.look_at_waiting()
    assert await process.detections() == []
    assert len(await process.waiting_for()) == 1
    process.remover.silent = None
    clock.forward(minutes=2)
    await process.look_at_waiting()
    assert process.remover.deleted == []
    assert await process.waiting_for() == []


async def test_another_members_message_goes_once_discord_says_so(
    process: ScanningProcess, clock: StandingClock
) -> None:
    process.remover.silent = DiscordSilent()
    await process.see(roles=None)
    process.remover.silent = None
    clock.forward(seconds=1)
    await process.look_at_waiting()
    assert process.remover.deleted == [1]
    assert await process.waiting_for() == []


async def test_it_waits_as_a_row_so_that_the_next_process_goes_on(
    process: ScanningProcess, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    process.remover.silent = DiscordSilent()
    await process.see(roles=None)
    second = ScanningProcess(second_database, vault, clock, "second")
    await second.live()
    await second.indexing.load()
    second.standing = process.standing
    clock.forward(seconds=10)
    await second.look_at_waiting()
    assert second.remover.deleted == [1]


@pytest.mark.parametrize("mode", [ChannelMode.OFF, ChannelMode.LOG])
async def test_a_threads_message_waits_until_its_parent_is_known(
    process: ScanningProcess, clock: StandingClock, mode: ChannelMode
) -> None:
    await process.policies.set_channel(manager(SERVER), GENERAL, mode)
    process.remover.silent = DiscordSilent()
    assert await process.see(channels=(THREAD,), known=False) is None
    assert await process.see(channels=(THREAD,), known=False, message=2, place=PostKind.THREAD) is None
    assert process.remover.deleted == []
    assert await process.armed() == []
    process.remover.silent = None
    process.remover.around[THREAD] = [THREAD, GENERAL]
    clock.forward(seconds=1)
    await process.look_at_waiting()
    assert {each.outcome for each in await process.detections()} <= {Outcome.LOGGED}
    assert await process.waiting_for() == []


async def test_a_thread_of_the_review_channel_is_left_alone_and_one_that_is_gone_too(
    process: ScanningProcess,
) -> None:
    process.remover.around[THREAD] = [THREAD, REVIEW]
    assert await process.see(channels=(THREAD,), known=False) is None
    process.remover.around[THREAD] = []
    assert await process.see(channels=(THREAD,), known=False, message=2) is None
    assert await process.waiting_for() == []


async def test_discord_is_left_alone_as_long_as_it_asked(
    process: ScanningProcess, clock: StandingClock
) -> None:
    process.remover.silent = DiscordSilent(retry_after=timedelta(seconds=90))
    await process.see(roles=None)
    assert await process.waiting_for() == [(1, 90)]
    clock.forward(seconds=90)
    await process.live()
    await process.look_at_waiting()
    assert await process.waiting_for() == [(1, 90)]
    assert len(process.remover.asked) == 2


async def test_what_is_edited_while_it_is_looked_at_is_looked_at_once_more(
    process: ScanningProcess, clock: StandingClock
) -> None:
    process.remover.silent = DiscordSilent()
    await process.see(roles=None)
    clock.forward(seconds=1)
    async with process.storage.relaxed() as tx:
        (taken,) = await tx.waiting_posts.take("first", clock(), 8)
    await process.see(f"well, {LINK}", roles=None)
    async with process.storage.relaxed() as tx:
        await tx.waiting_posts.looked_at(taken, "first")
    assert len(await process.waiting_for()) == 1


async def test_a_database_that_stays_busy_does_not_lose_it(
    process: ScanningProcess, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "_FIRST_WAIT_SECONDS", 100.0)
    for way in ("relaxed", "settling"):
        process.busy(way, monkeypatch, times=1)
    assert await process.see(roles=frozenset()) is None
    clock.forward(seconds=1)
    await process.look_at_waiting()
    assert process.remover.deleted == [1]


async def test_after_a_week_it_is_given_up_and_said(
    process: ScanningProcess, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    process.remover.silent = DiscordSilent()
    await process.see(roles=None)
    clock.forward(seconds=GIVE_UP_AFTER.total_seconds())
    await process.live()
    await process.look_at_waiting()
    assert await process.waiting_for() == []
    assert "given up" in caplog.text


async def test_what_is_kept_anew_while_it_is_looked_at_waits_whichever_look_ends_first(
    process: ScanningProcess, clock: StandingClock
) -> None:
    async def keep() -> None:
        async with process.storage.bulk() as tx:
            await tx.waiting_posts.keep(
                SERVER, PostKind.MESSAGE, ChannelId(GENERAL), MessageId(1), clock(), clock()
            )

    await keep()
    (first,) = await process.waiting.take(5)
    await keep()  # it was edited
    (second,) = await process.waiting.take(5)
    async with process.storage.bulk() as tx:
        await tx.waiting_posts.looked_at(first, process.process)
        await tx.waiting_posts.later(second, process.process, clock() + timedelta(seconds=5))
    assert await process.waiting_for() == [(1, 5.0)]
