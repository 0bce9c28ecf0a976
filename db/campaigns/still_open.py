"""Queries for a server's updates and deliveries ($1) that still wait for somebody in the review channel, for each kind of outbox
row: the ids, and whether it is an emergency.

Their messages move with the review channel, and are posted again when somebody deletes them.
"""

from services.base.outbox import Kind

STILL_OPEN = {
    Kind.UPDATE_DRAFT: (
        "SELECT u.id, 0 AS urgent FROM campaigns c JOIN campaign_updates u ON u.campaign_id = c.id "
        "JOIN update_versions v ON v.update_id = u.id WHERE c.server_id = $1 AND v.state = 'draft'"
    ),
    Kind.DELIVERY_DRAFT: (
        "SELECT id, 0 AS urgent FROM deliveries WHERE server_id = $1 AND waiting IS NOT NULL AND state = 'open'"
    ),
}
