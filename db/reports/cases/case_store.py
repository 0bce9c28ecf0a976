"""Tables `cases` and `case_links` as steps change cases, and which other cards a step concerns."""

from collections.abc import Sequence
from datetime import datetime

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import StorageBusy
from core.base.ids import CaseId, ChannelId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.base.times import to_ms
from core.reports.cases import Actor, CaseOutcome, CaseState, Standing
from core.reports.endings import Closure, StoredCase
from core.scanning.detections import DismissReason, Person
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.reports.cases.case_rows import SAME_LINKS, marks, opened_person, sealed_person, standing_of
from db.reports.reported_changes import note_change

_PEOPLE_FORGOTTEN = 2  # of `forgotten`
# Cards that are rendered again when a case with the same link comes or goes. In a brigade there are hundreds, and each
# card names five: what it says of the rest may be older than the newest report.
_KEPT_FRESH = 6
# Open cases of server $1 whose message is there as far as is known.
_STANDS = (
    "server_id = $1 AND state IN ('open', 'claimed') AND message_id IS NOT NULL AND message_gone_at IS NULL"
)


class CaseRows:
    """Fills the ports of `cases`: in services/reports access, review, undo, handover, reported messages; in services/scanning
    OrderingCases.
    """

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    def actor(self, caller: Caller) -> Actor:
        return Actor(self._vault.member_key(caller.server, caller.user), manager=caller.is_manager())

    async def in_server(self, case: CaseId, caller: Caller) -> StoredCase | None:
        row = await self._sql.one(
            "SELECT * FROM cases WHERE id = $1 AND server_id = $2 AND (quiet = 0 OR author_key IS NULL OR author_key <> $3)",
            case,
            caller.server,
            self.actor(caller).key,
        )
        return None if row is None else self._stored(row)

    async def closed_along_with(self, case: CaseId, caller: Caller) -> list[StoredCase]:
        rows = await self._sql.all(
            "SELECT * FROM cases WHERE related_case_id = $1 AND server_id = $2 "
            "AND (quiet = 0 OR author_key IS NULL OR author_key <> $3) ORDER BY id",
            case,
            caller.server,
            self.actor(caller).key,
        )
        return [self._stored(row) for row in rows]

    async def open_about_the_same(self, case: StoredCase) -> CaseId | None:
        found = await self._sql.one(
            "SELECT id FROM cases WHERE server_id = $1 AND state <> 'closed' "
            f"AND {'message_id = $2' if case.message else 'message_id IS NULL AND link = $2'}",
            case.server,
            case.message or case.link,
        )
        return None if found is None else CaseId(found["id"])

    async def evidence(self, case: CaseId) -> str:
        row = await self._sql.one("SELECT evidence_sealed FROM cases WHERE id = $1", case)
        sealed = None if row is None else row["evidence_sealed"]
        return self._vault.open_or_none(sealed, f"cases.evidence/{case}") or ""

    async def stand(self, case: StoredCase, after: Standing, holder: Person | None, now: datetime) -> None:
        changed = await self._sql.run(
            "UPDATE cases SET state = $3, claimed_by_sealed = $4, claimed_key = $5, claimed_at = $6, given_by_key = $7, "
            "first_claimed_at = coalesce(first_claimed_at, $6), freed = NULL, freed_at = NULL, freed_from_sealed = NULL, "
            "freed_untold = 0, holder_asked_at = NULL, version = version + 1 WHERE id = $1 AND version = $2",
            case.id,
            case.version,
            str(after.state),
            sealed_person(self._vault, holder, "claimed_by", case.id),
            after.holder,
            None if holder is None else to_ms(now),
            after.giver,
        )
        if changed != 1:  # where the database lets two writers read the same row, one of them comes back here
            raise StorageBusy

    async def close(self, case: CaseId, ending: Closure, now: datetime) -> None:
        await self._sql.run(
            "UPDATE cases SET outcome = $2, outcome_reason = $3, outcome_pattern = $4, note_sealed = $5, closed_at = $6, "
            "related_case_id = $7, stance_id = $8, forgotten = 0 WHERE id = $1",
            case,
            *self._ending(case, ending),
            to_ms(now),
            ending.along_with,
            ending.stance,
        )
        await note_change(self._sql, case)

    async def reopen(self, case: CaseId, ending: Closure | None, now: datetime) -> None:
        outcome, reason, pattern, note = (None,) * 4 if ending is None else self._ending(case, ending)
        await self._sql.run(
            "UPDATE cases SET outcome = $2, outcome_reason = $3, outcome_pattern = $4, note_sealed = $5, "
            "closed_at = $6, related_case_id = NULL, stance_id = NULL, reopened_at = $7, forgotten = 0 WHERE id = $1",
            case,
            outcome,
            reason,
            pattern,
            note,
            None if ending is None else to_ms(now),
            to_ms(now),
        )
        await note_change(self._sql, case)

    def _ending(self, case: CaseId, ending: Closure) -> tuple[str, str | None, str | None, bytes | None]:
        return (
            str(ending.outcome),
            None if ending.reason is None else str(ending.reason),
            ending.pattern,
            self._vault.seal(ending.note, f"cases.note/{case}") if ending.note else None,
        )

    async def note_removal(self, case: CaseId, now: datetime) -> None:
        await self._sql.run(
            "UPDATE cases SET removal_at = coalesce(removal_at, $2), removal_undone_at = NULL WHERE id = $1",
            case,
            to_ms(now),
        )

    async def take_back_removal(self, case: CaseId, now: datetime, *, message_gone: bool) -> None:
        await self._sql.run(
            "UPDATE cases SET removal_at = NULL, removal_undone_at = $2, message_gone_at = "
            "CASE WHEN $3 = 1 THEN coalesce(message_gone_at, $2) ELSE message_gone_at END WHERE id = $1",
            case,
            to_ms(now),
            int(message_gone),
        )

    async def about_any_of(self, server: ServerId, messages: Sequence[MessageId]) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM cases WHERE server_id = $1 AND message_id BETWEEN $2 AND $3 LIMIT 1",
            server,
            min(messages),
            max(messages),
        )
        return row is not None

    async def messages_gone(
        self, server: ServerId, messages: Sequence[MessageId], now: datetime
    ) -> list[tuple[CaseId, CaseState]]:
        rows = await self._sql.all(
            f"UPDATE cases SET message_gone_at = $2 WHERE server_id = $1 AND message_id IN ({marks(3, messages)}) "
            "AND message_gone_at IS NULL RETURNING id, state",
            server,
            to_ms(now),
            *messages,
        )
        return [(CaseId(row["id"]), CaseState(row["state"])) for row in rows]

    async def open_in(self, server: ServerId, channel: ChannelId) -> list[MessageId]:
        rows = await self._sql.all(
            f"SELECT message_id FROM cases WHERE {_STANDS} AND channel_id = $2", server, channel
        )
        return [MessageId(row["message_id"]) for row in rows]

    async def open_places(self, server: ServerId, most: int) -> list[MessagePlace]:
        rows = await self._sql.all(
            f"SELECT channel_id, message_id FROM cases WHERE {_STANDS} AND removal_at IS NULL "
            "ORDER BY opened_at DESC LIMIT $2",
            server,
            most,
        )
        return [MessagePlace(ChannelId(row["channel_id"]), MessageId(row["message_id"])) for row in rows]

    def _stored(self, row: Row) -> StoredCase:
        return StoredCase(
            id=CaseId(row["id"]),
            server=ServerId(row["server_id"]),
            standing=standing_of(row),
            holder=opened_person(self._vault, row, "claimed_by"),
            category=Category(row["category"]),
            channel=None if row["channel_id"] is None else ChannelId(row["channel_id"]),
            message=None if row["message_id"] is None else MessageId(row["message_id"]),
            author=opened_person(self._vault, row, "author"),
            author_is_member=bool(row["author_is_member"]),
            link=row["link"],
            outcome=None if row["outcome"] is None else CaseOutcome(row["outcome"]),
            reason=None if row["outcome_reason"] is None else DismissReason(row["outcome_reason"]),
            pattern=row["outcome_pattern"],
            stance=row["stance_id"],
            removal_ordered=row["removal_at"] is not None,
            message_gone=row["message_gone_at"] is not None,
            people_forgotten=row["forgotten"] == _PEOPLE_FORGOTTEN,
            version=row["version"],
        )


class CaseCardRows:
    """Fills services.reports.case_cards.CaseCardStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def give(self, case: CaseId) -> bool:
        return await self._sql.run("UPDATE cases SET quiet = 0 WHERE id = $1 AND quiet = 1", case) == 1

    async def naming(self, case: CaseId, server: ServerId) -> list[CaseId]:
        rows = await self._sql.all(
            f"SELECT DISTINCT s.case_id FROM {SAME_LINKS} AND s.case_id <> $1 AND c.state <> 'closed' "
            "ORDER BY s.case_id LIMIT $3",
            case,
            server,
            _KEPT_FRESH,
        )
        return [CaseId(row["case_id"]) for row in rows]
