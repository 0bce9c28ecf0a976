"""Files that managers bring in and take back: what is answered and asked."""

from typing import Any

from core.base.ids import ChannelId
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()
_FILE = b"0.0.0.0 a.example\n0.0.0.0 b.example\n0.0.0.0 c.example\n"
_MIXED = b"||a.example^\n||b.example^\n@@||b.example^\n||c.example^$third-party\ncall +49 170 1234567 now\n"


async def _brought(stage: DeskStage, data: bytes = _FILE, name: str = "list.txt", **options: Any) -> Any:
    return await stage.manager.slash(stage.general, "lists import", file=(name, data), **options)


@SCENES.add("/lists import", "a dry run with an exception and refused lines")
async def dry_run(stage: DeskStage) -> Any:
    await stage.set_up()
    return await _brought(stage, _MIXED, dry_run=True)


@SCENES.add("/lists import", "it would do much: a question")
async def asked(stage: DeskStage) -> Any:
    await stage.set_up()
    seen = stage.rowan.lists.hosts_seen
    for number in range(8):
        seen.note(stage.server, ChannelId(stage.general.id), f"https://a.example/{number}", by_staff=True)
    await seen.write()
    return await _brought(stage)


@SCENES.add("/lists show", "two files that were brought in")
async def shown(stage: DeskStage) -> Any:
    await stage.set_up()
    await _brought(stage)
    await _brought(stage, b"0.0.0.0 c.example\n0.0.0.0 d.example\n", "more.txt")
    return await stage.manager.slash(stage.general, "lists show")


@SCENES.add("/lists undo", "the question, with an entry that stays")
async def undo(stage: DeskStage) -> Any:
    await shown(stage)
    newest = await stage.rowan.lists.storage.read.imports.of_server(stage.server, 1)
    return await stage.manager.slash(stage.general, "lists undo", file=str(newest[0].id))
