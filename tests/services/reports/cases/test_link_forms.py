"""Cases about one page are shown together, whatever form of it an earlier version kept."""

from core.links import find_links
from services.reports.cases.link_forms import LinkForms
from tests.conftest import StandingClock
from tests.given_cases import ModeratedCases

OF_OLD = "badforum.example/threads/a-title.5"  # as an earlier version kept it
OTHERWISE = "see https://badforum.example/index.php?threads/other-title.5/page-2"


async def test_the_link_of_an_open_case_is_brought_to_todays_form(
    cases: ModeratedCases, clock: StandingClock
) -> None:
    old = await cases.report(100, link=OF_OLD)
    (link,) = find_links(OTHERWISE)
    new = await cases.report(101, link=link.canonical)
    assert (await cases.get(new)).related == ()
    job = LinkForms(storage=cases.storage)
    assert await job.renew(clock()) == 1
    assert [each.id for each in (await cases.get(new)).related] == [old]
    assert [each.id for each in (await cases.get(old)).related] == [new]
    assert await job.renew(clock()) == 0
    assert await LinkForms(storage=cases.storage).renew(clock()) == 0
