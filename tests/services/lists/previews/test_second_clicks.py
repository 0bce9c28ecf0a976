"""The second click: asked for what is not small, kept over a restart, for whom it was shown to, and about what was shown."""

from datetime import timedelta

import pytest

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ChannelId, RoleId, ServerId, UserId
from core.lists.patterns import parse_pattern
from core.lists.previews import LARGE, Effect, Reason
from db.engine.database import Database
from db.engine.vault import Vault
from services.lists.entry_changes import EntryChanges, put_entry
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup
from services.lists.previews.hosts_seen import HostsSeen
from services.lists.previews.previews import Effects
from services.lists.previews.second_clicks import Asked, SecondClicks, Verb
from services.lists.typed_pattern import PatternResolver
from services.servers.cache import ServerCache
from tests.conftest import StandingClock
from tests.lists import list_entry
from tests.stores import set_up, storage_of
from wiring.list_sources import list_sources

SERVER, ROLE = ServerId(1), RoleId(7)
MO, ANN = (Caller(SERVER, UserId(number), "x", frozenset({ROLE})) for number in (2, 3))
ADD = Asked(Verb.ADD, "a.example", {"category": "scam", "note": "why", "share": False})


class Asking:
    """One process that asks."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.storage = storage_of(database, vault)
        cache, sources = ServerCache(storage=self.storage), list_sources(self.storage, clock, 2)
        self.seen = HostsSeen(storage=self.storage, server_cache=cache, clock=clock)
        self.clicks = SecondClicks(
            storage=self.storage,
            patterns=PatternResolver(storage=self.storage),
            effects=Effects(storage=self.storage, clock=clock, quorum=2, seen_for=timedelta(days=7)),
            lookup=ListLookup(
                storage=self.storage,
                sources=sources,
                index=LiveIndex(storage=self.storage, sources=sources),
                clock=clock,
            ),
            clock=clock,
        )

    async def post(self, times: int, host: str = "a.example") -> None:
        for _ in range(times):
            self.seen.note(SERVER, ChannelId(10), f"https://{host}/", by_staff=False)
        await self.seen.write()

    async def asked(self, asked: Asked = ADD, by: Caller = MO) -> str:
        weighed = await self.clicks.before(by, asked)
        assert weighed.token is not None
        return weighed.token


@pytest.fixture
async def asking(database: Database, vault: Vault, clock: StandingClock) -> Asking:
    await set_up(database, vault, SERVER, moderator_role=ROLE)
    return Asking(database, vault, clock)


async def test_what_is_small_is_not_asked_about(asking: Asking) -> None:
    await asking.post(5)
    weighed = await asking.clicks.before(MO, ADD)
    assert weighed.token is None
    assert weighed.effect.posted.links == 5
    assert weighed.asked == ADD


async def test_the_second_click_gives_what_was_asked_also_after_a_restart(
    asking: Asking, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    await asking.post(LARGE)
    token = await asking.asked(Asked(Verb.ADD, "https://www.A.example/", ADD.options))
    again = Asking(second_database, vault, clock)
    weighed = await again.clicks.answered(MO, token)
    assert weighed.token is None
    assert weighed.asked == ADD  # the pattern that was shown, whatever was typed
    await again.clicks.done(MO, token)
    with pytest.raises(UserError, match="preview-over"):
        await asking.clicks.answered(MO, token)


async def test_only_whoever_was_asked_answers_and_only_while_they_moderate(asking: Asking) -> None:
    await asking.post(LARGE)
    token = await asking.asked()
    with pytest.raises(UserError, match="preview-over"):
        await asking.clicks.answered(ANN, token)
    with pytest.raises(UserError, match="error-not-moderator"):
        await asking.clicks.answered(Caller(SERVER, MO.user, "x"), token)
    with pytest.raises(UserError, match="preview-over"):
        await asking.clicks.answered(Caller(ServerId(9), MO.user, "x", manage_server=True), token)
    with pytest.raises(UserError, match="error-not-moderator"):
        await asking.clicks.before(Caller(SERVER, UserId(4), "x"), ADD)


async def test_a_question_is_over_after_an_hour(asking: Asking, clock: StandingClock) -> None:
    await asking.post(LARGE)
    token = await asking.asked()
    clock.forward(minutes=59)
    assert (await asking.clicks.again(MO, token)).effect.posted.links == LARGE
    clock.forward(minutes=1)
    with pytest.raises(UserError, match="preview-over"):
        await asking.clicks.answered(MO, token)


async def test_what_grew_meanwhile_is_asked_about_anew(asking: Asking) -> None:
    await asking.post(LARGE)
    token = await asking.asked()
    await asking.post(2 * LARGE)
    weighed = await asking.clicks.answered(MO, token)
    assert weighed.token == token
    assert weighed.effect.posted.links == 3 * LARGE
    assert (await asking.clicks.answered(MO, token)).token is None


async def test_what_was_cancelled_is_over(asking: Asking) -> None:
    await asking.post(LARGE)
    token = await asking.asked()
    assert await asking.clicks.cancel(MO, token) == ADD
    with pytest.raises(UserError, match="preview-over"):
        await asking.clicks.answered(MO, token)


async def test_of_many_questions_the_oldest_go(asking: Asking, clock: StandingClock) -> None:
    await asking.post(LARGE)
    tokens = []
    for _ in range(21):
        tokens.append(await asking.asked())
        clock.forward(seconds=1)
    with pytest.raises(UserError, match="preview-over"):
        await asking.clicks.answered(MO, tokens[0])
    assert (await asking.clicks.answered(MO, tokens[1])).token is None


async def test_what_would_change_nothing_is_not_asked_about(asking: Asking, clock: StandingClock) -> None:
    await asking.post(LARGE)
    share = Asked(Verb.SHARE, "a.example", {"reason": ""})
    assert (
        await asking.clicks.before(MO, share)
    ).effect == Effect()  # not on the own list: it will be refused
    await list_entry(asking.storage, SERVER, "a.example", Category.SCAM, now=clock())
    assert (await asking.clicks.before(MO, ADD)).token is None  # it is there already
    assert (await asking.clicks.before(MO, share)).effect.reasons == (Reason.LARGE,)


async def test_what_ended_by_itself_is_weighed_when_it_is_put_there_again(
    asking: Asking, clock: StandingClock
) -> None:
    """It stands in its table until somebody takes it away."""
    await asking.post(LARGE)
    async with asking.storage.durable() as tx:
        now = clock()
        said = EntryChanges(Category.SCAM, ends_at=now + timedelta(hours=1))
        await put_entry(tx, SERVER, parse_pattern("a.example"), said, MO.user, now, share=False)
    clock.forward(hours=2)
    assert (await asking.clicks.before(MO, ADD)).effect.reasons == (Reason.LARGE,)


async def test_what_a_server_may_not_see_is_not_told_by_a_question(
    asking: Asking, database: Database, vault: Vault, clock: StandingClock
) -> None:
    """A server that is not trusted is asked the same whether others propose the entry or not."""
    await set_up(database, vault, ServerId(5))
    confirm = Asked(Verb.CONFIRM, "a.example", {"reason": ""})
    before = await asking.clicks.before(MO, confirm)
    await list_entry(asking.storage, ServerId(5), "a.example", now=clock(), share=True)
    assert await asking.clicks.before(MO, confirm) == before
    assert before.effect.reach is None


async def test_what_may_not_be_listed_is_refused_before_anything_is_asked(asking: Asking) -> None:
    await asking.post(LARGE, "youtube.com")
    with pytest.raises(UserError, match="pattern-protected"):
        await asking.clicks.before(MO, Asked(Verb.ADD, "youtube.com"))
