"""What happens at the wrong moment: a click is under way, and the server, its trust or the entry changes meanwhile."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta

import pytest

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ServerId
from core.lists.holds import HoldReason
from core.lists.previews import LARGE
from core.lists.shared_standing import STANCE_LASTS, SharedState, StanceKind
from core.servers.policy import Tier
from services.lists.previews.hosts_seen import HostsSeen
from services.lists.previews.previews import Effects
from services.lists.previews.second_clicks import Asked, SecondClicks, Verb
from services.lists.shared_list.forgetting import ForgetServer, ForgetTx
from services.lists.shared_list.shared_states import SharedStates
from services.lists.typed_pattern import PatternResolver
from services.servers.cache import ServerCache
from tests.kept import audit
from tests.people import moderator
from tests.services.lists.process import QUORUM, A, B, C, D, Process
from tests.stores import Committing, set_up
from wiring.forgotten import operator_storage

HOST = "forum.example"
STRANGER = ServerId(19 * 10**16)


async def kept(rowan: Process) -> tuple[str, bool, int | None]:
    """What is kept beside the entry: its state, whether it is listed since some time, when it is counted again."""
    (row,) = await rowan.database.read.all(
        "SELECT state, listed_since, recount_at FROM shared_entries WHERE pattern = $1", HOST
    )
    return row["state"], row["listed_since"] is not None, row["recount_at"]


async def said_by(rowan: Process, server: ServerId) -> StanceKind | None:
    entry = await rowan.storage.read.shared.get(HOST)
    assert entry is not None
    stance = entry.stance_of(server)
    return None if stance is None else stance.kind


# Two at once.


async def test_two_groups_that_confirm_at_once_in_two_processes_list_it_once(
    rowan: Process, elsewhere: Process
) -> None:
    await rowan.trusted(A, B, C)
    await rowan.add(A, HOST, share=True)
    await asyncio.gather(
        rowan.shared.stand(moderator(B), HOST, StanceKind.CONFIRM, ""),
        elsewhere.shared.stand(moderator(C), HOST, StanceKind.CONFIRM, ""),
    )
    state, listed, _ = await kept(rowan)
    assert (state, listed) == (SharedState.LISTED, True)
    assert await rowan.tiers(STRANGER, HOST) == [Tier.SHARED]


async def test_two_moderators_of_one_server_who_say_two_things_at_once_leave_one(
    rowan: Process, elsewhere: Process
) -> None:
    await rowan.trusted(A, B)
    await rowan.add(A, HOST, share=True)
    for _ in range(5):
        await asyncio.gather(
            rowan.shared.stand(moderator(B), HOST, StanceKind.CONFIRM, ""),
            elsewhere.shared.stand(moderator(B, 5), HOST, StanceKind.DISPUTE, "no"),
            elsewhere.shared.retract(moderator(B, 6), HOST, ""),
            return_exceptions=True,
        )
        counted = (await kept(rowan))[0]
        await SharedStates(storage=rowan.storage, quorum=QUORUM).recount(rowan.clock())
        await rowan.trust.trust(str(B), None)  # has all that it said counted anew
        assert (await kept(rowan))[0] == counted  # as it was kept in the transaction of the last word
    rows = await rowan.database.read.all("SELECT 1 FROM current_stances WHERE server_id = $1", B)
    assert len(rows) <= 1


async def test_a_ban_and_a_share_at_once_end_the_same_whichever_was_first(
    rowan: Process, elsewhere: Process
) -> None:
    await rowan.trusted(A, B)
    await rowan.add(A, HOST, share=True)
    await asyncio.gather(
        elsewhere.trust.ban(str(B)),
        rowan.shared.stand(moderator(B), HOST, StanceKind.CONFIRM, ""),
        return_exceptions=True,
    )
    await SharedStates(storage=rowan.storage, quorum=QUORUM).recount(rowan.clock())
    assert (await kept(rowan))[0] == SharedState.PROPOSED
    assert await rowan.tiers(STRANGER, HOST) == []


# Between the question and the second click.


@pytest.fixture
async def clicks(rowan: Process) -> SecondClicks:
    """A, which is trusted and set up, where many links to the host were posted; it stands on A's list."""
    await set_up(rowan.database, rowan.vault, A)
    await rowan.trusted(A)
    await rowan.add(A, HOST)
    cache = ServerCache(storage=rowan.storage)
    seen = HostsSeen(storage=rowan.storage, server_cache=cache, clock=rowan.clock)
    for _ in range(LARGE):
        seen.note(A, 10, f"https://{HOST}/", by_staff=False)
    await seen.write()
    return SecondClicks(
        storage=rowan.storage,
        patterns=PatternResolver(storage=rowan.storage),
        effects=Effects(storage=rowan.storage, clock=rowan.clock, quorum=2, seen_for=timedelta(days=7)),
        lookup=rowan.lookup,
        clock=rowan.clock,
    )


async def ban(rowan: Process) -> None:
    await rowan.trust.ban(str(A))


async def forget(rowan: Process) -> None:
    storage = operator_storage(rowan.database, rowan.vault)
    await ForgetServer(storage=storage, clock=rowan.clock).forget(str(A))


async def remove(rowan: Process) -> None:
    await rowan.own.remove(moderator(A), HOST, "")


async def untrust(rowan: Process) -> None:
    await rowan.trust.untrust(str(A))


async def leave(rowan: Process) -> None:
    await Committing(rowan.database, rowan.vault).servers.leave(A, rowan.clock())


