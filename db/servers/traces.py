"""What somebody left in the wing of servers: that they ran `/setup`, what they chose to see blurred, and in which language."""

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
    Trace(
        "language",
        everywhere="SELECT member_key FROM member_languages WHERE member_key = $1",
        steps=("DELETE FROM member_languages WHERE member_key = $2",),
        shown=(
            Shown(
                "settings",
                "SELECT 'language' AS setting, language AS value FROM member_languages WHERE member_key = $1",
            ),
        ),
    ),
)
