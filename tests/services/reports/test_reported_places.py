"""Rowan's network touches no place that an open case is about, whichever server it was reported in."""

import pytest

from core.base.ids import ServerId
from core.base.web_address import links_of, read_web_address
from core.links import find_links
from core.reports.cases import Step
from services.reports.reported_places import ReportedPlaces
from tests.given_cases import ANN, ModeratedCases


async def holds(cases: ModeratedCases, url: str) -> bool:
    links = links_of(read_web_address(url, ports=frozenset({80, 443})))
    return await ReportedPlaces(storage=cases.storage).hold(links)


@pytest.mark.parametrize("state", ["open", "claimed"])
async def test_a_reported_place_is_left_alone_until_its_case_is_closed(
    cases: ModeratedCases, state: str
) -> None:
    case = await cases.report(100, link="a.badforum.example/t/1")
    if state == "claimed":
        await cases.review.move(ANN, case, Step.CLAIM)
    for url in (
        "https://badforum.example/list",
        "https://b.badforum.example/",
        "https://x.example/?u=https://badforum.example/",
    ):
        assert await holds(cases, url), url
    for url in ("https://other.example/", "https://badforum.example.org/", "https://mybadforum.example/"):
        assert not await holds(cases, url), url
    await cases.dismiss(ANN, case)
    assert not await holds(cases, "https://badforum.example/list")


async def test_a_report_about_a_host_of_many_keeps_nobody_else_away(cases: ModeratedCases) -> None:
    await cases.report(100, link="github.com/evil/x")
    assert await holds(cases, "https://github.com/evil/x/raw")
    assert not await holds(cases, "https://github.com/good/list")


async def test_what_a_server_has_open_concerns_its_own_texts_the_page_and_what_lies_below(
    cases: ModeratedCases,
) -> None:
    case = await cases.report(100, link="news.example.org/forum/x")
    await cases.report(101, link="github.com/evil")
    places = ReportedPlaces(storage=cases.storage)
    written = (
        "news.example.org/forum/x news.example.org/forum/x/2?a=1 news.example.org/forum news.example.org "
        "other.example.org/forum/x github.com/evil/y github.com/good"
    )
    links = find_links(written)
    assert await places.reported_here(ANN.server, links) == {
        *("news.example.org/forum/x", "news.example.org/forum/x/2?a=1", "github.com/evil/y")
    }
    assert await places.reported_here(ServerId(ANN.server + 1), links) == set()
    await cases.dismiss(ANN, case)
    assert await places.reported_here(ANN.server, links) == {"github.com/evil/y"}
    many = find_links(" ".join(f"host{number}.example.org/a/b/c" for number in range(120)))
    assert await places.reported_here(ANN.server, many) == set()


async def changes(cases: ModeratedCases) -> list[tuple[ServerId, list[str]]]:
    """What changed since this was asked last."""
    places = ReportedPlaces(storage=cases.storage)
    found = await places.changed(10)
    await places.looked_at(found)
    return [(each.server, list(each.links)) for each in found]


async def test_it_is_known_when_a_case_is_opened_gets_a_link_is_decided_and_opened_again(
    cases: ModeratedCases,
) -> None:
    assert await changes(cases) == []
    case = await cases.report(100, link="badforum.example/t/1")
    assert await changes(cases) == [(ANN.server, ["badforum.example/t/1"])]
    assert await changes(cases) == []
    await cases.report(101, link="badforum.example/t/1")
    assert {server for server, _ in await changes(cases)} <= {ANN.server}
    await cases.dismiss(ANN, case)
    assert await changes(cases) == [(ANN.server, ["badforum.example/t/1"])]
    await cases.undoing.undo(ANN, case, notify=False)
    assert await changes(cases) == [(ANN.server, ["badforum.example/t/1"])]
    await cases.report(102, link="one.example/a")
    await cases.report(103, link="two.example/a")
    places = ReportedPlaces(storage=cases.storage)
    assert [each.links for each in await places.changed(1)] == [("one.example/a",)]
