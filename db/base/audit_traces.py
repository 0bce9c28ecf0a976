"""What somebody left in the log of what was done."""

from db.base.traces import Shown, Trace

TRACES = (
    Trace(
        "audit",
        sealed=("audit", "actor_sealed"),
        steps=("UPDATE audit SET actor_sealed = NULL, reason_sealed = NULL WHERE id = $2",),
        shown=(
            Shown(
                "log",
                "SELECT server_id AS server, action, subject, at, at AS _at, reason_sealed AS reason FROM audit WHERE id = $1",
                {"reason": "audit.reason/{server}/{action}/{subject}/{_at}"},
            ),
        ),
    ),
)
