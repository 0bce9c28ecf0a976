"""The lists' use cases over a real database: who may, what acts where, what a server may see."""

import asyncio
from datetime import timedelta

import pytest

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ChannelId, RoleId, ServerId, UserId
from core.links import find_links
from core.lists.shared_standing import SharedState, StanceKind
from core.lists.verdicts import Match
from core.servers.policy import Action, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from db.lists.index_store import ListChanges
from db.lists.invite_store import InviteRows
from db.lists.lookup_store import LookupRows
from db.lists.own_store import OwnListRows
from db.lists.shared_store import SharedRows
from db.lists.trust_store import TrustRows
from services.lists.check import MemberAnswer, ModeratorAnswer, TextCheck
from services.lists.invites import Invites
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup
from services.lists.own import Entry, OwnList, Suggested
from services.lists.shared import SharedList
from services.lists.trust import Trust
from services.lists.typed_pattern import PatternResolver
from tests.conftest import StandingClock
from tests.stores import set_up, storage_of

A, B, C, D = (ServerId(number * 10**16) for number in (11, 12, 13, 14))


def moderator(server: ServerId) -> Caller:
    return Caller(server, UserId(server + 1), "mod", manage_messages=True)


def member(server: ServerId) -> Caller:
    return Caller(server, UserId(server + 2), "member")


