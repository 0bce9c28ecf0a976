"""Table `declined_offers`, and which cases somebody holds."""

from core.base.authority import Caller
from core.base.ids import CaseId, ServerId, UserId
from db.engine.statements import Statements
from db.engine.vault import Vault


class RestingRows:
    """Fills services.reports.cases.resting.RestingStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def declined(self, server: ServerId, user: UserId) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM declined_offers WHERE server_id = $1 AND member_key = $2",
            server,
            self._vault.member_key(server, user),
        )
        return row is not None

    async def decline(self, server: ServerId, user: UserId, *, declined: bool) -> None:
        statement = (
            "INSERT INTO declined_offers (server_id, member_key) VALUES ($1, $2) ON CONFLICT DO NOTHING"
            if declined
            else "DELETE FROM declined_offers WHERE server_id = $1 AND member_key = $2"
        )
        await self._sql.run(statement, server, self._vault.member_key(server, user))

    async def held_by(self, caller: Caller, most: int) -> list[CaseId]:
        rows = await self._sql.all(
            "SELECT id FROM cases WHERE server_id = $1 AND state = 'claimed' AND claimed_key = $2 LIMIT $3",
            caller.server,
            self._vault.member_key(caller.server, caller.user),
            most,
        )
        return sorted(CaseId(row["id"]) for row in rows)
