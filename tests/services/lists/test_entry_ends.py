"""Entries that end by themselves, and changes of entries that stand."""

from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.lists.shared_standing import STANCE_LASTS
from core.servers.policy import Tier
from db.base.wait_store import WaitRows
from services.base.waits import LEASE
from services.lists.entry_ends import EntryEnds
from services.lists.own import MOST_DAYS
from tests.kept import audit
from tests.people import moderator
from tests.services.lists.process import A, Process
from tests.services.lists.test_sites import put


async def test_what_is_over_acts_no_more_though_the_job_is_late(rowan: Process) -> None:
    await put(rowan, "forum.example", days=1)
    rowan.clock.forward(hours=23)
    assert await rowan.tiers(A, "forum.example") == [Tier.OWN]
    rowan.clock.forward(hours=1)
    assert await rowan.tiers(A, "forum.example") == []
    shown = await rowan.own.show(moderator(A), "forum.example", "")
    assert shown.own is None
    assert shown.effect.sure is None
    with pytest.raises(UserError, match="sharing-not-own"):
        await rowan.shared.share(moderator(A), "forum.example", "")


async def test_the_job_takes_off_what_is_over_and_nothing_else(rowan: Process) -> None:
    await put(rowan, "forum.example", days=1)
    await put(rowan, "other.example", days=2)
    await put(rowan, "third.example")
    ends = EntryEnds(storage=rowan.storage)
    assert await ends.end(rowan.clock()) == 0
    rowan.clock.forward(days=1, minutes=5)
    assert await ends.end(rowan.clock()) == 1
    assert await ends.end(rowan.clock()) == 0
    assert (await rowan.own.search(moderator(A), "example", 0)).total == 2
    line = (await audit(rowan.database, rowan.vault))[-1]
    assert (line.action, line.subject, line.actor) == ("list-end", "own/forum.example", None)
    with pytest.raises(UserError, match="list-not-there"):
        await rowan.own.remove(moderator(A), "forum.example", "")


async def test_what_is_over_can_be_added_before_the_job_comes(rowan: Process) -> None:
    first = await put(rowan, "forum.example", days=1, note="first")
    rowan.clock.forward(days=2)
    again = await put(rowan, "forum.example")
    assert again.new
    assert again.entry.id != first.entry.id
    assert (again.entry.note, again.entry.ends_at) == ("", None)
    assert await EntryEnds(storage=rowan.storage).end(rowan.clock()) == 0
    assert await rowan.tiers(A, "forum.example") == [Tier.OWN]


async def test_a_clock_that_is_put_back_wakes_nothing(rowan: Process) -> None:
    """As `bring_forward` is called where a process finds it out, with the note of the newest life before."""
    await put(rowan, "forum.example", days=1)
    await put(rowan, "other.example", days=3)
    rowan.clock.forward(days=2)
    async with rowan.storage.durable() as tx:
        await tx.sql.run(
            "INSERT INTO leases (name, holder, expires_at) VALUES ('process:x', 'x', $1) "
            "ON CONFLICT (name) DO UPDATE SET expires_at = excluded.expires_at",
            int((rowan.clock() + LEASE).timestamp() * 1000),
        )
    rowan.clock.forward(days=-2)
    async with rowan.storage.durable() as tx:
        await WaitRows(tx.sql).bring_forward(rowan.clock())
    assert await rowan.tiers(A, "forum.example") == []
    assert await rowan.tiers(A, "other.example") == [Tier.OWN]
    assert await EntryEnds(storage=rowan.storage).end(rowan.clock()) == 1


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1])
async def test_days_that_are_none_are_refused(rowan: Process, days: int) -> None:
    with pytest.raises(UserError, match="list-days"):
        await put(rowan, "forum.example", days=days)
    assert await rowan.tiers(A, "forum.example") == []


async def review_at(rowan: Process) -> object:
    view = (await rowan.own.show(moderator(A), "forum.example", "")).shared
    assert view is not None
    assert view.own_word is not None
    return view.own_word.review_at


async def test_the_confirm_stands_no_longer_than_the_entry(rowan: Process) -> None:
    now = rowan.clock()
    await put(rowan, "forum.example", days=10, share=True)
    assert await review_at(rowan) == now + timedelta(days=10)
    changed = await put(rowan, "forum.example", days=20)
    assert changed.renewed
    assert await review_at(rowan) == now + timedelta(days=20)
    await put(rowan, "forum.example", days=400)
    assert await review_at(rowan) == now + STANCE_LASTS
    await put(rowan, "forum.example", days=5)
    kept = await rowan.own.keep(moderator(A), changed.entry.id)
    assert (kept.entry.ends_at, kept.renewed) == (None, True)
    assert await review_at(rowan) == now + STANCE_LASTS
    await put(rowan, "forum.example", days=5)
    await rowan.shared.share(moderator(A), "forum.example", "")
    assert await review_at(rowan) == now + timedelta(days=5)


async def test_what_is_said_again_changes_that_and_nothing_else(rowan: Process) -> None:
    first = await put(rowan, "forum.example", note="n", category=Category.DOXXING, days=9)
    same = await put(rowan, "forum.example")
    assert same.before == same.entry == first.entry
    assert (await put(rowan, "forum.example", category=Category.DOXXING)).entry == first.entry
    changed = (await put(rowan, "forum.example", category=Category.SCAM)).entry
    assert (changed.category, changed.note, changed.ends_at) == (Category.SCAM, "n", first.entry.ends_at)
    assert (changed.id, changed.added_at) == (first.entry.id, first.entry.added_at)
    actions = [line.action for line in await audit(rowan.database, rowan.vault)]
    assert actions == ["list-add", "list-change"]


async def test_keeping_what_is_over_is_too_late(rowan: Process) -> None:
    added = await put(rowan, "forum.example", days=1)
    rowan.clock.forward(days=2)
    with pytest.raises(UserError, match="list-not-there"):
        await rowan.own.keep(moderator(A), added.entry.id)
