"""Rowan's network touches no place that an open case is about, whichever server it was reported in."""

import pytest

from core.base.web_address import links_of, read_web_address
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
