"""What is deleted of a server's lists when Rowan left it long ago.

The shared list is append-only: what the server said there stays, under a pseudonym that no other row explains.
"""

from core.base.retention import Promise
from db.base.retention_store import Chore, of_server

_NAMELESS = (
    "(SELECT n.id FROM servers n JOIN servers o ON n.pseudonym = o.pseudonym || '*' WHERE o.id = {server})"
)


def _published(table: str, key: str, step: str) -> Chore:
    """What hangs on the lists that the server published."""
    return Chore(
        f"left/{table}",
        Promise.STAMPED,
        f"SELECT list_id, {key} FROM {table} WHERE list_id IN (SELECT id FROM published_lists WHERE server_id = $1) LIMIT $2",
        (f"DELETE FROM {table} WHERE list_id = $2 AND {step}",),
    )


EMPTYING = (
    _published("published_patterns", "pattern", "pattern = $3"),
    _published("published_handovers", "number", "number = $3"),
    _published("published_issues", "serial", "serial = $3"),
    of_server("published_lists", "id"),
    of_server("published_allows", "server_id"),
    of_server("followed_allows", "server_id", "publisher_id"),
    Chore(
        "left/allow-followers",
        Promise.STAMPED,
        "SELECT server_id, publisher_id FROM followed_allows WHERE publisher_id = $1 LIMIT $2",
        ("DELETE FROM followed_allows WHERE server_id = $2 AND publisher_id = $3",),
    ),
    of_server("own_entries", "id"),
    of_server("own_sites", "id"),
    of_server("imports", "id"),
    of_server("subscriptions", "id"),
    of_server("allows", "id"),
    of_server("invite_posts", "message_id", "code", "place"),
    of_server("short_posts", "message_id", "link_key", "place"),
    of_server("short_links", "link_key"),
    of_server("shared_recounts", "server_id"),
    of_server("hosts_seen", "server_id", "place", "day", "channel_id"),
    of_server("list_questions", "token"),
    of_server("hold_signs", "entry_id", "kind", "server_id", "member_key"),
    of_server("shared_notices", "id"),
    of_server("renewals", "server_id"),
    of_server("shared_reads", "server_id"),
    Chore(
        "left/stances",
        Promise.STAMPED,
        "SELECT id FROM stances WHERE server_id = $1 LIMIT $2",
        (
            (
                f"UPDATE stances SET by_sealed = NULL, reason = '', server_id = {_NAMELESS.format(server='stances.server_id')} "
                "WHERE id = $2"
            ),
        ),
        # The row that stands for the server from now on: its number is none of Discord's. The pseudonym is its own once
        # the server's row is gone (db/servers/left_server_store.py).
        first="INSERT INTO servers (id, pseudonym, left_at) "
        "SELECT coalesce((SELECT min(m.id) FROM servers m WHERE m.id < 0), 0) - 1, o.pseudonym || '*', o.left_at "
        f"FROM servers o WHERE o.id = $1 AND NOT EXISTS {_NAMELESS.format(server='$1')}",
    ),
)
