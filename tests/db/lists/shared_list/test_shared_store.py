"""Tables `shared_entries` and `stances`, and trust: what is kept, what comes back, what counts."""

import random
from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.ids import ServerId
from core.lists.patterns import parse_pattern
from core.lists.shared_standing import STANCE_LASTS, SharedState, StanceKind, standing
from core.lists.stances import NO_WORDS
from db.engine.database import Database
from db.engine.vault import Vault
from services.lists.shared_list.stances import retract_stance, take_stance
from services.lists.shared_list.trust import Trust
from tests.conftest import StandingClock
from tests.lists import BY, list_entry
from tests.stores import storage_of

A, B, C, D = (ServerId(number * 10**16) for number in (1, 2, 3, 4))
SITE = parse_pattern("forum.example")


class Network:
    """Servers on one database, and what they say."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.database = database
        self.clock = clock
        self.storage = storage_of(database, vault)
        self.shared = self.storage.read.shared
        self.trust = Trust(storage=self.storage, clock=clock)

    async def trusted(self, *servers: ServerId, group: str | None = None) -> None:
        for server in servers:
            await self.trust.trust(str(server), group)

    async def share(self, server: ServerId, pattern=SITE, *, category=Category.DOXXING, note="") -> None:
        await list_entry(self.storage, server, pattern.text, category, note, now=self.clock(), share=True)

    async def say(self, server: ServerId, kind: StanceKind, pattern=SITE, reason="") -> None:
        async with self.storage.bulk() as tx:
            await take_stance(tx, server, pattern, kind, NO_WORDS, reason, BY, self.clock())

    async def retract(self, server: ServerId, pattern=SITE) -> bool:
        async with self.storage.bulk() as tx:
            return await retract_stance(tx, server, pattern, "", BY, self.clock())

    async def state(self, pattern=SITE) -> SharedState | None:
        entry = await self.shared.get(pattern.text)
        if entry is None:
            return None
        return standing((stance for _, stance in entry.stances), 2, self.clock()).state

    async def page(self, *, listed: bool) -> list[str]:
        total, rows = await self.shared.page(listed=listed, start=0, limit=1000)
        assert total == len(rows)
        return [entry.pattern.text for entry in rows]


@pytest.fixture
def network(database: Database, vault: Vault, clock: StandingClock) -> Network:
    return Network(database, vault, clock)


async def test_from_proposed_to_listed_to_disputed_to_retired(network: Network) -> None:
    for server in (A, B, C, D):
        await network.trusted(server)
    assert await network.state() is None
    await network.share(A)
    assert await network.state() is SharedState.PROPOSED
    await network.say(B, StanceKind.CONFIRM)
    assert await network.state() is SharedState.LISTED
    await network.say(C, StanceKind.DISPUTE)
    assert await network.state() is SharedState.LISTED
    await network.say(D, StanceKind.DISPUTE)
    assert await network.state() is SharedState.DISPUTED
    for server in (A, B, C, D):
        assert await network.retract(server)
        assert not await network.retract(server)
    assert await network.state() is SharedState.RETIRED


async def test_the_newest_word_of_a_server_counts_and_every_word_is_kept(network: Network) -> None:
    await network.share(A)
    await network.say(A, StanceKind.DISPUTE, reason="we were wrong")
    entry = await network.shared.get(SITE.text)
    assert entry is not None
    ((server, stance),) = entry.stances
    assert (server, stance.kind, stance.reason) == (A, StanceKind.DISPUTE, "we were wrong")
    rows = await network.database.read.all("SELECT stance FROM stances ORDER BY id")
    assert [row["stance"] for row in rows] == ["confirm", "dispute"]


async def test_a_stance_ends_unless_it_is_renewed(network: Network) -> None:
    for server in (A, B):
        await network.trusted(server)
        await network.share(server)
    network.clock.forward(days=100)
    await network.say(A, StanceKind.CONFIRM)
    network.clock.now += STANCE_LASTS - timedelta(days=100)
    assert await network.state() is SharedState.PROPOSED
    entry = await network.shared.get(SITE.text)
    assert entry is not None
    assert [server for server, stance in entry.stances if stance.stands(network.clock())] == [A]


async def test_what_others_read_is_redacted(network: Network) -> None:
    await network.share(A, note="run by someone at 198.51.100.7, mail me@mail.example")
    await network.say(A, StanceKind.CONFIRM, reason="call +49 170 1234567")
    entry = await network.shared.get(SITE.text)
    assert entry is not None
    told = entry.words.note + entry.stances[0][1].reason
    for personal in ("198.51.100.7", "me@mail.example", "1234567"):
        assert personal not in told
    own = await network.storage.read.own.get(A, SITE.text)
    assert own is not None
    assert "198.51.100.7" in own.note  # the server's own words to itself


async def test_words_are_a_trusted_servers_as_soon_as_one_stands_for_them(network: Network) -> None:
    await network.share(D, category=Category.OTHER, note="spam")  # untrusted
    await network.trusted(A)
    await network.share(A, category=Category.DOXXING, note="doxxes people")
    await network.trusted(B)
    await network.share(B, category=Category.SCAM, note="too late")
    await network.share(C, category=Category.HATE, note="not trusted")
    entry = await network.shared.get(SITE.text)
    assert entry is not None
    assert (entry.words.category, entry.words.note) == (Category.DOXXING, "doxxes people")


async def test_pages_hold_what_the_formula_says(network: Network) -> None:
    """The SQL that chooses pages agrees with core.lists.shared_standing on random stances."""
    rng = random.Random(7)
    servers = [ServerId(number * 10**16) for number in range(1, 9)]
    for server in servers[:6]:
        await network.trusted(server, group=rng.choice(["x", "y", "z", None]))
    patterns = [parse_pattern(f"p{number}.example") for number in range(40)]
    for pattern in patterns:
        for server in rng.sample(servers, rng.randint(1, 5)):
            network.clock.forward(days=rng.choice([0, 0, 3]))
            await network.say(server, rng.choice(list(StanceKind)), pattern)
    await network.trust.ban(str(servers[5]))
    states = {pattern.text: await network.state(pattern) for pattern in patterns}
    assert set(states.values()) == set(SharedState)
    assert sorted(await network.page(listed=True)) == sorted(
        text for text, state in states.items() if state is SharedState.LISTED
    )
    assert sorted(await network.page(listed=False)) == sorted(
        text for text, state in states.items() if state in (SharedState.PROPOSED, SharedState.DISPUTED)
    )
    suggested = await network.shared.suggest("p", listed_only=True, limit=1000)
    assert {text for _, text in suggested} == set(await network.page(listed=True))
