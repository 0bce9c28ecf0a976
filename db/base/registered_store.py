"""Table `registered_commands` (services/base/registration.py says what it is for)."""

from datetime import datetime

from core.base.times import to_ms
from db.engine.statements import Statements
from services.base.registration import OfferedCommands


class RegisteredRows:
    """Fills services.base.registration.RegisteredStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def digest_of(self, application: int) -> str | None:
        row = await self._sql.one(
            "SELECT digest FROM registered_commands WHERE application_id = $1", application
        )
        return None if row is None else str(row["digest"])

    async def keep(self, offered: OfferedCommands, now: datetime) -> None:
        await self._sql.run(
            "INSERT INTO registered_commands (application_id, digest, registered_at) VALUES ($1, $2, $3) "
            "ON CONFLICT (application_id) DO UPDATE SET digest = excluded.digest, "
            "registered_at = excluded.registered_at",
            offered.application,
            offered.digest,
            to_ms(now),
        )
