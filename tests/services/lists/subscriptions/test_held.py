"""What is held, and what a manager makes of it."""

import pytest

from core.base.errors import UserError
from core.lists.subscriptions import Doubt
from services.base.fetching import NotModified
from services.base.outbox import Kind
from services.lists.subscriptions.values import Event
from tests.people import manager
from tests.services.lists.process import A, B
from tests.services.lists.subscriptions.world import Follower, Web, names


async def doubt(rowan: Follower) -> Doubt | None:
    held = (await rowan.shown()).subscription.held
    return held.doubt if held else None


async def notices(rowan: Follower, kind: Kind = Kind.LIST_HELD) -> list[int]:
    async with rowan.storage.bulk() as tx:
        rows = await tx.outbox.take("tests", rowan.clock.now, 50)
    return [row.subject for row in rows if row.kind is kind]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"<html><body>gone</body></html>", Doubt.NO_LIST),
        (b"", Doubt.EMPTY),
        (b"# nothing\n", Doubt.EMPTY),
        (b"site-0.example\n", Doubt.SHRINKS),
        ("\n".join(names(*range(8))).encode(), Doubt.GROWS),
        ("\n".join([*names(*range(7))]).encode(), Doubt.GROWS),
        ("\n".join([*names(0, 1, 2, 3), "google.com"]).encode(), Doubt.PROTECTED),
        ("\n".join([*names(0, 1, 2, 3), "com"]).encode(), Doubt.PROTECTED),
        ("\n".join([*names(0, 1, 2, 3), "youtube.com/watch"]).encode(), Doubt.PROTECTED),
        ("\n".join([*names(0, 1, 2, 3), "*"]).encode(), Doubt.PROTECTED),
        ("\n".join([*names(0, 1, 2, 3), "lists.example"]).encode(), Doubt.PUBLISHER),
        ("\n".join(names(10, 11, 12, 13)).encode(), Doubt.SHRINKS),
    ],
)
async def test_what_is_held_keeps_the_old_one(
    first: Follower, web: Web, body: bytes, expected: Doubt
) -> None:
    await first.subscribe()
    web.holds_bytes(body)
    await first.round()
    assert await doubt(first) is expected
    assert await first.acting() == [0, 1, 2, 3]
    assert await notices(first) == [(await first.shown()).subscription.id]
    await first.round()
    assert await first.acting() == [0, 1, 2, 3]
    assert sum(line.event is Event.HELD for line in (await first.shown()).log) == 1
    # The upstream comes to its senses.
    web.holds(*names(0, 1, 2, 3, 4))
    await first.round()
    assert await doubt(first) is None
    assert await first.acting() == [0, 1, 2, 3, 4]


async def test_a_manager_takes_it_for_their_server_alone(first: Follower, web: Web) -> None:
    await first.subscribe(A)
    await first.subscribe(B)
    web.holds(*names(*range(8)))
    await first.round()
    held = (await first.shown()).subscription
    assert held.held is not None
    with pytest.raises(UserError, match="subscription-changed"):
        await first.notices.take(manager(A), held.id, held.held.version - 1)
    assert await first.notices.take(manager(A), held.id, held.held.version) == 8
    assert await first.acting(A) == list(range(8))
    assert await first.acting(B) == [0, 1, 2, 3]
    with pytest.raises(UserError, match="subscription-over"):
        await first.notices.take(manager(A), held.id, held.held.version)
    # What follows acts in the one, and is held in the other.
    web.holds(*names(*range(9)))
    await first.round()
    assert await first.acting(A) == list(range(9))
    assert await first.acting(B) == [0, 1, 2, 3]
    web.holds(*names(*range(5)))
    await first.round()
    assert await first.acting(A) == list(range(5))
    assert await first.acting(B) == list(range(5))


async def test_the_old_one_is_kept_and_the_same_said_once(first: Follower, web: Web) -> None:
    await first.subscribe()
    web.holds(*names(0))
    await first.round()
    held = (await first.shown()).subscription
    assert held.held is not None
    await first.notices.keep(manager(A), held.id, held.held.version)
    web.answer = NotModified([])
    await first.round()
    shown = await first.shown()
    assert shown.subscription.kept
    assert [line.event for line in shown.log] == [Event.KEPT, Event.HELD, Event.BEGUN]
    assert await first.acting() == [0, 1, 2, 3]


async def test_a_drip_is_held_against_what_was_accepted(first: Follower, web: Web) -> None:
    web.holds(*names(*range(10)))
    await first.subscribe()
    for length in range(11, 20):
        web.holds(*names(*range(length)))
        await first.round()
    assert await doubt(first) is Doubt.DRIFTS
    assert await first.acting() == list(range(15))


async def test_flips_between_two_versions(first: Follower, web: Web) -> None:
    await first.subscribe()
    for _ in range(3):
        web.holds(*names(20, 21, 22, 23))
        await first.round()
        assert await first.acting() == [0, 1, 2, 3]
        web.holds(*names(0, 1, 2, 3))
        await first.round()
        assert await first.acting() == [0, 1, 2, 3]
        assert await doubt(first) is None


@pytest.mark.parametrize("between", [b"<html><body>at work on it</body></html>", None])
async def test_what_a_manager_refused_stays_refused_whatever_came_between(
    first: Follower, web: Web, between: bytes | None
) -> None:
    """A feed that flips: the refused version, a page or the good list, the refused version once more."""
    await first.subscribe()
    web.holds(*names(0))
    await first.round()
    held = (await first.shown()).subscription
    assert held.held is not None
    await first.notices.keep(manager(A), held.id, held.held.version)
    for _ in range(8):  # longer than a week: what was said once could be said anew
        if between is None:
            web.holds(*names(0, 1, 2, 3))
        else:
            web.holds_bytes(between)
        await first.round()
        assert not (await first.shown()).subscription.is_kept
        with pytest.raises(UserError, match="subscription-over"):  # of a page nothing can be kept away
            await first.notices.keep(manager(A), held.id, 0)
        web.holds(*names(0))
        await first.round()
        shown = await first.shown()
        assert shown.subscription.is_kept
        assert shown.subscription.held is not None
        assert shown.subscription.held.doubt is Doubt.SHRINKS
        assert await first.acting() == [0, 1, 2, 3]
    log = (await first.shown()).log
    assert sum(line.doubt is Doubt.SHRINKS for line in log) <= 1
    # Another version asks as ever, and what is taken ends what was refused before.
    web.holds(*names(1))
    await first.round()
    subscription = (await first.shown()).subscription
    assert subscription.held is not None
    assert not subscription.is_kept
    await first.notices.take(manager(A), subscription.id, subscription.held.version)
    assert not (await first.shown()).subscription.kept
