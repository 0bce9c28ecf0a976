"""Table `blurred_readers`."""

from core.base.ids import ServerId, UserId
from db.engine.statements import Statements
from db.engine.vault import Vault


class BlurRows:
    """Fills services.servers.blur.BlurStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def wanted(self, server: ServerId, user: UserId) -> bool:
        key = self._vault.member_key(server, user)
        row = await self._sql.one(
            "SELECT 1 FROM blurred_readers WHERE server_id = $1 AND member_key = $2", server, key
        )
        return row is not None

    async def choose(self, server: ServerId, user: UserId, *, blur: bool) -> None:
        statement = (
            "INSERT INTO blurred_readers (server_id, member_key) VALUES ($1, $2) ON CONFLICT DO NOTHING"
            if blur
            else "DELETE FROM blurred_readers WHERE server_id = $1 AND member_key = $2"
        )
        await self._sql.run(statement, server, self._vault.member_key(server, user))
