"""Attacks with signed lists: on the own list of whoever follows, on a list that was plain, on what people are told."""

from datetime import timedelta

import pytest

from core.lists.signed import Allow, Entry
from core.lists.subscriptions import Doubt
from core.lists.verdicts import FIRST_DAY, decide
from core.servers.policy import Policy, Tier
from tests.core.lists.signed.files import Publisher, key_of
from tests.people import manager, moderator
from tests.services.lists.process import A, B
from tests.services.lists.subscriptions.test_held import doubt
from tests.services.lists.subscriptions.test_signed import Paper, entries, follow, hashed
from tests.services.lists.subscriptions.world import URL, Follower, Web, names


@pytest.fixture
def publisher() -> Publisher:
    return Paper()


async def test_one_bad_signed_file_on_which_nobody_acts_binds_nobody(first: Follower, web: Web) -> None:
    """Else whoever writes to a plain list once has its own files refused for ever."""
    await first.subscribe()
    good = web.answer
    web.holds_bytes(Paper(key_of(9)).issue(entries(*range(20, 30))))
    await first.round()
    assert await doubt(first) is Doubt.SHRINKS
    assert (await first.shown()).list.pinned is None
    web.answer = good
    await first.round()
    assert await doubt(first) is None
    assert await first.acting() == [0, 1, 2, 3]


async def test_who_takes_the_first_signed_file_is_bound_by_the_next(
    first: Follower, web: Web, publisher: Publisher
) -> None:
    await first.subscribe()
    web.holds_bytes(publisher.issue(entries(*range(3, 9))))
    await first.round()
    held = (await first.shown()).subscription
    assert held.held is not None
    await first.notices.take(manager(A), held.id, held.held.version)
    web.holds_bytes(publisher.issue(entries(*range(3, 10))))
    await first.round()
    assert await first.acting() == list(range(3, 10))
    web.holds(*names(*range(3, 10)))
    await first.round()
    assert await doubt(first) is Doubt.UNSIGNED


async def test_it_is_said_how_many_places_a_list_lets_through(
    first: Follower, web: Web, publisher: Publisher
) -> None:
    web.holds_bytes(
        publisher.issue([Allow("good.example"), Entry("site-0.example"), Entry("site-1.example")])
    )
    assert (await first.subscribe()).exceptions == 1
    web.holds_bytes(publisher.issue([Allow("fine.example"), Allow("good.example"), *entries(0, 1)]))
    await first.round()
    assert (await first.shown()).exceptions == 2
    assert (await first.following.subscribe(manager(B), URL, None, act_now=True)).exceptions == 2
    web.holds(*names(0, 1))
    await first.subscribe(url=f"{URL}?plain")
    assert [each.exceptions for each in await first.following.show(manager(A))] == [2, 0]


async def test_whoever_publishes_a_list_hides_nothing_of_the_own_list_of_who_follows_it(
    first: Follower, web: Web
) -> None:
    """By an exception and an entry of the same place, which one list may hold together."""
    await first.add(A, "forum.example")
    web.holds_bytes(Paper().issue([Allow("forum.example"), Entry("forum.example")]))
    await first.subscribe()
    decision = decide(await first.found(A, "https://forum.example/x"), Policy())
    assert decision is not None
    assert decision.match.tier is Tier.OWN


async def test_what_a_hashed_list_does_is_said_of_a_place_that_is_asked_about(
    first: Follower, web: Web
) -> None:
    await follow(first, web, Paper(hashed=True), *hashed("site-0.example", "pages.example/a?x=1&y=22"))
    for typed in ("site-0.example", "https://site-0.example/x", "pages.example/a?x=1&y=22"):
        shown = await first.own.show(moderator(A), typed, "")
        assert [match.tier for match in shown.matches] == [Tier.SUBSCRIBED], typed
    assert not (await first.own.show(moderator(A), "pages.example/a?x=1", "")).is_listed


async def test_a_list_in_its_first_day_is_shown_as_one_that_only_counts(
    first: Follower, web: Web, publisher: Publisher
) -> None:
    web.holds_bytes(publisher.issue(entries(0)))
    await first.subscribe(act_now=False)
    shown = await first.own.show(moderator(A), "site-0.example", "")
    assert shown.effect.sure is not None
    assert shown.effect.sure.rule == FIRST_DAY


async def test_exceptions_of_a_first_day_let_nothing_through(first: Follower, web: Web) -> None:
    web.holds_bytes(Paper().issue([Allow("good.example"), Entry("site-0.example")]))
    await first.subscribe(act_now=False)
    web.holds("good.example")
    await first.subscribe(url="https://lists.example/other")
    assert [match.allowed for match in await first.found(A, "https://good.example/x")] == [False]
    first.clock.now += timedelta(days=1)
    assert [match.allowed for match in await first.found(A, "https://good.example/x")] == [True]
