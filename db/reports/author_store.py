"""Tables `detections` and `cases` by the keyed hash of whoever wrote a message."""

from datetime import datetime

from core.base.ids import ServerId, UserId
from core.base.times import to_ms
from core.reports.authors import AuthorPast
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.reports.case_rows import UPHELD


class AuthorRows:
    """Fills services.reports.authors.AuthorStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def past(self, server: ServerId, author: UserId, since: datetime) -> AuthorPast:
        key, after = self._vault.member_key(server, author), to_ms(since)
        # A message with several links has several detections.
        messages = await self._sql.one(
            "SELECT count(DISTINCT CASE WHEN outcome = 'removed' THEN message_id END) AS removed, "
            "count(DISTINCT CASE WHEN timeout IN ('set', 'stays') THEN message_id END) AS timed_out FROM detections "
            "WHERE server_id = $1 AND author_key = $2 AND detected_at >= $3 AND settled <> 'undone'",
            server,
            key,
            after,
        )
        cases = await self._sql.one(
            f"SELECT coalesce(sum({UPHELD}), 0) AS upheld, coalesce(sum(NOT {UPHELD} "
            "AND outcome_reason IN ('no_violation', 'news_or_counter_speech')), 0) AS dismissed FROM cases "
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


def _count(row: Row | None, name: str) -> int:
    return 0 if row is None else int(row[name])
