"""Tables `published_lists`, `published_issues`, `published_handovers`, `published_patterns`: lists that are published."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import ServerId
from core.base.times import to_ms
from core.lists.patterns import Pattern
from core.lists.signed import Handover
from db.base.shared_statements import next_id
from db.engine.statements import Statements
from db.engine.vault import Vault
from db.lists.pattern_rows import pattern_of
from services.lists.published.ports import KnownPattern, Published

_LETTERS = "latin-1"  # each byte is a letter: the vault seals text


class PublishedRows:
    """Fills services.lists.published.ports.PublishedStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def get(self, server: ServerId, *, hashed: bool) -> Published | None:
        row = await self._sql.one(
            "SELECT id, sealed, coalesce((SELECT max(i.serial) FROM published_issues i WHERE i.list_id = l.id), 0) "
            "AS serial FROM published_lists l WHERE server_id = $1 AND hashed = $2",
            server,
            int(hashed),
        )
        if row is None:
            return None
        secret = self._vault.open(row["sealed"], _place(row["id"]))
        return Published(row["id"], row["serial"], secret.encode(_LETTERS))

    async def make(self, server: ServerId, secret: bytes, now: datetime, *, hashed: bool) -> None:
        new = await next_id(self._sql, "published_lists")
        await self._sql.run(
            "INSERT INTO published_lists (id, server_id, hashed, sealed, made_at) VALUES ($1, $2, $3, $4, $5)",
            new,
            server,
            int(hashed),
            self._vault.seal(secret.decode(_LETTERS), _place(new)),
            to_ms(now),
        )

    async def replace_key(self, which: int, secret: bytes, handover: Handover) -> None:
        await self._sql.run(
            "UPDATE published_lists SET sealed = $2 WHERE id = $1",
            which,
            self._vault.seal(secret.decode(_LETTERS), _place(which)),
        )
        await self._sql.run(
            "INSERT INTO published_handovers (list_id, number, earlier, later, signature) VALUES ($1, "
            "(SELECT count(*) + 1 FROM published_handovers WHERE list_id = $1), $2, $3, $4)",
            which,
            handover.earlier,
            handover.later,
            handover.signature,
        )

    async def handovers(self, which: int) -> list[Handover]:
        rows = await self._sql.all(
            "SELECT earlier, later, signature FROM published_handovers WHERE list_id = $1 ORDER BY number",
            which,
        )
        return [Handover(row["earlier"], row["later"], row["signature"]) for row in rows]

    async def digests(self, which: int, most: int) -> list[str]:
        rows = await self._sql.all(
            "SELECT digest FROM published_issues WHERE list_id = $1 ORDER BY serial DESC LIMIT $2",
            which,
            most,
        )
        return [row["digest"] for row in rows]

    async def add_issue(self, which: int, serial: int, digest: str, now: datetime) -> None:
        await self._sql.run(
            "INSERT INTO published_issues (list_id, serial, digest, made_at) VALUES ($1, $2, $3, $4)",
            which,
            serial,
            digest,
            to_ms(now),
        )

    async def patterns_after(self, which: int, after: str, most: int) -> list[KnownPattern]:
        rows = await self._sql.all(
            "SELECT pattern, kind, key, serial, retracted_at FROM published_patterns WHERE list_id = $1 AND pattern > $2 "
            "ORDER BY pattern LIMIT $3",
            which,
            after,
            most,
        )
        return [KnownPattern(pattern_of(row), row["serial"], row["retracted_at"] is not None) for row in rows]

    async def put(self, which: int, serial: int, patterns: Sequence[Pattern]) -> None:
        await self._sql.run_many(
            "INSERT INTO published_patterns (list_id, pattern, kind, key, serial) VALUES ($1, $2, $3, $4, $5) "
            "ON CONFLICT (list_id, pattern) DO UPDATE SET retracted_at = NULL",
            [(which, each.text, str(each.kind), each.key, serial) for each in patterns],
        )

    async def retract(self, which: int, patterns: Sequence[Pattern], now: datetime) -> None:
        await self._sql.run_many(
            "UPDATE published_patterns SET retracted_at = $3 WHERE list_id = $1 AND pattern = $2",
            [(which, each.text, to_ms(now)) for each in patterns],
        )

    async def forget(self, which: int, patterns: Sequence[Pattern]) -> None:
        await self._sql.run_many(
            "DELETE FROM published_patterns WHERE list_id = $1 AND pattern = $2",
            [(which, each.text) for each in patterns],
        )


def _place(which: int) -> str:
    return f"published_lists.sealed/{which}"
