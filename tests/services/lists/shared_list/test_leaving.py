"""A server leaves, is banned, loses trust or is forgotten: what only it stood for sinks at once, the rest stays."""

from collections.abc import Awaitable, Callable

import pytest

from core.base.ids import ServerId
from core.lists.shared_standing import SharedState
from core.servers.policy import Tier
from services.lists.shared_list.forgetting import ForgetServer
from services.lists.shared_list.shared_states import SharedStates
from tests.people import moderator
from tests.services.lists.process import QUORUM, A, B, C, D, Process
from tests.stores import Committing
from wiring.forgotten import operator_storage

STRANGER = ServerId(19 * 10**16)
ONLY_THEIRS, OTHERS = "theirs.example", "others.example"


async def untrust(rowan: Process) -> None:
    await rowan.trust.untrust(str(A))


async def ban(rowan: Process) -> None:
    await rowan.trust.ban(str(A))


async def leave(rowan: Process) -> None:
    await Committing(rowan.database, rowan.vault).servers.leave(A, rowan.clock())


async def forget(rowan: Process) -> None:
    storage = operator_storage(rowan.database, rowan.vault)
    done = await ForgetServer(storage=storage, clock=rowan.clock).forget(str(A))
    assert (done.server, done.erased) == (A, True)
    assert done.rows > 0


WAYS = (untrust, ban, leave, forget)


@pytest.fixture
async def listed(rowan: Process) -> Process:
    """A and B stand for one entry, A, B and C for another; D merely listens."""
    await rowan.trusted(A, group="the same as before")
    await rowan.trusted(B, C, D)
    for server, hosts in ((A, (ONLY_THEIRS, OTHERS)), (B, (ONLY_THEIRS, OTHERS)), (C, (OTHERS,))):
        for host in hosts:
            await rowan.add(server, host, share=True)
    return rowan


async def kept(rowan: Process, host: str) -> tuple[str, bool]:
    (row,) = await rowan.database.read.all(
        "SELECT state, listed_since IS NOT NULL AS since FROM shared_entries WHERE pattern = $1", host
    )
    return row["state"], bool(row["since"])


@pytest.mark.parametrize("way", WAYS)
async def test_what_only_it_stood_for_sinks_at_once_and_what_others_confirm_stays(
    listed: Process, elsewhere: Process, way: Callable[[Process], Awaitable[None]]
) -> None:
    await elsewhere.index.load()
    for process in (listed, elsewhere):
        assert await process.tiers(STRANGER, ONLY_THEIRS) == [Tier.SHARED]
    await way(listed)
    for process in (listed, elsewhere):  # of another process, too, before anything is counted anew
        assert await process.tiers(STRANGER, ONLY_THEIRS) == []
        assert await process.tiers(D, ONLY_THEIRS) == [Tier.PROPOSED]
        assert await process.tiers(STRANGER, OTHERS) == [Tier.SHARED]
        assert await process.tiers(B, ONLY_THEIRS) == [Tier.OWN, Tier.PROPOSED]
    await SharedStates(storage=listed.storage, quorum=QUORUM).recount(listed.clock())
    assert await kept(listed, ONLY_THEIRS) == (SharedState.PROPOSED, False)
    assert await kept(listed, OTHERS) == (SharedState.LISTED, True)


async def test_whoever_is_let_in_again_has_its_group_and_its_words_as_they_were(listed: Process) -> None:
    await ban(listed)
    (known,) = [each for each in await listed.trust.servers() if each.server == A]
    assert known.banned
    assert (await listed.trust.trust(str(A), None))[1] == "the same as before"
    assert await listed.tiers(STRANGER, ONLY_THEIRS) == [Tier.SHARED]
    assert await kept(listed, ONLY_THEIRS) == (SharedState.LISTED, True)


async def test_a_banned_server_counts_nowhere_though_its_group_is_kept(listed: Process) -> None:
    await ban(listed)
    assert await listed.tiers(A, OTHERS) == [Tier.OWN, Tier.SHARED]
    match = next(match for match in await listed.found(A, OTHERS) if match.tier is Tier.SHARED)
    assert (match.source, match.note) == ("", "")  # it sees what any server sees that is not trusted
    settings = await listed.servers.get(A)
    assert not settings.trusted


async def test_nothing_of_a_forgotten_server_is_left_but_what_it_said_under_a_pseudonym(
    listed: Process,
) -> None:
    await listed.own.allow(moderator(A), "an-exception.example", "")
    await forget(listed)
    for table in ("own_entries", "allows", "audit"):
        assert await listed.database.read.all(f"SELECT 1 FROM {table} WHERE server_id = $1", A) == []  # noqa: S608  # named here
    assert await listed.database.read.all("SELECT 1 FROM stances WHERE server_id = $1", A) == []
    assert await listed.database.read.all("SELECT 1 FROM stances WHERE server_id < 0") != []
    # Where Rowan still is, the server begins anew.
    assert not (await listed.servers.get(A)).set_up
    await listed.add(A, "new.example")
    assert await listed.tiers(A, "new.example") == [Tier.OWN]


async def test_a_ban_outlives_forgetting(listed: Process) -> None:
    await ban(listed)
    await forget(listed)
    assert (await listed.servers.get(A)).banned
