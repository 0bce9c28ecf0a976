"""Lists that servers follow: what acts, what is held, what goes again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from core.base.errors import UserError
from core.links import find_links
from core.lists.verdicts import FIRST_DAY, decide
from core.servers.policy import Action, Policy, Preset
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.fetching import (
    Failed,
    FailureReason,
    Hop,
    NotModified,
    RefusalReason,
    Refused,
)
from services.base.outbox import Kind
from services.lists.held_places import ListedPlaces
from services.lists.subscriptions.ports import SubscriptionsTx
from services.lists.subscriptions.values import Event
from tests.conftest import StandingClock
from tests.people import manager, member, moderator
from tests.services.lists.process import A, B
from tests.services.lists.subscriptions.world import URL, Follower, Web, names


async def notices(rowan: Follower, kind: Kind = Kind.LIST_HELD) -> list[int]:
    async with rowan.storage.bulk() as tx:
        rows = await tx.outbox.take("tests", rowan.clock.now, 50)
    return [row.subject for row in rows if row.kind is kind]


async def test_a_list_acts_and_follows_what_changes(first: Follower, web: Web) -> None:
    begun = await first.subscribe()
    assert begun.version.size.entries == 4
    assert await first.acting() == [0, 1, 2, 3]
    assert await first.acting(B) == []

    web.holds(*names(1, 2, 3, 4))
    assert await first.round() == 1
    assert web.asked[-1].etag == '"0"'
    assert await first.acting() == [1, 2, 3, 4]
    assert await first.due() == 0

    web.answer = NotModified([Hop(URL, status=304)])
    await first.round()
    assert await first.acting() == [1, 2, 3, 4]
    shown = await first.shown()
    assert [line.event for line in shown.log] == [Event.APPLIED, Event.BEGUN]
    assert (shown.log[0].added, shown.log[0].removed, shown.entries) == (1, 1, 4)


async def test_who_may(first: Follower, web: Web) -> None:
    await first.subscribe()
    held = (await first.shown()).subscription.id
    for caller in (member(A), moderator(A)):
        for attempt in (
            first.following.subscribe(caller, URL, None, act_now=True),
            first.following.unsubscribe(caller, URL),
            first.following.show(caller),
            first.notices.take(caller, held, 1),
            first.notices.keep(caller, held, 1),
            first.notices.sample(caller, held, 1),
        ):
            with pytest.raises(UserError, match="error-not-manager"):
                await attempt
    for attempt in (first.notices.take(manager(B), held, 1), first.notices.sample(manager(B), held, 1)):
        with pytest.raises(UserError, match="subscription-over"):
            await attempt
    with pytest.raises(UserError, match="subscription-not-there"):
        await first.following.unsubscribe(manager(B), URL)


async def test_one_fetch_serves_all_and_goes_with_the_last(first: Follower, web: Web) -> None:
    await first.subscribe(A)
    await first.subscribe(B)
    assert len(web.asked) == 1
    await first.round()
    assert len(web.asked) == 2
    await first.following.unsubscribe(manager(A), URL)
    assert await first.acting(A) == []
    assert await first.acting(B) == [0, 1, 2, 3]
    await first.following.unsubscribe(manager(B), URL)
    assert await first.acting(B) == []
    await first.due()
    assert len(web.asked) == 2
    assert await first.storage.read.subscribed_lists.by_url(URL) is None
    assert [keys async for keys in first.storage.read.subscribed_entries.every_key()] == []
    await first.subscribe(A)
    assert await first.acting(A) == [0, 1, 2, 3]


async def test_bounds(first: Follower, web: Web) -> None:
    await first.subscribe()
    with pytest.raises(UserError, match="subscription-already"):
        await first.subscribe()
    await first.subscribe(url="https://lists.example/2")
    with pytest.raises(UserError, match="subscription-too-many"):
        await first.subscribe(url="https://lists.example/3")
    web.holds(*names(*range(51)))
    with pytest.raises(UserError, match="subscription-too-long"):
        await first.subscribe(B, url="https://lists.example/4")
    assert await first.round() == 2
    assert sorted(set(await first.acting())) == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"<!doctype html><html>", "import-is-page"),
        (b"", "subscription-no-entries"),
        (b"*\ncom\ngoogle.com\n", "subscription-no-entries"),
        (b"lists.example\n", "subscription-doubt-publisher"),
        (b"lists.example/other\n", "subscription-doubt-publisher"),
    ],
)
async def test_what_nobody_can_begin_to_follow(first: Follower, web: Web, body: bytes, reason: str) -> None:
    web.holds_bytes(body)
    with pytest.raises(UserError, match=reason):
        await first.subscribe()
    assert await first.storage.read.subscribed_lists.by_url(URL) is None


async def test_what_is_not_given_leaves_nothing_and_keeps_what_stands(first: Follower, web: Web) -> None:
    refused = Refused(RefusalReason.HELD, [])
    web.answer = refused
    with pytest.raises(UserError, match="fetch-refused-held"):
        await first.subscribe()
    web.holds(*names(0, 1))
    await first.subscribe()
    web.answer = Failed(FailureReason.STATUS, [Hop(URL, status=503)], timedelta(hours=3))
    await first.round()
    shown = await first.shown()
    assert (shown.list.problem, shown.list.failures) == ("fetch-failed-status 503", 1)
    first.clock.now += timedelta(hours=2)
    assert await first.due() == 0, "its server wants to be left alone"
    first.clock.now += timedelta(hours=1)
    assert await first.due() == 1
    assert await first.acting() == [0, 1]
    web.holds(*names(0, 1))
    await first.round()
    assert (await first.shown()).list.problem == ""


async def test_an_own_allow_wins_and_the_own_list_is_nearer(first: Follower, web: Web) -> None:
    await first.subscribe()
    await first.own.allow(moderator(A), "site-0.example", "")
    await first.add(A, "site-1.example")
    policy = Policy(Preset.STRICT)
    assert decide(await first.found(A, "https://site-0.example"), policy) is None
    one = decide(await first.found(A, "https://site-1.example"), policy)
    assert one is not None
    assert (one.match.tier, one.action) == ("own", Action.DELETE)
    await first.following.unsubscribe(manager(A), URL)
    assert await first.tiers(A, "https://site-1.example") == ["own"]


async def test_in_its_first_day_it_only_counts(first: Follower, web: Web) -> None:
    await first.subscribe(act_now=False)
    policy = Policy(Preset.STRICT)
    found = await first.found(A, "https://site-0.example")
    decision = decide(found, policy)
    assert decision is not None
    assert (decision.action, decision.rule) == (Action.LOG, FIRST_DAY)
    assert await first.first_days.end(first.clock.now) == 0
    first.clock.now += timedelta(days=1)
    decision = decide(await first.found(A, "https://site-0.example"), policy)
    assert decision is not None
    assert decision.action is Action.DELETE
    assert await first.first_days.end(first.clock.now) == 1
    assert await first.first_days.end(first.clock.now) == 0
    assert await notices(first, Kind.FIRST_DAY) == [(await first.shown()).subscription.id]


async def test_rowan_connects_to_nothing_that_a_followed_list_holds(first: Follower, web: Web) -> None:
    places = ListedPlaces(storage=first.storage)
    links = find_links("https://site-0.example/x", lambda _: True)
    assert not await places.hold(links)
    web.holds(*names(0, 1), "forum.example/thread")
    await first.subscribe()
    assert await places.hold(links)
    assert await places.hold(find_links("https://forum.example/", lambda _: True))
    # What is held acts on nobody, and is held against nobody.
    web.holds(*names(0, *range(10, 20)))
    await first.round()
    assert not await places.hold(find_links("https://site-12.example/", lambda _: True))
    await first.following.unsubscribe(manager(A), URL)
    assert not await places.hold(links)


async def test_two_processes_fetch_once(first: Follower, second: Follower, web: Web) -> None:
    await first.subscribe()
    web.holds(*names(0, 1, 2, 3, 4))
    first.clock.now += timedelta(hours=2)
    await first.leases.renew()
    (taken,) = await first.rounds.take(10)
    assert await second.due() == 0
    await first.rounds.perform(taken)
    assert len(web.asked) == 2
    assert await second.acting() == [0, 1, 2, 3, 4]


async def test_who_dies_while_a_version_is_written_leaves_no_half_of_it(
    first: Follower, second: Follower, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    await first.subscribe()
    web.holds(*names(2, 3, 4, 5))
    first.clock.now += timedelta(hours=2)
    await first.leases.renew()
    (taken,) = await first.rounds.take(10)
    bulk = first.storage.bulk

    @asynccontextmanager
    async def dies_when_it_is_whole() -> AsyncIterator[SubscriptionsTx]:
        async with bulk() as tx:
            yield tx
            whole = await tx.subscribed_lists.get(taken.id)
            assert whole is not None
            if whole.newest != taken.newest:
                raise KeyboardInterrupt

    monkeypatch.setattr(first.storage, "bulk", dies_when_it_is_whole)
    monkeypatch.setattr(first.rounds, "release", lambda _: second.leases.renew())
    with pytest.raises(KeyboardInterrupt):
        await first.rounds.perform(taken)
    assert await second.acting() == [0, 1, 2, 3], "half of it acts"
    # Another process takes over, and finds yet another version.
    second.clock.now += timedelta(seconds=30)
    web.holds(*names(1, 2, 3, 6))
    assert await second.due() == 1
    assert await second.acting() == [1, 2, 3, 6]
    web.holds(*names(2, 3, 6, 0))
    await second.round()
    assert await second.acting() == [0, 2, 3, 6]


async def test_what_nobody_acts_on_is_forgotten(first: Follower, web: Web) -> None:
    await first.subscribe()
    for number in range(4, 12):
        web.holds(*names(*range(number - 3, number + 1)))
        await first.round()
    row = await first.database.read.one("SELECT count(*) AS n FROM subscribed_entries")
    versions = await first.database.read.one("SELECT count(*) AS n FROM list_versions")
    assert row is not None
    assert versions is not None
    assert (row["n"], versions["n"]) == (4, 1)


async def test_an_invite_acts_once_it_is_known_and_never_in_its_own_server(first: Follower, web: Web) -> None:
    web.holds("discord.gg/abc", "discord.gg/xyz", *names(0))
    await first.subscribe(A)
    await first.subscribe(B)
    text = "join https://discord.gg/abc"
    assert await first.found(A, text) == [], "nobody said yet where it leads"
    async with first.storage.bulk() as tx:
        await tx.sql.run(
            "UPDATE invites SET server_id = $1, answered_at = 1, believed_until = $2 WHERE code = 'abc'",
            A,
            4_000_000_000_000,
        )
    assert await first.found(A, text) == []
    assert [match.pattern for match in await first.found(B, text)] == ["discord.gg/abc"]
    # Once nobody follows the list any more, nothing holds the invite.
    for server in (A, B):
        await first.following.unsubscribe(manager(server), URL)
    await first.due()
    async with first.storage.bulk() as tx:
        assert set(await tx.invites.on_no_list(10)) == {"abc", "xyz"}


async def test_a_list_of_many_entries_is_written_in_portions(
    database: Database, vault: Vault, clock: StandingClock, web: Web
) -> None:
    rowan = Follower(database, vault, clock, web, most=5_000)
    web.holds(*names(*range(3_000)))
    begun = await rowan.subscribe()
    assert begun.version.size.entries == 3_000
    web.holds(*names(*range(1_000, 4_000)))
    await rowan.round()
    await rowan.index.catch_up()
    shown = await rowan.shown()
    assert (shown.entries, shown.log[0].added, shown.log[0].removed) == (3_000, 1_000, 1_000)
    for number, acts in ((999, 0), (1_000, 1), (3_999, 1), (4_000, 0)):
        assert len(await rowan.found(A, f"https://site-{number}.example")) == acts
