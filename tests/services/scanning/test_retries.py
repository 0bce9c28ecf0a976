"""When a removal is tried again, and what is known of the attempt before."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.ids import ChannelId, DetectionId, MessageId, ServerId
from core.scanning.detections import Outcome
from services.scanning.removal_ports import Removal, RemovalAttempt
from services.scanning.retries import GIVE_UP_AFTER, DeletedHere, retry_at
from tests.conftest import StandingClock
from tests.services.scanning.process import ScanningProcess


@given(attempts=st.integers(1, 10**6), age=st.timedeltas(timedelta(0), GIVE_UP_AFTER))
def test_waits_grow_and_have_a_bound(attempts: int, age: timedelta) -> None:
    clock = StandingClock()
    removal = Removal(
        id=DetectionId(1),
        server=ServerId(1),
        channel=ChannelId(1),
        message=MessageId(1),
        member=None,
        detected_at=clock() - age,
        attempts=attempts,
        case=None,
        maybe_removed=False,
    )
    for outcome in (Outcome.FORBIDDEN, Outcome.FAILED):
        again = retry_at(removal, outcome, clock())
        if age >= GIVE_UP_AFTER:
            assert again is None
        else:
            assert again is not None
            assert timedelta(seconds=1) < again - clock() <= timedelta(minutes=15)
    assert retry_at(removal, Outcome.GONE, clock()) is None


async def test_whoever_deleted_the_message_is_believed_over_who_found_it_gone(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server forgot that the removal was taken, and another process takes it and saves first."""
    removals, held = process.removals, list[tuple[Removal, RemovalAttempt, datetime]]()
    settle = removals._settle

    async def late(removal: Removal, attempt: RemovalAttempt, now: datetime) -> bool:
        held.append((removal, attempt, now))
        return True

    monkeypatch.setattr(removals, "_settle", late)
    found = await process.see()
    monkeypatch.setattr(removals, "_settle", settle)
    async with process.database.durable() as tx:
        await tx.run("UPDATE detections SET taken_by = 'other'")
    monkeypatch.setattr(removals, "_process", "other")
    monkeypatch.setattr(removals, "_deleted", DeletedHere())  # what another process does not know
    await removals.done(held[0][0])
    assert await process.outcome(found) == "gone"
    assert await settle(*held[0])
    assert await process.outcome(found) == "removed"
    gone = replace(held[0][1], outcome=Outcome.GONE)
    assert await settle(held[0][0], gone, held[0][2])
    assert await process.outcome(found) == "removed", "and not the other way round"


async def test_a_message_that_the_attempt_before_deleted_is_not_called_gone(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database's server crashed and forgot that the removal was taken: it is taken again before the first attempt has saved."""
    settle, held = process.removals._settle, list[Removal]()

    async def forgotten(removal: Removal, *rest: object) -> bool:
        if not held:
            held.append(removal)
            return True
        return await settle(removal, *rest)  # type: ignore[arg-type]  # as it is called

    monkeypatch.setattr(process.removals, "_settle", forgotten)
    found = await process.see()
    await process.removals.done(held[0])
    assert await process.outcome(found) == "removed"
