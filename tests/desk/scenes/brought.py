"""Lists that a manager brings in from a file, and the own list as one."""

from typing import Any

from tests.desk.scenes.lists import run
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()
_HOSTS = b"# scams\n0.0.0.0 forum.example\n0.0.0.0 other.example\n127.0.0.1 localhost\n"
_FAULTY = _HOSTS + b"||b.example^$third-party\n0.0.0.0 google.com\n@@||c.example^\n"


async def _bring(stage: DeskStage, data: bytes, name: str = "scams.txt", **options: Any) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "lists import", file=(name, data), **options)


@SCENES.add("/lists import", "all of it is taken")
async def brought(stage: DeskStage) -> Any:
    return await _bring(stage, _HOSTS, category="scam")


@SCENES.add("/lists import", "a dry run")
async def dry(stage: DeskStage) -> Any:
    return await _bring(stage, _HOSTS, dry_run=True)


@SCENES.add("/lists import", "faults: nothing is taken")
async def faults(stage: DeskStage) -> Any:
    return await _bring(stage, _FAULTY)


@SCENES.add("/lists import", "faults, and the rest is taken")
async def partly(stage: DeskStage) -> Any:
    return await _bring(stage, _FAULTY, partial=True)


@SCENES.add("/lists import", "a page that is no list")
async def no_list(stage: DeskStage) -> Any:
    return await _bring(stage, b"<!doctype html><html></html>", "page.html")


@SCENES.add("/blocklist export", "the own list")
async def export(stage: DeskStage) -> Any:
    await _bring(stage, _HOSTS, category="scam")
    return await run(stage, "export", format="csv")