class Process:
    """One process of Rowan as far as lists go."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.clock = clock
        self.indexing = LiveIndex(ListChanges(database))
        self.lists = ListLookup(LookupRows(database, clock), self.indexing, clock, 2)
        storage = storage_of(database, vault)
        self.database, self.vault, self.servers = database, vault, storage.glance.servers
        rows = OwnListRows(database, vault)
        naming = PatternResolver(rows)
        self.sharing = SharedList(SharedRows(database, vault), self.servers, naming, self.lists, clock, 2)
        invites = Invites(store=InviteRows(database), clock=clock, questions_bell=None)
        self.own = OwnList(rows, self.servers, naming, self.lists, self.sharing, invites, clock)
        self.trusting = Trust(TrustRows(database, vault), clock)
        policies = storage.read.policies
        self.checking = TextCheck(self.servers, policies, self.lists, invites, self.indexing, clock)

    async def add(self, server: ServerId, pattern: str, *, share: bool = False, note: str = "") -> None:
        await self.own.add(moderator(server), pattern, Category.DOXXING, note, share=share)

    async def trust(self, *servers: ServerId, group: str | None = None) -> None:
        for server in servers:
            await self.trusting.trust(str(server), group)

    async def found(self, server: ServerId, text: str) -> list[Match]:
        links = find_links(text, self.indexing.index.might_hold)
        return await self.lists.matches(server, links)

    async def tiers(self, server: ServerId, text: str) -> list[Tier]:
        return [match.tier for match in await self.found(server, text)]


@pytest.fixture
def rowan(database: Database, vault: Vault, clock: StandingClock) -> Process:
    return Process(database, vault, clock)


@pytest.fixture
def elsewhere(second_database: Database, vault: Vault, clock: StandingClock) -> Process:
    """A second process on the same file."""
    return Process(second_database, vault, clock)


class TestAuthority:
    @pytest.mark.parametrize("caller", [member(A), Caller(A, UserId(1), "x", frozenset({RoleId(7)}))])
    async def test_every_use_case_asks_for_a_moderator(self, rowan: Process, caller: Caller) -> None:
        await rowan.add(A, "forum.example", share=True)
        own, sharing = rowan.own, rowan.sharing
        for attempt in (
            own.add(caller, "x1.example", None, "", share=False),
            own.remove(caller, "forum.example", ""),
            own.allow(caller, "forum.example", ""),
            own.unallow(caller, "forum.example", ""),
            own.show(caller, "forum.example", ""),
            own.search(caller, "forum", 0),
            sharing.share(caller, "forum.example", ""),
            sharing.stand(caller, "forum.example", StanceKind.CONFIRM, ""),
            sharing.stand(caller, "forum.example", StanceKind.DISPUTE, ""),
            sharing.retract(caller, "forum.example", ""),
            sharing.pending(caller, 0),
        ):
            with pytest.raises(UserError, match="error-not-moderator"):
                await attempt
        assert await own.suggest(caller, Suggested.OWN, "") == []
        assert await rowan.tiers(A, "forum.example") == [Tier.OWN]

    async def test_the_moderator_role_is_enough(self, rowan: Process) -> None:
        await set_up(rowan.database, rowan.vault, A, moderator_role=RoleId(7))
        caller = Caller(A, UserId(1), "x", frozenset({RoleId(7)}))
        assert (await rowan.own.add(caller, "forum.example", None, "", share=False)).new

    async def test_another_server_cannot_touch_an_entry(self, rowan: Process) -> None:
        await rowan.add(A, "forum.example", share=True)
        entry = (await rowan.own.show(moderator(A), "forum.example", "")).own
        assert isinstance(entry, Entry)
        for typed in ("forum.example", f"#{entry.id}"):
            with pytest.raises(UserError, match="list-not-there"):
                await rowan.own.remove(moderator(B), typed, "")
        with pytest.raises(UserError, match="sharing-nothing-said"):
            await rowan.sharing.retract(moderator(B), "forum.example", "")
        assert await rowan.tiers(A, "forum.example") == [Tier.OWN]
        assert (await rowan.own.search(moderator(B), "forum", 0)).total == 0

    async def test_a_banned_server_says_nothing_new_and_may_take_back(self, rowan: Process) -> None:
        await rowan.add(A, "forum.example", share=True)
        await rowan.trusting.ban(str(A))
        for attempt in (
            rowan.sharing.share(moderator(A), "forum.example", ""),
            rowan.sharing.stand(moderator(A), "forum.example", StanceKind.CONFIRM, ""),
            rowan.own.add(moderator(A), "other.example", None, "", share=True),
        ):
            with pytest.raises(UserError, match="sharing-banned"):
                await attempt
        assert await rowan.tiers(A, "other.example forum.example") == [Tier.OWN]
        await rowan.sharing.retract(moderator(A), "forum.example", "")


class TestWhereEntriesAct:
    async def test_an_own_entry_acts_at_once_and_here_alone(self, rowan: Process) -> None:
        await rowan.add(A, "forum.example")
        (match,) = await rowan.found(A, "see hxxps://www.forum[.]example/x")
        assert (match.pattern, match.tier, match.category) == ("forum.example", Tier.OWN, Category.DOXXING)
        assert await rowan.tiers(B, "forum.example") == []
        await rowan.own.remove(moderator(A), "forum.example", "")
        assert await rowan.tiers(A, "forum.example") == []

    async def test_a_link_lies_under_several_entries(self, rowan: Process) -> None:
        for pattern in ("forum.example", "=www2.forum.example", "www2.forum.example/a", "otherforum.*"):
            await rowan.add(A, pattern)
        found = await rowan.found(A, "https://www2.forum.example/a/b?x=1 and https://cdn.otherforum.co.uk")
        assert [match.pattern for match in found if match.link.startswith("www2")] != []
        assert {match.pattern for match in found} == {
            "forum.example",
            "=www2.forum.example",
            "www2.forum.example/a",
            "otherforum.*",
        }

    async def test_shared_by_one_confirmed_by_another_acts_in_every_server(self, rowan: Process) -> None:
        await rowan.trust(A, B)
        await rowan.add(A, "forum.example", share=True)
        assert await rowan.tiers(B, "forum.example") == [Tier.PROPOSED]
        assert await rowan.tiers(C, "forum.example") == []  # untrusted servers see what is listed only
        stood = await rowan.sharing.stand(moderator(B), "forum.example", StanceKind.CONFIRM, "seen it")
        assert stood.view is not None
        assert stood.view.state is SharedState.LISTED
        assert await rowan.tiers(A, "forum.example") == [Tier.OWN, Tier.SHARED]
        assert await rowan.tiers(B, "forum.example") == [Tier.SHARED]
        assert await rowan.tiers(C, "forum.example") == [Tier.SHARED]

    async def test_a_dispute_stops_it_save_on_own_lists_and_a_retraction_too(self, rowan: Process) -> None:
        await rowan.trust(A, B, C, D)
        await rowan.add(A, "forum.example", share=True)
        await rowan.sharing.stand(moderator(B), "forum.example", StanceKind.CONFIRM, "")
        for server in (C, D):
            await rowan.sharing.stand(moderator(server), "forum.example", StanceKind.DISPUTE, "news")
        assert await rowan.tiers(A, "forum.example") == [Tier.OWN]
        for server in (B, C, D):
            assert await rowan.tiers(server, "forum.example") == []
        for server in (C, D):
            await rowan.sharing.retract(moderator(server), "forum.example", "")
        assert await rowan.tiers(C, "forum.example") == [Tier.SHARED]
        removed = await rowan.own.remove(moderator(A), "forum.example", "")
        assert (removed.retracted, removed.still_found) == (True, True)  # proposed by B still
        assert await rowan.tiers(C, "forum.example") == [Tier.PROPOSED]

    async def test_untrusted_confirms_do_not_count(self, rowan: Process) -> None:
        await rowan.trust(A)
        await rowan.add(A, "forum.example", share=True)
        for server in (B, C):
            stood = await rowan.sharing.stand(moderator(server), "forum.example", StanceKind.CONFIRM, "")
            assert not stood.counted
        assert await rowan.tiers(D, "forum.example") == []
        (row,) = (await rowan.sharing.pending(moderator(A), 0)).rows
        assert row.standing is not None
        assert (row.standing.confirms, row.standing.uncounted_confirms) == (1, 2)

    async def test_an_allow_marks_what_it_covers_and_nothing_else(self, rowan: Process) -> None:
        await rowan.add(A, "forum.example")
        await rowan.own.allow(moderator(A), "forum.example/news", "")
        found = await rowan.found(A, "forum.example/news/1 forum.example/threads")
        assert [(match.link, match.allowed) for match in found] == [
            ("forum.example/news/1", True),
            ("forum.example/threads", False),
        ]
        await rowan.own.unallow(moderator(A), "forum.example/news", "")
        assert not any(match.allowed for match in await rowan.found(A, "forum.example/news/1"))

    async def test_an_allow_of_one_server_is_nothing_to_another(self, rowan: Process) -> None:
        await rowan.trust(A, B)
        for server in (A, B):
            await rowan.add(server, "forum.example", share=True)
        await rowan.own.allow(moderator(C), "forum.example", "")
        assert [match.allowed for match in await rowan.found(C, "forum.example")] == [True]
        assert [match.allowed for match in await rowan.found(D, "forum.example")] == [False]

    async def test_a_stance_that_runs_out_acts_no_more(self, rowan: Process, clock: StandingClock) -> None:
        await rowan.trust(A, B)
        for server in (A, B):
            await rowan.add(server, "forum.example", share=True)
        clock.forward(days=179)
        assert await rowan.tiers(C, "forum.example") == [Tier.SHARED]
        clock.forward(days=1)
        assert await rowan.tiers(C, "forum.example") == []
        assert await rowan.tiers(A, "forum.example") == [Tier.OWN]


class TestWhatIsSeen:
    async def test_names_and_notes_go_to_trusted_servers_only(self, rowan: Process) -> None:
        await rowan.trust(A, B, C)
        for server in (A, B):
            await rowan.add(server, "forum.example", share=True, note="their own words")
        (seen,) = await rowan.found(C, "forum.example")
        names = {(await rowan.servers.get(server)).pseudonym for server in (A, B)}
        assert set(seen.source.split(", ")) == names
        assert seen.note == "their own words"
        (plain,) = await rowan.found(D, "forum.example")
        assert (plain.source, plain.note, plain.category) == ("", "", Category.DOXXING)
        view = (await rowan.own.show(moderator(D), "forum.example", "")).shared
        assert view is not None
        assert (view.state, view.standing, view.said, view.note) == (SharedState.LISTED, None, (), "")
        assert view.category is Category.DOXXING

    async def test_an_untrusted_server_cannot_tell_what_is_merely_proposed(self, rowan: Process) -> None:
        await rowan.trust(A)
        await rowan.add(A, "forum.example", share=True)

        async def told(pattern: str) -> list[object]:
            sentences: list[object] = []
            for kind in (StanceKind.DISPUTE, StanceKind.CONFIRM):
                try:
                    stood = await rowan.sharing.stand(moderator(C), pattern, kind, "")
                    view = stood.view
                    sentences.append((stood.counted, view and (view.state, view.category, view.standing)))
                except UserError as error:
                    sentences.append(error.key)
            shown = await rowan.own.show(moderator(C), pattern, "")
            sentences.append(shown.shared and (shown.shared.state, shown.shared.category))
            return sentences

        assert await told("forum.example") == await told("nobody-knows.example")
        assert (await rowan.sharing.pending(moderator(C), 0)).rows == []
        assert await rowan.own.suggest(moderator(C), Suggested.SHARED, "forum") == []

    async def test_pending_for_trusted_and_for_others(self, rowan: Process) -> None:
        await rowan.trust(A, B, C)
        await rowan.add(A, "waits.example", share=True)
        for server in (A, B):
            await rowan.add(server, "listed.example", share=True)
        await rowan.add(D, "unheard.example", share=True)
        trusted = await rowan.sharing.pending(moderator(C), 0)
        assert [row.pattern.text for row in trusted.rows] == ["waits.example", "unheard.example"]
        others = await rowan.sharing.pending(moderator(D), 0)
        assert [(row.pattern.text, row.standing) for row in others.rows] == [("listed.example", None)]

    async def test_pages(self, rowan: Process) -> None:
        await rowan.trust(A)
        for number in range(12):
            await rowan.add(A, f"site-{number}.example", share=True)
        first = await rowan.own.search(moderator(A), "hxxps://www.site-", 0)
        assert (len(first.rows), first.pages, first.total) == (10, 2, 12)
        assert len((await rowan.own.search(moderator(A), "SITE", 1)).rows) == 2
        assert (await rowan.own.search(moderator(A), "site", 10**6)).rows == []
        assert len((await rowan.sharing.pending(moderator(A), 2)).rows) == 2


class TestTwoProcesses:
    async def test_a_change_by_one_acts_in_the_other_at_the_next_look(
        self, rowan: Process, elsewhere: Process
    ) -> None:
        await rowan.indexing.load()
        await elsewhere.indexing.load()
        await rowan.add(A, "forum.example")
        assert await elsewhere.tiers(A, "forum.example") == []
        await elsewhere.indexing.catch_up()
        assert await elsewhere.tiers(A, "forum.example") == [Tier.OWN]
        await rowan.own.remove(moderator(A), "forum.example", "")
        assert await elsewhere.tiers(A, "forum.example") == []  # at once: the store is asked

    async def test_within_a_second_by_itself(self, rowan: Process, elsewhere: Process) -> None:
        running = asyncio.create_task(elsewhere.indexing.run())
        try:
            await rowan.add(A, "forum.example")
            async with asyncio.timeout(1):
                while await elsewhere.tiers(A, "forum.example") != [Tier.OWN]:
                    await asyncio.sleep(0.05)
        finally:
            running.cancel()

    async def test_a_start_loads_what_stands(self, rowan: Process, elsewhere: Process) -> None:
        await rowan.trust(B)
        await rowan.add(A, "forum.example")
        await rowan.add(B, "other.example", share=True)
        await elsewhere.indexing.load()
        assert await elsewhere.tiers(A, "forum.example") == [Tier.OWN]
        await elsewhere.trust(A)
        assert await elsewhere.tiers(A, "other.example") == [Tier.PROPOSED]

    async def test_both_add_the_same_at_once(self, rowan: Process, elsewhere: Process) -> None:
        attempts = (each.add(A, "forum.example") for each in (rowan, elsewhere) * 5)
        done = await asyncio.gather(*attempts, return_exceptions=True)
        assert done.count(None) == 1
        assert [error.key for error in done if isinstance(error, UserError)] == ["list-already"] * 9


class TestCheck:
    async def test_a_member_hears_the_category_a_moderator_the_reason(self, rowan: Process) -> None:
        await set_up(rowan.database, rowan.vault, A, review_channel=ChannelId(9))
        await rowan.add(A, "forum.example", note="doxxes people")
        told = await rowan.checking.check(member(A), "forum[.]example/x", [ChannelId(1)])
        assert told == MemberAnswer(1, [Category.DOXXING])
        whole = await rowan.checking.check(moderator(A), "forum[.]example/x", [ChannelId(1)])
        assert isinstance(whole, ModeratorAnswer)
        assert whole.decision is not None
        assert whole.decision.action is Action.DELETE
        assert whole.decision.match.how == ("dot",)
        in_review = await rowan.checking.check(moderator(A), "forum.example", [ChannelId(9)])
        assert isinstance(in_review, ModeratorAnswer)
        assert in_review.decision is None

    async def test_a_member_hears_nothing_of_what_is_allowed_or_merely_proposed(self, rowan: Process) -> None:
        await rowan.trust(A, B)
        await rowan.add(A, "forum.example")
        await rowan.own.allow(moderator(A), "forum.example/news", "")
        await rowan.add(B, "proposed.example", share=True)
        told = await rowan.checking.check(member(A), "forum.example/news proposed.example", [])
        assert told == MemberAnswer(0, [])

    async def test_it_is_limited_and_says_until_when(self, rowan: Process, clock: StandingClock) -> None:
        for _ in range(5):
            await rowan.checking.check(member(A), "x", [])
        with pytest.raises(UserError, match="check-often") as caught:
            await rowan.checking.check(member(A), "x", [])
        assert f"<t:{int((clock() + timedelta(minutes=1)).timestamp()) + 1}:R>" == caught.value.values["when"]
        await rowan.checking.check(moderator(A), "x", [])  # others are not held up
        await rowan.checking.check(Caller(B, member(A).user, "member"), "x", [])
        clock.forward(seconds=60)
        await rowan.checking.check(member(A), "x", [])
