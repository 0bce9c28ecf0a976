"""What somebody left in the wing of lists: as a moderator or a manager. Entries and the server's words stay, without them."""

from db.base.traces import Shown, Trace


def _by(table: str, column: str, section: str, select: str) -> Trace:
    return Trace(
        table,
        sealed=(table, column),
        steps=(f"UPDATE {table} SET {column} = NULL WHERE id = $2",),
        shown=(Shown(section, f"SELECT {select}"),),
    )


TRACES = (
    _by(
        "own_entries",
        "added_by_sealed",
        "entries",
        "server_id AS server, pattern, category, added_at, removed_at FROM own_entries WHERE id = $1",
    ),
    _by(
        "allows",
        "by_sealed",
        "exceptions",
        "server_id AS server, pattern, reason, added_at, removed_at FROM allows WHERE id = $1",
    ),
    _by(
        "stances",
        "by_sealed",
        "stances",
        "s.server_id AS server, e.pattern, s.stance, s.reason, s.taken_at FROM stances s "
        "JOIN shared_entries e ON e.id = s.entry_id WHERE s.id = $1",
    ),
    _by(
        "imports",
        "by_sealed",
        "imports",
        "server_id AS server, file_name AS file, began_at FROM imports WHERE id = $1",
    ),
    Trace(
        "short-links",
        keyed="SELECT link_key FROM short_links WHERE asker_key = $2 AND server_id = $1",
        steps=("UPDATE short_links SET asker_key = NULL WHERE link_key = $2",),
    ),
    Trace(
        "list-questions",
        keyed="SELECT token FROM list_questions WHERE asked_key = $2 AND server_id = $1",
        steps=("DELETE FROM list_questions WHERE token = $2",),
        shown=(Shown("forms", "SELECT server_id AS server, made_at FROM list_questions WHERE token = $1"),),
    ),
)
