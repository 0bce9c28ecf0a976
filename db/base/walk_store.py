"""Table `outbox_walks` (services/base/walks.py says what it is for)."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core.base.ids import ServerId
from core.base.times import to_ms
from db.base.outbox_store import LEFT, OWED
from db.engine.statements import Statements
from services.base.outbox import SERVER_LEFT, Kind
from services.base.walks import BETWEEN_REDRAWS, REDRAWN, Becomes, OwedWalk, WalkStep

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

    async def begin(self, server: ServerId, *, moves: bool = False, redraws: bool = False) -> None:
        await self._sql.run(
            "INSERT INTO outbox_walks (server_id, moves, redraws) VALUES ($1, $2, $3) ON CONFLICT (server_id) DO UPDATE SET "
            "asked = outbox_walks.asked + 1, moves = CASE WHEN excluded.moves = 1 THEN 1 ELSE outbox_walks.moves END, "
            "redraws = CASE WHEN excluded.redraws = 1 THEN 1 ELSE outbox_walks.redraws END",
            server,
            int(moves),
            int(redraws),
        )

    async def next(self, after: ServerId) -> OwedWalk | None:
        row = await self._sql.one(
            "SELECT * FROM outbox_walks ORDER BY server_id > $1 DESC, server_id LIMIT 1", after
        )
        if row is None:
            return None
        moves, redraws = row["moves"] == 1, row["redraws"] == 1
        return OwedWalk(ServerId(row["server_id"]), row["asked"], moves, redraws)

    async def steps(self, walk: OwedWalk, now: datetime) -> list[WalkStep]:
        waiting = await self._sql.all(
            f"SELECT id, kind, urgent FROM outbox WHERE {OWED} AND (due_at > $2 OR taken_by IS NOT NULL)",
            walk.server,
            to_ms(now),
        )
        ended = await self._sql.all(f"SELECT id, kind, urgent FROM outbox WHERE {LEFT}", walk.server)
        found = [
            WalkStep(row["id"], _KINDS.get(row["kind"]), Becomes.DUE, urgent=row["urgent"] == 1)
            for row in (*waiting, *ended)
        ]
        if walk.moves:
            found += await self._elsewhere(walk)
        found.sort(key=lambda step: not step.urgent)
        return found + (await self._to_redraw(walk) if walk.redraws else [])

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
            found += [WalkStep(row["id"], kind, Becomes.MOVED, urgent=row["urgent"] == 1) for row in rows]
        return list(dict.fromkeys(found))  # one card may stand for several

    async def _to_redraw(self, walk: OwedWalk) -> list[WalkStep]:
        """What is open and stands, emergencies first, then the newest: that is what people look at. Each gets a moment of its
        own.
        """
        found = []
        for kind in REDRAWN:
            rows = await self._sql.all(
                f"SELECT o.id, each.urgent FROM ({self._still_open[kind]}) AS each "
                "CROSS JOIN outbox o WHERE o.kind = $2 AND o.subject_id = each.id AND o.state = 'done'",
                walk.server,
                kind,
            )
            rows = sorted(rows, key=lambda row: (not row["urgent"], -row["id"]))
            found += [
                WalkStep(
                    row["id"],
                    kind,
                    Becomes.REDRAWN,
                    urgent=row["urgent"] == 1,
                    wait=turn * BETWEEN_REDRAWS,
                )
                for turn, row in enumerate(rows)
            ]
        return found

    async def go(self, walk: OwedWalk, steps: Sequence[WalkStep], now: datetime) -> None:
        # A first send that is under way may still arrive in the old channel: its row is looked at again afterwards.
        await self._sql.run_many(
            f"UPDATE outbox SET wakes = wakes + 1, {_DUE_NOW.format(now='$2')}, generation = generation + CASE "
            "WHEN $3 = 1 AND channel_id IS NULL AND taken_by IS NOT NULL THEN 1 ELSE 0 END "
            f"WHERE id = $1 AND (state = 'due' OR state = 'dropped' AND last_error = '{SERVER_LEFT}')",
            [
                (step.row, to_ms(now), int(walk.moves and step.kind in self._still_open))
                for step in steps
                if step.becomes is Becomes.DUE
            ],
        )
        # What is due for another reason meanwhile is drawn anew by that.
        await self._sql.run_many(
            "UPDATE outbox SET generation = generation + 1, state = 'due', attempts = 0, due_at = $2 "
            "WHERE id = $1 AND state = 'done'",
            [(step.row, to_ms(now + step.wait)) for step in steps if step.becomes is Becomes.REDRAWN],
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
                    if step.kind == kind and step.becomes is not Becomes.REDRAWN
                ],
            )

    async def end(self, walk: OwedWalk) -> None:
        await self._sql.run(
            "DELETE FROM outbox_walks WHERE server_id = $1 AND asked = $2", walk.server, walk.asked
        )
