"""Trust and ban in table `servers`, and what the operator sees of each server."""

from datetime import datetime

from core.base.ids import ServerId
from core.base.times import to_ms
from db.engine.statements import Statements
from services.lists.shared_list.trust import KnownServer


class TrustRows:
    """Fills services.lists.shared_list.trust.TrustStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def servers(self) -> list[KnownServer]:
        rows = await self._sql.all(
            "SELECT s.id, coalesce(s.list_name, s.pseudonym) AS name, s.set_up_at, s.trust_group, s.banned_at, "
            "(SELECT count(*) FROM own_entries o WHERE o.server_id = s.id AND o.removed_at IS NULL) AS entries, "
            "(SELECT count(*) FROM current_stances c WHERE c.server_id = s.id) AS stances FROM servers s WHERE s.id > 0 ORDER BY s.id"
        )
        return [
            KnownServer(
                server=ServerId(row["id"]),
                name=row["name"],
                set_up=row["set_up_at"] is not None,
                group=row["trust_group"],
                banned=row["banned_at"] is not None,
                entries=row["entries"],
                stances=row["stances"],
            )
            for row in rows
        ]

    async def trust(self, server: ServerId, group: str | None) -> str:
        # A group of its own is named by its pseudonym, which no other server has.
        row = await self._sql.one(
            "UPDATE servers SET trust_group = coalesce($2, trust_group, pseudonym), banned_at = NULL "
            "WHERE id = $1 RETURNING trust_group",
            server,
            group,
        )
        assert row is not None  # noqa: S101  # the service made sure of the row
        return str(row["trust_group"])

    async def untrust(self, server: ServerId) -> bool:
        changed = await self._sql.run(
            "UPDATE servers SET trust_group = NULL WHERE id = $1 AND trust_group IS NOT NULL", server
        )
        return changed == 1

    async def ban(self, server: ServerId, now: datetime) -> bool:
        changed = await self._sql.run(
            # Its group stays, so that whoever trusts it again has it as it was.
            "UPDATE servers SET banned_at = $2 WHERE id = $1 AND banned_at IS NULL",
            server,
            to_ms(now),
        )
        return changed == 1
