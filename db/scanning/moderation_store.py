"""Table `detections` as moderators change it (db/scanning/removal_store.py: as scanning and removing do)."""

from datetime import datetime

from core.base.ids import DetectionId
from core.base.times import to_ms
from core.scanning.detections import Detection, Owed, Person, Returned, Settlement, Timeout
from db.engine.statements import Statements
from db.engine.vault import Vault
from db.scanning.detection_values import detection_of
from db.scanning.sealing import opened_text, sealed_note, sealed_person


class ModerationRows:
    """Fills `ModerationStore` and `ReturnStore` of services/scanning/detections (moderation.py and undo_notices.py)."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def get(self, detection: DetectionId) -> Detection | None:
        row = await self._sql.one("SELECT * FROM detections WHERE id = $1", detection)
        return None if row is None else detection_of(row, self._vault)

    async def removed_for(self, found: Detection) -> DetectionId | None:
        rows = await self._sql.all(  # by the message alone, which is few rows
            "SELECT id, server_id FROM detections WHERE message_id = $1 AND place = 'message' AND outcome = 'removed'",
            found.message,
        )
        others = [row["id"] for row in rows if row["server_id"] == found.server and row["id"] != found.id]
        return DetectionId(min(others)) if others else None

    async def text_of(self, detection: DetectionId) -> str | None:
        row = await self._sql.one(
            "SELECT id, text_sealed, message_id, text_key FROM detections WHERE id = $1", detection
        )
        return None if row is None else opened_text(self._vault, row)

    async def settle(
        self, detection: DetectionId, settlement: Settlement, by: Person, now: datetime, *, note: str = ""
    ) -> None:
        row = await self._sql.one("SELECT message_id, text_key FROM detections WHERE id = $1", detection)
        if row is None:
            return
        await self._sql.run(
            "UPDATE detections SET settled = $2, settled_reason = $3, settled_at = $4, settled_by_sealed = $5, "
            "outcome = $6, action = $7, rule = CASE WHEN $8 = 1 THEN rule ELSE 'moderator' END, note_sealed = $9 WHERE id = $1",
            detection,
            str(settlement.settled),
            settlement.reason,
            to_ms(now),
            sealed_person(self._vault, by, "settled_by", row["message_id"], row["text_key"]),
            str(settlement.outcome),
            str(settlement.action),
            int(settlement.by_rule),
            sealed_note(self._vault, note, row["message_id"], row["text_key"]),
        )
        if settlement.owed is Owed.NOW:
            await self._sql.run(
                # Whoever is at it may have had it deleted already, and cannot save that any more.
                "UPDATE detections SET due_at = $2, attempts = 0, taken_by = NULL, "
                "maybe_removed = CASE WHEN taken_by IS NULL THEN maybe_removed ELSE 1 END WHERE id = $1",
                detection,
                to_ms(now),
            )
        elif settlement.owed is Owed.NO_MORE:
            await self._sql.run("UPDATE detections SET due_at = NULL WHERE id = $1", detection)

    async def note_timeout(self, detection: DetectionId, state: Timeout) -> None:
        await self._sql.run("UPDATE detections SET timeout = $2 WHERE id = $1", detection, str(state))

    async def note_returned(self, detection: DetectionId, returned: Returned) -> None:
        await self._sql.run("UPDATE detections SET returned = $2 WHERE id = $1", detection, str(returned))
