"""Files in Discord: what they would do here, the question before much, what stands of them, and taking them back."""

from typing import Any

import pytest

from core.base.ids import ChannelId
from tests.cogs.lists.driver import ListsStage
from tests.cogs.seen import custom_ids, told
from tests.people import manager
from tests.wording import said

pytestmark = pytest.mark.usefixtures("set_up")

FILE = b"0.0.0.0 a.example\n0.0.0.0 b.example\n"


async def posted(stage: ListsStage, times: int) -> None:
    """Links to a.example that moderators posted here."""
    seen = stage.rowan.lists.hosts_seen
    for number in range(times):
        url = f"https://a.example/{number}"
        seen.note(stage.server, ChannelId(stage.general.id), url, by_staff=True)
    await seen.write()


async def brought(stage: ListsStage, data: bytes = FILE, name: str = "list.txt", **options: object) -> Any:
    return await stage.manager.slash(stage.general, "lists import", file=(name, data), **options)


def id_of(message: Any, beginning: str) -> str:
    (found,) = [each for each in custom_ids(message) if each.startswith(beginning)]
    return found


async def test_a_dry_run_says_what_it_would_have_met(stage: ListsStage) -> None:
    await posted(stage, 5)
    text = told(await brought(stage, dry_run=True))
    said(text, "preview-posted", days=7, links=5, staff=5, channels=1, on=1, everything=5)
    said(text, "import-effect-place", pattern="`a[.]example`", links=5)
    said(text, "import-dry")
    said(told(await brought(stage, b"0.0.0.0 c.example\n")), "import-effect-none", days=7)


async def test_what_moderators_post_asks_for_a_second_click(stage: ListsStage) -> None:
    await posted(stage, 5)
    answer = await brought(stage, category="scam")
    said(told(answer), "preview-why-staff")
    said(told(answer), "preview-nothing-yet")
    assert await stage.patterns_found("https://b.example/x") == []
    message = answer.followups[-1]
    done = await stage.manager.click(message, custom_id=id_of(message, "imports:sure:"))
    said(told(done), "import-done", added=2, known=0, refused=0, beyond=0)
    said(told(done), "import-whole", count=2)
    assert await stage.patterns_found("https://b.example/x") == ["b.example"]
    again = await stage.manager.click(message, custom_id=id_of(message, "imports:sure:"))
    said(told(again), "preview-over")


async def test_what_a_file_brought_is_shown_and_taken_back(stage: ListsStage) -> None:
    await brought(stage, name="@everyone.txt")
    await brought(stage, b"0.0.0.0 b.example\n")
    shown = told(await stage.manager.slash(stage.general, "lists show"))
    assert "@everyone" not in shown
    which = (await stage.rowan.lists.uploads.listed(manager(stage.server)))[-1].which
    asked = await stage.manager.slash(stage.general, "lists undo", file=str(which.id))
    said(told(asked), "import-undo-goes", count=1)
    said(told(asked), "import-undo-stays", count=1)
    assert await stage.patterns_found("https://a.example/x") == ["a.example"]
    kept = await stage.manager.click(asked.response.message, custom_id="imports:keep")
    said(told(kept), "import-undo-cancelled")
    done = await stage.manager.click(asked.response.message, custom_id=f"imports:undo:{which.id}")
    said(told(done), "import-undone", count=1)
    assert await stage.patterns_found("https://a.example/x") == []
    assert await stage.patterns_found("https://b.example/x") == ["b.example"]
    again = await stage.manager.click(asked.response.message, custom_id=f"imports:undo:{which.id}")
    said(told(again), "import-undone-already")


async def test_what_is_no_import_of_this_server(stage: ListsStage) -> None:
    await brought(stage)
    for named in ("no number", "99999"):
        answer = await stage.manager.slash(stage.general, "lists undo", file=named)
        said(told(answer), "import-none-here")
    assert await stage.patterns_found("https://a.example/x") == ["a.example"]
