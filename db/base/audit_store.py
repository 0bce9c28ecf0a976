"""Table `audit`."""

from datetime import datetime

from core.base.ids import ServerId, UserId
from db.base.shared_statements import note
from db.engine.statements import Statements
from db.engine.vault import Vault


class AuditRows:
    """Fills services.base.ports.Audit."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def note(
        self,
        server: ServerId,
        actor: UserId | None,
        action: str,
        subject: str,
        now: datetime,
        *,
        before: str = "",
        after: str = "",
        reason: str = "",
    ) -> None:
        await note(
            self._sql,
            self._vault,
            server,
            actor,
            action,
            subject,
            now,
            before=before,
            after=after,
            reason=reason,
        )
