"""Which messages are counted for previews: new ones of people in a server that is set up, outside its review channel."""

from typing import Any

import pytest

from core.base.times import day_of
from services.lists.previews.hosts_seen import EVERYTHING
from tests.cogs.scanning.driver import ScanningStage

pytestmark = pytest.mark.usefixtures("set_up")


async def counted(stage: ScanningStage, key: str = EVERYTHING) -> tuple[int, int]:
    """How many links led there, and how many of those moderators posted, once what was heard is written."""
    lists = stage.rowan.lists
    await lists.hosts_seen.write()
    found = await lists.storage.read.hosts_seen.find(stage.server, [key], day_of(stage.clock()) - 7, 100)
    return sum(one.links for one in found), sum(one.by_staff for one in found)


async def said(stage: ScanningStage, who: Any, where: Any, text: str) -> Any:
    message = await who.send(where, text)
    await stage.work()
    return message


async def test_links_of_members_and_moderators_are_counted(stage: ScanningStage) -> None:
    await said(stage, stage.member, stage.general, "https://first.example")
    assert await counted(stage) == (0, 0)  # whether the server is set up was not known; now it is
    await said(stage, stage.member, stage.general, "https://a.example/1")
    await said(stage, stage.moderator, stage.general, "https://a.example/2")
    await said(stage, stage.member, stage.general, "a.example and a [.] example")
    await said(stage, stage.moderator, stage.review, "https://a.example/3")
    assert await counted(stage) == (2, 1)
    assert await counted(stage, "a.example") == (2, 1)


async def test_edits_are_not_counted_again(stage: ScanningStage) -> None:
    await said(stage, stage.member, stage.general, "https://first.example")
    await counted(stage)
    message = await said(stage, stage.member, stage.general, "https://a.example/1")
    await stage.member.edit(message, "https://a.example/1 and https://a.example/2")
    await stage.work()
    assert await counted(stage, "a.example") == (1, 0)


async def test_what_may_have_to_go_is_looked_at_before_its_links_are_counted(
    stage: ScanningStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await said(stage, stage.member, stage.general, "https://first.example")
    await counted(stage)
    listener = stage.rowan.scanning.listener
    assert listener is not None
    seen, hear = stage.rowan.lists.hosts_seen, listener.hear
    noted: list[str] = []
    note = seen.note

    def noting(*of: Any, **more: Any) -> None:
        noted.append("counted")
        note(*of, **more)

    async def failing(message: Any) -> None:
        await hear(message)
        noted.append("heard")
        raise RuntimeError("what was heard cannot be read")

    monkeypatch.setattr(seen, "note", noting)
    monkeypatch.setattr(listener, "hear", failing)
    await said(stage, stage.member, stage.general, "https://a.example/1")
    assert noted == ["heard", "counted"]
