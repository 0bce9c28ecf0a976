"""What of the work that Rowan owes stands still, asked of its tables; for `bot.py doctor`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.base.times import to_ms
from db.engine.statements import Statements


@dataclass(frozen=True, slots=True)
class Stuck:
    """Messages of one kind that are owed for too long. `error`: what went wrong with the one that is owed for longest."""

    kind: str
    count: int
    error: str


@dataclass(frozen=True, slots=True)
class Card:
    """A message that stands in a review channel, as the database has it."""

    kind: str
    subject: int
    server: int
    channel: int
    message: int


class CheckupRows:
    """Reads what a healthy Rowan has none of."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def processes(self, now: datetime) -> int:
        """How many processes live."""
        return await self._count("leases WHERE name LIKE 'process:%' AND expires_at > $1", to_ms(now))

    async def held_by_the_dead(self, now: datetime, long: datetime) -> Sequence[str]:
        """The jobs that processes hold which do not live any more, until a time that is far ahead."""
        rows = await self._sql.all(
            "SELECT name FROM leases j WHERE name LIKE 'job:%' AND expires_at > $2 AND NOT EXISTS "
            "(SELECT 1 FROM leases p WHERE p.name = 'process:' || j.holder AND p.expires_at > $1) ORDER BY name",
            to_ms(now),
            to_ms(long),
        )
        return [row["name"] for row in rows]

    async def stuck(self, before: datetime) -> Sequence[Stuck]:
        """What is owed since before that moment, by kind."""
        rows = await self._sql.all(
            "SELECT kind, count(*) AS n, min(due_at) AS since FROM outbox WHERE state = 'due' AND due_at < $1 "
            "GROUP BY kind ORDER BY kind",
            to_ms(before),
        )
        found = []
        for row in rows:
            first = await self._sql.one(
                "SELECT last_error FROM outbox WHERE state = 'due' AND due_at = $1 AND kind = $2",
                row["since"],
                row["kind"],
            )
            error = "" if first is None else str(first["last_error"] or "")
            found.append(Stuck(row["kind"], int(row["n"]), error))
        return found

    async def removals(self, before: datetime) -> int:
        """How many messages should have been removed before that moment, and still wait."""
        return await self._count("detections WHERE due_at IS NOT NULL AND due_at < $1", to_ms(before))

    async def gaps(self, before: datetime) -> int:
        """How many servers and channels should have been read before that moment, for what was missed there, and are not yet."""
        of_servers = await self._count("server_gaps WHERE due_at < $1", to_ms(before))
        return of_servers + await self._count("channel_gaps WHERE due_at < $1", to_ms(before))

    async def waiting_posts(self, before: datetime) -> int:
        """How many posts were to be looked at again before that moment."""
        return await self._count("waiting_posts WHERE due_at < $1", to_ms(before))

    async def review_problems(self) -> Sequence[tuple[int, str]]:
        """The servers whose cards wait for their review channel, and why."""
        rows = await self._sql.all(
            "SELECT id, review_problem FROM servers WHERE review_problem IS NOT NULL AND left_at IS NULL ORDER BY id"
        )
        return [(int(row["id"]), row["review_problem"]) for row in rows]

    async def set_aside(self) -> int:
        """How many rows were set aside by an upgrade, since they referred to none."""
        return await self._count("set_aside_rows")

    async def set_up(self) -> Sequence[int]:
        """The servers that were set up and not left."""
        rows = await self._sql.all(
            "SELECT id FROM servers WHERE set_up_at IS NOT NULL AND left_at IS NULL ORDER BY id"
        )
        return [int(row["id"]) for row in rows]

    async def cards(self, kinds: Sequence[str], most: int) -> Sequence[Card]:
        """The newest messages of these kinds that stand somewhere."""
        found = []
        for kind in kinds:
            rows = await self._sql.all(
                "SELECT kind, subject_id, server_id, channel_id, message_id FROM outbox WHERE kind = $1 "
                "AND message_id IS NOT NULL AND channel_id IS NOT NULL ORDER BY subject_id DESC LIMIT $2",
                kind,
                most,
            )
            found += [Card(row["kind"], *map(int, list(row)[1:])) for row in rows]
        return found

    async def stands(self, message: int) -> bool:
        """Whether the database knows of this message."""
        return bool(await self._sql.all("SELECT 1 FROM outbox WHERE message_id = $1", message))

    async def _count(self, what: str, *values: int) -> int:
        row = await self._sql.one(f"SELECT count(*) AS n FROM {what}", *values)
        return 0 if row is None else int(row["n"])
