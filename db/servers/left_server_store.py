"""Servers that Rowan left: noted in table `servers`, found again, emptied table by table."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import ServerId
from core.base.times import to_ms
from db.base.retention_store import Chore, do_portion
from db.engine.statements import Statements
from db.servers.setup_store import new_pseudonym
from services.servers.left_servers import KnownServer


class LeftServerRows:
    """Fills services.servers.left_servers.LeftServerStore."""

    def __init__(self, sql: Statements, emptying: Sequence[Chore]) -> None:
        """`emptying`: everything that is a server's, in an order in which nothing refers to what is gone."""
        self._sql = sql
        self._emptying = emptying

    async def known(self) -> list[KnownServer]:
        rows = await self._sql.all(
            # One that the operator trusts and Rowan never met has nothing that could end.
            "SELECT id, left_at FROM servers s WHERE id > 0 AND (set_up_at IS NOT NULL OR left_at IS NOT NULL "
            "OR EXISTS (SELECT 1 FROM stances t WHERE t.server_id = s.id) "
            "OR EXISTS (SELECT 1 FROM own_entries t WHERE t.server_id = s.id) "
            "OR EXISTS (SELECT 1 FROM allows t WHERE t.server_id = s.id) "
            "OR EXISTS (SELECT 1 FROM member_choices t WHERE t.server_id = s.id))"
        )
        return [KnownServer(ServerId(row["id"]), has_left=row["left_at"] is not None) for row in rows]

    async def left_before(self, before: datetime) -> list[ServerId]:
        rows = await self._sql.all(
            "SELECT id FROM servers WHERE left_at <= $1 AND id > 0 ORDER BY left_at", to_ms(before)
        )
        return [ServerId(row["id"]) for row in rows]

    async def is_left_since(self, server: ServerId, before: datetime) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM servers WHERE id = $1 AND left_at <= $2", server, to_ms(before)
        )
        return row is not None

    async def empty(self, server: ServerId, now: datetime, most: int) -> int:
        for chore in self._emptying:
            done = await do_portion(self._sql, chore, server, to_ms(now), most)
            if done.rows:
                return done.rows
        return 0

    async def forget(self, server: ServerId) -> None:
        row = await self._sql.one("SELECT pseudonym, banned_at FROM servers WHERE id = $1", server)
        if row is None:
            return
        await self._sql.run("DELETE FROM audit_ends WHERE server_id = $1", server)
        # Whoever remembered the server forgot it when it was left.
        await self._sql.run("DELETE FROM server_changes WHERE server_id = $1", server)
        await self._sql.run("DELETE FROM servers WHERE id = $1", server)
        await self._sql.run("UPDATE servers SET pseudonym = $1 WHERE pseudonym = $1 || '*'", row["pseudonym"])
        if row["banned_at"] is not None:  # else a ban would end by leaving
            await self._sql.run(
                "INSERT INTO servers (id, pseudonym, banned_at) VALUES ($1, $2, $3)",
                server,
                new_pseudonym(),
                row["banned_at"],
            )
