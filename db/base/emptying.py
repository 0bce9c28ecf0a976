"""What is deleted of a server's audit and of what was posted there, when Rowan left it long ago."""

from core.base.retention import Promise
from db.base.retention_store import Chore, of_server

EMPTYING = (
    of_server("outbox_walks", "server_id"),
    of_server("erasure_wishes", "part", "row_id", "version", "about_key"),
    of_server("set_aside_rows", "id"),
    of_server("outbox", "id"),
    Chore(
        "left/audit",
        Promise.STAMPED,
        "SELECT id FROM audit WHERE server_id = $1 LIMIT $2",
        ("DELETE FROM audit WHERE id = $2",),
        first="INSERT INTO audit_ends (server_id, until) SELECT server_id, max(at) FROM audit WHERE server_id = $1 "
        "GROUP BY server_id ON CONFLICT (server_id) DO UPDATE SET until = excluded.until",
    ),
)
