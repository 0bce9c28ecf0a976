"""What an earlier version kept of detections, and how groups and standing messages are found in a table that grows."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.engine.database import Database
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.steps import load_migrations
from db.scanning import standing_store

_PLAN = "EXPLAIN QUERY PLAN SELECT * FROM detections WHERE {where}"
DETECTION = (
    "INSERT INTO detections (server_id, channel_id, message_id, place, text_key, pattern, tier, category, source, rule, "
    "link, how, action, outcome, missing, detected_at) VALUES (1, 2, $1, 'message', x'00', 'p', 'own', 'other', '', 'r', "
    "'l', '', 'delete', 'forbidden', $2, 5)"
)


@pytest.fixture
async def empty(tmp_path: Path) -> AsyncIterator[Database]:
    opened = await SqliteDatabase.open(tmp_path / "before.db")
    yield opened
    await opened.close()


async def test_the_right_that_was_missing_is_still_known_and_another_one_can_be(empty: Database) -> None:
    steps = load_migrations()
    await migrate(empty, steps[:8])
    async with empty.bulk() as tx:
        await tx.run("INSERT INTO servers (id, pseudonym, review_channel_id) VALUES (1, 'Heron', 5)")
        for message, missing in ((1, "messages"), (2, "threads"), (3, "access")):
            await tx.run(DETECTION, message, missing)
    await migrate(empty, steps)
    rows = await empty.read.all("SELECT missing, lead_id FROM detections ORDER BY message_id")
    assert [(row["missing"], row["lead_id"]) for row in rows] == [
        *(("messages", None), ("threads", None), ("access", None))
    ]
    async with empty.bulk() as tx:
        await tx.run(DETECTION, 4, "history")


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("where", "index"),
    [
        ("message_id = 1 AND place = 'message' AND HAS_CARD", "autoindex"),
        ("channel_id = 1 AND server_id = 2 AND HAS_CARD", "standing"),
        ("server_id = 1 AND pattern = 'p' AND lead_at > 3 AND settled = ''", "leads"),
        ("lead_id = 1", "group"),
    ],
)
async def test_nothing_looks_through_all_detections(database: Database, where: str, index: str) -> None:
    where = where.replace("HAS_CARD", standing_store._HAS_CARD)
    plan = await database.read.all(_PLAN.format(where=where))
    assert all("SEARCH" in row["detail"] for row in plan)
    assert any(index in row["detail"] for row in plan)
