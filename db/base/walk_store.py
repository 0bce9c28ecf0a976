"""Table `outbox_walks` (services/base/walks.py says what it is for)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.base.ids import ServerId
from core.base.times import to_ms
from db.base.outbox_store import LEFT, OWED
from db.engine.statements import Statements
from services.base.outbox import SERVER_LEFT, Kind
from services.base.walks import OwedWalk, WalkStep

_DUE_NOW = (
    "state = 'due', attempts = CASE WHEN taken_by IS NULL THEN 0 ELSE attempts END, "
    "due_at = CASE WHEN state = 'due' AND due_at < {now} THEN due_at ELSE {now} END"
)
_KINDS = {str(kind): kind for kind in Kind}
_CHANNEL = "(SELECT s.review_channel_id FROM servers s WHERE s.id = $1)"


class WalkRows:
    """Fills services.base.walks.WalkStore."""

    def __init__(self, sql: Statements, still_open: Mapping[Kind, str] | None = None) -> None:
        """`still_open`: as OutboxRows has it."""
        self._sql = sql
        self._queries = still_open

    @property
    def _still_open(self) -> Mapping[Kind, str]:
        if self._queries is None:  # silence would leave cards behind in the old channel
            raise ValueError("these stores were made without `still_open`")
        return self._queries

    async def begin(self, server: ServerId, *, moves: bool = False) -> None:
        await self._sql.run(
            "INSERT INTO outbox_walks (server_id, moves) VALUES ($1, $2) ON CONFLICT (server_id) DO UPDATE SET "
            "asked = outbox_walks.asked + 1, moves = CASE WHEN excluded.moves = 1 THEN 1 ELSE outbox_walks.moves END",
            server,
            int(moves),
        )

    async def next(self, after: ServerId) -> OwedWalk | None:
        row = await self._sql.one(
            "SELECT * FROM outbox_walks ORDER BY server_id > $1 DESC, server_id LIMIT 1", after
        )
        return None if row is None else OwedWalk(ServerId(row["server_id"]), row["asked"], row["moves"] == 1)

    async def steps(self, walk: OwedWalk, now: datetime) -> list[WalkStep]:
        waiting = await self._sql.all(
            f"SELECT id, kind, urgent FROM outbox WHERE {OWED} AND (due_at > $2 OR taken_by IS NOT NULL)",
            walk.server,
            to_ms(now),
        )
        ended = await self._sql.all(f"SELECT id, kind, urgent FROM outbox WHERE {LEFT}", walk.server)
        found = [
            WalkStep(row["id"], _KINDS.get(row["kind"]), moves=False, urgent=row["urgent"] == 1)
            for row in (*waiting, *ended)
        ]
        if walk.moves:
            found += await self._elsewhere(walk)
        return sorted(found, key=lambda step: not step.urgent)

    async def _elsewhere(self, walk: OwedWalk) -> list[WalkStep]:
        """What is open and stands in another channel than the review channel."""
        found = []
        for kind, still_open in self._still_open.items():
            rows = await self._sql.all(
                f"SELECT o.id, each.urgent FROM ({still_open}) AS each "
                f"CROSS JOIN outbox o WHERE o.kind = $2 AND o.subject_id = each.id AND o.channel_id <> {_CHANNEL}",
                walk.server,
                kind,
            )
            found += [WalkStep(row["id"], kind, moves=True, urgent=row["urgent"] == 1) for row in rows]
        return list(dict.fromkeys(found))  # one card may stand for several

    async def go(self, walk: OwedWalk, steps: Sequence[WalkStep], now: datetime) -> None:
        # A first send that is under way may still arrive in the old channel: its row is looked at again afterwards.
        await self._sql.run_many(
            f"UPDATE outbox SET wakes = wakes + 1, {_DUE_NOW.format(now='$2')}, generation = generation + CASE "
            "WHEN $3 = 1 AND channel_id IS NULL AND taken_by IS NOT NULL THEN 1 ELSE 0 END "
            f"WHERE id = $1 AND (state = 'due' OR state = 'dropped' AND last_error = '{SERVER_LEFT}')",
            [
                (step.row, to_ms(now), int(walk.moves and step.kind in self._still_open))
                for step in steps
                if not step.moves
            ],
        )
        # Where a message stands is known until it was taken away there, so that no copy is left behind, whatever dies in
        # between. What was under way when the walk began may have arrived in the old channel since.
        for kind, still_open in self._still_open.items() if walk.moves else ():
            await self._sql.run_many(
                f"UPDATE outbox SET generation = generation + 1, {_DUE_NOW.format(now='$3')}, "
                "urgent = CASE WHEN $4 = 1 THEN 1 ELSE urgent END "
                f"WHERE id = $2 AND channel_id <> {_CHANNEL} "
                f"AND EXISTS (SELECT 1 FROM ({still_open}) AS each WHERE each.id = subject_id)",
                [
                    (walk.server, step.row, to_ms(now), int(step.urgent))
                    for step in steps
                    if step.kind == kind
                ],
            )

    async def end(self, walk: OwedWalk) -> None:
        await self._sql.run(
            "DELETE FROM outbox_walks WHERE server_id = $1 AND asked = $2", walk.server, walk.asked
        )
