"""What somebody left in the wing of servers: that they ran `/setup`, and what they chose to see blurred."""

from db.base.traces import Shown, Trace

TRACES = (
    Trace(
        "set-up",
        sealed=("servers", "set_up_by_sealed"),
        steps=("UPDATE servers SET set_up_by_sealed = NULL WHERE id = $2",),
        shown=(Shown("setup", "SELECT id AS server, set_up_at FROM servers WHERE id = $1"),),
    ),
    Trace(
        "blur",
        keyed="SELECT server_id, member_key FROM blurred_readers WHERE server_id = $1 AND member_key = $2",
        steps=("DELETE FROM blurred_readers WHERE server_id = $2 AND member_key = $3",),
        shown=(
            Shown(
                "settings",
                "SELECT server_id AS server, 'blur' AS setting, 1 AS value FROM blurred_readers "
                "WHERE server_id = $1 AND member_key = $2",
            ),
        ),
    ),
)
