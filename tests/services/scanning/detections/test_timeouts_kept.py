"""An undo does not end a timeout that another standing removal of the same author asks for."""

import pytest

from core.base.ids import DetectionId, UserId
from core.scanning.detections import Person, Timeout, UndoScope
from core.servers.policy import Action, Tier
from tests.people import manager, moderator
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import ALICE, SERVER

BOB = Person(UserId(32 * 10**16), "bob")


@pytest.fixture(autouse=True)
async def _times_out(process: ScanningProcess) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.TIMEOUT, None)
    for place in ("b.example", "c.example"):
        await process.list_place(place)


async def hit(process: ScanningProcess, message: int, place: str, author: Person = ALICE) -> DetectionId:
    found = await process.see(f"https://{place}/{message}", message, author=author)
    assert found is not None
    return found


async def undo(process: ScanningProcess, found: DetectionId) -> bool:
    """Returns whether the author's timeout stays."""
    await process.moderation.undo(moderator(SERVER), found, UndoScope.MESSAGE)
    return await process.returns.timeout_is_shared(await process.detection(found))


@pytest.mark.parametrize("second", [Timeout.SET, Timeout.NONE])
async def test_it_stays_until_the_last_is_undone_and_then_goes_for_all(
    process: ScanningProcess, second: Timeout
) -> None:
    process.remover.timeouts = [Timeout.SET, second]  # NONE: the first one's was long enough
    first, other = await hit(process, 1, "b.example"), await hit(process, 2, "c.example")
    assert await undo(process, first)
    assert not await undo(process, other)
    left = await process.returns.timed_out([await process.detection(other)])
    assert {found.id for found in left} == {first, other}
    assert process.returns.timed_out_until(left) is not None
    await process.returns.note_timeout(left, Timeout.LIFTED)
    assert (await process.detection(first)).timeout is Timeout.LIFTED


async def test_only_what_still_runs_and_is_the_same_authors_keeps_it(process: ScanningProcess) -> None:
    old = await hit(process, 1, "b.example")
    process.clock.forward(minutes=59)
    await process.live()
    await hit(process, 3, "b.example", BOB)
    new = await hit(process, 2, "c.example")
    process.clock.forward(minutes=2)
    assert not await undo(process, new)
    assert (await process.detection(old)).timeout is Timeout.SET


async def test_a_timeout_that_was_refused_keeps_nothing(process: ScanningProcess) -> None:
    process.remover.timeouts = [Timeout.SET, Timeout.FORBIDDEN]
    first = await hit(process, 1, "b.example")
    await hit(process, 2, "c.example")
    assert not await undo(process, first)
