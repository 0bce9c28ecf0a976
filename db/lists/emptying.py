"""What is deleted of a server's lists when Rowan left it long ago.

The shared list is append-only: what the server said there stays, under a pseudonym that no other row explains.
"""

from core.base.retention import Promise
from db.base.retention_store import Chore, of_server

_NAMELESS = (
    "(SELECT n.id FROM servers n JOIN servers o ON n.pseudonym = o.pseudonym || '*' WHERE o.id = {server})"
)

EMPTYING = (
    of_server("own_entries", "id"),
    of_server("own_sites", "id"),
    of_server("imports", "id"),
    of_server("allows", "id"),
    of_server("invite_posts", "message_id", "code", "place"),
    of_server("shared_recounts", "server_id"),
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
