"""Tables `short_links`, `short_posts` and `shortener_pauses`, as the worker that asks shorteners goes through them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import PostKind
from core.base.times import from_ms, to_ms
from core.lists.shorteners.answers import ShortLink
from db.base.lease_store import FREE
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.lists.shorteners.short_link_store import opened_way, sealed_way
from services.lists.invite_questions import WaitingPost
from services.scanning.shorteners.asking import ShortQuestion

_DUE: Final = (
    f"due_at <= $1 AND {FREE} "
    "AND NOT EXISTS (SELECT 1 FROM shortener_pauses p WHERE p.host = short_links.host AND p.until > $1)"
)
_MINE: Final = "link_key = $1 AND taken_by = $2"


class ShortQuestionRows:
    """Fills services.scanning.shorteners.asking.ShortQuestionStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def any_due(self, now: datetime) -> bool:
        row = await self._sql.one(f"SELECT 1 FROM short_links WHERE {_DUE} LIMIT 1", to_ms(now))
        return row is not None

    async def take(self, process: str, now: datetime, limit: int, again_at: datetime) -> list[ShortQuestion]:
        rows = await self._sql.all(
            f"SELECT * FROM short_links WHERE {_DUE} ORDER BY due_at, link_key LIMIT $2", to_ms(now), limit
        )
        taken = []
        for row in rows:
            failures = await self._may_ask(row["host"], now, again_at)
            if failures is None:
                continue
            # Another process may have taken it since it was found; each has its own turn with the shortener.
            mine = await self._sql.run(
                "UPDATE short_links SET taken_by = $3, attempts = attempts + 1 "
                f"WHERE link_key = $2 AND due_at IS NOT NULL AND {FREE}",
                to_ms(now),
                row["link_key"],
                process,
            )
            if mine:
                taken.append(self._question(row, failures))
        return taken

    async def _may_ask(self, host: str, now: datetime, again_at: datetime) -> int | None:
        """Take this turn with the shortener; gives its failures in a row. None: it is not to be asked now."""
        row = await self._sql.one(
            "INSERT INTO shortener_pauses (host, until) VALUES ($1, $2) "
            "ON CONFLICT (host) DO UPDATE SET until = excluded.until WHERE shortener_pauses.until <= $3 "
            "RETURNING failures",
            host,
            to_ms(again_at),
            to_ms(now),
        )
        return None if row is None else int(row["failures"])

    def _question(self, row: Row, failures: int) -> ShortQuestion:
        key = bytes(row["link_key"])
        return ShortQuestion(
            key=key,
            link=self._vault.open_or_none(row["link_sealed"], f"short_links.link/{key.hex()}") or "",
            host=row["host"],
            way=opened_way(self._vault, row),
            tries=row["attempts"] + 1,
            seen_at=from_ms(row["seen_at"]),
            failures=failures,
        )

    async def go_on(
        self, question: ShortQuestion, process: str, way: Sequence[str], host: str, now: datetime
    ) -> None:
        await self._sql.run(
            f"UPDATE short_links SET way_sealed = $3, host = $4, due_at = $5, attempts = 0, taken_by = NULL WHERE {_MINE}",
            question.key,
            process,
            sealed_way(self._vault, question.key, way),
            host,
            to_ms(now),
        )

    async def answer(
        self,
        question: ShortQuestion,
        process: str,
        link: ShortLink,
        believed_until: datetime,
        kept_until: datetime,
    ) -> bool:
        changed = await self._sql.run(
            "UPDATE short_links SET state = $3, way_sealed = $4, believed_until = $5, kept_until = $6, "
            f"server_id = NULL, asker_key = NULL, due_at = NULL, attempts = 0, taken_by = NULL WHERE {_MINE}",
            question.key,
            process,
            str(link.state),
            sealed_way(self._vault, question.key, link.way),
            to_ms(believed_until),
            to_ms(kept_until),
        )
        return changed == 1

    async def later(self, question: ShortQuestion, process: str, due_at: datetime) -> None:
        await self._sql.run(
            f"UPDATE short_links SET due_at = $3, taken_by = NULL WHERE {_MINE}",
            question.key,
            process,
            to_ms(due_at),
        )

    async def pause(self, host: str, until: datetime) -> None:
        await self._sql.run(
            "INSERT INTO shortener_pauses (host, until, failures) VALUES ($1, $2, 1) ON CONFLICT (host) DO UPDATE SET "
            "until = CASE WHEN shortener_pauses.until > excluded.until THEN shortener_pauses.until "
            "ELSE excluded.until END, failures = shortener_pauses.failures + 1",
            host,
            to_ms(until),
        )

    async def works(self, host: str) -> None:
        await self._sql.run("UPDATE shortener_pauses SET failures = 0 WHERE host = $1 AND failures > 0", host)

    async def release_posts(self, question: ShortQuestion) -> list[WaitingPost]:
        rows = await self._sql.all(
            "DELETE FROM short_posts WHERE link_key = $1 RETURNING message_id, place, server_id, channel_id",
            question.key,
        )
        return [
            WaitingPost(
                server=ServerId(row["server_id"]),
                place=PostKind(row["place"]),
                channel=ChannelId(row["channel_id"]),
                message=MessageId(row["message_id"]),
                codes=(),
                tries=1,
            )
            for row in rows
        ]
