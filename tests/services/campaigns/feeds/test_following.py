"""What moderators do with feeds: who may, what is refused, what is shown."""

import pytest

from core.base.defang import defang_link
from services.base.fetching import FailureReason, RefusalReason
from tests.people import member
from tests.services.campaigns.driver import ANN, NORA, NORTH, ORIGIN
from tests.services.campaigns.feeds.world import URL, FeedWorld, Post, Web, numbered
from tests.wording import refused


async def test_a_feed_is_added_listed_and_removed(world: FeedWorld) -> None:
    campaign = await world.campaign()
    world.web.holds(*numbered(1, 2, 3))
    added = await world.add(campaign.id)
    assert (added.items, added.beyond) == (3, 0)
    found, (shown,) = await world.feeds.list(ANN, str(campaign.id))
    assert found.id == campaign.id
    assert (shown.feed.url, shown.feed.problem, shown.waiting.drafts) == (URL, "", 0)
    assert [feed.id for feed in await world.feeds.choices(ANN)] == [added.feed.id]
    with refused("feed-already"):
        await world.add(campaign.id)
    removed = await world.feeds.remove(ANN, str(campaign.id), URL)
    assert removed.id == added.feed.id
    with refused("feed-not-there"):
        await world.feeds.remove(ANN, str(campaign.id), URL)
    assert await world.storage.read.feed_items.known(added.feed.id) == []
    again = await world.add(campaign.id)
    await world.feeds.remove(ANN, str(campaign.id), f"#{again.feed.id}")  # as autocomplete gives it


async def test_drafts_of_a_removed_feed_stay_and_say_where_they_came_from(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1))
    await world.brings(Post(1), Post(2))
    await world.feeds.remove(ANN, str(campaign), URL)
    (made,) = await world.updates_made()
    assert await world.feeds.origin(made.id, 1) is not None
    assert await world.round() == 0
    await world.approve_all()


async def test_it_is_for_moderators_of_the_campaigns_server(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(1))
    somebody = member(ORIGIN)
    for use in (
        world.feeds.add(somebody, str(campaign), URL),
        world.feeds.remove(somebody, str(campaign), URL),
        world.feeds.list(somebody, str(campaign)),
    ):
        with refused("error-not-moderator"):
            await use
    for use in (
        world.feeds.add(NORA, str(campaign), URL),
        world.feeds.remove(NORA, str(campaign), URL),
        world.feeds.list(NORA, str(campaign)),
    ):
        with refused("campaign-not-yours"):
            await use
    assert await world.feeds.choices(somebody) == []
    assert await world.storage.read.feeds.of_server(NORTH) == []


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("ftp://drop.example/feed", "fetch-refused-scheme"),
        ("feed", "fetch-refused-malformed"),
        ("https://name:word@drop.example/feed", "fetch-refused-credentials"),
        ("https://localhost/feed", "fetch-refused-local-name"),
        ("https://drop.example:8443/feed", "fetch-refused-port"),
    ],
)
async def test_what_is_no_address_is_refused_before_anything_is_asked(
    world: FeedWorld, typed: str, key: str
) -> None:
    campaign = await world.campaign()
    with refused(key):
        await world.add(campaign.id, typed)
    assert world.web.asked == []


async def test_what_cannot_be_had_or_is_no_feed_is_refused_and_nothing_is_kept(
    world: FeedWorld, web: Web
) -> None:
    campaign = await world.campaign()
    web.refuses(RefusalReason.HELD)
    with refused("fetch-refused-held"):
        await world.add(campaign.id)
    web.fails(FailureReason.UNKNOWN_NAME)
    with refused("fetch-failed-unknown-name"):
        await world.add(campaign.id)
    head = b'<link rel="alternate" type="application/rss+xml" href="/feed.xml?a=1&amp;b=2">'
    for body, key in (
        (b"", "feed-no-feed"),
        (b'{"items": []}', "feed-no-feed"),
        (b"<!doctype html><html><body>x</body></html>", "feed-is-page"),
        (b"<!doctype html><html><head>" + head + b"</head></html>", "feed-is-page-of"),
    ):
        web.holds_bytes(body)
        with refused(key):
            await world.add(campaign.id)
    assert await world.storage.read.feeds.of_server(ORIGIN) == []


async def test_a_page_names_its_feeds(world: FeedWorld, web: Web) -> None:
    campaign = await world.campaign()
    web.holds_bytes(
        b"<!doctype html><html><head><link rel='alternate' type='application/atom+xml' href='/atom.xml'></head>"
    )
    with refused("feed-is-page-of") as told:
        await world.add(campaign.id)
    assert told.value.values == {"feeds": (defang_link("https://drop.example/atom.xml"),)}


async def test_a_campaign_and_a_server_have_room_for_so_many(world: FeedWorld, web: Web) -> None:
    first, second = await world.campaign("One", "one"), await world.campaign("Two", "two")
    urls = [f"https://drop.example/{n}.xml" for n in range(9)]
    for url in urls:
        web.holds(Post(1), url=url)
    for url in urls[:5]:
        await world.add(first.id, url)
    with refused("feed-too-many-of-campaign"):
        await world.add(first.id, urls[5])
    for url in urls[5:7]:
        await world.add(second.id, url)
    with refused("feed-too-many"):
        await world.add(second.id, urls[7])
    await world.closing.close(ANN, str(first.id), "over")
    with refused("campaign-closed-already"):
        await world.add(first.id, urls[8])
    # What is over can still be looked at and removed.
    await world.feeds.remove(ANN, str(first.id), urls[0])
    await world.add(second.id, urls[7])
