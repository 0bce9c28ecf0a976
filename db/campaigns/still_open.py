"""Queries for the updates and deliveries that still wait for somebody in the review channel, for each kind of outbox
row.

Their messages move with the review channel, and are posted again when somebody deletes them.
"""

from services.base.outbox import Kind

STILL_OPEN = {
    Kind.UPDATE_DRAFT: "SELECT update_id FROM update_versions WHERE state = 'draft'",
    Kind.DELIVERY_DRAFT: "SELECT id FROM deliveries WHERE waiting IS NOT NULL AND state = 'open'",
}
