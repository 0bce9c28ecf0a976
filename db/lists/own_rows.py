"""What every store that touches a server's own list puts into its own transaction: an entry or an allow, each with
its line in the audit and its revision, so that no change is half made. Stances: db/lists/stance_rows.py.
"""

from datetime import datetime

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from core.base.times import to_ms
from core.lists.patterns import Pattern
from db.base.shared_statements import list_changed, next_id, note
from db.engine.database import Statements
from db.engine.vault import Vault
from db.lists.invite_rows import hold_invite
from db.servers.setup_store import ensure_server

ENTRIES_PER_SERVER = 20_000
ALLOWS_PER_SERVER = 5_000

_REMOVALS = {"own_entries": "list-remove", "allows": "list-unallow"}  # what the audit calls it


def sealed_by(vault: Vault, by: UserId | None, place: str) -> bytes | None:
    """Who did it, for one place; None where nobody did (the command line)."""
    return None if by is None else vault.seal(str(by), place)


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
    """Put the pattern on the server's own list. False: it stood there already, and nothing was changed.

    Raises UserError where the list is full.
    """
    await ensure_server(tx, server)
    if await _standing_id(tx, "own_entries", server, pattern.text) is not None:
        return False
    await _refuse_beyond(tx, "own_entries", server, ENTRIES_PER_SERVER, "list-full")
    entry = await next_id(tx, "own_entries")
    await tx.run(
        "INSERT INTO own_entries (id, server_id, pattern, kind, key, category, note, case_id, added_by_sealed, added_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        entry,
        server,
        pattern.text,
        str(pattern.kind),
        pattern.key,
        str(category),
        note_text,
        case,
        sealed_by(vault, by, f"own_entries.added_by/{entry}"),
        to_ms(now),
    )
    await list_changed(tx, pattern.key)
    await hold_invite(tx, pattern, now)
    after = f"{category}" if case is None else f"{category} case/{case}"
    await note(tx, vault, server, by, "list-add", f"own/{pattern.text}", now, after=after)
    return True


async def remove_own(
    tx: Statements,
    vault: Vault,
    server: ServerId,
    pattern: Pattern,
    reason: str,
    by: UserId | None,
    now: datetime,
) -> bool:
    """Take the pattern off the server's own list. False: it was not there."""
    return await _take_off(tx, vault, "own_entries", server, pattern, f"own/{pattern.text}", reason, by, now)


async def add_allow(
    tx: Statements,
    vault: Vault,
    server: ServerId,
    pattern: Pattern,
    reason: str,
    by: UserId | None,
    now: datetime,
) -> bool:
    """Let what the pattern covers stand in this server, whatever lists say. False: it was allowed already.

    Raises UserError where the server has too many allows.
    """
    await ensure_server(tx, server)
    if await _standing_id(tx, "allows", server, pattern.text) is not None:
        return False
    await _refuse_beyond(tx, "allows", server, ALLOWS_PER_SERVER, "list-allows-full")
    allow = await next_id(tx, "allows")
    await tx.run(
        "INSERT INTO allows (id, server_id, pattern, kind, key, reason, by_sealed, added_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        allow,
        server,
        pattern.text,
        str(pattern.kind),
        pattern.key,
        reason,
        sealed_by(vault, by, f"allows.by/{allow}"),
        to_ms(now),
    )
    await list_changed(tx, pattern.key)
    await hold_invite(tx, pattern, now)
    await note(tx, vault, server, by, "list-allow", f"allow/{pattern.text}", now, after=reason)
    return True


async def remove_allow(
    tx: Statements,
    vault: Vault,
    server: ServerId,
    pattern: Pattern,
    reason: str,
    by: UserId | None,
    now: datetime,
) -> bool:
    """End the exception. False: there was none."""
    return await _take_off(tx, vault, "allows", server, pattern, f"allow/{pattern.text}", reason, by, now)


async def _take_off(
    tx: Statements,
    vault: Vault,
    table: str,
    server: ServerId,
    pattern: Pattern,
    subject: str,
    reason: str,
    by: UserId | None,
    now: datetime,
) -> bool:
    changed = await tx.run(
        f"UPDATE {table} SET removed_at = $3 WHERE server_id = $1 AND pattern = $2 AND removed_at IS NULL",
        server,
        pattern.text,
        to_ms(now),
    )
    if changed:
        await list_changed(tx, pattern.key)
        await note(tx, vault, server, by, _REMOVALS[table], subject, now, after=reason)
    return changed == 1


async def _standing_id(tx: Statements, table: str, server: ServerId, pattern: str) -> int | None:
    row = await tx.one(
        f"SELECT id FROM {table} WHERE server_id = $1 AND pattern = $2 AND removed_at IS NULL",
        server,
        pattern,
    )
    return None if row is None else int(row["id"])


async def _refuse_beyond(tx: Statements, table: str, server: ServerId, limit: int, key: str) -> None:
    row = await tx.one(
        f"SELECT count(*) AS n FROM {table} WHERE server_id = $1 AND removed_at IS NULL", server
    )
    if row is not None and row["n"] >= limit:
        raise UserError(key, limit=limit)
