"""What is deleted of a server's campaigns, and of what it followed, when Rowan left it long ago.

Copies that other servers posted stay where they stand; nobody brings them up to date any more.
"""

from core.base.retention import Promise
from db.base.retention_store import Chore, of_server
from services.base.outbox import Kind

_DELETE_DELIVERY = (
    f"DELETE FROM outbox WHERE kind = '{Kind.UPDATE_COPY}' AND subject_id = $2",
    f"DELETE FROM outbox WHERE kind = '{Kind.DELIVERY_DRAFT}' AND subject_id = $2",
    f"DELETE FROM outbox WHERE kind = '{Kind.COPY_CROSSPOST}' AND subject_id = $2",
    "DELETE FROM deliveries WHERE id = $2",
)

_DELETE_LISTENER = (
    (
        f"DELETE FROM outbox WHERE kind = '{Kind.UPDATE_LETTER}' "
        "AND subject_id IN (SELECT id FROM update_letters WHERE listener_id = $2)"
    ),
    "DELETE FROM update_listeners WHERE id = $2",
)

EMPTYING = (
    Chore(
        "left/listeners",
        Promise.STAMPED,
        "SELECT id FROM update_listeners WHERE server_id = $1 LIMIT $2",
        _DELETE_LISTENER,
    ),
    Chore(
        "left/listeners-elsewhere",
        Promise.STAMPED,
        "SELECT l.id FROM campaigns c JOIN update_listeners l ON l.campaign_id = c.id WHERE c.server_id = $1 LIMIT $2",
        _DELETE_LISTENER,
    ),
    Chore(
        "left/feed-items",
        Promise.STAMPED,
        "SELECT i.id FROM feeds f JOIN feed_items i ON i.feed_id = f.id WHERE f.server_id = $1 LIMIT $2",
        ("DELETE FROM feed_items WHERE id = $2",),
    ),
    of_server("feeds", "id"),
    Chore(
        "left/copies",
        Promise.STAMPED,
        "SELECT d.id FROM campaigns c JOIN campaign_updates u ON u.campaign_id = c.id "
        "JOIN deliveries d ON d.update_id = u.id WHERE c.server_id = $1 LIMIT $2",
        _DELETE_DELIVERY,
    ),
    Chore(
        "left/deliveries",
        Promise.STAMPED,
        "SELECT id FROM deliveries WHERE server_id = $1 LIMIT $2",
        _DELETE_DELIVERY,
    ),
    Chore(
        "left/updates",
        Promise.STAMPED,
        "SELECT u.id FROM campaigns c JOIN campaign_updates u ON u.campaign_id = c.id WHERE c.server_id = $1 LIMIT $2",
        (
            f"DELETE FROM outbox WHERE kind = '{Kind.UPDATE_DRAFT}' AND subject_id = $2",
            "DELETE FROM feed_drafts WHERE update_id = $2",
            "DELETE FROM update_rounds WHERE update_id = $2",
            "DELETE FROM update_redraws WHERE update_id = $2",
            "DELETE FROM update_places WHERE update_id = $2",
            "DELETE FROM update_versions WHERE update_id = $2",
            "DELETE FROM campaign_updates WHERE id = $2",
        ),
    ),
    Chore(
        "left/followers",
        Promise.STAMPED,
        "SELECT f.id FROM campaigns c JOIN follows f ON f.campaign_id = c.id WHERE c.server_id = $1 LIMIT $2",
        (
            f"DELETE FROM outbox WHERE kind = '{Kind.FOLLOW_STOPPED}' AND subject_id = $2",
            f"DELETE FROM outbox WHERE kind = '{Kind.FOLLOW_ROLE}' AND subject_id = $2",
            "DELETE FROM follows WHERE id = $2",
        ),
    ),
    of_server("update_pictures", "id"),
    of_server("picture_offers", "form"),
    Chore(
        "left/provider-rounds",
        Promise.STAMPED,
        "SELECT r.campaign_id FROM campaigns c JOIN provider_rounds r ON r.campaign_id = c.id WHERE c.server_id = $1 LIMIT $2",
        ("DELETE FROM provider_rounds WHERE campaign_id = $2",),
    ),
    Chore(
        "left/provider-facts",
        Promise.STAMPED,
        "SELECT f.campaign_id, f.host FROM campaigns c JOIN provider_facts f ON f.campaign_id = c.id "
        "WHERE c.server_id = $1 LIMIT $2",
        ("DELETE FROM provider_facts WHERE campaign_id = $2 AND host = $3",),
    ),
    of_server("follows", "id"),
    of_server("campaigns", "id"),
)
