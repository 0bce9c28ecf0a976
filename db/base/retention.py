"""What is forgotten of the audit, of what was posted and of processes that are gone."""

from core.base.retention import Promise
from db.base.retention_store import Chore
from services.base.outbox import SERVER_LEFT, Kind

_LEASES_KEPT = 2 * 24 * 60 * 60 * 1000  # milliseconds


def posted(kind: Kind, *, unless: str = "") -> Chore:
    """Rows of the outbox that are done and of no use any more. `unless`: a condition under which one still is."""
    kept = f"AND NOT {unless} " if unless else ""
    return Chore(
        f"outbox/{kind}",
        Promise.OUTBOX,
        f"SELECT id FROM outbox WHERE kind = '{kind}' AND due_at <= $1 AND state IN ('done', 'dropped') "
        f"AND coalesce(last_error, '') <> '{SERVER_LEFT}' {kept}ORDER BY due_at LIMIT $2",
        ["DELETE FROM outbox WHERE id = $2"],
    )


CHORES = (
    Chore(
        "audit/names",
        Promise.AUDIT_NAMES,
        "SELECT id FROM audit WHERE at <= $1 AND (actor_sealed IS NOT NULL OR reason_sealed IS NOT NULL) ORDER BY at LIMIT $2",
        ["UPDATE audit SET actor_sealed = NULL, reason_sealed = NULL WHERE id = $2"],
    ),
    Chore(
        "audit",
        Promise.AUDIT,
        "SELECT id FROM audit WHERE at <= $1 ORDER BY at LIMIT $2",
        ["DELETE FROM audit WHERE id = $2"],
        first="INSERT INTO audit_ends (server_id, until) VALUES (0, $1) "
        "ON CONFLICT (server_id) DO UPDATE SET until = excluded.until",
    ),
    posted(Kind.MANAGER_NOTICE),
    posted(Kind.DIGEST),
    posted(Kind.OLD_CARD),
    Chore(
        "set-aside",
        Promise.EVIDENCE,
        "SELECT id FROM set_aside_rows WHERE at <= $1 ORDER BY at LIMIT $2",
        ["DELETE FROM set_aside_rows WHERE id = $2"],
    ),
    Chore(
        "leases",
        Promise.STAMPED,
        f"SELECT name FROM leases WHERE expires_at <= $1 - {_LEASES_KEPT} LIMIT $2",
        ["DELETE FROM leases WHERE name = $2"],
    ),
)
