"""What signed lists that servers follow say of entries and their sites: it is read where an entry is met, as it stands now."""

from core.base.categories import Category
from core.lists.signed import Entry, Record, Site
from services.lists.subscriptions.values import Event
from tests.people import manager
from tests.services.lists.process import A
from tests.services.lists.subscriptions.test_signed import Paper, follow
from tests.services.lists.subscriptions.world import Follower, Web, names


async def test_what_a_list_says_of_a_site_is_read_where_an_entry_of_it_is_met(
    first: Follower, web: Web
) -> None:
    records: list[Record] = [
        Site("Murk", "A forum."),
        Entry("site-0.example", site="Murk"),
        Entry("site-1.example", site="Other", note="Threads."),
        Entry("site-2.example"),
    ]
    await follow(first, web, Paper(), *records)
    await first.index.catch_up()
    found = [await first.found(A, f"https://{name}/x") for name in names(0, 1, 2)]
    assert [match.note for (match,) in found] == ["Murk: A forum.", "Threads. · Other", ""]


async def test_what_a_list_says_anew_of_an_entry_is_followed(first: Follower, web: Web) -> None:
    paper = Paper()

    def says(category: Category, summary: str) -> list[Record]:
        return [
            Site("Murk", summary),
            Entry("site-0.example", category, site="Murk"),
            Entry("site-1.example"),
            Entry("site-2.example"),
        ]

    await follow(first, web, paper, *says(Category.OTHER, "A forum."))
    for category, summary in ((Category.DOXXING, "A forum."), (Category.DOXXING, "It collects addresses.")):
        web.holds_bytes(paper.issue(says(category, summary)))
        await first.round()
        await first.index.catch_up()
        (match,) = await first.found(A, "https://site-0.example/x")
        assert (match.category, match.note) == (category, f"Murk: {summary}")
        assert await first.acting() == [0, 1, 2]
    assert [line.event for line in (await first.shown()).log] == [Event.BEGUN], "nothing came or went"
    count = "SELECT count(*) AS n FROM subscribed_entries"
    row = await first.database.read.one(count)
    assert row is not None
    assert row["n"] == 3, "what nobody acts on is gone"


async def test_a_kept_version_keeps_what_the_list_said_then(first: Follower, web: Web) -> None:
    paper = Paper()
    before = [Entry(name, Category.OTHER) for name in names(0, 1, 2, 3)]
    await follow(first, web, paper, *before)
    web.holds_bytes(paper.issue([Entry("site-0.example", Category.DOXXING)]))  # held: most of it is gone
    await first.round()
    (match,) = await first.found(A, "https://site-0.example/x")
    assert match.category is Category.OTHER
    held = (await first.shown()).subscription
    assert held.held is not None
    await first.notices.take(manager(A), held.id, held.held.version)
    (match,) = await first.found(A, "https://site-0.example/x")
    assert match.category is Category.DOXXING
