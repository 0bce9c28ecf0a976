"""What moderators of detections write on lists, in the transaction in which they settle one."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, ServerId, UserId
from core.lists.patterns import Pattern
from core.lists.shared_standing import StanceKind
from db.engine.statements import Statements
from db.engine.vault import Vault
from db.lists.own_rows import add_allow, add_own
from db.lists.stance_rows import add_stance

_NO_REASON = ""  # other servers read it, and which detection it was is nobody else's business


class ListingRows:
    """Fills services.scanning.moderation.ListWrites."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def add(
        self,
        server: ServerId,
        pattern: Pattern,
        category: Category,
        note: str,
        by: UserId,
        case: CaseId | None,
        now: datetime,
    ) -> bool:
        return await add_own(self._sql, self._vault, server, pattern, category, note, by, case, now)

    async def confirm(
        self,
        server: ServerId,
        pattern: Pattern,
        category: Category,
        note: str,
        by: UserId,
        now: datetime,
    ) -> None:
        kind = StanceKind.CONFIRM
        await add_stance(self._sql, self._vault, server, pattern, category, note, kind, _NO_REASON, by, now)

    async def allow(self, server: ServerId, pattern: Pattern, reason: str, by: UserId, now: datetime) -> bool:
        return await add_allow(self._sql, self._vault, server, pattern, reason, by, now)
