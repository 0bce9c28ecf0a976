"""Table `detections` as moderators change it (db/scanning/removal_store.py: as scanning and removing do)."""

from datetime import datetime

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, ServerId
from core.base.posts import PostKind
from core.base.times import from_ms, to_ms
from core.lists.patterns import Pattern
from core.lists.shared_standing import StanceKind
from core.scanning.detections import (
    DismissReason,
    Outcome,
    Person,
    Returned,
    Settled,
    Timeout,
    Verb,
    kept_from_author,
    listable,
    verbs,
)
from core.servers.policy import Action, Tier
from db.base.shared_statements import arm, note, read_names
from db.engine.database import Database, Row, Statements
from db.engine.vault import Vault
from db.lists.own_rows import add_allow, add_own
from db.lists.stance_rows import add_stance
from db.scanning.detection_rows import opened_person, opened_text, settle, take_back
from services.base.outbox import Kind
from services.scanning.moderation import Detection, Listed, Listing


class ModerationRows:
    """Fills services.scanning.moderation.ModerationStore."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    async def get(self, detection: DetectionId) -> Detection | None:
        rows = await self._db.glance.all("SELECT * FROM detections WHERE id = $1", detection)
        return self._detection(rows[0]) if rows else None

    async def undo(self, detection: DetectionId, by: Caller, pattern: Pattern | None, now: datetime) -> bool:
        async with self._db.bulk() as tx:
            row = await self._possible(tx, detection, by, Verb.UNDO)
            if row is None:
                return False
            if pattern is not None:
                reason = f"detection {detection}"
                await add_allow(tx, self._vault, by.server, pattern, reason, by.user, now)
            await take_back(tx, self._vault, row, by, now)
        return True

    async def order_delete(self, detection: DetectionId, by: Caller, now: datetime) -> bool:
        async with self._db.bulk() as tx:
            row = await self._possible(tx, detection, by, Verb.DELETE)
            if row is None:
                return False
            await self._owe(tx, detection, now)
            await settle(tx, self._vault, row, Settled.DELETED, by, now)
        return True

    async def list_pattern(
        self, detection: DetectionId, by: Caller, listing: Listing, now: datetime
    ) -> Listed | None:
        async with self._db.bulk() as tx:
            row = await self._possible(tx, detection, by, Verb.LIST)
            if row is None:
                return None
            pattern, category = listing.pattern, listing.category
            new = await add_own(
                tx, self._vault, by.server, pattern, category, listing.note, by.user, row["case_id"], now
            )
            if listing.share:
                await add_stance(
                    tx,
                    self._vault,
                    by.server,
                    pattern,
                    category,
                    listing.note,
                    StanceKind.CONFIRM,
                    "",  # other servers read it, and which detection it was is nobody else's business
                    by.user,
                    now,
                )
            removing = listing.remove and Outcome(row["outcome"]).stands
            if removing:
                await self._owe(tx, detection, now)
            await settle(tx, self._vault, row, Settled.LISTED, by, now)
        return Listed(pattern, new, removing)

    async def dismiss(
        self, detection: DetectionId, by: Caller, reason: DismissReason, note: str, now: datetime
    ) -> bool:
        async with self._db.bulk() as tx:
            row = await self._possible(tx, detection, by, Verb.DISMISS)
            if row is None:
                return False
            await tx.run("UPDATE detections SET due_at = NULL WHERE id = $1", detection)
            await settle(tx, self._vault, row, Settled.DISMISSED, by, now, reason=str(reason), told=note)
        return True

    async def reveal(self, detection: DetectionId, by: Caller, now: datetime) -> str | None:
        async with self._db.bulk() as tx:
            row = await tx.one("SELECT * FROM detections WHERE id = $1", detection)
            if row is None:
                return None
            self._require_for_others(row, by, None)
            text = opened_text(self._vault, row["text_sealed"], row["message_id"], row["text_key"])
            if text is not None:
                subject = f"detection/{detection}"
                await note(tx, self._vault, by.server, by.user, "detection-reveal", subject, now)
        return text

    async def text_of(self, detection: DetectionId) -> str | None:
        row = await self._db.read.one(
            "SELECT message_id, text_key, text_sealed FROM detections WHERE id = $1", detection
        )
        if row is None:
            return None
        return opened_text(self._vault, row["text_sealed"], row["message_id"], row["text_key"])

    async def note_lifted(self, detection: DetectionId, state: Timeout, now: datetime) -> None:
        async with self._db.bulk() as tx:
            await tx.run("UPDATE detections SET timeout = $2 WHERE id = $1", detection, str(state))
            await self._show(tx, detection, now)

    async def note_returned(self, detection: DetectionId, returned: Returned, now: datetime) -> None:
        async with self._db.bulk() as tx:
            await tx.run("UPDATE detections SET returned = $2 WHERE id = $1", detection, str(returned))
            await self._show(tx, detection, now)

    async def _possible(self, tx: Statements, detection: DetectionId, by: Caller, verb: Verb) -> Row | None:
        row = await tx.one("SELECT * FROM detections WHERE id = $1", detection)
        if row is None:
            return None
        self._require_for_others(row, by, verb)
        outcome = Outcome(row["outcome"])
        can_list = listable(row["link"], Tier(row["tier"]), outcome)
        possible = verbs(PostKind(row["place"]), outcome, Settled(row["settled"]), can_list=can_list)
        return row if verb in possible else None

    def _require_for_others(self, row: Row, by: Caller, verb: Verb | None) -> None:
        own = row["author_key"] == self._vault.member_key(by.server, by.user)
        if own and kept_from_author(verb, ordered=row["case_id"] is not None):
            raise UserError("detection-own-message")

    async def _owe(self, tx: Statements, detection: DetectionId, now: datetime) -> None:
        await tx.run(
            "UPDATE detections SET outcome = $2, action = $3, due_at = $4, attempts = 0, taken_by = NULL WHERE id = $1",
            detection,
            str(Outcome.PENDING),
            str(Action.DELETE),
            to_ms(now),
        )

    async def _show(self, tx: Statements, detection: DetectionId, now: datetime) -> None:
        row = await tx.one("SELECT server_id, case_id FROM detections WHERE id = $1", detection)
        if row is None:
            return
        await arm(tx, Kind.DETECTION_CARD, detection, ServerId(row["server_id"]), now)
        if row["case_id"] is not None:
            await arm(tx, Kind.CASE_CARD, row["case_id"], ServerId(row["server_id"]), now)

    def _detection(self, row: Row) -> Detection:
        def person(column: str) -> Person | None:
            sealed = row[f"{column}_sealed"]
            return opened_person(self._vault, sealed, column, row["message_id"], row["text_key"])

        return Detection(
            id=DetectionId(row["id"]),
            server=ServerId(row["server_id"]),
            channel=ChannelId(row["channel_id"]),
            message=MessageId(row["message_id"]),
            place=PostKind(row["place"]),
            author=person("author"),
            author_is_member=bool(row["author_is_member"]),
            pattern=row["pattern"],
            tier=Tier(row["tier"]),
            category=Category(row["category"]),
            source=row["source"],
            rule=row["rule"],
            link=row["link"],
            how=read_names(row["how"]),
            action=Action(row["action"]),
            outcome=Outcome(row["outcome"]),
            owed=row["due_at"] is not None,
            under_way=row["taken_by"] is not None,
            timeout=Timeout(row["timeout"]),
            timeout_until=None if row["timeout_until"] is None else from_ms(row["timeout_until"]),
            settled=Settled(row["settled"]),
            settled_by=person("settled_by"),
            settled_reason=row["settled_reason"],
            returned=Returned(row["returned"]),
            case=None if row["case_id"] is None else CaseId(row["case_id"]),
            has_text=row["text_sealed"] is not None,
            detected_at=from_ms(row["detected_at"]),
        )
