"""Table `detections` as scanning and removing write it (db/scanning/moderation_store.py: as moderators do)."""

from datetime import datetime

from core.base.ids import CaseId, DetectionId, MessageId, ServerId
from core.base.posts import PostKind
from core.base.shards import ALL_SHARDS, Ours
from core.base.times import to_ms
from core.base.well_formed import well_formed
from core.scanning.detections import MESSAGE_ONLY, Detection, Outcome
from core.servers.policy import Action, Tier
from db.base.lease_store import FREE
from db.base.shard_store import of_shards
from db.base.shared_statements import kept_names
from db.engine.statements import NewRow, Statements, row_of
from db.engine.vault import Vault
from db.scanning.detection_values import detection_of
from db.scanning.removal_values import removal_of
from db.scanning.sealing import sealed_person, sealed_text
from services.scanning.posts import Detected
from services.scanning.removal_ports import OrderedRemoval, Removal, RemovalAttempt, SaidGone

_DUE = f"due_at <= $1 AND {FREE}"


def _stricter(action: Action) -> str:
    return ", ".join(f"'{other}'" for other in Action if other.strictness >= action.strictness)


_AT_LEAST_AS_STRICT = {action: _stricter(action) for action in Action}


_AS_NEW = ", ".join(
    f"{column} = excluded.{column}"
    for column in (
        *(
            "pattern",
            "tier",
            "category",
            "source",
            "rule",
            "link",
            "author_long",
            "how",
            "guess",
            "action",
            "outcome",
            "attempts",
            "due_at",
        ),
        *(
            "taken_by",
            "text_sealed",
            "text_until",
            "detected_at",
            "settled",
            "settled_reason",
            "maybe_removed",
            "picture",
        ),
    )
)


