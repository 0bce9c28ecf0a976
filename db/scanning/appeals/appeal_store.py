"""Table `appeals`: what authors object to removals, and what was decided."""

from collections.abc import Collection, Sequence
from datetime import datetime

from core.base.ids import AppealId, DetectionId, NoticeId, ServerId, UserId
from core.base.times import from_ms, to_ms
from core.scanning.appeals import Appeal, AppealState, Objecting
from core.scanning.detections import Person
from core.servers.policy import Tier
from db.base.shared_statements import next_id
from db.engine.statements import Row, Statements
from db.engine.vault import SealBroken, Vault
from db.lists.pattern_rows import opened_by
from db.scanning.appeals.sealing import (
    opened_author,
    opened_decider,
    opened_words,
    sealed_decider,
    sealed_words,
)
from db.scanning.sealing import opened_person
from services.scanning.appeals.ports import Waiting

_APPEALS = "SELECT a.*, n.author_sealed FROM appeals a JOIN author_notices n ON n.id = a.notice_id"
_BY_MODERATOR = ("case", "moderator", "sweep")


class AppealRows:
    """Fills services.scanning.appeals.ports.AppealStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def get(self, appeal: AppealId) -> Appeal | None:
        row = await self._sql.one(f"{_APPEALS} WHERE a.id = $1", appeal)
        return None if row is None else self._appeal(row)

    async def of_notice(self, notice: NoticeId) -> Appeal | None:
        row = await self._sql.one(f"{_APPEALS} WHERE a.notice_id = $1", notice)
        return None if row is None else self._appeal(row)

    def _appeal(self, row: Row) -> Appeal:
        appeal = AppealId(row["id"])
        return Appeal(
            id=appeal,
            notice=NoticeId(row["notice_id"]),
            server=ServerId(row["server_id"]),
            author=opened_author(self._vault, row["author_sealed"], row["notice_id"]),
            state=AppealState(row["state"]),
            has_text=row["text_sealed"] is not None,
            opened_at=from_ms(row["opened_at"]),
            decided_at=None if row["decided_at"] is None else from_ms(row["decided_at"]),
            decided_by=opened_decider(self._vault, row["decided_by_sealed"], appeal),
            reason=opened_words(self._vault, row["reason_sealed"], "reason", appeal) or "",
            against=frozenset(
                UserId(int(user))
                for user in (
                    opened_words(self._vault, row["against_sealed"], "against", appeal) or ""
                ).split()
            ),
        )

    async def text_of(self, appeal: AppealId) -> str | None:
        row = await self._sql.one("SELECT text_sealed FROM appeals WHERE id = $1", appeal)
        return None if row is None else opened_words(self._vault, row["text_sealed"], "text", appeal)

    async def objecting(self, notice: NoticeId, day_ago: datetime) -> Objecting:
        theirs = await self._sql.one("SELECT server_id, author_key FROM author_notices WHERE id = $1", notice)
        if theirs is None:
            return Objecting(0, 0, 0)
        row = await self._sql.one(
            "SELECT count(*) FILTER (WHERE state = 'open') AS waiting, count(*) FILTER (WHERE opened_at > $3) AS today "
            "FROM appeals WHERE server_id = $1 AND author_key = $2",
            theirs["server_id"],
            theirs["author_key"],
            to_ms(day_ago),
        )
        assert row is not None  # noqa: S101  # counts always answer
        return Objecting(
            row["waiting"], row["today"], await self.count_waiting(ServerId(theirs["server_id"]))
        )

    async def open(self, notice: NoticeId, text: str, text_until: datetime, now: datetime) -> AppealId | None:
        appeal = AppealId(await next_id(self._sql, "appeals"))
        against = " ".join(map(str, sorted(await self.deciders(notice))))
        made = await self._sql.run(
            "INSERT INTO appeals (id, notice_id, server_id, author_key, text_sealed, text_until, opened_at, against_sealed) "
            "SELECT $1, id, server_id, author_key, $3, $4, $5, $6 FROM author_notices WHERE id = $2 "
            "ON CONFLICT (notice_id) DO NOTHING",
            appeal,
            notice,
            sealed_words(self._vault, text, "text", appeal),
            to_ms(text_until),
            to_ms(now),
            sealed_words(self._vault, against, "against", appeal) if against else None,
        )
        return appeal if made == 1 else None

    async def is_by(self, appeal: AppealId, user: UserId) -> bool:
        row = await self._sql.one("SELECT server_id, author_key FROM appeals WHERE id = $1", appeal)
        if row is None or row["author_key"] is None:
            return False
        key: bytes = row["author_key"]
        return key == self._vault.member_key(ServerId(row["server_id"]), user)

    async def deciders(self, notice: NoticeId) -> frozenset[UserId]:
        rows = await self._sql.all(
            "SELECT d.id, d.rule, d.tier, d.message_id, d.text_key, d.settled_by_sealed, l.id AS lead, "
            "l.message_id AS lead_message, l.text_key AS lead_key, l.settled_by_sealed AS lead_by, "
            "(SELECT e.id FROM own_entries e WHERE e.server_id = d.server_id AND e.pattern = d.pattern "
            "AND e.added_at <= d.detected_at ORDER BY e.id DESC LIMIT 1) AS entry "
            "FROM detections d LEFT JOIN detections l ON l.id = d.lead_id WHERE d.notice_id = $1 AND d.settled <> 'undone'",
            notice,
        )
        by = [self._ordered(row) for row in rows if row["rule"] in _BY_MODERATOR]
        entries = {
            row["entry"] for row in rows if row["rule"] not in _BY_MODERATOR and row["tier"] == Tier.OWN
        }
        by += [await self._listed_by(entry) for entry in sorted(entries - {None})]
        return frozenset(user for user in by if user is not None)

    def _ordered(self, row: Row) -> UserId | None:
        """Who had this message removed; where it shares a card, that stands with the first."""
        person = opened_person(self._vault, row, "settled_by")
        if person is None and row["lead_by"] is not None:
            lead = {"id": row["lead"], "message_id": row["lead_message"], "text_key": row["lead_key"]}
            person = opened_person(self._vault, lead | {"settled_by_sealed": row["lead_by"]}, "settled_by")
        return None if person is None else person.id

    async def _listed_by(self, entry: int) -> UserId | None:
        row = await self._sql.one("SELECT added_by_sealed FROM own_entries WHERE id = $1", entry)
        try:
            return (
                None
                if row is None
                else opened_by(self._vault, row["added_by_sealed"], f"own_entries.added_by/{entry}")
            )
        except SealBroken:
            return None

    async def decide(
        self,
        appeal: AppealId,
        state: AppealState,
        by: Person,
        against: Collection[UserId],
        reason: str,
        now: datetime,
    ) -> bool:
        changed = await self._sql.run(
            "UPDATE appeals SET state = $2, decided_at = $3, decided_by_sealed = $4, against_sealed = $5, reason_sealed = $6 "
            "WHERE id = $1 AND state = 'open'",
            appeal,
            str(state),
            to_ms(now),
            sealed_decider(self._vault, by, appeal),
            sealed_words(self._vault, " ".join(map(str, sorted(against))), "against", appeal),
            sealed_words(self._vault, reason, "reason", appeal),
        )
        return changed == 1

    async def ended_with(self, detection: DetectionId) -> Sequence[AppealId]:
        rows = await self._sql.all(
            "SELECT a.id FROM appeals a WHERE a.state = 'open' AND a.notice_id IN (SELECT d.notice_id FROM detections d "
            "WHERE d.id IN (SELECT $1 UNION ALL SELECT id FROM detections WHERE lead_id = $1) AND d.notice_id IS NOT NULL) "
            "AND NOT EXISTS (SELECT 1 FROM detections s WHERE s.notice_id = a.notice_id AND s.settled <> 'undone')",
            detection,
        )
        return [AppealId(row["id"]) for row in rows]

    async def end(self, appeal: AppealId, now: datetime) -> None:
        await self._sql.run(
            "UPDATE appeals SET state = 'undone', decided_at = $2, against_sealed = NULL WHERE id = $1 AND state = 'open'",
            appeal,
            to_ms(now),
        )

    async def overturned(self, detection: DetectionId) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM detections d JOIN appeals a ON a.notice_id = d.notice_id "
            "WHERE d.id = $1 AND a.state = 'overturned'",
            detection,
        )
        return row is not None

    async def waiting(self, server: ServerId, most: int) -> Sequence[Appeal]:
        rows = await self._sql.all(
            f"{_APPEALS} WHERE a.server_id = $1 AND a.state = 'open' ORDER BY a.opened_at LIMIT $2",
            server,
            most,
        )
        return [self._appeal(row) for row in rows]

    async def count_waiting(self, server: ServerId) -> int:
        row = await self._sql.one(
            "SELECT count(*) AS n FROM appeals WHERE server_id = $1 AND state = 'open'", server
        )
        return 0 if row is None else int(row["n"])

    async def due_for_reminder(self, opened_before: datetime) -> Sequence[ServerId]:
        rows = await self._sql.all(
            "SELECT server_id FROM appeals WHERE state = 'open' AND reminded_at IS NULL AND opened_at <= $1",
            to_ms(opened_before),
        )
        return [ServerId(server) for server in sorted({row["server_id"] for row in rows})]

    async def remind(self, server: ServerId, opened_before: datetime, now: datetime) -> AppealId | None:
        row = await self._sql.one(
            "SELECT id FROM appeals WHERE server_id = $1 AND state = 'open' AND reminded_at IS NULL AND opened_at <= $2 "
            "ORDER BY opened_at LIMIT 1",
            server,
            to_ms(opened_before),
        )
        if row is None:
            return None
        await self._sql.run(
            "UPDATE appeals SET reminded_at = $3, reminder_id = $4 "
            "WHERE server_id = $1 AND state = 'open' AND reminded_at IS NULL AND opened_at <= $2",
            server,
            to_ms(opened_before),
            to_ms(now),
            row["id"],
        )
        return AppealId(row["id"])

    async def reminded_of(self, oldest: AppealId) -> Waiting | None:
        rows = await self._sql.all(
            f"{_APPEALS} WHERE a.reminder_id = $1 AND a.state = 'open' ORDER BY a.id", oldest
        )
        appeals = tuple(self._appeal(row) for row in rows)
        return Waiting(appeals[0].server, appeals) if appeals else None
