"""Table `member_languages`."""

from core.base.ids import UserId
from db.engine.statements import Statements
from db.engine.vault import Vault


class LanguageRows:
    """Fills services.servers.languages.LanguageStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def chosen(self, user: UserId) -> str | None:
        row = await self._sql.one(
            "SELECT language FROM member_languages WHERE member_key = $1", self._vault.language_key(user)
        )
        return None if row is None else str(row["language"])

    async def choose(self, user: UserId, language: str) -> None:
        await self._sql.run(
            "INSERT INTO member_languages (member_key, language) VALUES ($1, $2) "
            "ON CONFLICT (member_key) DO UPDATE SET language = excluded.language",
            self._vault.language_key(user),
            language,
        )

    async def take_back(self, user: UserId) -> None:
        await self._sql.run(
            "DELETE FROM member_languages WHERE member_key = $1", self._vault.language_key(user)
        )
