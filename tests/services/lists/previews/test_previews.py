"""What an addition would have done in a server: from what was counted, found and reported there, and nowhere else."""

from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.ids import ChannelId, ServerId, UserId
from core.lists.patterns import parse_pattern
from core.lists.previews import Effect, Reach
from core.reports.intake import NewReport, ReportedLink
from core.servers.policy import Action, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from services.lists.previews import previews
from services.lists.previews.hosts_seen import HostsSeen
from services.lists.previews.previews import Effects
from services.servers.cache import ServerCache
from tests.conftest import StandingClock
from tests.given_reports import Reports
from tests.lists import list_entry
from tests.stores import set_up, storage_of

SERVER, OTHER, THIRD = ServerId(1), ServerId(5), ServerId(9)


class Previewing:
    """A server in which things were posted, and what is asked of it."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.database, self.vault, self.clock = database, vault, clock
        self.storage = storage_of(database, vault)
        cache = ServerCache(storage=self.storage)
        self.seen = HostsSeen(storage=self.storage, server_cache=cache, clock=clock)
        self.effects = Effects(storage=self.storage, clock=clock, quorum=2, seen_for=timedelta(days=7))

    async def post(
        self, text: str, *, times: int = 1, staff: bool = False, server: ServerId = SERVER, channel: int = 10
    ) -> None:
        for _ in range(times):
            self.seen.note(server, ChannelId(channel), text, by_staff=staff)
        await self.seen.write()

    async def found(self, message: int, link: str, *, tier: str = "own", action: str = "delete") -> None:
        async with self.database.bulk() as tx:
            await tx.run(
                "INSERT INTO detections (server_id, channel_id, message_id, place, text_key, pattern, tier, category, source, "
                "rule, link, how, action, outcome, detected_at) "
                "VALUES (1, 2, $1, 'message', $5, 'p', $3, 'scam', '', '', $2, '', $6, 'removed', $4)",
                message,
                link,
                tier,
                int(self.clock().timestamp() * 1000),
                b"\0",
                action,
            )

    async def reported(self, link: str) -> None:
        report = NewReport(SERVER, UserId(7), Category.SCAM, "", None, (ReportedLink(link),), "", "none")
        await Reports(self.database, self.vault).file(report, self.clock())

    async def of(self, *typed: str) -> Effect:
        return await self.effects.of(SERVER, map(parse_pattern, typed))

    async def reach(self, server: ServerId = SERVER) -> Reach | None:
        settings = await self.storage.read.servers.get(server)
        return await self.effects.reach(settings, parse_pattern("a.example"), Category.DOXXING)


@pytest.fixture
async def previewing(database: Database, vault: Vault, clock: StandingClock) -> Previewing:
    for server in (SERVER, OTHER, THIRD):
        await set_up(database, vault, server)
    return Previewing(database, vault, clock)


async def test_it_counts_what_each_kind_of_pattern_covers(previewing: Previewing) -> None:
    await previewing.post("https://sub.a.example/x/y", times=2)
    await previewing.post("https://a.example/", staff=True, channel=11)
    await previewing.post("https://nota.example/x", times=4)
    await previewing.post("https://a.example/x", server=OTHER)
    counted = {
        typed: (await previewing.of(typed)).posted.links
        for typed in ("a.example", "=a.example", "sub.a.example/x", "sub.a.example/xy", "b.example", "nota.*")
    }
    assert counted == {
        "a.example": 3,
        "=a.example": 1,
        "sub.a.example/x": 2,
        "sub.a.example/xy": 0,
        "b.example": 0,
        "nota.*": 4,
    }
    effect = await previewing.of("a.example")
    assert (effect.posted.by_staff, len(effect.posted.channels), effect.everything) == (1, 2, 7)


async def test_many_patterns_are_one_effect(previewing: Previewing) -> None:
    await previewing.post("https://a.example/ https://b.example/")
    await previewing.found(1, "a.example/x")
    many = [f"p{number}.example" for number in range(1000)]
    effect = await previewing.of("a.example", "b.example", "a.example", *many)
    assert effect.posted.links == 2
    assert [pattern.text for pattern, _ in effect.places] == ["a.example", "b.example"]
    assert effect.found == ((Tier.OWN, Action.DELETE, 1),)


async def test_what_is_not_weighed_is_said(previewing: Previewing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(previews, "MOST_PATTERNS", 2)
    assert (await previewing.of("a.example", "b.example", "a.example")).unweighed == 0
    assert (await previewing.of("a.example", "b.example", "c.example")).unweighed == 1


async def test_detections_and_cases_of_this_server_count(previewing: Previewing) -> None:
    await previewing.found(1, "sub.a.example/1")
    await previewing.found(2, "a.example/2", tier="shared", action="review")
    await previewing.found(3, "nota.example/3")
    await previewing.reported("a.example/4")
    effect = await previewing.of("a.example")
    assert effect.found == ((Tier.OWN, Action.DELETE, 1), (Tier.SHARED, Action.REVIEW, 1))
    assert effect.reported == 1
    assert set(effect.sample) == {"sub.a.example/1", "a.example/2", "a.example/4"}


async def test_what_is_older_than_its_days_counts_no_more(previewing: Previewing) -> None:
    await previewing.post("https://a.example/")
    previewing.clock.forward(days=8)
    assert (await previewing.of("a.example")).posted.links == 0


async def test_a_share_says_in_how_many_servers_it_would_act(previewing: Previewing) -> None:
    assert await previewing.reach() is None  # not trusted: its word does not count
    for server in (SERVER, OTHER):
        async with previewing.storage.durable() as tx:
            await tx.trust.trust(server, None)
    assert await previewing.reach() == Reach(servers=2, before=0)  # proposed: in the two that are trusted
    await list_entry(previewing.storage, OTHER, "a.example", now=previewing.clock(), share=True)
    assert await previewing.reach() == Reach(servers=3, before=2)  # listed: everywhere
    async with previewing.database.bulk() as tx:
        await tx.run(
            "INSERT INTO policy_rules (server_id, tier, category, action) VALUES (9, 'shared', '', 'off')"
        )
    assert await previewing.reach() == Reach(servers=2, before=2)
    assert await previewing.reach(OTHER) == Reach(servers=2, before=2)  # said again, it changes nothing
    assert await previewing.reach(THIRD) is None
