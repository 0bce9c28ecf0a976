"""Tables `detections` and `cases` by the keyed hash of whoever wrote a message."""

from collections.abc import Sequence
from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, DetectionId, MessageId, ServerId, UserId
from core.base.times import from_ms, to_ms
from core.reports.cases import CaseOutcome, CaseState
from core.scanning.authors import AuthorPast
from core.scanning.detections import DismissReason
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.reports.cases.case_rows import UPHELD, place_of
from services.base.outbox import Kind
from services.reports.authors import AuthorCase

_CASES = (
    "SELECT c.id, c.category, c.state, c.outcome, c.outcome_reason, c.opened_at, c.message_id, "
    "o.channel_id AS card_channel, o.message_id AS card_message FROM cases c "
    f"LEFT JOIN outbox o ON o.kind = '{Kind.CASE_CARD}' AND o.subject_id = c.id "
    "WHERE c.server_id = $1 AND c.author_key = $2 AND c.id <> $3"
)
# The messages that the card of detection $4 shows: its own, and where it counts several, each of them.
_SHOWN_BY = "SELECT message_id FROM detections WHERE id = $4 UNION ALL SELECT message_id FROM detections WHERE lead_id = $4"


class AuthorRows:
    """Fills services.reports.authors.AuthorStore and services.scanning.detections.authors.AuthorPastStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def past(
        self, server: ServerId, author: UserId, since: datetime, but: DetectionId | None
    ) -> AuthorPast:
        key, after = self._vault.member_key(server, author), to_ms(since)
        # A message with several links has several detections.
        messages = await self._sql.one(
            "SELECT count(DISTINCT CASE WHEN outcome = 'removed' THEN message_id END) AS removed, "
            "count(DISTINCT CASE WHEN timeout IN ('set', 'stays') THEN message_id END) AS timed_out FROM detections "
            "WHERE server_id = $1 AND author_key = $2 AND detected_at >= $3 AND settled <> 'undone' "
            f"AND message_id NOT IN ({_SHOWN_BY})",
            server,
            key,
            after,
            but or 0,
        )
        cases = await self._sql.one(
            f"SELECT count(*) FILTER (WHERE {UPHELD}) AS upheld, count(*) FILTER (WHERE NOT {UPHELD} "
            "AND outcome_reason IN ('no_violation', 'news_or_counter_speech')) AS dismissed FROM cases "
            "WHERE server_id = $1 AND author_key = $2 AND closed_at >= $3",
            server,
            key,
            after,
        )
        return AuthorPast(
            removed=_count(messages, "removed"),
            upheld=_count(cases, "upheld"),
            dismissed=_count(cases, "dismissed"),
            timed_out=_count(messages, "timed_out"),
        )

    async def cases(
        self, server: ServerId, author: UserId, since: datetime, but: CaseId | None, most: int
    ) -> Sequence[AuthorCase]:
        key = self._vault.member_key(server, author)
        waiting = await self._sql.all(
            f"{_CASES} AND c.state <> 'closed' ORDER BY c.opened_at LIMIT $4", server, key, but or 0, most
        )
        closed = await self._sql.all(
            f"{_CASES} AND c.closed_at >= $5 ORDER BY c.closed_at DESC LIMIT $4",
            server,
            key,
            but or 0,
            most,
            to_ms(since),
        )
        return [_case(row) for row in (*waiting, *closed)]


def _case(row: Row) -> AuthorCase:
    outcome, reason, message = row["outcome"], row["outcome_reason"], row["message_id"]
    return AuthorCase(
        id=CaseId(row["id"]),
        category=Category(row["category"]),
        state=CaseState(row["state"]),
        outcome=None if outcome is None else CaseOutcome(outcome),
        reason=None if reason is None else DismissReason(reason),
        opened_at=from_ms(row["opened_at"]),
        card=place_of(row["card_channel"], row["card_message"]),
        message=None if message is None else MessageId(message),
    )


def _count(row: Row | None, name: str) -> int:
    return 0 if row is None else int(row[name])
