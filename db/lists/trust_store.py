"""Trust and ban in table `servers`, and what the operator sees of each server."""

from datetime import datetime

from core.base.ids import ServerId
from core.base.times import to_ms
from db.base.shared_statements import note
from db.engine.database import Database
from db.engine.vault import Vault
from db.servers.setup_store import ensure_server
from services.lists.trust import KnownServer


class TrustRows:
    """Fills services.lists.trust.TrustStore."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    async def servers(self) -> list[KnownServer]:
        rows = await self._db.read.all(
            "SELECT s.id, coalesce(s.list_name, s.pseudonym) AS name, s.set_up_at, s.trust_group, s.banned_at, "
            "(SELECT count(*) FROM own_entries o WHERE o.server_id = s.id AND o.removed_at IS NULL) AS entries, "
            "(SELECT count(*) FROM current_stances c WHERE c.server_id = s.id) AS stances FROM servers s ORDER BY s.id"
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

    async def trust(self, server: ServerId, group: str | None, now: datetime) -> str:
        async with self._db.bulk() as tx:
            await ensure_server(tx, server)
            # A group of its own is named by its pseudonym, which no other server has.
            row = await tx.one(
                "UPDATE servers SET trust_group = coalesce($2, trust_group, pseudonym), banned_at = NULL "
                "WHERE id = $1 RETURNING trust_group",
                server,
                group,
            )
            assert row is not None  # noqa: S101  # the row was made above
            await note(
                tx, self._vault, server, None, "trust", f"server/{server}", now, after=row["trust_group"]
            )
        return str(row["trust_group"])

    async def untrust(self, server: ServerId, now: datetime) -> bool:
        async with self._db.bulk() as tx:
            changed = await tx.run(
                "UPDATE servers SET trust_group = NULL WHERE id = $1 AND trust_group IS NOT NULL", server
            )
            if changed:
                await note(tx, self._vault, server, None, "untrust", f"server/{server}", now)
        return changed == 1

    async def ban(self, server: ServerId, now: datetime) -> bool:
        async with self._db.bulk() as tx:
            await ensure_server(tx, server)
            changed = await tx.run(
                "UPDATE servers SET banned_at = $2, trust_group = NULL WHERE id = $1 AND banned_at IS NULL",
                server,
                to_ms(now),
            )
            if changed:
                await note(tx, self._vault, server, None, "ban", f"server/{server}", now)
        return changed == 1
