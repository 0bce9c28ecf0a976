"""Whom the operator trusts or shuts out, and what that does to what was said."""

import pytest

from core.base.ids import ServerId
from core.lists.patterns import parse_pattern
from core.lists.shared_standing import SharedState, standing
from tests.services.lists.process import QUORUM, A, B, Process

SITE = parse_pattern("forum.example")


async def trusted(rowan: Process, server: ServerId, group: str | None = None) -> str:
    return (await rowan.trust.trust(str(server), group))[1]


async def shared_by(rowan: Process, *servers: ServerId) -> None:
    for server in servers:
        await rowan.add(server, SITE.text, share=True)


async def state(rowan: Process) -> SharedState:
    entry = await rowan.storage.read.shared.get(SITE.text)
    assert entry is not None
    return standing((stance for _, stance in entry.stances), QUORUM, rowan.clock()).state


async def test_a_server_that_was_never_met_can_be_trusted(rowan: Process) -> None:
    group = await trusted(rowan, A)
    (known,) = await rowan.trust.servers()
    assert (known.server, known.group, known.name, known.set_up) == (A, group, group, False)


async def test_each_server_without_a_group_is_one_of_its_own(rowan: Process) -> None:
    one = await trusted(rowan, A)
    assert one != await trusted(rowan, B)
    assert one == await trusted(rowan, A)
    assert await trusted(rowan, A, "team") == "team"
    assert await trusted(rowan, A) == "team"


async def test_trust_acts_on_what_was_said_before(rowan: Process) -> None:
    await shared_by(rowan, A, B)
    assert await state(rowan) is SharedState.PROPOSED
    await rowan.trusted(A, B)
    assert await state(rowan) is SharedState.LISTED
    assert await rowan.trust.untrust(str(B)) == (B, True)
    assert await rowan.trust.untrust(str(B)) == (B, False)
    assert await state(rowan) is SharedState.PROPOSED


async def test_a_group_is_one_voice(rowan: Process) -> None:
    await rowan.trusted(A, B, group="team")
    await shared_by(rowan, A, B)
    assert await state(rowan) is SharedState.PROPOSED


async def test_a_ban_silences_and_trust_ends_it(rowan: Process) -> None:
    await rowan.trusted(A, B)
    await shared_by(rowan, A, B)
    assert await rowan.trust.ban(str(B)) == (B, True)
    assert await rowan.trust.ban(str(B)) == (B, False)
    assert await state(rowan) is SharedState.PROPOSED
    await rowan.trusted(B)
    assert await state(rowan) is SharedState.LISTED


@pytest.mark.parametrize("typed", ["Lantern Team", "lantern  team", " LANTERN TEAM ", "ｌantern team"])
async def test_a_group_is_one_however_it_is_written(rowan: Process, typed: str) -> None:
    """Else one owner has two voices for a slip of the operator's."""
    assert await trusted(rowan, A, "Lantern team") == "Lantern team"
    assert await trusted(rowan, B, typed) == "Lantern team"
    assert await rowan.trust.mates(B, "Lantern team") == 1
    await shared_by(rowan, A, B)
    assert await state(rowan) is SharedState.PROPOSED
    assert await trusted(rowan, B, "Lantern") == "Lantern"
    assert await state(rowan) is SharedState.LISTED


async def test_the_operators_own_group_is_one_too(rowan: Process) -> None:
    assert await trusted(rowan, A, "Operator") == "operator"
