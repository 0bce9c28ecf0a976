"""Where entries act, and what a server may see of them."""

from core.base.categories import Category
from core.base.errors import UserError
from core.lists.shared_standing import SharedState, StanceKind
from core.servers.policy import Tier
from services.lists.own import Suggested
from tests.conftest import StandingClock
from tests.people import moderator
from tests.services.lists.process import A, B, C, D, Process


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
        await rowan.trusted(A, B)
        await rowan.add(A, "forum.example", share=True)
        assert await rowan.tiers(B, "forum.example") == [Tier.PROPOSED]
        assert await rowan.tiers(C, "forum.example") == []  # untrusted servers see what is listed only
        stood = await rowan.shared.stand(moderator(B), "forum.example", StanceKind.CONFIRM, "seen it")
        assert stood.view is not None
        assert stood.view.state is SharedState.LISTED
        assert await rowan.tiers(A, "forum.example") == [Tier.OWN, Tier.SHARED]
        assert await rowan.tiers(B, "forum.example") == [Tier.SHARED]
        assert await rowan.tiers(C, "forum.example") == [Tier.SHARED]

    async def test_a_dispute_stops_it_save_on_own_lists_and_a_retraction_too(self, rowan: Process) -> None:
        await rowan.trusted(A, B, C, D)
        await rowan.add(A, "forum.example", share=True)
        await rowan.shared.stand(moderator(B), "forum.example", StanceKind.CONFIRM, "")
        for server in (C, D):
            await rowan.shared.stand(moderator(server), "forum.example", StanceKind.DISPUTE, "news")
        assert await rowan.tiers(A, "forum.example") == [Tier.OWN]
        for server in (B, C, D):
            assert await rowan.tiers(server, "forum.example") == []
        for server in (C, D):
            await rowan.shared.retract(moderator(server), "forum.example", "")
        assert await rowan.tiers(C, "forum.example") == [Tier.SHARED]
        removed = await rowan.own.remove(moderator(A), "forum.example", "")
        assert (removed.retracted, removed.still_found_by is not None) == (True, True)  # proposed by B still
        assert await rowan.tiers(C, "forum.example") == [Tier.PROPOSED]

    async def test_untrusted_confirms_do_not_count(self, rowan: Process) -> None:
        await rowan.trusted(A)
        await rowan.add(A, "forum.example", share=True)
        for server in (B, C):
            stood = await rowan.shared.stand(moderator(server), "forum.example", StanceKind.CONFIRM, "")
            assert not stood.counted
        assert await rowan.tiers(D, "forum.example") == []
        (row,) = (await rowan.shared.pending(moderator(A), 0)).rows
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
        await rowan.trusted(A, B)
        for server in (A, B):
            await rowan.add(server, "forum.example", share=True)
        await rowan.own.allow(moderator(C), "forum.example", "")
        assert [match.allowed for match in await rowan.found(C, "forum.example")] == [True]
        assert [match.allowed for match in await rowan.found(D, "forum.example")] == [False]

    async def test_a_stance_that_runs_out_acts_no_more(self, rowan: Process, clock: StandingClock) -> None:
        await rowan.trusted(A, B)
        for server in (A, B):
            await rowan.add(server, "forum.example", share=True)
        clock.forward(days=179)
        assert await rowan.tiers(C, "forum.example") == [Tier.SHARED]
        clock.forward(days=1)
        assert await rowan.tiers(C, "forum.example") == []
        assert await rowan.tiers(A, "forum.example") == [Tier.OWN]


class TestWhatIsSeen:
    async def test_names_and_notes_go_to_trusted_servers_only(self, rowan: Process) -> None:
        await rowan.trusted(A, B, C)
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
        await rowan.trusted(A)
        await rowan.add(A, "forum.example", share=True)

        async def told(pattern: str) -> list[object]:
            sentences: list[object] = []
            for kind in (StanceKind.DISPUTE, StanceKind.CONFIRM):
                try:
                    stood = await rowan.shared.stand(moderator(C), pattern, kind, "")
                    view = stood.view
                    sentences.append((stood.counted, view and (view.state, view.category, view.standing)))
                except UserError as error:
                    sentences.append(error.key)
            shown = await rowan.own.show(moderator(C), pattern, "")
            sentences.append(shown.shared and (shown.shared.state, shown.shared.category))
            return sentences

        assert await told("forum.example") == await told("nobody-knows.example")
        assert (await rowan.shared.pending(moderator(C), 0)).rows == []
        assert await rowan.own.suggest(moderator(C), Suggested.SHARED, "forum") == []

    async def test_pending_for_trusted_and_for_others(self, rowan: Process) -> None:
        await rowan.trusted(A, B, C)
        await rowan.add(A, "waits.example", share=True)
        for server in (A, B):
            await rowan.add(server, "listed.example", share=True)
        await rowan.add(D, "unheard.example", share=True)
        trusted = await rowan.shared.pending(moderator(C), 0)
        assert [row.pattern.text for row in trusted.rows] == ["waits.example", "unheard.example"]
        others = await rowan.shared.pending(moderator(D), 0)
        assert [(row.pattern.text, row.standing) for row in others.rows] == [("listed.example", None)]

    async def test_pages(self, rowan: Process) -> None:
        await rowan.trusted(A)
        for number in range(12):
            await rowan.add(A, f"site-{number}.example", share=True)
        first = await rowan.own.search(moderator(A), "hxxps://www.site-", 0)
        assert (len(first.rows), first.pages, first.total) == (10, 2, 12)
        assert len((await rowan.own.search(moderator(A), "SITE", 1)).rows) == 2
        assert (await rowan.own.search(moderator(A), "site", 10**6)).rows == []
        assert len((await rowan.shared.pending(moderator(A), 2)).rows) == 2