class DetectionRows:
    """Fills services.scanning.posts.DetectionStore and services.scanning.removal_ports.RemovalStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def add(self, detected: Detected, process: str) -> DetectionId | None:
        post, decision, match = detected.post, detected.decision, detected.decision.match
        # Of two places in one message, the second is another detection once the first may stand.
        key = self._vault.text_key(f"{match.pattern}\n{detected.scanned}")
        now, pending = to_ms(detected.now), detected.outcome is Outcome.PENDING
        row = row_of(
            {
                "server_id": post.server,
                "channel_id": post.channels[0],
                "message_id": post.message,
                "place": str(post.place),
                "named": str(post.named),
                "text_key": key,
                "author_sealed": sealed_person(self._vault, post.author, "author", post.message, key),
                "author_key": None
                if post.author is None
                else self._vault.member_key(post.server, post.author.id),
                "author_is_member": int(post.author_is_member),
                "author_long": None if detected.author_long is None else int(detected.author_long),
                "pattern": match.pattern,
                "tier": str(match.tier),
                "category": str(match.category),
                "source": match.source,
                "rule": decision.rule,
                "link": well_formed(match.link),
                "how": kept_names(match.how),
                "guess": match.guess,
                "action": str(decision.action),
                "outcome": str(detected.outcome),
                "attempts": int(pending),
                "due_at": now if pending else None,
                "taken_by": process if pending else None,
                "text_sealed": sealed_text(self._vault, detected.text, post.message, key),
                "text_until": to_ms(detected.text_until) if detected.text else None,
                "detected_at": now,
                "picture": post.picture,
            }
        )
        statement = _ADDING.get(decision.action)
        if statement is None:
            statement = _ADDING[decision.action] = _adding(row, decision.action)
        found = await self._sql.one(statement, *row.values)
        return None if found is None else DetectionId(found["id"])

    async def order_removal(self, ordered: OrderedRemoval, now: datetime) -> DetectionId | None:
        key, author, at = self._order_key(ordered.case), ordered.author, to_ms(now)
        row = row_of(
            {
                "server_id": ordered.server,
                "channel_id": ordered.channel,
                "message_id": ordered.message,
                "place": str(PostKind.MESSAGE),
                "text_key": key,
                "author_sealed": sealed_person(self._vault, author, "author", ordered.message, key),
                "author_key": None if author is None else self._vault.member_key(ordered.server, author.id),
                "author_is_member": int(author is not None and ordered.author_is_member),
                "pattern": ordered.pattern,
                "tier": str(Tier.OWN),
                "category": str(ordered.category),
                "source": "",
                "rule": "case",
                "link": ordered.link,
                "how": kept_names(ordered.how),
                "action": str(Action.DELETE),
                "outcome": str(Outcome.PENDING),
                "settled": str(ordered.settled),
                "settled_at": at,
                "settled_by_sealed": sealed_person(
                    self._vault, ordered.by, "settled_by", ordered.message, key
                ),
                "due_at": at,
                "text_sealed": sealed_text(self._vault, ordered.text, ordered.message, key),
                "text_until": None if ordered.text_until is None else to_ms(ordered.text_until),
                "case_id": ordered.case,
                "detected_at": at,
            }
        )
        found = await self._sql.one(
            f"INSERT INTO detections ({row.columns}) VALUES ({row.parameters}) "
            # Ordered again after it was taken back in time: the message stands.
            "ON CONFLICT (message_id, text_key) DO UPDATE SET pattern = excluded.pattern, category = excluded.category, "
            "link = excluded.link, how = excluded.how, guess = '', action = excluded.action, outcome = excluded.outcome, "
            "settled = excluded.settled, settled_reason = '', settled_at = excluded.settled_at, "
            "settled_by_sealed = excluded.settled_by_sealed, due_at = excluded.due_at, attempts = 0, "
            "text_sealed = excluded.text_sealed, text_until = excluded.text_until, detected_at = excluded.detected_at "
            "WHERE detections.settled = 'undone' "
            "AND detections.outcome IN ('pending', 'forbidden', 'failed', 'kept', 'edited') "
            "RETURNING id",
            *row.values,
        )
        return None if found is None else DetectionId(found["id"])

    async def ordered_from(self, message: MessageId, case: CaseId) -> Detection | None:
        row = await self._sql.one(
            "SELECT * FROM detections WHERE message_id = $1 AND text_key = $2",
            message,
            self._order_key(case),
        )
        return None if row is None else detection_of(row, self._vault)

    def _order_key(self, case: CaseId) -> bytes:
        return self._vault.text_key(f"case/{case}")

    async def any_due(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        due = f"{_DUE}{of_shards(ours)}"
        return await self._sql.one(f"SELECT 1 FROM detections WHERE {due} LIMIT 1", to_ms(now)) is not None

    async def is_owed(self, detection: DetectionId) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM detections WHERE id = $1 AND due_at IS NOT NULL AND settled <> 'undone'", detection
        )
        return row is not None

    async def take_due(
        self, process: str, now: datetime, limit: int, ours: Ours = ALL_SHARDS
    ) -> list[Removal]:
        due = f"{_DUE}{of_shards(ours)}"
        rows = await self._sql.all(
            f"SELECT * FROM detections WHERE {due} ORDER BY due_at, id LIMIT $2", to_ms(now), limit
        )
        await self._sql.run_many(
            "UPDATE detections SET taken_by = $1, attempts = attempts + 1 WHERE id = $2",
            [(process, row["id"]) for row in rows],
        )
        return [removal_of(row, self._vault) for row in rows]

    async def settle_removal(self, removal: Removal, process: str, attempt: RemovalAttempt) -> bool:
        changed = await self._sql.run(
            # Undone while it was under way: whatever became of it, it is not tried again.
            "UPDATE detections SET outcome = $3, taken_by = NULL, "
            "due_at = CASE WHEN settled = 'undone' THEN NULL ELSE CAST($4 AS BIGINT) END, "
            "timeout = CASE WHEN $5 = '' THEN timeout ELSE $5 END, timeout_until = coalesce($6, timeout_until), "
            "missing = $7, maybe_removed = $8 "
            # A server that crashed may have lost the row that had this id, and given the id to another.
            "WHERE id = $1 AND message_id = $9 "
            # It may have lost that somebody took the row, too. Whoever deleted the message is certain of it, whoever found it gone
            # after that is not: what is removed counts, whoever has the row now.
            f"AND (taken_by = $2 OR ($3 = '{Outcome.REMOVED}' AND outcome <> '{Outcome.REMOVED}'))",
            removal.id,
            process,
            str(attempt.outcome),
            None if attempt.retry_at is None else to_ms(attempt.retry_at),
            str(attempt.timeout),
            None if attempt.timeout_until is None else to_ms(attempt.timeout_until),
            str(attempt.missing),
            int(attempt.maybe_removed),
            removal.message,
        )
        return changed == 1

    async def is_there(self, removal: Removal) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM detections WHERE id = $1 AND message_id = $2", removal.id, removal.message
        )
        return row is not None

    async def said_gone(self, removal: Removal) -> SaidGone:
        rows = await self._sql.all(  # detections by the message alone, which is few rows
            "SELECT id AS detection, case_id, server_id FROM detections "
            "WHERE message_id = $1 AND place = 'message' AND outcome = 'gone' UNION ALL "
            "SELECT NULL, id, server_id FROM cases "
            "WHERE server_id = $2 AND message_id = $1 AND message_gone_at IS NOT NULL",
            removal.message,
            removal.server,
        )
        here = [row for row in rows if row["server_id"] == removal.server]
        cases = {row["case_id"] for row in here if row["case_id"] is not None}
        return SaidGone(
            [DetectionId(row["detection"]) for row in here if row["detection"] is not None],
            [CaseId(case) for case in sorted(cases) if case != removal.case],
        )

    async def retry_forbidden(self, server: ServerId, now: datetime, limit: int) -> int:
        return await self._sql.run(
            # What was made due already has no attempts: the next portion passes over it.
            "UPDATE detections SET due_at = $2, attempts = 0 WHERE id IN (SELECT id FROM detections "
            "WHERE server_id = $1 AND due_at IS NOT NULL AND outcome = $3 AND taken_by IS NULL AND attempts > 0 LIMIT $4)",
            server,
            to_ms(now),
            str(Outcome.FORBIDDEN),
            limit,
        )


_ADDING: dict[
    Action, str
] = {}  # the statement of `add` for each action: it is long, and the same for every hit


def _adding(row: NewRow, action: Action) -> str:
    return (
        f"INSERT INTO detections ({row.columns}) SELECT {row.parameters} WHERE NOT EXISTS ("
        # An edit, or an embed that came late, around a link that was acted on is the same detection, unless it is
        # to be treated more strictly now, or its place was allowed and is not any more, or the link was gone.
        f"SELECT 1 FROM detections d WHERE d.message_id = {row['message_id']} AND d.place = {row['place']} "
        f"AND d.outcome <> 'edited' AND ((d.pattern = {row['pattern']} AND d.link = {row['link']}) "
        # So is another picture of the message with that place, or with any while nobody decided about the first: whoever
        # posts ten shall not make ten cards.
        f"OR (d.picture <> '' AND {row['picture']} <> '' AND (d.pattern = {row['pattern']} OR d.settled = '')) "
        # Nor shall whoever renames a member or a channel again and again, while nobody decided about the first name.
        f"OR (d.named <> '' AND {row['named']} <> '' AND d.settled = '')) "
        f"AND (d.settled <> 'undone' OR d.settled_reason = '{MESSAGE_ONLY}') "
        f"AND d.action IN ({_AT_LEAST_AS_STRICT[action]})) "
        # Taken out by its author, and put in again word for word.
        f"ON CONFLICT (message_id, text_key) DO UPDATE SET {_AS_NEW}, "
        # What shared its card was decided about without it, or will be.
        "lead_id = CASE WHEN detections.lead_id = detections.id THEN detections.lead_id END "
        "WHERE detections.outcome = 'edited' AND detections.settled <> 'undone' RETURNING id"
    )
