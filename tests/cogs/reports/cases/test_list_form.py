"""What the form that blocks a link offers before anything is chosen in it."""

import pytest

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import chosen, options

pytestmark = pytest.mark.usefixtures("set_up")


async def test_of_a_place_that_was_never_seen_the_page_alone_is_chosen(stage: ReportsStage) -> None:
    await stage.reported("see https://forum.rookery.example/threads/1")
    form = await stage.press(1, "list")
    assert chosen(form, "scope") == ["page"]
    assert list(options(form, "scope")) == ["page", "host", "domain", "family"]


async def test_where_other_pages_of_it_were_seen_here_the_host_is(stage: ReportsStage) -> None:
    await stage.reported("see https://forum.rookery.example/threads/1")
    await stage.reported("see https://forum.rookery.example/threads/2")
    assert chosen(await stage.press(1, "list"), "scope") == ["host"]
    # The same page again says nothing about the others.
    await stage.reported("see https://lantern.example/news/1")
    await stage.reported("see https://lantern.example/news/1")
    assert chosen(await stage.press(3, "list"), "scope") == ["page"]


async def test_a_site_that_many_use_is_never_chosen_as_a_whole(stage: ReportsStage) -> None:
    for video in "ab":
        await stage.reported(f"see https://www.youtube.com/watch?v={video}")
    assert chosen(await stage.press(1, "list"), "scope") == ["page"]
