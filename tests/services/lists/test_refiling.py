"""A database of an earlier version: what was filed in another form goes on matching, and is filed anew."""

from core.base.categories import Category
from core.lists.patterns import Pattern, PatternKind
from core.lists.shared_standing import StanceKind
from core.lists.stances import EntryWords
from core.servers.policy import Tier
from services.lists.refiling import Refiling
from services.lists.shared_list.stances import take_stance
from tests.conftest import StandingClock
from tests.people import moderator
from tests.services.lists.process import A, B, C, Process

THREAD = Pattern(PatternKind.PATH, "board.example/threads/a-title.123", "board.example/threads/a-title.123")
QUERY = Pattern(
    PatternKind.QUERY, "x.example/?u=https%3A%2F%2Fy.example", "x.example/?u=https%3A%2F%2Fy.example"
)
AS_WRITTEN = "https://board.example/threads/a-title.123/page-2"
OTHERWISE = "https://board.example/index.php?threads/another-title.123/"


async def of_an_earlier_version(rowan: Process, clock: StandingClock) -> None:
    """Entries, an exception and a shared entry, as the stores of that version wrote them."""
    async with rowan.storage.durable() as tx:
        for server in (A, B, C):
            await tx.servers.ensure(server)
        for pattern in (THREAD, QUERY):
            await tx.own.add(A, pattern, Category.DOXXING, "", None, None, clock())
        await tx.allows.add(B, THREAD, "", None, clock())
    await rowan.index.load()


async def refiled(rowan: Process, clock: StandingClock) -> int:
    changed = await Refiling(storage=rowan.storage).refile(clock())
    await rowan.index.catch_up()
    return changed


async def test_an_entry_of_old_goes_on_matching_before_and_after(
    rowan: Process, clock: StandingClock
) -> None:
    await of_an_earlier_version(rowan, clock)
    assert await rowan.tiers(A, AS_WRITTEN) == [Tier.OWN]
    assert await rowan.tiers(A, "https://x.example/?u=https%3A%2F%2Fy.example") == [Tier.OWN]
    assert await rowan.tiers(A, OTHERWISE) == []
    assert await refiled(rowan, clock) == 3
    for text in (
        AS_WRITTEN,
        OTHERWISE,
        "board.example/threads/123",
        "https://x.example/?u=https://y.example",
    ):
        assert await rowan.tiers(A, text) == [Tier.OWN]
    (match,) = await rowan.found(A, OTHERWISE)
    assert match.pattern == THREAD.text


async def test_another_process_hears_of_it(rowan: Process, elsewhere: Process, clock: StandingClock) -> None:
    await of_an_earlier_version(rowan, clock)
    await elsewhere.index.load()
    await Refiling(storage=rowan.storage).refile(clock())
    await elsewhere.index.catch_up()
    assert await elsewhere.tiers(A, OTHERWISE) == [Tier.OWN]


async def test_it_is_done_once_and_what_is_as_today_stays(rowan: Process, clock: StandingClock) -> None:
    await of_an_earlier_version(rowan, clock)
    await rowan.add(A, "board.example/threads/x.5")
    job = Refiling(storage=rowan.storage)
    assert await job.refile(clock()) == 3
    assert await job.refile(clock()) == 0
    assert await refiled(rowan, clock) == 0


async def test_an_entry_of_old_is_known_by_its_text_and_by_its_page(
    rowan: Process, clock: StandingClock
) -> None:
    await of_an_earlier_version(rowan, clock)
    assert (await rowan.own.show(moderator(A), THREAD.text, "")).own is not None
    await refiled(rowan, clock)
    report = await rowan.own.show(moderator(A), OTHERWISE, "")
    assert report.pattern.text == THREAD.text
    assert report.own is not None
    await rowan.own.remove(moderator(A), "board.example/threads/third.123/page-7", "")
    assert await rowan.tiers(A, AS_WRITTEN) == []
    await rowan.own.unallow(moderator(B), THREAD.text, "")


async def test_a_word_about_a_page_counts_for_the_shared_entry_of_old(
    rowan: Process, clock: StandingClock
) -> None:
    await of_an_earlier_version(rowan, clock)
    await rowan.trusted(A, B)
    async with rowan.storage.durable() as tx:
        words = EntryWords(Category.DOXXING, "")
        await take_stance(tx, A, THREAD, StanceKind.CONFIRM, words, "", None, clock())
    await refiled(rowan, clock)
    await rowan.add(B, OTHERWISE, share=True)
    assert await rowan.tiers(C, "board.example/threads/any.123/post-5") == [Tier.SHARED]
