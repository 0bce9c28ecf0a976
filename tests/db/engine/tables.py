"""Table `t` of a number and a text, as tests write and read it."""

from db.engine.database import Database
from tests.db.slow_disk import SlowDisk


async def rows(database: Database) -> list[int]:
    return [row["a"] for row in await database.read.all("SELECT a FROM t ORDER BY a")]


async def insert(
    table: Database, number: int, *, way: str = "durable", error: Exception | None = None
) -> None:
    async with getattr(table, way)() as tx:
        await tx.run("INSERT INTO t VALUES ($1, 'x')", number)
        if error is not None:
            raise error


def left(disk: SlowDisk) -> list[int]:
    """The rows that a failure of the power would have left."""
    return [number for (number,) in disk.left("SELECT a FROM t ORDER BY a")]
