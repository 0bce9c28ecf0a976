"""Stances for stores of other wings that still write inside a transaction of their own.

What is decided stands in core/lists/stances.py and services/lists/stances.py; these functions only reach it.
"""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import EntryId, ServerId, StanceId, UserId
from core.lists.patterns import Pattern
from core.lists.shared_standing import StanceKind
from core.lists.stances import EntryWords
from db.engine.statements import Statements
from db.engine.vault import Vault
from db.lists.stores import ListsStores
from services.lists import stances


async def add_stance(
    tx: Statements,
    vault: Vault,
    server: ServerId,
    pattern: Pattern,
    category: Category,
    note_text: str,
    stance: StanceKind,
    reason: str,
    by: UserId | None,
    now: datetime,
) -> EntryId:
    """Take a stance (services.lists.stances.take_stance); returns the shared entry's id."""
    words = EntryWords(category, note_text)
    await stances.take_stance(ListsStores(tx, vault), server, pattern, stance, words, reason, by, now)
    row = await tx.one("SELECT id FROM shared_entries WHERE pattern = $1", pattern.text)
    assert row is not None  # noqa: S101  # a stance stands on an entry
    return EntryId(row["id"])


async def undo_stance(
    tx: Statements,
    vault: Vault,
    server: ServerId,
    pattern: Pattern,
    stance: int,
    by: UserId,
    now: datetime,
) -> bool:
    """See services.lists.stances.undo_stance."""
    return await stances.undo_stance(ListsStores(tx, vault), server, pattern, StanceId(stance), by, now)
