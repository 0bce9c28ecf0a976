"""Signed lists that servers follow: the key is pinned, and what does not follow what was taken changes nothing."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import pytest

from core.base.errors import UserError
from core.base.web_address import links_of, read_web_address
from core.links import find_links
from core.lists.hashed import hash_of, whole_of
from core.lists.patterns import parse_pattern
from core.lists.signed import Allow, Entry, Record, Retracted, Site, order_of
from core.lists.subscriptions import Doubt
from services.lists.held_places import ListedPlaces
from services.lists.subscriptions.values import Event
from tests.conftest import StandingClock
from tests.core.lists.signed.files import Publisher, key_of
from tests.people import manager
from tests.services.lists.process import A, B
from tests.services.lists.subscriptions.test_held import doubt, notices
from tests.services.lists.subscriptions.world import URL, Follower, Web, names

START = StandingClock().now


class Paper(Publisher):
    """A publisher whose issues were made when the clock of tests begins."""

    def issue(self, records: Iterable[Record], *, made_at: datetime = START, **changed: object) -> bytes:
        return super().issue(records, made_at=made_at, **changed)


def entries(*numbers: int) -> list[Record]:
    return [Entry(name) for name in names(*numbers)]


def hashed(*patterns: str) -> list[Record]:
    parsed = [parse_pattern(each) for each in patterns]
    made: list[Record] = [Entry(hash_of(each.key), whole=whole_of(each)) for each in parsed]
    return sorted(made, key=order_of)


@pytest.fixture
def publisher() -> Publisher:
    return Paper()


async def follow(first: Follower, web: Web, publisher: Publisher, *records: Record) -> None:
    web.holds_bytes(publisher.issue(records or entries(0, 1, 2, 3)))
    await first.subscribe()


async def test_it_follows_issue_after_issue_and_what_is_taken_off_acts_no_more(
    first: Follower, web: Web, publisher: Publisher
) -> None:
    await follow(first, web, publisher, Site("a site"), *entries(0, 1, 2, 3))
    assert await first.acting() == [0, 1, 2, 3]
    web.holds_bytes(publisher.issue([Retracted("site-0.example"), *entries(2, 3, 4)]))
    await first.round()
    assert await first.acting() == [2, 3, 4]
    await first.round()
    assert [line.event for line in (await first.shown()).log] == [Event.APPLIED, Event.BEGUN]
    publisher.issue([])  # it was missed
    web.holds_bytes(publisher.issue(entries(2, 3, 5)))
    await first.round()
    assert await first.acting() == [2, 3, 5]
    publisher.takes_new_key(key_of(2))
    web.holds_bytes(publisher.issue(entries(2, 3, 5, 6)))
    await first.round()
    assert await first.acting() == [2, 3, 5, 6]
    pinned = (await first.shown()).list.pinned
    assert pinned is not None
    assert (pinned.serial, pinned.digest) == (5, publisher.before[0])


def _older(made: Publisher, before: Publisher) -> bytes:
    return before.issue(entries(0, 1))


def _cut(made: Publisher, before: Publisher) -> bytes:
    return made.issue(entries(0, 1, 2))[:-20]


def _re_signed(made: Publisher, before: Publisher) -> bytes:
    made.key = key_of(9)
    return made.issue(entries(0, 1, 2))


def _forked(made: Publisher, before: Publisher) -> bytes:
    made.before[0] = "0" * 64
    return made.issue(entries(0, 1, 2))


def _changed(made: Publisher, before: Publisher) -> bytes:
    return made.issue(entries(0, 1, 2)).replace(b"site-2", b"site-7")


def _from_the_future(made: Publisher, before: Publisher) -> bytes:
    return made.issue(entries(0, 1, 2), made_at=START + timedelta(days=30))


def _out_of_reach(made: Publisher, before: Publisher) -> bytes:
    made.serial += 300
    made.before[:] = ["0" * 64] * 256
    return made.issue(entries(0, 1, 2))


def _unsigned(made: Publisher, before: Publisher) -> bytes:
    return b"site-0.example\nsite-1.example\nsite-2.example\n"


def _page(made: Publisher, before: Publisher) -> bytes:
    return b"<!doctype html><html>moved</html>"


def _empty(made: Publisher, before: Publisher) -> bytes:
    return b""


@pytest.mark.parametrize(
    ("tampered", "expected"),
    [
        (_older, Doubt.OLDER),
        (_cut, Doubt.CUT),
        (_re_signed, Doubt.OTHER_KEY),
        (_forked, Doubt.FORKED),
        (_changed, Doubt.CHANGED),
        (_from_the_future, Doubt.FUTURE),
        (_out_of_reach, Doubt.OUT_OF_REACH),
        (_unsigned, Doubt.UNSIGNED),
        (_page, Doubt.UNSIGNED),
        (_empty, Doubt.UNSIGNED),
    ],
)
async def test_what_does_not_follow_is_refused_and_said_once(
    first: Follower,
    web: Web,
    publisher: Publisher,
    tampered: Callable[[Publisher, Publisher], bytes],
    expected: Doubt,
) -> None:
    publisher.issue([])
    before = publisher.copied()
    before.serial -= 1
    before.before.clear()
    await follow(first, web, publisher)
    good = web.answer
    web.holds_bytes(tampered(publisher.copied(), before))
    await first.round()
    assert await doubt(first) is expected
    assert await first.acting() == [0, 1, 2, 3]
    shown = await first.shown()
    assert await notices(first) == [shown.subscription.id]
    assert shown.list.problem == f"subscription-doubt-{expected}"
    await first.round()
    assert sum(line.event is Event.HELD for line in (await first.shown()).log) == 1
    with pytest.raises(UserError, match="subscription-over"):
        await first.notices.take(manager(A), shown.subscription.id, 0)
    web.answer = good
    await first.round()
    assert await doubt(first) is None
    web.holds_bytes(publisher.issue(entries(0, 1, 2, 3, 4)))
    await first.round()
    assert await first.acting() == [0, 1, 2, 3, 4]


async def test_nobody_begins_with_a_file_that_is_not_whole(
    first: Follower, web: Web, publisher: Publisher
) -> None:
    web.holds_bytes(publisher.issue(entries(0, 1, 2, 3))[:-5])
    with pytest.raises(UserError, match="subscription-doubt-cut"):
        await first.subscribe()
    assert await first.storage.read.subscribed_lists.by_url(URL) is None
    web.holds_bytes(publisher.issue([Entry("com"), Entry("google.com")]))
    with pytest.raises(UserError, match="subscription-no-entries"):
        await first.subscribe()


async def test_whoever_subscribes_anew_pins_anew(first: Follower, web: Web, publisher: Publisher) -> None:
    await follow(first, web, publisher)
    await first.following.unsubscribe(manager(A), URL)
    await follow(first, web, Paper(key_of(7)), *entries(5, 6))
    assert await first.acting() == [5, 6]


async def test_a_plain_list_that_becomes_signed_is_pinned_from_then_on(
    first: Follower, web: Web, publisher: Publisher
) -> None:
    await first.subscribe()
    web.holds_bytes(publisher.issue(entries(0, 1, 2, 3, 4)))
    await first.round()
    assert await first.acting() == [0, 1, 2, 3, 4]
    web.holds(*names(0, 1, 2, 3))
    await first.round()
    assert await doubt(first) is Doubt.UNSIGNED
    assert await first.acting() == [0, 1, 2, 3, 4]


async def test_a_hashed_list_acts_and_is_shown_where_it_is_met_alone(
    first: Follower, second: Follower, web: Web
) -> None:
    publisher = Paper(hashed=True)
    records = hashed(*names(0, 1), "pages.example/a?x=1&y=22", "murk-family.*")
    web.holds_bytes(publisher.issue(records))
    begun = await first.subscribe()
    assert (begun.version.size.entries, begun.sample) == (4, [])
    for rowan in (first, second):
        assert await rowan.acting() == [0, 1]
    for text, pattern in (
        ("https://pages.example/a?y=22&x=1&z=3", "pages.example/a?x=1&y=22"),
        ("murk-family.net", "murk-family.*"),
    ):
        assert [match.pattern for match in await first.found(A, text)] == [pattern]
    assert await first.found(A, "https://pages.example/a?y=22") == []
    assert await first.found(B, "murk-family.net") == []
    web.holds_bytes(publisher.issue(hashed(*names(0, 2), "murk-family.*")))
    await first.round()
    assert await first.acting() == [0, 2]
    assert await second.acting() == [0, 2]


async def test_a_hash_of_what_nobody_may_list_acts_on_nobody(first: Follower, web: Web) -> None:
    publisher = Paper(hashed=True)
    records: list[Record] = [
        Entry(place) for place in sorted(map(hash_of, ("google.com", "com", "a.example")))
    ]
    await follow(first, web, publisher, *records)
    assert await first.found(A, "https://google.com/x https://other.com") == []
    assert [match.pattern for match in await first.found(A, "https://a.example")] == ["a.example"]
    assert not await held(first, "https://google.com/x")


async def held(rowan: Follower, url: str) -> bool:
    links = links_of(read_web_address(url, ports=frozenset({443})))
    return await ListedPlaces(storage=rowan.storage).hold(links)


async def test_rowan_connects_to_nothing_that_a_hashed_list_holds(first: Follower, web: Web) -> None:
    assert not await held(first, "https://a.site-0.example/x")
    await follow(first, web, Paper(hashed=True), *hashed("site-0.example", "github.com/evil"))
    assert await held(first, "https://a.site-0.example/x")
    assert await held(first, "https://github.com/evil")
    assert not await held(first, "https://github.com/good")
    assert not await held(first, "https://site-1.example/x")


async def test_a_hashed_list_that_names_its_publisher(first: Follower, web: Web) -> None:
    web.holds_bytes(Paper(hashed=True).issue(hashed("lists.example")))
    with pytest.raises(UserError, match="subscription-doubt-publisher"):
        await first.subscribe()


async def test_a_hashed_invite_acts_once_it_is_known_where_it_leads_and_never_in_that_server(
    first: Follower, web: Web
) -> None:
    await follow(first, web, Paper(hashed=True), *hashed("discord.gg/murkcode", "site-0.example"))
    said = await first.lookup.said(A, find_links("discord.gg/murkcode", lambda _: True))
    assert (said.matches, said.unknown) == ([], ["murkcode"]), "Discord is asked"
    async with first.storage.bulk() as tx:
        await tx.sql.run(
            "INSERT INTO invites (code, listed, server_id, answered_at, believed_until) VALUES ('murkcode', 0, $1, 1, $2)",
            A,
            4_000_000_000_000,
        )
    assert await first.found(A, "discord.gg/murkcode") == []
    await first.following.subscribe(manager(B), URL, None, act_now=True)
    assert [match.pattern for match in await first.found(B, "discord.gg/murkcode")] == ["discord.gg/murkcode"]


async def test_who_dies_while_an_issue_is_written_has_pinned_nothing_of_it(
    first: Follower, second: Follower, web: Web, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    await follow(first, web, publisher)
    before = (await first.shown()).list.pinned
    web.holds_bytes(publisher.issue(entries(2, 3, 4)))
    first.clock.now += timedelta(hours=2)
    await first.leases.renew()
    (taken,) = await first.rounds.take(10)

    async def dies(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(first.bringing, "_judge", dies)
    monkeypatch.setattr(first.rounds, "release", lambda _: second.leases.renew())
    with pytest.raises(KeyboardInterrupt):
        await first.rounds.perform(taken)
    assert (await second.shown()).list.pinned == before
    second.clock.now += timedelta(seconds=30)
    assert await second.due() == 1
    assert await second.acting() == [2, 3, 4]


@pytest.mark.parametrize("is_hashed", [False, True])
async def test_its_exceptions_are_followed_and_are_no_places(
    first: Follower, web: Web, *, is_hashed: bool
) -> None:
    publisher = Paper(hashed=is_hashed)
    named = hash_of if is_hashed else str
    good, listed = named("good.example"), named("site-0.example")
    both: list[Record] = sorted([Allow(good), Entry(listed)], key=order_of)
    web.holds_bytes(publisher.issue(both))
    await first.subscribe()
    web.holds("good.example", "other.example")
    await first.subscribe(url="https://lists.example/other")
    assert [match.allowed for match in await first.found(A, "https://good.example/x")] == [True]
    assert [match.allowed for match in await first.found(A, "https://other.example/x")] == [False]
    await first.following.unsubscribe(manager(A), "https://lists.example/other")
    assert not await held(first, "https://good.example/x")
    assert await first.found(A, "https://good.example/x") == []
