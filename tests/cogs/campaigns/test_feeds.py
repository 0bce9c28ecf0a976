"""`/campaign feed`, the cards of drafts that came of a feed, and the notice of a feed that brings nothing."""

from collections.abc import Iterator
from typing import Any

import pytest

from core.base.defang import defang_link
from tests.cogs.campaigns.feed_web import URL, FeedWeb, Post, ask
from tests.cogs.seen import custom_ids, send, shown, told
from tests.cogs.stage import Stage
from tests.wording import said, sentence, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


@pytest.fixture
def web() -> Iterator[FeedWeb]:
    with FeedWeb() as made:
        yield made


async def feed(stage: Stage, verb: str, by: Any = None, **options: object) -> str:
    answer = await (by or stage.moderator).slash(
        stage.general, f"campaign feed {verb}", campaign="1", **options
    )
    assert answer.ephemeral
    return told(answer)


async def campaign(stage: Stage) -> None:
    form = await stage.moderator.slash(stage.general, "campaign create")
    await send(stage.moderator, form, title="Drop the forum", summary="", demand="")


async def later(stage: Stage, **by: float) -> None:
    stage.clock.forward(**by)
    await ask(stage.rowan)
    await stage.post()


def cards(stage: Stage, key: str, **values: Any) -> list[Any]:
    return [each for each in stage.review.history() if sentence(key, **values).stands_in(shown(each))]


async def test_the_life_of_a_feed(stage: Stage, web: FeedWeb) -> None:
    await stage.set_up(second_approval=True)
    await campaign(stage)
    said(await feed(stage, "list"), "feed-none", title="Drop the forum")
    web.holds(Post(1), Post(2))
    answer = await feed(stage, "add", url=URL)
    said(answer, "feed-added", feed=defang_link(URL), title="Drop the forum", number=1, items=2)
    said(answer, "feed-added-next", channel=f"<#{stage.review.id}>")
    said(answer, "feed-added-second")
    assert URL not in answer
    said(await feed(stage, "add", url=URL), "feed-already")
    assert stage.review.history() == []

    web.holds(Post(1), Post(2), Post(3, title="@everyone look", text="See https://forum.example/x <@1>"))
    await later(stage, hours=1)
    (card,) = stage.review.history()
    text = shown(card)
    said(text, "draft-from-feed", feed=defang_link(URL))
    unsaid(text, "draft-feed-changed")
    assert "@everyone" not in text
    assert "https://forum.example" not in text
    assert not card.mention_everyone
    said(await feed(stage, "list"), "feed-list-waiting", count=1)

    approve = next(each for each in custom_ids(card) if each.endswith("approve:1"))
    said(told(await stage.moderator.click(card, custom_id=approve)), "draft-needs-another")
    web.holds(Post(1), Post(2), Post(3, title="@everyone look", text="Mended"))
    await later(stage, hours=1)
    said(shown(stage.review.history()[0]), "draft-feed-changed")
    said(told(await stage.manager.click(card, custom_id=approve)), "draft-approved", number=1)
    await later(stage, hours=1)
    (correction,) = cards(stage, "draft-title-correction", number=1)
    said(shown(correction), "draft-from-feed", feed=defang_link(URL))

    said(await feed(stage, "remove", url="#1"), "feed-removed", feed=defang_link(URL))
    said(await feed(stage, "remove", url=URL), "feed-not-there")


async def test_a_flood_is_asked_about_in_one_card(stage: Stage, web: FeedWeb) -> None:
    await campaign(stage)
    await feed(stage, "add", url=URL)
    web.holds(*(Post(n) for n in range(20)))
    await later(stage, hours=1)
    (card,) = stage.review.history()
    said(shown(card), "draft-from-feed-many", feed=defang_link(URL), count=20)
    web.holds(*(Post(n) for n in range(25)))
    await later(stage, hours=1)
    assert len(stage.review.history()) == 1
    said(await feed(stage, "list"), "feed-list-full")


async def test_a_feed_that_fails_is_said_once_and_its_return_in_the_same_place(
    stage: Stage, web: FeedWeb
) -> None:
    await campaign(stage)
    web.holds(Post(1))
    await feed(stage, "add", url=URL)
    said(await feed(stage, "list"), "feed-list-well")
    web.fails = True
    await later(stage, hours=1)
    listed = await feed(stage, "list")
    said(listed, "feed-list-problem", count=1)
    said(listed, "fetch-failed-status", status=503)
    assert stage.review.history() == []
    for _ in range(5):
        await later(stage, days=2)
    (card,) = cards(stage, "feed-notice-failing")
    said(shown(card), "fetch-failed-status", status=503)
    assert URL not in shown(card)
    said(await feed(stage, "list"), "feed-list-paused", count=6)
    web.fails = False
    await later(stage, days=2)
    (now,) = cards(stage, "feed-notice-well")
    assert now.id == card.id


async def test_a_notice_outlives_its_feed_by_a_word(stage: Stage, web: FeedWeb) -> None:
    await campaign(stage)
    web.holds(Post(1))
    await feed(stage, "add", url=URL)
    web.fails = True
    for _ in range(5):
        await later(stage, days=2)
    assert cards(stage, "feed-notice-failing")
    await stage.moderator.slash(stage.general, "campaign close", campaign="1", outcome="We won")
    await later(stage, days=2)
    assert cards(stage, "feed-notice-gone")


async def test_what_is_no_feed_is_said_in_plain_words(stage: Stage, web: FeedWeb) -> None:
    await campaign(stage)
    web.body = (
        b"<!doctype html><html><head><link rel=alternate type=application/rss+xml href=/f></head></html>"
    )
    said(await feed(stage, "add", url=URL), "feed-is-page-of", feeds=defang_link("https://drop.example/f"))
    said(await feed(stage, "add", url="http://127.1/feed"), "fetch-refused-disguised")
