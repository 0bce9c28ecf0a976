"""The answers of `/blocklist` and `/check` where there is much to say: nothing is lost, and Discord takes every message."""

from datetime import UTC, datetime

import discord
import pytest

from cogs.lists import pages, shown_pages
from cogs.lists.check import for_moderator, whole
from core.base.categories import Category
from core.base.ids import CaseId
from core.lists.patterns import parse_pattern
from core.lists.shared_standing import SharedState, Stance, StanceKind, standing
from core.lists.verdicts import Match
from core.servers.policy import Tier
from services.lists.check import ModeratorAnswer
from services.lists.own_results import PatternReport
from services.lists.shared_list.shared import PendingPage, SharedView
from services.lists.sightings import Hits
from tests.cogs.campaigns.samples import HOSTILE, filled
from tests.wording import said, say

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PATTERN = parse_pattern("forum.example")


def texts_in(view: discord.ui.LayoutView) -> list[str]:
    return [item.content for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay)]


def view_of(servers: int, reason: str = "") -> SharedView:
    said_so = tuple(
        Stance(
            kind,
            f"g{number}",
            NOW.replace(year=2027),
            f"{kind} server {number}. {'n' * 30}",
            reason=f"{number} {reason}",
        )
        for kind in (StanceKind.CONFIRM, StanceKind.DISPUTE)
        for number in range(servers)
    )
    found = standing(said_so, 2, NOW)
    return SharedView(PATTERN, Category.SCAM, SharedState.DISPUTED, None, 2, found, filled(500), NOW, said_so)


def test_show_names_every_server_with_its_reason_and_every_entry_that_covers() -> None:
    covers = [Match(f"cover-{n}.example", Tier.OWN, Category.SCAM, "forum.example/x", ()) for n in range(40)]
    views = shown_pages.shown(
        say, PatternReport(PATTERN, None, None, view_of(60, "w" * 290), Hits(0, None), covers, None)
    )
    assert len(views) > 5
    texts = [texts_in(view) for view in views]
    assert all(0 < sum(map(len, each)) <= 4000 for each in texts)
    shown = "\n".join("\n".join(each) for each in texts)
    for number in range(60):
        for kind in ("confirm", "dispute"):
            assert f"{kind} server {number}." in shown
        assert f"{number} {'w' * 290}" in shown.replace("\n", "")
    assert all(f"cover-{number}[.]example" in shown for number in range(40))


@pytest.mark.parametrize("servers", [1, 60])
def test_pending_has_every_row_within_one_message_and_says_where_the_rest_is(servers: int) -> None:
    rows = [view_of(servers, HOSTILE) for _ in range(5)]
    texts = texts_in(pages.pending(say, PendingPage(trusted=True, rows=rows, number=0, pages=3, total=15)))
    assert sum(map(len, texts)) <= 4000
    assert sum("forum[.]example" in text for text in texts) == 5
    said("\n".join(texts), "page-number", number=1, pages=3)
    if servers > 1:
        assert sum(say("list-row-more") in text for text in texts) == 5


def test_very_many_cases_are_named_and_of_the_rest_it_is_said_where_they_stand() -> None:
    some = [CaseId(number) for number in range(1000, 1300)]
    assert pages.numbers(say, some) == ", ".join(map(str, some))
    said(pages.numbers(say, [*some, CaseId(7)]), "cases-more", more=1)


def test_a_check_of_many_links_has_a_file_with_all_of_them() -> None:
    def matches(links: int) -> list[Match]:
        return [
            Match(f"site-{n}.example", Tier.OWN, Category.SCAM, f"site-{n}.example/x", (), note=HOSTILE)
            for n in range(links)
        ]

    few, many = (ModeratorAnswer(matches(links), None, {}, 0) for links in (8, 30))
    assert whole(say, few) == []
    (file,) = whole(say, many)
    text = file.fp.read().decode()
    assert all(f"site-{number}[.]example" in text for number in range(30))
    assert "https://" not in text
    view = for_moderator(say, many)
    said("\n".join(texts_in(view)), "check-more", more=22)
    assert [item.media.url for item in view.walk_children() if isinstance(item, discord.ui.File)] == [
        f"attachment://{file.filename}"
    ]
