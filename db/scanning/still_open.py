"""Queries for a server's detections, brigades and appeals ($1) that still wait for somebody in the review channel, for each kind of outbox row: the
ids, and whether it is an emergency.

Their messages move with the review channel, and are posted again when somebody deletes them.
"""

from services.base.outbox import Kind

STILL_OPEN = {
    Kind.DETECTION_CARD: (
        "SELECT id, 0 AS urgent FROM detections WHERE server_id = $1 AND outcome = 'review' AND settled = '' UNION ALL "
        "SELECT id, 0 AS urgent FROM detections WHERE server_id = $1 AND outcome IN ('forbidden', 'failed') "
        "AND due_at IS NOT NULL "
        # The card of a message that waits no more may stand for others that do.
        "UNION ALL SELECT lead_id AS id, 0 AS urgent FROM detections WHERE server_id = $1 AND lead_id IS NOT NULL "
        "AND outcome = 'review' AND settled = '' "
        "UNION ALL SELECT lead_id AS id, 0 AS urgent FROM detections WHERE server_id = $1 AND lead_id IS NOT NULL "
        "AND outcome IN ('forbidden', 'failed') AND due_at IS NOT NULL"
    ),
    Kind.BRIGADE_ALERT: (
        "SELECT id, 0 AS urgent FROM brigades WHERE server_id = $1 AND over_at IS NULL AND has_card = 1 UNION ALL "
        "SELECT brigade_id AS id, 0 AS urgent FROM brigade_measures WHERE server_id = $1 "
        "AND state IN ('beginning', 'standing', 'ending')"
    ),
    Kind.SWEEP_CARD: "SELECT id, 0 AS urgent FROM sweeps WHERE server_id = $1 AND state IN ('looking', 'ready', 'running', 'paused')",
    Kind.APPEAL_CARD: "SELECT id, 0 AS urgent FROM appeals WHERE server_id = $1 AND state = 'open'",
}
