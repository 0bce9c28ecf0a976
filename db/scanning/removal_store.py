"""Table `detections` as scanning and removing write it (db/scanning/moderation_store.py: as moderators do)."""

from datetime import datetime

from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, ServerId
from core.base.times import from_ms, to_ms
from core.base.well_formed import well_formed
from core.scanning.detections import Outcome, Timeout
from core.servers.policy import Action
from db.base.shared_statements import arm, kept_names
from db.engine.database import Database, Row, Value
from db.engine.vault import Vault
from db.scanning.detection_rows import opened_person, sealed_person, sealed_text
from services.base.outbox import Kind
from services.scanning.pipeline import Detected, member_to_time_out
from services.scanning.removals import Removal, Removed

# Free: nobody took it, or the process that did has let its lease run out.
_FREE = (
    "(taken_by IS NULL OR NOT EXISTS (SELECT 1 FROM leases l WHERE l.name = 'process:' || taken_by "
    "AND l.expires_at > $1))"
)

# An edit, or an embed that came late, around the same link of the same message is the same detection, unless it
# is now to be treated more strictly ($21 names the actions that are at least as strict) or it was undone.
_ADD = (
    "INSERT INTO detections (server_id, channel_id, message_id, place, text_key, author_sealed, author_key, "
    "author_is_member, pattern, tier, category, source, rule, link, how, action, outcome, attempts, due_at, taken_by, "
    "text_sealed, text_until, detected_at) "
    "SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $22, $23, $24 "
    "WHERE NOT EXISTS (SELECT 1 FROM detections d WHERE d.message_id = $3 AND d.place = $4 AND d.pattern = $9 "
    "AND d.link = $14 AND d.settled <> 'undone' AND $21 LIKE '%,' || d.action || ',%') "
    "ON CONFLICT (message_id, text_key) DO NOTHING RETURNING id"
)


class DetectionRows:
    """Fills services.scanning.pipeline.DetectionStore, services.scanning.removals.RemovalStore, services.base.retention.RetentionStore."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    async def add(self, detected: Detected, process: str) -> DetectionId | None:
        values = self._values(detected, process)
        if detected.outcome is not Outcome.REVIEW:
            async with (
                self._db.relaxed() as tx
            ):  # the disk may confirm it beside the request (docs/rules.md, rule 1)
                found = await tx.one(_ADD, *values)
            return None if found is None else DetectionId(found["id"])
        async with self._db.bulk() as tx:
            row = await tx.one(_ADD, *values)
            if row is None:
                return None
            await arm(tx, Kind.DETECTION_CARD, row["id"], detected.post.server, detected.now)
        return DetectionId(row["id"])

    def _values(self, detected: Detected, process: str) -> list[Value]:
        post, decision = detected.post, detected.decision
        match = decision.match
        key = self._vault.text_key(detected.scanned)
        pending = detected.outcome is Outcome.PENDING
        now = to_ms(detected.now)
        return [
            post.server,
            post.channels[0],
            post.message,
            str(post.place),
            key,
            sealed_person(self._vault, post.author, "author", post.message, key),
            None if post.author is None else self._vault.member_key(post.server, post.author.id),
            int(post.author_is_member),
            match.pattern,
            str(match.tier),
            str(match.category),
            match.source,
            decision.rule,
            well_formed(match.link),
            kept_names(match.how),
            str(decision.action),
            str(detected.outcome),
            int(pending),
            now if pending else None,
            process if pending else None,
            _STRICTER[decision.action],
            sealed_text(self._vault, detected.text, post.message, key),
            to_ms(detected.text_until) if detected.text else None,
            now,
        ]

    async def take_due(self, process: str, now: datetime, limit: int) -> list[Removal]:
        due = f"due_at <= $1 AND {_FREE}"
        if not await self._db.glance.all(
            f"SELECT 1 FROM detections WHERE {due} LIMIT 1", to_ms(now)
        ):  # the usual answer of a poll costs no write
            return []
        async with self._db.relaxed() as tx:
            rows = await tx.all(
                f"SELECT * FROM detections WHERE {due} ORDER BY due_at, id LIMIT $2", to_ms(now), limit
            )
            await tx.run_many(
                "UPDATE detections SET taken_by = $1, attempts = attempts + 1 WHERE id = $2",
                [(process, row["id"]) for row in rows],
            )
        return [self._removal(row) for row in rows]

    async def settle_removal(self, removal: Removal, process: str, result: Removed, now: datetime) -> None:
        async with self._db.relaxed() as tx:
            changed = await tx.run(
                # Undone while it was under way: whatever became of it, it is not tried again.
                "UPDATE detections SET outcome = $3, taken_by = NULL, "
                "due_at = CASE WHEN settled = 'undone' THEN NULL ELSE $4 END, "
                "timeout = CASE WHEN $5 = '' THEN timeout ELSE $5 END, timeout_until = coalesce($6, timeout_until) "
                "WHERE id = $1 AND taken_by = $2",
                removal.id,
                process,
                str(result.outcome),
                None if result.retry_at is None else to_ms(result.retry_at),
                str(result.timeout),
                None if result.timeout_until is None else to_ms(result.timeout_until),
            )
            if changed:
                await arm(tx, Kind.DETECTION_CARD, removal.id, removal.server, now)
            if changed and removal.case is not None:
                await arm(tx, Kind.CASE_CARD, removal.case, removal.server, now)

    async def retry_forbidden(self, server: ServerId, now: datetime) -> int:
        async with self._db.bulk() as tx:
            return await tx.run(
                "UPDATE detections SET due_at = $2, attempts = 0 WHERE server_id = $1 AND due_at IS NOT NULL "
                "AND outcome = $3 AND taken_by IS NULL",
                server,
                to_ms(now),
                str(Outcome.FORBIDDEN),
            )

    async def purge(self, now: datetime) -> int:
        """Erase the texts whose time is over, in the write-ahead log too (services/base/retention.py)."""
        due = await self._db.read.one("SELECT 1 FROM detections WHERE text_until <= $1 LIMIT 1", to_ms(now))
        if due is None:
            return 0
        async with self._db.bulk() as tx:
            forgotten = await tx.run(
                "UPDATE detections SET text_sealed = NULL, text_until = NULL WHERE text_until <= $1",
                to_ms(now),
            )
        await self._db.forget_deleted()
        return forgotten

    def _removal(self, row: Row) -> Removal:
        author = opened_person(
            self._vault, row["author_sealed"], "author", row["message_id"], row["text_key"]
        )
        already_out = row["timeout"] != Timeout.NONE
        member = member_to_time_out(
            Action(row["action"]), author, is_member=bool(row["author_is_member"]) and not already_out
        )
        return Removal(
            id=DetectionId(row["id"]),
            server=ServerId(row["server_id"]),
            channel=ChannelId(row["channel_id"]),
            message=MessageId(row["message_id"]),
            member=member,
            detected_at=from_ms(row["detected_at"]),
            attempts=row["attempts"] + 1,
            case=None if row["case_id"] is None else CaseId(row["case_id"]),
            cut_off=row["taken_by"] is not None,
        )


def _at_least_as_strict(action: Action) -> str:
    return "," + ",".join(other for other in Action if other.strictness >= action.strictness) + ","


_STRICTER = {action: _at_least_as_strict(action) for action in Action}
