"""Where somebody is a member: only what Discord said counts, and however many servers there are, all are looked at."""

from collections.abc import Callable, Iterable
from types import SimpleNamespace
from typing import Any

import pytest

from cogs.reports.which_server import told_apart
from core.base.errors import Unavailable
from core.base.ids import ServerId, UserId
from tests.cogs.stage import Stage
from tests.stores import set_up


class Servers:
    """Servers that are set up, and a person who is in some of them."""

    def __init__(self, stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
        self.stage = stage
        self.silent: set[int] = set()
        self.asked: list[int] = []
        self.guilds: list[Any] = []
        get_member = stage.rowan.client.http.get_member

        async def get(server: int, member: int) -> Any:
            self.asked.append(server)
            if server in self.silent:
                raise TimeoutError
            return await get_member(server, member)

        monkeypatch.setattr(stage.rowan.client.http, "get_member", get)

    async def add(self, names: Iterable[str], joined: Callable[[str], bool] = lambda _: True) -> list[int]:
        """More servers that are set up; their ids."""
        base, added = self.stage.rowan.base, []
        for name in names:
            guild = self.stage.env.create_guild(name)
            self.guilds.append(guild)
            if joined(name):
                guild.add_member(self.stage.member.user)
            await set_up(base.database, base.vault, ServerId(guild.id))
            added.append(guild.id)
        await self.stage.env.settle()
        return added

    async def meant(self, typed: str = "") -> tuple[list[str], bool]:
        """The names of the servers that may be meant, and whether there may be more."""
        found = await self.stage.rowan.base.memberships.meant(UserId(self.stage.member.id), typed)
        return [guild.name for guild in found.known], found.in_doubt


@pytest.fixture
def servers(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> Servers:
    return Servers(stage, monkeypatch)


async def test_a_server_that_does_not_answer_leaves_a_doubt(servers: Servers) -> None:
    _, silent = await servers.add(["Alpha", "Beta"])
    assert await servers.meant() == (["Alpha", "Beta"], False)
    servers.stage.rowan.base.memberships._known.clear()
    servers.silent = {silent}
    assert await servers.meant() == (["Alpha"], True)
    assert await servers.meant("beta") == ([], True)
    servers.silent.clear()
    assert await servers.meant() == (["Alpha", "Beta"], False)


async def test_an_outage_leaves_a_doubt(servers: Servers) -> None:
    _, away = await servers.add(["Alpha", "Beta"])
    servers.stage.env.backend.emit("GUILD_DELETE", {"id": str(away), "unavailable": True})
    await servers.stage.env.settle()
    assert await servers.meant() == (["Alpha"], True)


async def test_all_of_many_servers_are_looked_at_few_at_a_time(servers: Servers) -> None:
    names = [f"server {number:02}" for number in range(90)]
    await servers.add(names, joined=lambda name: name in ("server 01", "server 89"))
    assert await servers.meant() == (["server 01"], True)
    assert len(servers.asked) == 40
    assert await servers.meant() == (["server 01"], True)
    assert await servers.meant() == (["server 01", "server 89"], False)
    assert len(servers.asked) == 120


async def test_whoever_joined_a_moment_ago_is_a_member_there(servers: Servers) -> None:
    await servers.add(["Alpha"], joined=lambda _: False)
    assert await servers.meant() == ([], False)
    servers.guilds[-1].add_member(servers.stage.member.user)
    assert await servers.meant() == (["Alpha"], False)


async def test_what_was_asked_longest_ago_is_asked_first_and_own_servers_before(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cogs.servers.membership._ASKED", 2)
    monkeypatch.setattr("cogs.servers.membership._REMEMBERED_SECONDS", 0.0)
    ids = await servers.add("ABCDE", joined=lambda name: name == "C")
    for _ in range(4):
        await servers.meant()
    order = ["ABCDE"[ids.index(each)] for each in servers.asked]
    assert order[:4] == ["A", "B", "C", "D"]
    assert order[4:] == ["C", "E", "C", "A"]


async def test_of_servers_with_one_name_those_that_are_set_up_are_meant(servers: Servers) -> None:
    (there,) = await servers.add(["Harbour"])
    servers.stage.env.create_guild("Harbour").add_member(servers.stage.member.user)
    idle = servers.stage.env.create_guild("Idle")
    idle.add_member(servers.stage.member.user)
    await servers.stage.env.settle()
    assert await servers.meant("harbour") == (["Harbour"], False)
    assert servers.asked == [there]
    assert await servers.meant("Idle") == (["Idle"], False)


async def test_the_first_server_that_is_shared_and_set_up_is_found_by_its_id(servers: Servers) -> None:
    alpha, beta, left = await servers.add(["Alpha", "Beta", "Left"], joined=lambda name: name != "Left")
    idle = servers.stage.env.create_guild("Idle")
    idle.add_member(servers.stage.member.user)
    await servers.stage.env.settle()
    memberships, user = servers.stage.rowan.base.memberships, UserId(servers.stage.member.id)

    async def first(*asked: int) -> int | None:
        found = await memberships.first_shared(user, [ServerId(each) for each in asked])
        return None if found is None else found.server

    assert await first(idle.id, left, 2**60, beta, alpha) == beta
    assert await first(idle.id, left, 2**60) is None
    servers.silent = {beta}
    with pytest.raises(Unavailable):
        await first(beta, alpha)


def test_servers_of_one_name_are_told_apart(stage: Stage) -> None:
    guilds: list[Any] = [
        SimpleNamespace(name=name, id=number, member_count=members)
        for name, number, members in (
            ("Harbour", 10**17 + 1, 12),
            ("Quay", 3, 5),
            ("harbour ", 10**17 + 2, None),
        )
    ]
    say = stage.rowan.base.texts.sayer("en")
    first, alone, second = [apart for _, apart in told_apart(say, guilds)]
    assert alone == ""
    assert (first, second) == ("12 members, its ID ends in 0001", "its ID ends in 0002")