@pytest.mark.parametrize(
    ("meanwhile", "refused", "state"),
    [
        (ban, "sharing-banned", None),
        (forget, "preview-over", None),
        (remove, "sharing-not-own", None),
        (untrust, "", SharedState.PROPOSED),
        (leave, "", SharedState.RETIRED),
    ],
)
async def test_what_changes_between_both_clicks_is_asked_at_the_second(
    rowan: Process,
    clicks: SecondClicks,
    meanwhile: Callable[[Process], Awaitable[None]],
    refused: str,
    state: SharedState | None,
) -> None:
    caller: Caller = moderator(A)
    weighed = await clicks.before(caller, Asked(Verb.SHARE, HOST, {"reason": ""}))
    assert weighed.token is not None
    await meanwhile(rowan)

    async def second() -> None:
        again = await clicks.answered(caller, weighed.token or "")
        assert again.token is None
        await rowan.shared.share(caller, again.asked.pattern, "")

    if refused:
        with pytest.raises(UserError, match=refused):
            await second()
        assert await rowan.storage.read.shared.get(HOST) is None
    else:
        await second()
        await rowan.trusted(B)
        assert await rowan.tiers(B, HOST) == []  # it is a word that does not count
        assert (await kept(rowan))[0] == state


# Time.


async def test_what_nobody_renews_sinks_by_itself_whoever_looks_and_comes_back_with_the_next_word(
    rowan: Process, elsewhere: Process
) -> None:
    await rowan.trusted(A, B)
    await rowan.add(A, HOST, share=True)
    rowan.clock.forward(days=10)
    await rowan.add(B, HOST, share=True)
    await elsewhere.index.load()
    assert await elsewhere.tiers(STRANGER, HOST) == [Tier.SHARED]
    rowan.clock.forward(seconds=(STANCE_LASTS - timedelta(days=10)).total_seconds())
    assert await elsewhere.tiers(STRANGER, HOST) == []
    await SharedStates(storage=elsewhere.storage, quorum=QUORUM).recount(rowan.clock())
    assert (await kept(rowan))[0] == SharedState.PROPOSED
    rowan.clock.forward(days=30)
    await SharedStates(storage=elsewhere.storage, quorum=QUORUM).recount(rowan.clock())
    assert (await kept(rowan))[0] == SharedState.RETIRED
    with pytest.raises(UserError, match="sharing-unknown"):
        await rowan.shared.stand(moderator(B), HOST, StanceKind.CONFIRM, "")
    await rowan.shared.share(moderator(A), HOST, "")
    await rowan.shared.stand(moderator(B), HOST, StanceKind.CONFIRM, "")
    assert await elsewhere.tiers(STRANGER, HOST) == [Tier.SHARED]


async def test_a_clock_that_was_a_year_ahead_leaves_the_list_as_it_was(rowan: Process) -> None:
    await rowan.trusted(A, B)
    for server in (A, B):
        await rowan.add(server, HOST, share=True)
    states = SharedStates(storage=rowan.storage, quorum=QUORUM)
    rowan.clock.forward(days=365)
    await states.recount(rowan.clock())
    assert (await kept(rowan))[0] == SharedState.RETIRED
    rowan.clock.now -= timedelta(days=365)
    async with rowan.storage.bulk() as tx:
        await tx.waits.bring_forward(rowan.clock())
    await states.recount(rowan.clock())
    assert (await kept(rowan))[:2] == (SharedState.LISTED, True)
    assert await rowan.tiers(STRANGER, HOST) == [Tier.SHARED]


# The hold, after somebody who ended it went.


async def test_who_ended_a_hold_and_is_banned_leaves_its_line_in_the_audit(rowan: Process) -> None:
    await rowan.trusted(A, B, C, D)
    for server in (A, B):
        await rowan.add(server, HOST, share=True)
    entry = await rowan.storage.read.shared.get(HOST)
    assert entry is not None
    assert entry.id is not None
    async with rowan.storage.durable() as tx:
        await tx.holds.hold(entry.id, HoldReason.UNDONE, rowan.clock())
    await rowan.shared.stand(moderator(C), HOST, StanceKind.CONFIRM, "")
    assert await said_by(rowan, C) is StanceKind.CONFIRM
    await rowan.trust.ban(str(C))
    lines = [line.action for line in await audit(rowan.database, rowan.vault)]
    assert lines[-4:] == ["hold-lifted", "stance-confirm", "ban", "hold"]


# The operator's `forget`, killed in the middle.


@pytest.mark.parametrize("portions", range(6))
async def test_forget_that_is_killed_is_given_again_and_counts_nothing_meanwhile(
    rowan: Process, portions: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await rowan.trusted(A, B)
    for server in (A, B):
        await rowan.add(server, HOST, share=True)
    await rowan.own.allow(moderator(A), "fine.example", "")
    await rowan.trust.ban(str(A))
    await rowan.trust.trust(str(A), None)
    storage = operator_storage(rowan.database, rowan.vault)
    forgetting = ForgetServer(storage=storage, clock=rowan.clock)
    bulk, begun = storage.bulk, 0

    def dies() -> AbstractAsyncContextManager[ForgetTx]:
        nonlocal begun
        begun += 1
        if begun > portions:
            raise KeyboardInterrupt
        return bulk()

    monkeypatch.setattr(storage, "bulk", dies)
    with pytest.raises(KeyboardInterrupt):
        await forgetting.forget(str(A))
    monkeypatch.undo()
    assert await rowan.tiers(STRANGER, HOST) == []
    done = await ForgetServer(storage=storage, clock=rowan.clock).forget(str(A))
    assert done.server == A
    assert await rowan.tiers(STRANGER, HOST) == []
    assert (await kept(rowan))[0] == SharedState.PROPOSED
    for table in ("own_entries", "allows", "stances", "audit"):
        assert await rowan.database.read.all(f"SELECT 1 FROM {table} WHERE server_id = $1", A) == []  # noqa: S608  # named here
    assert not (await rowan.servers.get(A)).trusted
