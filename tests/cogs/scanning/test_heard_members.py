"""Who wrote a message is remembered as Discord told of them, and asked for now and then only."""

from typing import Any

import pytest

from cogs.scanning.heard_members import HeardMembers
from core.base.ids import UserId
from tests.cogs.scanning.driver import ScanningStage


class Clock:
    """Seconds that pass as a test says."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def members(stage: ScanningStage, clock: Clock) -> HeardMembers:
    return HeardMembers(client=stage.rowan.client, now=clock)


async def known(stage: ScanningStage, members: HeardMembers, person: Any) -> tuple[bool, int]:
    """Whether it is known who that is, and how often Discord was asked for that."""
    transcript = stage.env.backend.transcript
    before = len(transcript)
    found = await members.of(stage.server, UserId(person.id))
    assert found is None or found.id == person.id
    return found is not None, len(transcript) - before


async def test_whoever_was_heard_is_not_asked_for_until_it_is_long_ago(
    stage: ScanningStage, members: HeardMembers, clock: Clock
) -> None:
    guild = stage.rowan.client.get_guild(stage.guild.id)
    assert guild is not None
    members.hear(await guild.fetch_member(stage.member.id))
    assert await known(stage, members, stage.member) == (True, 0)
    clock.now = 601
    assert await known(stage, members, stage.member) == (True, 1)
    assert await known(stage, members, stage.member) == (True, 0)


async def test_whoever_left_is_not_asked_for_again_and_who_was_not_answered_of_is(
    stage: ScanningStage, members: HeardMembers
) -> None:
    member = f"/guilds/{stage.guild.id}/members/{stage.member.id}"
    stage.env.inject_error("GET", member, status=503)
    assert await known(stage, members, stage.member) == (False, 1)
    stage.env.inject_error("GET", member, status=404, code=10007)
    assert await known(stage, members, stage.member) == (False, 1)
    assert await known(stage, members, stage.member) == (False, 0)


async def test_many_at_once_are_not_all_asked_for(
    stage: ScanningStage, members: HeardMembers, clock: Clock
) -> None:
    people = [stage.join(f"raider{number}") for number in range(7)]
    assert [await known(stage, members, person) for person in people] == [(True, 1)] * 5 + [(False, 0)] * 2
    clock.now = 11
    assert await known(stage, members, people[6]) == (True, 1)
