"""When feeds are asked, what is said of those that bring nothing, and what ends a feed."""

from datetime import timedelta

from core.base.posts import MessagePlace
from services.base.fetching import FailureReason, RefusalReason
from services.base.outbox import Kind
from services.campaigns.feeds.rounds import PAUSED_AFTER
from tests.services.campaigns.driver import ANN, ORIGIN
from tests.services.campaigns.feeds.world import HOUR, URL, FeedWorld, Post, Web, numbered
from tests.wording import refused


async def notices(world: FeedWorld) -> int:
    return sum(kind is Kind.FEED_NOTICE for kind, *_ in await world.due())


async def test_what_has_not_changed_is_neither_sent_nor_read_again(world: FeedWorld) -> None:
    await world.begins_with(*numbered(1, 2))
    assert await world.due_feeds() == 0
    assert await world.round(2 * HOUR) == 1
    assert world.web.asked[-1].etag
    assert world.reader.bodies == 1
    world.web.tags = False
    await world.round(2 * HOUR)
    assert world.reader.bodies == 1, "the same bytes were read again"
    await world.brings(*numbered(1, 2, 3))
    assert world.reader.bodies == 2


async def test_what_fails_is_asked_less_often_said_once_and_comes_back(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1))
    world.web.fails()
    waits = []
    for _ in range(PAUSED_AFTER - 1):
        before = world.clock.now + timedelta()
        await world.round()
        due = (await world.feed(campaign)).due_at
        assert due is not None
        waits.append(due - before - 25 * HOUR)
    assert waits == sorted(waits)
    assert await notices(world) == 0
    await world.round()
    assert (await world.feed(campaign)).told
    assert await notices(world) == 1
    await world.all_posted()
    await world.round()
    assert await notices(world) == 0
    await world.brings(Post(1), Post(2))
    feed = await world.feed(campaign)
    assert (feed.told, feed.failures, feed.problem) == (False, 0, "")
    assert await notices(world) == 1  # the message that stands says that it works again
    assert await world.headlines() == ["Headline 2"]


async def test_a_feed_that_comes_and_goes_is_said_with_a_new_message_once_a_week(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1))
    feed = await world.feed(campaign)

    async def stops() -> MessagePlace | None:
        world.web.refuses(RefusalReason.HELD)
        await world.round()
        await world.all_posted()
        return await world.place(Kind.FEED_NOTICE, feed.id)

    first = await stops()
    assert first is not None
    await world.brings(Post(1))
    await world.all_posted()
    assert await stops() == first
    assert (await world.feed(campaign)).told
    await world.brings(Post(1))
    await world.all_posted()
    world.clock.now += timedelta(days=7)
    world.web.refuses(RefusalReason.HELD)
    await world.round()
    assert await world.place(Kind.FEED_NOTICE, feed.id) is None, "it is said anew, at the channel's end"


async def test_a_server_that_wants_to_be_left_alone_is(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1))
    world.web.fails(FailureReason.STATUS, wait=timedelta(days=3))
    await world.round()
    due = (await world.feed(campaign)).due_at
    assert due == world.clock.now + timedelta(days=3)
    assert await world.round(timedelta(days=2)) == 0


async def test_a_place_that_is_listed_later_stops_the_feed_at_once_until_that_ends(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1))
    world.web.refuses(RefusalReason.HELD)
    await world.round()
    feed = await world.feed(campaign)
    assert feed.told
    assert feed.problem.startswith("fetch-refused-held")
    assert await notices(world) == 1
    await world.all_posted()
    await world.brings(Post(1), Post(2))
    assert not (await world.feed(campaign)).told
    assert await world.headlines() == ["Headline 2"]


async def test_what_is_no_feed_any_more_is_a_failure_and_changes_nothing(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1))
    for body, problem in (
        (b"<!doctype html><html><body>moved</body></html>", "feed-is-page"),
        (b"", "feed-no-feed"),
        (b"\x00\xff" * 100, "feed-no-feed"),
        (b'<?xml version="1.0"?><rss version="2.0"><channel><item><title>Half', "feed-cut"),
    ):
        world.web.holds_bytes(body)
        await world.round()
        assert (await world.feed(campaign)).problem.split()[0] == problem
    await world.brings(Post(1), Post(2))
    assert await world.headlines() == ["Headline 2"]


