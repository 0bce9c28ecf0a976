"""What a list would have done in a server, before the server follows it; and the second click where that is much."""

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ChannelId
from core.lists.previews import LARGE, Reason
from core.lists.signed import Allow, Entry
from db.engine.database import Database
from db.engine.vault import Vault
from services.lists.previews.hosts_seen import HostsSeen
from services.lists.subscriptions import first_looks
from services.lists.subscriptions.first_looks import Doubted
from services.lists.subscriptions.following import Begun
from services.servers.cache import ServerCache
from tests.conftest import StandingClock
from tests.core.lists.signed.files import Publisher
from tests.people import manager, moderator
from tests.services.lists.process import A, B
from tests.services.lists.subscriptions.test_signed import hashed
from tests.services.lists.subscriptions.world import URL, Follower, Web, names
from tests.stores import set_up


async def posted(rowan: Follower, times: int, host: str = "site-0.example", *, staff: bool = False) -> None:
    """Links that were counted in server A."""
    cache = ServerCache(storage=rowan.storage)
    seen = HostsSeen(storage=rowan.storage, server_cache=cache, clock=rowan.clock)
    for _ in range(times):
        seen.note(A, ChannelId(10), f"https://{host}/", by_staff=staff)
    await seen.write()


@pytest.fixture(autouse=True)
async def _set_up(database: Database, vault: Vault) -> None:
    for server in (A, B):
        await set_up(database, vault, server)


async def wanted(rowan: Follower, *, act_now: bool = False) -> Doubted:
    await rowan.leases.renew()
    done = await rowan.following.subscribe(manager(A), URL, Category.SCAM, act_now=act_now)
    assert isinstance(done, Doubted)
    return done


async def test_what_is_small_is_said_and_followed(first: Follower) -> None:
    await posted(first, 2)
    await posted(first, 3, "elsewhere.example")
    effect = (await first.subscribe()).look.effect
    assert (effect.posted.links, effect.everything) == (2, 5)
    assert [pattern.text for pattern, _ in effect.places] == ["site-0.example"]


@pytest.mark.parametrize("act_now", [True, False])
async def test_what_is_large_is_not_followed_before_a_second_click(
    first: Follower, second: Follower, *, act_now: bool
) -> None:
    await posted(first, LARGE)
    doubted = await wanted(first, act_now=act_now)
    assert doubted.look.effect.reasons == (Reason.LARGE,)
    assert doubted.entries == 4
    assert await first.following.show(manager(A)) == []
    assert await first.storage.read.subscribed_lists.by_url(URL) is None, "nothing is kept of it"
    begun = await second.following.answered(manager(A), doubted.token)
    assert isinstance(begun, Begun)
    assert begun.subscription.category is Category.SCAM
    assert (begun.subscription.log_until is None) is act_now
    with pytest.raises(UserError, match="preview-over"):
        await first.following.answered(manager(A), doubted.token)


async def test_a_list_that_another_server_follows_is_weighed_too(first: Follower, web: Web) -> None:
    await first.subscribe(B)
    web.holds(*names(1, 2, 3, 4))
    await first.round()
    await posted(first, LARGE)
    assert (await first.subscribe()).look.effect.posted.links == 0, "what is on it no more is not counted"
    await first.following.unsubscribe(manager(A), URL)
    await posted(first, LARGE, "site-4.example")
    doubted = await wanted(first)
    assert len(web.asked) == 2
    assert isinstance(await first.following.answered(manager(A), doubted.token), Begun)


async def test_what_the_list_became_meanwhile_is_asked_about_anew(first: Follower, web: Web) -> None:
    await posted(first, LARGE)
    await posted(first, 3 * LARGE, "site-9.example")
    doubted = await wanted(first)
    web.holds(*names(0, 1, 9))
    again = await first.following.answered(manager(A), doubted.token)
    assert isinstance(again, Doubted)
    assert (again.token, again.again) == (doubted.token, True)
    assert again.look.effect.posted.links == 4 * LARGE
    assert isinstance(await first.following.answered(manager(A), again.token), Begun)


async def test_what_stands_far_down_a_long_list_is_weighed(
    first: Follower, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(first_looks, "_PORTION", 2)
    monkeypatch.setattr(first_looks, "_FEW", 2)
    web.holds(*names(*range(1, 8)), "site-0.example")
    await posted(first, LARGE)
    await posted(first, 3, "site-1.example", staff=True)
    effect = (await wanted(first)).look.effect
    assert effect.posted.links == LARGE + 3
    assert set(effect.reasons) == {Reason.LARGE, Reason.STAFF}
    assert [pattern.text for pattern, _ in effect.places] == ["site-0.example", "site-1.example"]


async def test_of_a_hashed_list_it_is_said_that_it_is_not_known(first: Follower, web: Web) -> None:
    await posted(first, LARGE)
    records = hashed("site-0.example", "site-1.example")
    web.holds_bytes(Publisher(hashed=True).issue(records, made_at=first.clock()))
    look = (await first.subscribe()).look
    assert look.hashed == 2
    assert look.effect.is_nothing


async def test_exceptions_of_a_list_would_have_done_nothing(
    first: Follower, web: Web, clock: StandingClock
) -> None:
    await posted(first, LARGE)
    records = [Allow("site-0.example"), Entry("site-1.example")]
    web.holds_bytes(Publisher().issue(records, made_at=clock()))
    assert (await first.subscribe()).look.effect.is_nothing
    assert (await first.subscribe(B)).look.effect.is_nothing


async def test_a_held_version_is_weighed_before_it_is_taken(first: Follower, web: Web) -> None:
    """What is new in it, and no more: what acts already is no news."""
    await first.subscribe()
    await posted(first, LARGE)
    await posted(first, LARGE, "site-8.example")
    web.holds(*names(*range(9)))
    await first.round()
    held = (await first.shown()).subscription
    assert held.held is not None
    version = held.held.version
    doubted = await first.notices.take(manager(A), held.id, version)
    assert isinstance(doubted, Doubted)
    assert doubted.look.effect.posted.links == LARGE
    assert await first.acting() == [0, 1, 2, 3]
    with pytest.raises(UserError, match="preview-over"):
        await first.following.answered(manager(A), doubted.token)
    with pytest.raises(UserError, match="error-not-manager"):
        await first.notices.answered(moderator(A), doubted.token)
    web.holds(*names(*range(10)))
    async with first.storage.relaxed() as tx:  # it is asked for within the hour of the question
        await tx.subscribed_lists.due(held.list, first.clock())
    await first.due()
    with pytest.raises(UserError, match="subscription-changed"):  # it was asked about another one
        await first.notices.answered(manager(A), doubted.token)
    held = (await first.shown()).subscription
    assert held.held is not None
    again = await first.notices.take(manager(A), held.id, held.held.version)
    assert isinstance(again, Doubted)
    assert await first.notices.answered(manager(A), again.token) == 10
    assert await first.acting() == list(range(10))


async def test_only_whoever_was_asked_answers_and_only_while_they_manage(first: Follower) -> None:
    await posted(first, LARGE)
    token = (await wanted(first)).token
    for attempt in (first.following.answered, first.following.cancel, first.following.sample):
        with pytest.raises(UserError, match="error-not-manager"):
            await attempt(moderator(A), token)
        with pytest.raises(UserError, match="preview-over"):
            await attempt(manager(B), token)
    await first.following.cancel(manager(A), token)
    with pytest.raises(UserError, match="preview-over"):
        await first.following.answered(manager(A), token)
