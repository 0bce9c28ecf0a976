"""Table `detections`, as far as messages that stand and have a card are changed or deleted by others meanwhile."""

from collections.abc import Sequence

from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.scanning.detections import Outcome, Settled
from db.engine.statements import Row, Statements
from services.scanning.standing import Changed, Standing

# What a process is at says for itself what became of it. What was to be removed, and perhaps was, is asked for again.
_GONE = (
    "UPDATE detections SET outcome = 'gone', due_at = NULL WHERE {which} AND taken_by IS NULL AND "
    "(outcome IN ('review', 'kept', 'edited') OR (outcome IN ('forbidden', 'failed') AND maybe_removed = 0)) "
    "RETURNING id, case_id"
)
_UNDECIDED = frozenset({Outcome.REVIEW, Outcome.FORBIDDEN, Outcome.FAILED})
_HAS_CARD = "outcome IN ('review', 'forbidden', 'failed', 'kept', 'edited')"


class StandingRows:
    """Fills services.scanning.standing.StandingStore and services.scanning.standing_looks.WaitingPlaces."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def any_of(self, server: ServerId, message: MessageId) -> bool:
        return bool(await self._about(server, message))

    async def _about(self, server: ServerId, message: MessageId) -> Sequence[Row]:
        """By the message alone, which is few rows; by its server, they would be many."""
        rows = await self._sql.all(
            f"SELECT * FROM detections WHERE message_id = $1 AND place = 'message' AND {_HAS_CARD}", message
        )
        return [row for row in rows if row["server_id"] == server]

    async def any_in(self, server: ServerId, channel: ChannelId) -> bool:
        row = await self._sql.one(
            f"SELECT 1 FROM detections WHERE channel_id = $1 AND server_id = $2 AND {_HAS_CARD} LIMIT 1",
            channel,
            server,
        )
        return row is not None

    async def of(self, server: ServerId, message: MessageId) -> Sequence[Standing]:
        return [
            Standing(DetectionId(row["id"]), row["picture"] or row["link"], ChannelId(row["channel_id"]))
            for row in await self._about(server, message)
            if row["outcome"] in _UNDECIDED
            and row["settled"] == Settled.OPEN
            and row["case_id"] is None
            and row["taken_by"] is None
        ]

    async def in_review(self, server: ServerId, most: int) -> Sequence[MessagePlace]:
        rows = await self._sql.all(
            "SELECT channel_id, message_id FROM detections WHERE server_id = $1 "
            "AND outcome = 'review' AND settled = '' AND place = 'message' ORDER BY id DESC LIMIT $2",
            server,
            most,
        )
        places = [MessagePlace(ChannelId(row["channel_id"]), MessageId(row["message_id"])) for row in rows]
        return list(dict.fromkeys(places))  # a message may have several cards

    async def gone(self, server: ServerId, message: MessageId) -> Sequence[Changed]:
        changed: list[Row] = []
        for row in await self._about(server, message):
            changed += await self._sql.all(_GONE.format(which="id = $1"), row["id"])
        return _changed(changed)

    async def gone_with(self, server: ServerId, channel: ChannelId) -> Sequence[Changed]:
        which = f"channel_id = $1 AND server_id = $2 AND {_HAS_CARD}"
        return _changed(await self._sql.all(_GONE.format(which=which), channel, server))

    async def edited(self, detection: DetectionId) -> bool:
        changed = await self._sql.run(
            "UPDATE detections SET outcome = 'edited', due_at = NULL WHERE id = $1 AND settled = '' "
            "AND outcome IN ('review', 'forbidden', 'failed') AND taken_by IS NULL",
            detection,
        )
        return changed == 1


def _changed(rows: Sequence[Row]) -> Sequence[Changed]:
    return [
        Changed(DetectionId(row["id"]), None if row["case_id"] is None else CaseId(row["case_id"]))
        for row in rows
    ]
