"""What stands on lists before a test begins."""

from datetime import datetime
from typing import Any

from core.base.categories import Category
from core.base.ids import ServerId, UserId
from core.lists.patterns import parse_pattern
from core.lists.shared_standing import StanceKind
from core.lists.stances import EntryWords
from services.base.ports import Storage
from services.lists.entries import add_allow, add_entry, remove_entry
from services.lists.shared_list.stances import take_stance

BY = UserId(4_242_424_242)


async def list_entry(
    storage: Storage[Any],
    server: ServerId,
    typed: str,
    category: Category = Category.DOXXING,
    note: str = "",
    *,
    now: datetime,
    share: bool = False,
) -> bool:
    """Put a pattern on the server's own list, and confirm it on the shared one. False: it stood there already."""
    pattern = parse_pattern(typed)
    async with storage.bulk() as tx:
        new = await add_entry(tx, server, pattern, category, note, BY, None, now)
        if share:
            own = await tx.own.get(server, pattern.text)
            words = EntryWords(own.category, own.note)
            await take_stance(tx, server, pattern, StanceKind.CONFIRM, words, "", BY, now)
    return new


async def unlist_entry(
    storage: Storage[Any], server: ServerId, typed: str, *, now: datetime, reason: str = ""
) -> bool:
    """Take a pattern off the server's own list."""
    async with storage.bulk() as tx:
        return await remove_entry(tx, server, parse_pattern(typed), reason, BY, now)


async def allow_pattern(storage: Storage[Any], server: ServerId, typed: str, *, now: datetime) -> bool:
    """Make an exception in the server."""
    async with storage.bulk() as tx:
        return await add_allow(tx, server, parse_pattern(typed), "", BY, now)
