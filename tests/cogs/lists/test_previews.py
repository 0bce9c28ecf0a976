"""What moderators are shown before an addition bites, and what their second click does."""

from typing import Any

import pytest

from core.base.ids import ChannelId
from tests.cogs.lists.driver import ListsStage
from tests.cogs.seen import custom_ids, told
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def posted(stage: ListsStage, times: int, *, days: int = 1, staff: bool = False) -> None:
    """Links to a.example that were counted here."""
    seen = stage.rowan.lists.hosts_seen
    for day in range(days):
        if day:
            stage.clock.forward(days=1)
        for number in range(times):
            url = f"https://a.example/{number % 3}"
            seen.note(stage.server, ChannelId(stage.general.id), url, by_staff=staff)
        await seen.write()


async def asked(stage: ListsStage, verb: str = "add", **options: object) -> Any:
    return await stage.moderator.slash(stage.general, f"blocklist {verb}", pattern="a.example", **options)


def id_of(answer: Any, verb: str) -> str:
    (found,) = [each for each in custom_ids(answer.response.message) if each.startswith(f"lists:{verb}:")]
    return found


async def test_a_site_that_members_post_asks_for_a_second_click(stage: ListsStage) -> None:
    await posted(stage, 2, days=3)
    answer = await asked(stage, category="scam", note="why")
    assert answer.ephemeral
    text = told(answer)
    said(text, "preview-title-add", pattern="`a[.]example`")
    said(text, "preview-posted", days=7, links=6, staff=0, channels=1, on=3, everything=6)
    said(text, "preview-why-often")
    said(text, "preview-nothing-yet")
    unsaid(text, "preview-why-large")
    assert await stage.patterns_found("https://a.example/x") == []

    done = await stage.moderator.click(answer.response.message, custom_id=id_of(answer, "sure"))
    assert done.ephemeral
    said(told(done), "list-added")
    assert await stage.patterns_found("https://a.example/x") == ["a.example"]
    shown = await stage.blocklist("show", pattern="a.example")
    said(shown, "list-show-note", note="why")
    again = await stage.moderator.click(answer.response.message, custom_id=id_of(answer, "sure"))
    said(told(again), "preview-over")


async def test_what_is_small_is_done_at_once_and_says_what_it_would_have_met(stage: ListsStage) -> None:
    await posted(stage, 2, staff=True)
    text = told(await asked(stage))
    said(text, "list-added")
    said(text, "preview-posted", days=7, links=2, staff=2, channels=1, on=1, everything=2)


async def test_what_nobody_posted_is_said_as_ever(stage: ListsStage) -> None:
    text = told(await asked(stage))
    said(text, "list-added")
    unsaid(text, "preview-posted")


async def test_an_exception_that_hides_much_ends_at_the_second_click(stage: ListsStage) -> None:
    await stage.blocklist("add", pattern="a.example")
    await stage.blocklist("allow", pattern="a.example")
    await posted(stage, 2, days=3)
    answer = await asked(stage, "unallow", reason="over")
    said(told(answer), "preview-title-unallow", pattern="`a[.]example`")
    said(told(answer), "preview-why-often")
    assert await stage.stores.allows.get(stage.server, "a.example") is not None
    done = await stage.moderator.click(answer.response.message, custom_id=id_of(answer, "sure"))
    said(told(done), "list-unallowed", pattern="`a[.]example`")
    said(told(done), "preview-posted", days=7, links=6, staff=0, channels=1, on=3, everything=6)
    assert await stage.stores.allows.get(stage.server, "a.example") is None


async def test_an_exception_that_hides_nothing_ends_at_once(stage: ListsStage) -> None:
    await stage.blocklist("allow", pattern="a.example")
    await posted(stage, 2, days=3)
    said(told(await asked(stage, "unallow")), "list-unallowed", pattern="`a[.]example`")
    said(told(await asked(stage, "unallow")), "list-not-allowed", pattern="`a[.]example`")


async def test_a_cancelled_question_changes_nothing(stage: ListsStage) -> None:
    await posted(stage, 3, staff=True)
    answer = await asked(stage)
    said(told(answer), "preview-why-staff")
    said(
        told(await stage.moderator.click(answer.response.message, custom_id=id_of(answer, "cancel"))),
        "preview-cancelled",
    )
    said(
        told(await stage.moderator.click(answer.response.message, custom_id=id_of(answer, "sure"))),
        "preview-over",
    )
    assert await stage.patterns_found("https://a.example/x") == []


async def test_a_share_of_what_is_large_is_asked_about(stage: ListsStage) -> None:
    await asked(stage)
    await posted(stage, 60)
    answer = await asked(stage, "share", reason="so it is")
    said(told(answer), "preview-title-share", pattern="`a[.]example`")
    said(told(answer), "preview-why-large")
    done = await stage.moderator.click(answer.response.message, custom_id=id_of(answer, "sure"))
    said(told(done), "sharing-confirmed", pattern="`a[.]example`")


async def test_links_that_were_found_stand_behind_a_button(stage: ListsStage) -> None:
    await stage.blocklist("add", pattern="a.example/1")
    await stage.member.send(stage.general, "see https://a.example/1/x")
    await stage.work()
    await posted(stage, 60)
    answer = await asked(stage)
    said(told(answer), "preview-found", days=30)
    assert "a[.]example/1/x" not in told(answer)
    revealed = await stage.moderator.click(answer.response.message, custom_id=id_of(answer, "links"))
    assert revealed.ephemeral
    assert "`hxxps://a[.]example/1/x`" in told(revealed)
