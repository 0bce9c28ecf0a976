"""Table `list_questions`: additions that wait for a second click, sealed, until it comes or their time is over."""

import json
from dataclasses import asdict
from datetime import datetime

from core.base.ids import ServerId, UserId
from core.base.times import to_ms
from core.lists.previews import Shown
from db.engine.statements import Statements
from db.engine.vault import Vault
from services.lists.previews.second_clicks import Asked, KeptQuestion, Verb


class ListQuestionRows:
    """Fills services.lists.previews.second_clicks.ListQuestionStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def keep(
        self,
        server: ServerId,
        user: UserId,
        token: str,
        question: KeptQuestion,
        now: datetime,
        until: datetime,
    ) -> None:
        await self._sql.run(
            "INSERT INTO list_questions (token, server_id, asked_key, sealed, made_at, expires_at) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (token) DO UPDATE SET sealed = excluded.sealed, "
            "made_at = excluded.made_at, expires_at = excluded.expires_at",
            token,
            server,
            self._vault.member_key(server, user),
            self._vault.seal(json.dumps(asdict(question)), _place(token)),
            to_ms(now),
            to_ms(until),
        )

    async def forget_older(self, server: ServerId, user: UserId, most: int) -> None:
        await self._sql.run(
            "DELETE FROM list_questions WHERE asked_key = $1 AND token NOT IN (SELECT token FROM list_questions "
            "WHERE asked_key = $1 ORDER BY made_at DESC, token DESC LIMIT $2)",
            self._vault.member_key(server, user),
            most,
        )

    async def get(self, server: ServerId, user: UserId, token: str, now: datetime) -> KeptQuestion | None:
        row = await self._sql.one(
            "SELECT sealed FROM list_questions WHERE token = $1 AND server_id = $2 AND asked_key = $3 AND expires_at > $4",
            token,
            server,
            self._vault.member_key(server, user),
            to_ms(now),
        )
        opened = None if row is None else self._vault.open_or_none(row["sealed"], _place(token))
        if opened is None:
            return None
        kept = json.loads(opened)
        asked, shown = kept["asked"], kept["shown"]
        return KeptQuestion(
            Asked(Verb(asked["verb"]), asked["pattern"], asked["options"]),
            Shown(tuple(shown["reasons"]), shown["links"], shown["servers"]),
        )

    async def drop(self, server: ServerId, user: UserId, token: str) -> None:
        await self._sql.run(
            "DELETE FROM list_questions WHERE token = $1 AND server_id = $2 AND asked_key = $3",
            token,
            server,
            self._vault.member_key(server, user),
        )


def _place(token: str) -> str:
    return f"list_questions.sealed/{token}"
