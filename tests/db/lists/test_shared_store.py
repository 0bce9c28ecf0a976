"""Tables `shared_entries` and `stances`, and trust: what is kept, what comes back, what counts."""

import random
from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from core.links import find_links
from core.lists.patterns import parse_pattern
from core.lists.shared_standing import STANCE_LASTS, SharedState, StanceKind, standing
from db.engine.database import Database
from db.engine.vault import Vault
from db.lists import stance_rows
from db.lists.index_store import ListChanges
from db.lists.lookup_store import LookupRows
from db.lists.own_store import OwnListRows
from db.lists.shared_store import SharedRows
from db.lists.trust_store import TrustRows
from tests.conftest import StandingClock

A, B, C, D = (ServerId(number) for number in (100, 200, 300, 400))
MOD = UserId(4_242_424_242)
SITE = parse_pattern("forum.example")


class Network:
    """The stores over one database."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.database = database
        self.clock = clock
        self.own = OwnListRows(database, vault)
        self.shared = SharedRows(database, vault)
        self.trust = TrustRows(database, vault)

    async def share(self, server: ServerId, pattern=SITE, *, category=Category.DOXXING, note="") -> None:
        await self.own.add(server, pattern, category, note, MOD, self.clock(), share=True)

    async def say(self, server: ServerId, kind: StanceKind, pattern=SITE, reason="") -> bool:
        return await self.shared.stand(server, pattern, kind, reason, MOD, self.clock(), propose=False)

    async def state(self, pattern=SITE) -> SharedState | None:
        entry = await self.shared.entry(pattern.text)
        if entry is None:
            return None
        return standing((stance for _, stance in entry.stances), 2, self.clock()).state

    async def page(self, *, listed: bool) -> list[str]:
        total, rows = await self.shared.page(listed=listed, quorum=2, now=self.clock(), start=0, limit=1000)
        assert total == len(rows)
        return [entry.pattern.text for entry in rows]


@pytest.fixture
def network(database: Database, vault: Vault, clock: StandingClock) -> Network:
    return Network(database, vault, clock)


async def test_from_proposed_to_listed_to_disputed_to_retired(network: Network) -> None:
    for server in (A, B, C, D):
        await network.trust.trust(server, None, network.clock())
    assert await network.state() is None
    await network.share(A)
    assert await network.state() is SharedState.PROPOSED
    assert await network.say(B, StanceKind.CONFIRM)
    assert await network.state() is SharedState.LISTED
    await network.say(C, StanceKind.DISPUTE)
    assert await network.state() is SharedState.LISTED
    await network.say(D, StanceKind.DISPUTE)
    assert await network.state() is SharedState.DISPUTED
    for server in (A, B, C, D):
        assert await network.shared.retract(server, SITE, "", MOD, network.clock())
        assert not await network.shared.retract(server, SITE, "", MOD, network.clock())
    assert await network.state() is SharedState.RETIRED


async def test_nothing_is_confirmed_that_nobody_stands_for(network: Network) -> None:
    await network.trust.trust(B, None, network.clock())
    assert not await network.say(B, StanceKind.CONFIRM)
    await network.share(A)
    await network.shared.retract(A, SITE, "", MOD, network.clock())
    assert not await network.say(B, StanceKind.CONFIRM)


async def test_sharing_needs_an_own_entry_and_keeps_it(network: Network) -> None:
    assert not await network.shared.share(A, SITE, "", MOD, network.clock())
    await network.own.add(A, SITE, Category.SCAM, "", MOD, network.clock(), share=False)
    assert await network.shared.share(A, SITE, "", MOD, network.clock())
    assert await network.own.entry(A, SITE.text) is not None
    entry = await network.shared.entry(SITE.text)
    assert entry is not None
    assert entry.category is Category.SCAM


async def test_the_newest_word_of_a_server_counts_and_every_word_is_kept(network: Network) -> None:
    await network.share(A)
    await network.say(A, StanceKind.DISPUTE, reason="we were wrong")
    entry = await network.shared.entry(SITE.text)
    assert entry is not None
    ((server, stance),) = entry.stances
    assert (server, stance.kind, stance.reason) == (A, StanceKind.DISPUTE, "we were wrong")
    rows = await network.database.read.all("SELECT stance FROM stances ORDER BY id")
    assert [row["stance"] for row in rows] == ["confirm", "dispute"]


async def test_a_stance_ends_unless_it_is_renewed(network: Network) -> None:
    for server in (A, B):
        await network.trust.trust(server, None, network.clock())
        await network.share(server)
    network.clock.forward(days=100)
    await network.say(A, StanceKind.CONFIRM)
    network.clock.now += STANCE_LASTS - timedelta(days=100)
    assert await network.state() is SharedState.PROPOSED
    entry = await network.shared.entry(SITE.text)
    assert entry is not None
    assert [server for server, stance in entry.stances if stance.stands(network.clock())] == [A]


async def test_what_others_read_is_redacted(network: Network) -> None:
    await network.share(A, note="run by someone at 198.51.100.7, mail me@mail.example")
    await network.say(A, StanceKind.CONFIRM, reason="call +49 170 1234567")
    entry = await network.shared.entry(SITE.text)
    assert entry is not None
    told = entry.note + entry.stances[0][1].reason
    for personal in ("198.51.100.7", "me@mail.example", "1234567"):
        assert personal not in told
    own = await network.own.entry(A, SITE.text)
    assert own is not None
    assert "198.51.100.7" in own.note  # the server's own words to itself


async def test_words_are_a_trusted_servers_as_soon_as_one_stands_for_them(network: Network) -> None:
    await network.share(D, category=Category.OTHER, note="spam")  # untrusted
    await network.trust.trust(A, None, network.clock())
    await network.share(A, category=Category.DOXXING, note="doxxes people")
    await network.trust.trust(B, None, network.clock())
    await network.share(B, category=Category.SCAM, note="too late")
    await network.share(C, category=Category.HATE, note="not trusted")
    entry = await network.shared.entry(SITE.text)
    assert entry is not None
    assert (entry.category, entry.note) == (Category.DOXXING, "doxxes people")


async def test_an_untrusted_server_can_only_say_so_much(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stance_rows, "UNTRUSTED_STANCES", 2)
    for host in ("a1.example", "b1.example"):
        await network.share(A, parse_pattern(host))
    with pytest.raises(UserError, match="list-stances-full"):
        await network.share(A, parse_pattern("c1.example"))
    assert await network.own.entry(A, "c1.example") is None  # all or nothing
    await network.trust.trust(A, None, network.clock())
    await network.share(A, parse_pattern("c1.example"))


async def test_pages_hold_what_the_formula_says(network: Network) -> None:
    """The SQL that chooses pages agrees with core.lists.shared_standing on random stances."""
    rng = random.Random(7)
    servers = [ServerId(number) for number in range(1, 9)]
    for server in servers[:6]:
        await network.trust.trust(server, rng.choice(["x", "y", "z", None]), network.clock())
    patterns = [parse_pattern(f"p{number}.example") for number in range(40)]
    for pattern in patterns:
        for server in rng.sample(servers, rng.randint(1, 5)):
            network.clock.forward(days=rng.choice([0, 0, 3]))
            await network.shared.stand(
                server, pattern, rng.choice(list(StanceKind)), "", MOD, network.clock(), propose=True
            )
    await network.trust.ban(servers[5], network.clock())
    states = {pattern.text: await network.state(pattern) for pattern in patterns}
    assert set(states.values()) == set(SharedState)
    assert sorted(await network.page(listed=True)) == sorted(
        text for text, state in states.items() if state is SharedState.LISTED
    )
    assert sorted(await network.page(listed=False)) == sorted(
        text for text, state in states.items() if state in (SharedState.PROPOSED, SharedState.DISPUTED)
    )
    suggested = await network.shared.suggest_shared(
        "p", listed_only=True, quorum=2, now=network.clock(), limit=1000
    )
    assert {text for _, text in suggested} == set(await network.page(listed=True))


class TestTrust:
    async def test_a_server_that_was_never_met_can_be_trusted(self, network: Network) -> None:
        group = await network.trust.trust(A, None, network.clock())
        (known,) = await network.trust.servers()
        assert (known.server, known.group, known.name, known.set_up) == (A, group, group, False)

    async def test_each_server_without_a_group_is_one_of_its_own(self, network: Network) -> None:
        one = await network.trust.trust(A, None, network.clock())
        assert one != await network.trust.trust(B, None, network.clock())
        assert one == await network.trust.trust(A, None, network.clock())
        assert await network.trust.trust(A, "team", network.clock()) == "team"
        assert await network.trust.trust(A, None, network.clock()) == "team"

    async def test_trust_acts_on_what_was_said_before(self, network: Network) -> None:
        for server in (A, B):
            await network.share(server)
        assert await network.state() is SharedState.PROPOSED
        for server in (A, B):
            await network.trust.trust(server, None, network.clock())
        assert await network.state() is SharedState.LISTED
        assert await network.trust.untrust(B, network.clock())
        assert not await network.trust.untrust(B, network.clock())
        assert await network.state() is SharedState.PROPOSED

    async def test_a_group_is_one_voice(self, network: Network) -> None:
        for server in (A, B):
            await network.trust.trust(server, "team", network.clock())
            await network.share(server)
        assert await network.state() is SharedState.PROPOSED

    async def test_a_ban_silences_and_trust_ends_it(self, network: Network) -> None:
        for server in (A, B):
            await network.trust.trust(server, None, network.clock())
            await network.share(server)
        assert await network.trust.ban(B, network.clock())
        assert not await network.trust.ban(B, network.clock())
        assert await network.state() is SharedState.PROPOSED
        await network.trust.trust(B, None, network.clock())
        assert await network.state() is SharedState.LISTED


async def test_a_hit_sees_counted_stances_only(network: Network) -> None:
    keys = sorted({key for link in find_links("https://forum.example/x") for key in link.keys})
    candidates = LookupRows(network.database, network.clock)
    await network.share(A)
    await network.share(B)
    await network.trust.trust(B, "team", network.clock())
    (shared,) = (await candidates.candidates(C, keys)).shared
    assert [(stance.group, stance.kind) for stance in shared.stances] == [("team", StanceKind.CONFIRM)]
    network.clock.now += STANCE_LASTS
    assert (await candidates.candidates(C, keys)).shared == []


async def test_the_index_is_made_of_what_may_act(network: Network) -> None:
    await network.own.add(A, SITE, Category.SCAM, "", MOD, network.clock(), share=False)
    await network.share(B, parse_pattern("other.example"))
    await network.own.allow(A, parse_pattern("allowed.example"), "", MOD, network.clock())
    await network.own.add(
        A, parse_pattern("gone.example"), Category.SCAM, "", MOD, network.clock(), share=False
    )
    await network.own.remove(A, parse_pattern("gone.example"), "", MOD, network.clock())
    keys = [key async for part in ListChanges(network.database).every_key() for key in part]
    assert sorted(set(keys)) == ["forum.example", "other.example"]
