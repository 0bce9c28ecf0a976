"""What becomes of what a feed brings: drafts, one draft that asks, corrections to propose, or nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.campaigns.versions import UpdateKind, VersionState
from services.base.outbox import Kind
from services.campaigns.records import Drafted
from tests.services.campaigns.driver import ANN, BEN, ORIGIN
from tests.services.campaigns.feeds.world import HOUR, FeedWorld, Post, numbered
from tests.wording import refused, say


async def test_the_first_fetch_drafts_nothing_and_new_items_become_drafts(world: FeedWorld) -> None:
    await world.begins_with(*numbered(1, 2))
    assert await world.headlines() == []
    await world.brings(*numbered(1, 2, 3, 4))
    first, second = await world.updates_made()
    assert [first.versions[0].text.headline, second.versions[0].text.headline] == ["Headline 3", "Headline 4"]
    assert first.standing is None
    assert first.versions[0].state is VersionState.DRAFT
    assert first.versions[0].drafted_by is None
    assert first.versions[0].text.source == "https://drop.example/posts/3"
    assert first.versions[0].text.kind is UpdateKind.STATEMENT
    due = await world.due()
    assert [(kind, subject) for kind, subject, _ in due] == [
        (Kind.UPDATE_DRAFT, first.id),
        (Kind.UPDATE_DRAFT, second.id),
    ]
    origin = await world.feeds.origin(first.id, 1)
    assert origin is not None
    assert (origin.url, origin.items, origin.changed) == ("https://drop.example/feed.xml", 1, False)
    await world.brings(*numbered(2, 3, 4))
    await world.brings(*numbered(1, 2, 3, 4))  # what comes back is known
    assert len(await world.updates_made()) == 2


async def test_an_empty_feed_begins_with_its_first_item(world: FeedWorld) -> None:
    await world.begins_with()
    await world.brings(Post(1))
    assert await world.headlines() == ["Headline 1"]


@pytest.mark.parametrize(
    "change",
    [
        lambda n, post: replace(post, id=str(n)),
        lambda n, post: replace(post, link=f"http://www.drop.example/posts/{post.number}/?utm_source=rss"),
        lambda n, post: replace(post, id=f"new-{n}", link=f"https://moved.example/{n}"),
    ],
)
async def test_a_feed_that_changes_ids_or_links_makes_no_flood(world: FeedWorld, change: object) -> None:
    known = numbered(*range(1, 31))
    await world.begins_with(*known)
    changed = [change(n, post) for n, post in enumerate(known)]  # type: ignore[operator]  # a lambda of the table
    await world.brings(*changed)
    assert await world.headlines() == []
    await world.brings(*changed, Post(31))
    assert await world.headlines() == ["Headline 31"]
    await world.brings(*known, Post(31))  # and back again
    assert await world.headlines() == ["Headline 31"]


async def test_more_than_ten_at_once_become_one_draft_that_asks(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(0))
    await world.brings(*numbered(*range(12)))
    (asking,) = await world.updates_made()
    text = asking.versions[0].text
    assert text.headline == say("feed-many-headline", count=11)
    assert [line for line in text.body.splitlines() if line] == [f"• Headline {n}" for n in range(11, 0, -1)]
    origin = await world.feeds.origin(asking.id, 1)
    assert origin is not None
    assert origin.items == 11
    # What comes until it is decided waits in the feed.
    await world.brings(*numbered(*range(14)))
    await world.round()
    assert len(await world.updates_made()) == 1
    assert (await world.feed(campaign)).left_over
    assert world.web.asked[-1].etag == ""
    card = await world.card(Kind.UPDATE_DRAFT, asking.id)
    await world.updates.discard(BEN, asking.id, 1, card)
    await world.round()
    assert (await world.headlines())[1:] == ["Headline 12", "Headline 13"]
    assert not (await world.feed(campaign)).left_over


async def test_ten_at_once_become_ten_drafts_and_then_there_is_no_room(world: FeedWorld) -> None:
    await world.begins_with(Post(0))
    await world.brings(*numbered(*range(11)))
    assert len(await world.updates_made()) == 10
    await world.brings(*numbered(*range(12)))
    assert len(await world.updates_made()) == 10
    await world.approve_all()
    await world.round()
    assert (await world.headlines())[10:] == ["Headline 11"]


async def test_a_changed_item_becomes_a_correction_to_approve(world: FeedWorld) -> None:
    await world.begins_with(Post(0))
    await world.brings(Post(0), Post(1, text="It ends on the 3rd"))
    (update,) = await world.approve_all()
    await world.brings(Post(0), Post(1, text="It ends on the 13th"))
    record = await world.record(update)
    assert record.standing == 1
    assert record.pending is not None
    assert record.pending.text.body == "It ends on the 13th"
    assert record.pending.base == 1
    await world.round()
    assert len((await world.record(update)).versions) == 2
    await world.approve_all()
    assert (await world.record(update)).standing == 2
    assert len(await world.updates_made()) == 1


async def test_a_draft_is_changed_by_people_alone_and_its_card_says_that_it_may_be_old(
    world: FeedWorld,
) -> None:
    await world.begins_with(Post(0))
    await world.brings(Post(0), Post(1, text="It ends on the 3rd"))
    (made,) = await world.updates_made()
    await world.all_posted()
    await world.brings(Post(0), Post(1, text="It ends on the 13th"))
    assert len((await world.record(made.id)).versions) == 1
    origin = await world.feeds.origin(made.id, 1)
    assert origin is not None
    assert origin.changed
    assert await world.due() == [(Kind.UPDATE_DRAFT, made.id, ORIGIN)]
    await world.approve_all()  # as it was first: what has changed is proposed then
    await world.round()
    record = await world.record(made.id)
    assert record.pending is not None
    assert record.pending.text.body == "It ends on the 13th"


async def test_a_correction_that_was_discarded_comes_again_only_with_another_text(world: FeedWorld) -> None:
    await world.begins_with(Post(0))
    await world.brings(Post(0), Post(1, text="Seen 17 times"))
    (update,) = await world.approve_all()
    await world.brings(Post(0), Post(1, text="Seen 18 times"))
    await world.updates.discard(BEN, update, 2, await world.card(Kind.UPDATE_DRAFT, update))
    await world.round()
    assert len((await world.record(update)).versions) == 2
    await world.brings(Post(0), Post(1, text="Seen 19 times"), after=2 * HOUR)
    assert len((await world.record(update)).versions) == 3
    await world.updates.discard(BEN, update, 3, await world.card(Kind.UPDATE_DRAFT, update))
    for n in range(20, 24):  # one a day
        await world.brings(Post(0), Post(1, text=f"Seen {n} times"), after=2 * HOUR)
    assert len((await world.record(update)).versions) == 3
    await world.round()
    assert (await world.record(update)).versions[-1].text.body == "Seen 23 times"


async def test_what_was_withdrawn_or_discarded_is_not_corrected(world: FeedWorld) -> None:
    await world.begins_with(Post(0))
    await world.brings(Post(0), Post(1), Post(2))
    one, two = await world.updates_made()
    await world.updates.discard(BEN, one.id, 1, await world.card(Kind.UPDATE_DRAFT, one.id))
    await world.approve(Drafted(two.id, 1))
    await world.withdraw(two.id)
    await world.brings(Post(0), Post(1, text="Other"), Post(2, text="Other"))
    assert [len(each.versions) for each in await world.updates_made()] == [1, 1]


async def test_a_feed_that_says_all_in_another_way_proposes_nothing_and_is_said_once(
    world: FeedWorld,
) -> None:
    campaign = await world.begins_with(Post(0))
    posts = numbered(*range(8))
    await world.brings(*posts)
    await world.approve_all()
    await world.all_posted()
    whole = [replace(post, text=f"{post.number} and now the whole text of it") for post in posts]
    await world.brings(*whole)
    assert [len(each.versions) for each in await world.updates_made()] == [1] * 7
    feed = await world.feed(campaign)
    assert feed.remark == "feed-restyled"
    assert [kind for kind, *_ in await world.due()] == [Kind.FEED_NOTICE]
    await world.all_posted()
    await world.brings(*whole, Post(9))
    assert [kind for kind, *_ in await world.due()] == [Kind.UPDATE_DRAFT]


async def test_whoever_added_a_feed_does_not_approve_its_drafts_alone(world: FeedWorld) -> None:
    await world.set_up(ORIGIN, second=True)
    await world.begins_with(Post(0), by=ANN)
    await world.brings(Post(0), Post(1))
    (made,) = await world.updates_made()
    with refused("draft-needs-another"):
        await world.approve(Drafted(made.id, 1), by=ANN)
    await world.approve(Drafted(made.id, 1), by=BEN)


async def test_an_item_that_leads_to_a_listed_place_is_drafted_without_it(world: FeedWorld) -> None:
    world.lists.held[ORIGIN] = {"forum.example"}
    await world.begins_with(Post(0))
    await world.brings(Post(0), Post(1, link="https://forum.example/thread"))
    (made,) = await world.updates_made()
    assert made.versions[0].text.source == ""


async def test_hostile_texts_become_plain_drafts(world: FeedWorld) -> None:
    await world.begins_with(Post(0))
    text = (
        '<script>x</script>@everyone <@1> [a](https://evil.example) <img src="https://t.example/1.gif" width=1 alt=x>'
        + "y " * 9000
    )
    await world.brings(Post(0), Post(1, title="<b>\u202eBold</b> " + "t" * 400, text=text))
    (made,) = await world.updates_made()
    shown = made.versions[0].text
    assert shown.headline.startswith("Bold ttt")
    assert shown.body.startswith("@everyone <@1> [a](https://evil.example) y y")
    assert len(shown.body) <= 2000
    assert len(shown.headline) <= 150


@pytest.mark.parametrize("steps", range(6))
async def test_whoever_dies_anywhere_drafts_nothing_twice_and_loses_nothing(
    world: FeedWorld, second: FeedWorld, steps: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.begins_with(Post(0))
    world.web.holds(*numbered(0, 1, 2, 3))
    world.clock.now += 25 * HOUR
    await world.leases.renew()
    (row,) = await world.feed_rounds.take(5)
    left = [steps]
    require = world.taking._require

    async def dies(*given: object) -> None:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        await require(*given)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(world.taking, "_require", dies)
    monkeypatch.setattr(world.feed_rounds, "release", lambda _: second.leases.renew())
    if steps < 4:
        with pytest.raises(KeyboardInterrupt):
            await world.feed_rounds.perform(row)
    else:
        await world.feed_rounds.perform(row)
    assert await second.due_feeds() == 0  # the lease of the dead one still stands
    second.clock.now += timedelta(seconds=30) if steps < 4 else 25 * HOUR
    assert await second.due_feeds() == 1
    assert await second.headlines() == ["Headline 1", "Headline 2", "Headline 3"]


async def test_a_process_that_lost_the_feed_drafts_nothing(world: FeedWorld, second: FeedWorld) -> None:
    await world.begins_with(Post(0))
    world.web.holds(Post(0), Post(1))
    world.clock.now += 25 * HOUR
    await world.leases.renew()
    (row,) = await world.feed_rounds.take(5)
    assert await second.due_feeds() == 0
    world.clock.now += timedelta(seconds=30)  # not heard of for too long
    assert await second.due_feeds() == 1
    await world.feed_rounds.perform(row)
    assert await world.headlines() == ["Headline 1"]


async def test_the_oldest_known_items_go_unless_the_feed_names_them(
    world: FeedWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.campaigns.feeds.taking.MOST_KNOWN", 5)
    campaign = await world.begins_with(*numbered(1, 2, 3, 4))
    await world.brings(*numbered(1, 5, 6, 7))
    await world.brings(*numbered(1, 8))
    feed = await world.feed(campaign)
    known = await world.storage.read.feed_items.known(feed.id)
    assert len(known) <= 6
    await world.brings(*numbered(1, 8))
    assert len(await world.updates_made()) == 4


async def test_an_item_that_was_forgotten_is_not_drafted_a_second_time(
    world: FeedWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = await world.begins_with(Post(0))
    await world.brings(*numbered(0, 1))
    monkeypatch.setattr("services.campaigns.feeds.taking.MOST_KNOWN", 1)
    await world.brings(Post(0))
    assert len(await world.storage.read.feed_items.known((await world.feed(campaign)).id)) == 1
    await world.brings(*numbered(0, 1, 2))
    assert await world.headlines() == ["Headline 1", "Headline 2"]
    assert (await world.feed(campaign)).problem == ""


async def test_a_text_that_goes_to_and_fro_is_proposed_once(world: FeedWorld) -> None:
    campaign = await world.begins_with(Post(0))
    await world.brings(Post(0), Post(1, text="One way"))
    (update,) = await world.approve_all()
    for _ in range(3):
        await world.brings(Post(0), Post(1, text="The other way"))
        if (await world.record(update)).pending is not None:
            await world.updates.discard(BEN, update, 2, await world.card(Kind.UPDATE_DRAFT, update))
        await world.brings(Post(0), Post(1, text="One way"))
    assert len((await world.record(update)).versions) == 2
    feed = await world.feed(campaign)
    assert (feed.problem, feed.left_over) == ("", False)
