"""A database that was moved away is closed: a process that stood still all the while writes nothing that would stay behind."""

import asyncio
from pathlib import Path

import pytest

from core.base.errors import StorageBusy
from db.engine.database import Database
from db.engine.moving.layouts import side_of
from db.engine.moving.mover import Mover
from db.engine.postgres.url import PostgresUrl
from services.base.ports import system_clock
from tests.moving.driver import Killed, filled, move_of, place
from wiring.operating.moving import use_again

WAYS = ("relaxed", "settling", "durable", "bulk")


@pytest.fixture(params=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest, tmp_path: Path, migrated_file: Path) -> Path | PostgresUrl:
    """A database in use, on each kind."""
    path = filled(tmp_path / "rowan.db", migrated_file)
    if request.param == "sqlite":
        return path
    empty: PostgresUrl = request.getfixturevalue("empty")
    asyncio.run(move_of(path, empty).run())
    return empty


async def written(database: Database) -> list[str]:
    """Which ways of writing it takes."""
    taken = []
    for way in WAYS:
        try:
            async with getattr(database, way)() as tx:
                await tx.run("UPDATE cases SET link = $1 WHERE id = 101", way)
        except StorageBusy:
            continue
        taken.append(way)
    return taken


def test_who_had_it_open_can_write_no_more_until_the_move_is_taken_back(
    old: Path | PostgresUrl, tmp_path: Path
) -> None:
    async def story() -> None:
        stands_still = await place(old).open()
        try:
            assert await written(stands_still) == list(WAYS)
            await move_of(old, tmp_path / "new.db").run()
            assert await written(stands_still) == []
            rows = await stands_still.read.all("SELECT link FROM cases WHERE id = 101")
            assert [row["link"] for row in rows] == ["bulk"], "it can still read"
            await use_again(place(old), "here", lambda key, **values: None, system_clock)
            assert await written(stands_still) == list(WAYS)
        finally:
            await stands_still.close()

    asyncio.run(story())


def test_it_is_closed_before_the_first_row_is_copied(
    old: Path | PostgresUrl, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dies(_: Mover) -> None:
        raise Killed

    async def story() -> None:
        stands_still = await place(old).open()
        try:
            monkeypatch.setattr(Mover, "copy", dies)
            with pytest.raises(Killed):
                await move_of(old, tmp_path / "new.db").run()
            assert await written(stands_still) == []
        finally:
            await stands_still.close()

    asyncio.run(story())


def test_who_waits_for_their_turn_while_it_is_closed_does_not_get_it(
    old: Path | PostgresUrl, tmp_path: Path
) -> None:
    """Their transaction had begun to wait before the mark was set."""

    async def story() -> None:
        mover, waiting = await place(old).open(to_move=True), await place(old).open()
        try:
            async with mover.bulk() as tx:
                late = asyncio.create_task(written(waiting))
                for _ in range(
                    100
                ):  # it waits for the turn by now; where it does not yet, it comes later still
                    await asyncio.sleep(0)
                await side_of(mover).layout.close(tx)
            assert await late == []
        finally:
            await waiting.close()
            await mover.close()

    asyncio.run(story())
