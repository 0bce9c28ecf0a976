"""Whoever checks a text goes over every source, also over one that it has never heard of."""

import json

import pytest

from core.servers.policy import Action, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from services.lists.check import MemberAnswer, ModeratorAnswer
from services.lists.check_file import EveryList, Rules, check_lines
from tests.conftest import StandingClock
from tests.people import member, moderator
from tests.services.lists.process import A, B, Process
from tests.stores import set_up


@pytest.fixture
async def rowan(database: Database, vault: Vault, clock: StandingClock) -> Process:
    """A process with a list in a file beside the own and the shared one."""
    made = Process(database, vault, clock, Rules(["in-a-file.example", "both.example"]))
    await made.index.load()
    return made


async def test_a_further_source_acts_in_every_server(rowan: Process) -> None:
    for server in (A, B):
        assert await rowan.tiers(server, "in-a-file[.]example/x and fine.example") == [Tier.OWN]


async def test_sources_answer_side_by_side(rowan: Process) -> None:
    await rowan.trusted(A, B)
    await rowan.add(A, "both.example", share=True)
    assert await rowan.tiers(B, "both.example") == [Tier.PROPOSED, Tier.OWN]


async def test_an_allow_beats_it(rowan: Process) -> None:
    await rowan.own.allow(moderator(A), "in-a-file.example", "")
    assert [match.allowed for match in await rowan.found(A, "in-a-file.example")] == [True]
    assert [match.allowed for match in await rowan.found(B, "in-a-file.example")] == [False]


async def test_check_knows_it(rowan: Process) -> None:
    await set_up(rowan.database, rowan.vault, A)
    told = await rowan.check.check(member(A), "in-a-file.example", [])
    assert isinstance(told, MemberAnswer)
    assert told.links == 1
    whole = await rowan.check.check(moderator(A), "in-a-file.example", [])
    assert isinstance(whole, ModeratorAnswer)
    assert whole.decision is not None
    assert whole.decision.action is Action.DELETE


async def test_the_operators_check_knows_what_acts_anywhere(rowan: Process) -> None:
    for server in (A, B):
        await rowan.add(server, "own.example")
    await rowan.add(A, "nobody-trusts-it.example", share=True)
    await rowan.own.remove(moderator(A), "nobody-trusts-it.example", "")
    every_list = EveryList(lookup=rowan.lookup, index=rowan.index)
    lines = [b"in-a-file.example own.example", b"nobody-trusts-it.example"]
    answers = [json.loads(each.json) async for each in check_lines(lines, every_list, jsonl=False)]
    assert [[match["pattern"] for match in answer["matches"]] for answer in answers] == [
        ["in-a-file.example", "own.example"],
        [],
    ]
