"""Own entries and exceptions for stores of other wings that still write inside a transaction of their own.

What is decided stands in services/lists/entries.py; these functions only reach it.
"""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, ServerId, UserId
from core.lists.patterns import Pattern
from db.engine.statements import Statements
from db.engine.vault import Vault
from db.lists.stores import ListsStores
from services.lists import entries


async def add_own(
    tx: Statements,
    vault: Vault,
    server: ServerId,
    pattern: Pattern,
    category: Category,
    note_text: str,
    by: UserId | None,
    case: int | None,
    now: datetime,
) -> bool:
    """See services.lists.entries.add_entry."""
    stores, number = ListsStores(tx, vault), None if case is None else CaseId(case)
    return await entries.add_entry(stores, server, pattern, category, note_text, by, number, now)


async def remove_own(
    tx: Statements,
    vault: Vault,
    server: ServerId,
    pattern: Pattern,
    reason: str,
    by: UserId | None,
    now: datetime,
) -> bool:
    """See services.lists.entries.remove_entry."""
    return await entries.remove_entry(ListsStores(tx, vault), server, pattern, reason, by, now)


async def add_allow(
    tx: Statements,
    vault: Vault,
    server: ServerId,
    pattern: Pattern,
    reason: str,
    by: UserId | None,
    now: datetime,
) -> bool:
    """See services.lists.entries.add_allow."""
    return await entries.add_allow(ListsStores(tx, vault), server, pattern, reason, by, now)
