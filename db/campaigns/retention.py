"""What is forgotten of campaigns: who made, wrote and approved something, and who follows no more;
notices of feeds that are over.
"""

from core.base.retention import Promise
from db.base.retention import posted
from db.base.retention_store import CARD_AGAIN, Chore
from services.base.outbox import SERVER_LEFT, Kind

CHORES = (
    posted(Kind.CAMPAIGN_STOPPED),
    posted(Kind.FOLLOW_STOPPED),
    posted(Kind.COPY_CROSSPOST),
    posted(Kind.FOLLOW_ROLE),
    Chore(
        "crossposts",
        Promise.STAMPED,
        "SELECT delivery_id FROM crossposts WHERE free_at <= $1 ORDER BY free_at LIMIT $2",
        ["DELETE FROM crossposts WHERE delivery_id = $2"],
    ),
    Chore(
        "update-letters",
        Promise.OUTBOX,
        f"SELECT l.id FROM outbox o JOIN update_letters l ON l.id = o.subject_id WHERE o.kind = '{Kind.UPDATE_LETTER}' "
        "AND o.due_at <= $1 AND o.state IN ('done', 'dropped') LIMIT $2",
        ["DELETE FROM update_letters WHERE id = $2"],
    ),
    posted(Kind.UPDATE_LETTER),
    Chore(
        "campaigns/names",
        Promise.NAMES,
        "SELECT id FROM campaigns WHERE made_at <= $1 AND made_by_sealed IS NOT NULL ORDER BY made_at LIMIT $2",
        ["UPDATE campaigns SET made_by_sealed = NULL WHERE id = $2"],
    ),
    Chore(
        "versions/names",
        Promise.NAMES,
        # A draft waits for somebody else than its author.
        "SELECT update_id, version FROM update_versions WHERE drafted_at <= $1 AND state <> 'draft' AND (drafted_by_sealed "
        "IS NOT NULL OR drafted_key IS NOT NULL OR settled_by_sealed IS NOT NULL) ORDER BY drafted_at LIMIT $2",
        [
            (
                "UPDATE update_versions SET drafted_by_sealed = NULL, drafted_key = NULL, settled_by_sealed = NULL "
                "WHERE update_id = $2 AND version = $3"
            )
        ],
        again=CARD_AGAIN.format(kind=Kind.UPDATE_DRAFT, left=SERVER_LEFT, subject="$2"),
    ),
    Chore(
        "deliveries/names",
        Promise.NAMES,
        "SELECT id FROM deliveries WHERE made_at <= $1 AND settled_by_sealed IS NOT NULL ORDER BY made_at LIMIT $2",
        ["UPDATE deliveries SET settled_by_sealed = NULL WHERE id = $2"],
        again=CARD_AGAIN.format(kind=Kind.DELIVERY_DRAFT, left=SERVER_LEFT, subject="$2"),
    ),
    Chore(
        "pictures",
        Promise.STAMPED,
        "SELECT id FROM update_pictures WHERE unused_at <= $1 ORDER BY unused_at LIMIT $2",
        [
            "UPDATE update_versions SET picture_id = NULL WHERE picture_id = $2",
            "DELETE FROM update_pictures WHERE id = $2",
        ],
    ),
    Chore(
        "picture-offers",
        Promise.STAMPED,
        "SELECT form FROM picture_offers WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2",
        ["DELETE FROM picture_offers WHERE form = $2"],
    ),
    Chore(
        "follows",
        Promise.ROWS,
        "SELECT id FROM follows WHERE ended_at <= $1 ORDER BY ended_at LIMIT $2",
        ["DELETE FROM follows WHERE id = $2"],
    ),
    posted(
        Kind.FEED_NOTICE,
        unless="EXISTS (SELECT 1 FROM feeds f WHERE f.id = outbox.subject_id AND f.told = 1)",
    ),
)
