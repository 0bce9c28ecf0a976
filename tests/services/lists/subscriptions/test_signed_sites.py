"""Sites of signed lists that servers follow: what a list says of one is read where an entry of it is met."""

from core.lists.signed import Entry, Record, Site
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
