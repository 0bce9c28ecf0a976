"""What every store through which a server speaks on the shared list puts into its own transaction: its word, with the
entry where it proposes one, the line in the audit and the revision, so that no change is half made.
"""

from datetime import datetime

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import EntryId, ServerId, UserId
from core.base.redact import redact
from core.base.times import to_ms
from core.lists.patterns import Pattern
from core.lists.shared_standing import STANCE_LASTS, StanceKind
from db.base.shared_statements import list_changed, next_id, note
from db.engine.database import Statements
from db.engine.vault import Vault
from db.lists.invite_rows import hold_invite
from db.lists.own_rows import sealed_by
from db.servers.setup_store import ensure_server

UNTRUSTED_STANCES = 500  # standing words of a server that the operator does not trust


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
    """The server's word about a pattern of the shared list; the entry is made where there is none (a proposal).

    Category and note are used for a new entry, and for one that no trusted server stands for. The newest word of
    a server counts; saying the same again renews it. What others will read is redacted first. Raises UserError
    where an untrusted server has said too much.
    """
    await ensure_server(tx, server)
    await _refuse_too_much(tx, server)
    note_text = redact(note_text)
    known = await tx.one("SELECT id FROM shared_entries WHERE pattern = $1", pattern.text)
    if known is None:
        entry = EntryId(await next_id(tx, "shared_entries"))
        await tx.run(
            "INSERT INTO shared_entries (id, pattern, kind, key, category, note, proposed_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7)",
            entry,
            pattern.text,
            str(pattern.kind),
            pattern.key,
            str(category),
            note_text,
            to_ms(now),
        )
    else:
        entry = EntryId(known["id"])
        if stance is StanceKind.CONFIRM:
            await _take_over(tx, entry, server, category, note_text, now)
    await hold_invite(tx, pattern, now)
    await _say(tx, vault, server, pattern, entry, stance, reason, by, now)
    return entry


async def take_back_stance(
    tx: Statements,
    vault: Vault,
    server: ServerId,
    pattern: Pattern,
    reason: str,
    by: UserId | None,
    now: datetime,
) -> bool:
    """The server says nothing any more about the shared entry. False: it did not stand for or against it."""
    row = await tx.one(
        "SELECT c.entry_id FROM current_stances c JOIN shared_entries e ON e.id = c.entry_id "
        "WHERE e.pattern = $1 AND c.server_id = $2",
        pattern.text,
        server,
    )
    if row is None:
        return False
    await _say(tx, vault, server, pattern, EntryId(row["entry_id"]), StanceKind.NONE, reason, by, now)
    return True


async def undo_stance(
    tx: Statements,
    vault: Vault,
    server: ServerId,
    pattern: Pattern,
    stance: int,
    by: UserId,
    now: datetime,
) -> bool:
    """Take back one word of the server: what it said before holds again, if its time is not over. False: the server
    confirmed before, too, or has said something else since.
    """
    words = await tx.all(
        "SELECT s.* FROM stances s JOIN stances taken ON taken.entry_id = s.entry_id "
        "AND taken.server_id = s.server_id WHERE taken.id = $1 AND s.server_id = $2 ORDER BY s.id DESC LIMIT 2",
        stance,
        server,
    )
    if not words or words[0]["id"] != stance:
        return False
    before = words[1] if len(words) > 1 and words[1]["review_at"] > to_ms(now) else None
    if before is None or before["stance"] == StanceKind.NONE:
        return await take_back_stance(tx, vault, server, pattern, "", by, now)
    if before["stance"] == StanceKind.CONFIRM:
        return False
    entry, earlier = EntryId(before["entry_id"]), StanceKind(before["stance"])
    await _say(tx, vault, server, pattern, entry, earlier, before["reason"], by, now)
    return True


async def _say(
    tx: Statements,
    vault: Vault,
    server: ServerId,
    pattern: Pattern,
    entry: EntryId,
    stance: StanceKind,
    reason: str,
    by: UserId | None,
    now: datetime,
) -> None:
    row = await next_id(tx, "stances")
    await tx.run(
        "INSERT INTO stances (id, entry_id, server_id, stance, reason, by_sealed, taken_at, review_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        row,
        entry,
        server,
        str(stance),
        redact(reason),
        sealed_by(vault, by, f"stances.by/{row}"),
        to_ms(now),
        to_ms(now + STANCE_LASTS),
    )
    await list_changed(tx, pattern.key)
    await note(tx, vault, server, by, f"stance-{stance}", f"shared/{pattern.text}", now, after=reason)


async def _take_over(
    tx: Statements, entry: EntryId, server: ServerId, category: Category, note_text: str, now: datetime
) -> None:
    # A proposal's words are those of a trusted server as soon as one stands for it; nobody's, when it was retired.
    await tx.run(
        "UPDATE shared_entries SET category = $2, note = $3 WHERE id = $1 AND NOT EXISTS ("
        "SELECT 1 FROM current_stances c JOIN servers s ON s.id = c.server_id WHERE c.entry_id = $1 "
        "AND c.stance = 'confirm' AND c.review_at > $4 AND s.banned_at IS NULL AND c.server_id <> $5 "
        "AND (s.trust_group IS NOT NULL OR NOT EXISTS ("
        "SELECT 1 FROM servers t WHERE t.id = $5 AND t.trust_group IS NOT NULL AND t.banned_at IS NULL)))",
        entry,
        str(category),
        note_text,
        to_ms(now),
        server,
    )


async def _refuse_too_much(tx: Statements, server: ServerId) -> None:
    row = await tx.one(
        "SELECT (SELECT count(*) FROM current_stances c WHERE c.server_id = $1) AS n FROM servers "
        "WHERE id = $1 AND (trust_group IS NULL OR banned_at IS NOT NULL)",
        server,
    )
    if row is not None and row["n"] >= UNTRUSTED_STANCES:
        raise UserError("list-stances-full", limit=UNTRUSTED_STANCES)
