"""`python -m tests.desk`: walks every surface in every state, writes build/desk.html, and exits 0 only if none breaks a rule.
`--language ar`: as it is where everybody speaks Arabic.
"""

import argparse
import asyncio
import logging
import sys
import tempfile
from pathlib import Path

from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.steps import load_migrations
from services.base.texts import FALLBACK
from tests.desk.page import Look, draw_desk, look_at
from tests.desk.rules import faults
from tests.desk.scenes import CHAPTERS
from tests.desk.speaking import everybody_speaks
from tests.desk.surface import surface_of
from tests.desk.world import Worlds

_PAGE = Path(__file__).resolve().parents[2] / "build" / "desk.html"


def main() -> int:
    """Draw the desk; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.desk", description=__doc__)
    parser.add_argument("--page", type=Path, default=_PAGE, help="where the page is written")
    parser.add_argument("--language", default=FALLBACK, help="what everybody speaks")
    options = parser.parse_args()
    page: Path = options.page
    logging.disable(logging.CRITICAL)  # what a scene lets go wrong on purpose is seen on the page
    with everybody_speaks(options.language):
        chapters, broken = asyncio.run(_walk())
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(draw_desk(chapters), encoding="utf-8")
    say = sys.stdout.write
    say("".join(f"{line}\n" for line in broken))
    say(f"{sum(map(len, chapters.values()))} surfaces, {len(broken)} that break a rule: {page}\n")
    return 1 if broken else 0


async def _walk() -> tuple[dict[str, list[Look]], list[str]]:
    """Every surface by chapter, and what is wrong with some."""
    chapters: dict[str, list[Look]] = {}
    broken: list[str] = []
    with tempfile.TemporaryDirectory(prefix="rowan-desk-") as name:
        folder = Path(name)
        worlds = Worlds(await _migrated(folder / "migrated.db"), folder, [])
        for title, scenes in CHAPTERS.items():
            chapters[title] = []
            for scene in scenes:
                async with worlds.fresh(scene.chosen) as stage:
                    surface = surface_of(stage, await scene.make(stage))
                    chapters[title].append(look_at(stage, scene, surface))
                    broken += [f"{scene}: {fault}" for fault in faults(surface)]
    return chapters, broken


async def _migrated(path: Path) -> Path:
    opened = await SqliteDatabase.open(path)
    await migrate(opened, load_migrations())
    await opened.close()
    return path


if __name__ == "__main__":
    sys.exit(main())