async def test_a_feed_ends_with_its_campaign_and_with_its_server(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1))
    other = await world.campaign("Another", "other")
    await world.add(other.id)
    asked = len(world.web.asked)
    await world.closing.close(ANN, str(campaign), "We won")
    await world.brings(Post(1), Post(2))
    assert len(world.web.asked) == asked + 1
    assert await world.headlines() == ["Headline 2"]
    async with world.storage.durable() as tx:
        await tx.servers.leave(ORIGIN, world.clock())
    await world.round()
    assert len(world.web.asked) == asked + 1, "nothing is asked for a server that Rowan left"
    assert await world.storage.read.feeds.of_server(ORIGIN) == []


async def test_a_campaign_that_closes_while_its_feed_is_read_gets_no_draft(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1))
    world.web.holds(Post(1), Post(2))
    world.clock.now += 25 * HOUR
    await world.leases.renew()
    (row,) = await world.feed_rounds.take(5)
    await world.closing.close(ANN, str(campaign), "We won")
    await world.feed_rounds.perform(row)
    assert await world.headlines() == []
    assert await world.storage.read.feeds.get(row.id) is None


async def test_few_feeds_of_one_host_are_taken_at_once_and_no_host_holds_up_another(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1), url=URL)
    for n in range(4):
        url = f"https://drop.example/feed-{n}.xml"
        world.web.holds(Post(1), url=url)
        await world.add(campaign, url)
    elsewhere = "https://elsewhere.example/feed.xml"
    world.web.holds(Post(1), url=elsewhere)
    other = await world.campaign("Another", "other")
    await world.add(other.id, elsewhere)
    world.clock.now += 25 * HOUR
    await world.leases.renew()
    first = await world.feed_rounds.take(32)
    assert sorted(row.host for row in first) == ["drop.example", "drop.example", "elsewhere.example"]
    assert await world.feed_rounds.take(32) == []
    await world.feed_rounds.perform(first[0])
    (more,) = await world.feed_rounds.take(32)
    assert more.id not in {row.id for row in first}


async def test_two_processes_ask_for_a_feed_once(world: FeedWorld, second: FeedWorld, web: Web) -> None:
    await world.begins_with(Post(1))
    web.holds(Post(1), Post(2))
    world.clock.now += 25 * HOUR
    await second.leases.renew()
    await world.leases.renew()
    mine, theirs = await world.feed_rounds.take(5), await second.feed_rounds.take(5)
    assert (len(mine), len(theirs)) == (1, 0)
    await world.feed_rounds.perform(mine[0])
    assert await second.due_feeds() == 0
    assert await world.headlines() == ["Headline 2"]


async def test_what_breaks_unexpectedly_is_a_failure_of_that_feed_alone(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1))

    async def breaks(*_: object) -> None:
        raise ZeroDivisionError

    read, world.reader.read = world.reader.read, breaks  # type: ignore[method-assign,assignment]  # it breaks
    await world.brings(Post(1), Post(2))
    assert (await world.feed(campaign)).problem == "feed-failed"
    world.reader.read = read  # type: ignore[method-assign]  # as it was
    await world.round()
    assert await world.headlines() == ["Headline 2"]


async def test_a_feed_of_a_stopped_campaign_is_left_alone_until_it_goes_on(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1))
    await world.stops.stop(str(campaign))
    asked = len(world.web.asked)
    for _ in range(3):
        await world.brings(Post(1), Post(2))
    assert (len(world.web.asked), await world.headlines()) == (asked, [])
    feed = await world.feed(campaign)
    assert (feed.stopped, feed.told, feed.problem) == (True, False, "")
    with refused("campaign-stopped"):
        await world.add(campaign, f"{URL}/other")
    await world.stops.resume(str(campaign))
    await world.round()
    assert await world.headlines() == ["Headline 2"]


async def test_a_campaign_that_is_stopped_while_its_feed_is_read_gets_no_draft(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1))
    world.web.holds(Post(1), Post(2))
    world.clock.now += 2 * HOUR
    await world.leases.renew()
    (row,) = await world.feed_rounds.take(5)
    await world.stops.stop(str(campaign))
    await world.feed_rounds.perform(row)
    assert await world.headlines() == []
    assert (await world.feed(campaign)).problem == ""
    await world.stops.resume(str(campaign))
    await world.round()
    assert await world.headlines() == ["Headline 2"]
