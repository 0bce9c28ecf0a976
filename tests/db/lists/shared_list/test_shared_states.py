"""The kept state of shared entries is what the formula says: after stances, time, trust, another quorum, a cut-off."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from core.base.ids import ServerId
from core.lists.patterns import parse_pattern
from core.lists.shared_standing import STANCE_LASTS, StanceKind
from core.lists.stances import NO_WORDS
from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.reports.stores import ReportsStores
from db.servers import setup_store
from services.lists.shared_list import shared_states
from services.lists.shared_list.shared_states import SharedStates, recount
from services.lists.shared_list.stances import retract_stance, take_stance
from services.lists.shared_list.trust import Trust
from tests.conftest import StandingClock
from tests.lists import BY
from tests.stores import Committing, storage_of

A, B, C = (ServerId(number * 10**16) for number in (1, 2, 3))
SITE, OTHER = parse_pattern("forum.example"), parse_pattern("mirror.example")
Storage = DatabaseStorage[ReportsStores]


@pytest.fixture
def kept(database: Database, vault: Vault) -> Storage:
    return storage_of(database, vault)


@pytest.fixture
def trust(kept: Storage, clock: StandingClock) -> Trust:
    return Trust(storage=kept, clock=clock)


async def say(
    kept: Storage, clock: StandingClock, server: ServerId, kind: StanceKind, pattern: Any = SITE
) -> None:
    async with kept.bulk() as tx:
        await take_stance(tx, server, pattern, kind, NO_WORDS, "", BY, clock())


async def pages(kept: Storage) -> tuple[list[str], list[str]]:
    """What is listed, and what waits; each total is the number of rows."""
    found = []
    for listed in (True, False):
        total, rows = await kept.read.shared.page(listed=listed, start=0, limit=100)
        assert total == len(rows)
        found.append([entry.pattern.text for entry in rows])
    return found[0], found[1]


async def test_a_stance_moves_its_entry_in_its_own_transaction(
    kept: Storage, clock: StandingClock, trust: Trust
) -> None:
    for server in (A, B):
        await trust.trust(str(server), None)
    await say(kept, clock, A, StanceKind.CONFIRM)
    assert await pages(kept) == ([], [SITE.text])
    await say(kept, clock, B, StanceKind.CONFIRM)
    assert await pages(kept) == ([SITE.text], [])
    async with kept.bulk() as tx:
        for server in (A, B):
            await retract_stance(tx, server, SITE, "", BY, clock())
    assert await pages(kept) == ([], [])


async def test_a_stance_that_runs_out_is_counted_no_more(
    kept: Storage, clock: StandingClock, trust: Trust
) -> None:
    for server in (A, B):
        await trust.trust(str(server), None)
        await say(kept, clock, server, StanceKind.CONFIRM)
        clock.forward(days=1)
    job = SharedStates(storage=kept, quorum=2)
    assert await job.recount(clock()) == 0
    clock.now += STANCE_LASTS - timedelta(days=2)
    assert await job.recount(clock()) == 1
    assert await pages(kept) == ([], [SITE.text])
    clock.forward(days=1)
    assert await job.recount(clock()) == 1
    assert await pages(kept) == ([], [])
    assert await job.recount(clock()) == 0


@pytest.mark.parametrize("change", [lambda trust: trust.untrust(str(B)), lambda trust: trust.ban(str(B))])
async def test_when_a_server_is_trusted_no_more_its_entries_are_counted_anew(
    kept: Storage, clock: StandingClock, trust: Trust, change: Callable[[Trust], Any]
) -> None:
    for server in (A, B):
        await trust.trust(str(server), None)
        await say(kept, clock, server, StanceKind.CONFIRM)
    await say(kept, clock, C, StanceKind.CONFIRM, OTHER)
    await change(trust)
    assert await pages(kept) == ([], [SITE.text, OTHER.text])  # the weighed one first
    await trust.trust(str(B), None)
    assert await pages(kept) == ([SITE.text], [OTHER.text])


async def test_another_quorum_counts_every_entry_anew(
    kept: Storage, clock: StandingClock, trust: Trust
) -> None:
    await trust.trust(str(A), None)
    for pattern in (SITE, OTHER):
        await say(kept, clock, A, StanceKind.CONFIRM, pattern)
    assert await SharedStates(storage=kept, quorum=1).recount(clock()) == 2
    assert await pages(kept) == ([OTHER.text, SITE.text], [])
    await say(kept, clock, A, StanceKind.CONFIRM)  # counted with it, too
    assert await pages(kept) == ([OTHER.text, SITE.text], [])


async def test_a_recount_that_was_cut_off_is_done_by_the_next(
    kept: Storage, clock: StandingClock, trust: Trust, monkeypatch: pytest.MonkeyPatch
) -> None:
    patterns = [parse_pattern(f"p{number}.example") for number in range(7)]
    await trust.trust(str(A), None)
    for pattern in patterns:
        await say(kept, clock, A, StanceKind.CONFIRM, pattern)
    monkeypatch.setattr(shared_states, "_AT_ONCE", 2)
    keep_states, left = shared_states.keep_states, [1, 1]

    async def dies(*values: Any) -> None:
        if not left:
            raise RuntimeError("killed")
        left.pop()
        await keep_states(*values)

    monkeypatch.setattr(shared_states, "keep_states", dies)
    with pytest.raises(RuntimeError):
        await SharedStates(storage=kept, quorum=1).recount(clock())
    monkeypatch.setattr(shared_states, "keep_states", keep_states)
    assert await recount(kept, clock()) == 3
    assert len((await pages(kept))[0]) == 7


async def test_suggestions_begin_with_what_was_typed_or_hold_it(
    kept: Storage, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for text in ("forum.example", "the-forum.example", "forum.example/x", "other.example"):
        await say(kept, clock, A, StanceKind.CONFIRM, parse_pattern(text))
    suggested = await kept.read.shared.suggest("forum", listed_only=False, limit=25)
    assert {text for _, text in suggested} == {"forum.example", "the-forum.example", "forum.example/x"}
    assert len(await kept.read.shared.suggest("forum", listed_only=False, limit=2)) == 2
    assert await kept.read.shared.suggest("forum", listed_only=True, limit=25) == []


async def test_a_pseudonym_that_another_server_has_is_not_taken(
    database: Database, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = iter(["same", "same", "another"])
    monkeypatch.setattr(setup_store, "new_pseudonym", lambda: next(made))
    stores = Committing(database, vault)
    for server in (A, B, A):
        await stores.servers.ensure(server)
    names = [(await stores.servers.get(server)).pseudonym for server in (A, B)]
    assert names == ["same", "another"]
