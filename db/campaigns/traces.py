"""What somebody left in the wing of campaigns: as a moderator who wrote or approved, as a member who wants letters.

What was published stays, without them. A draft needs its author until it is settled: another one must approve it. Of a feed it
is kept, by a keyed hash, who added it, as long as it is there: they may not approve its drafts alone.
"""

from db.base.retention_store import CARD_AGAIN
from db.base.traces import Shown, Trace, wish, wished
from services.base.outbox import SERVER_LEFT, Kind

_DRAFT_AGAIN = CARD_AGAIN.format(kind=Kind.UPDATE_DRAFT, left=SERVER_LEFT, subject="$2")
_THIS = "update_id = $2 AND version = $3"
_UPDATE = "server_id AS server, v.update_id AS number, v.version, v.kind, v.headline"
_OF_CAMPAIGN = (
    "FROM update_versions v JOIN campaign_updates u ON u.id = v.update_id JOIN campaigns c ON c.id = u.campaign_id "
    "WHERE v.update_id = $1 AND v.version = $2"
)

TRACES = (
    Trace(
        "campaigns",
        sealed=("campaigns", "made_by_sealed"),
        steps=("UPDATE campaigns SET made_by_sealed = NULL WHERE id = $2",),
        shown=(
            Shown("campaigns", "SELECT server_id AS server, title, made_at FROM campaigns WHERE id = $1"),
        ),
    ),
    Trace(
        "drafted",
        sealed=("update_versions", "drafted_by_sealed"),
        steps=(
            wish(
                "draft",
                "update_versions v JOIN campaign_updates u ON u.id = v.update_id JOIN campaigns c ON c.id = u.campaign_id",
                "v.update_id = $2 AND v.version = $3 AND v.state = 'draft'",
                row="v.update_id",
                version="v.version",
                server="c.server_id",
                key="coalesce(v.drafted_key, v.drafted_by_sealed)",
            ),
            f"UPDATE update_versions SET drafted_by_sealed = NULL, drafted_key = NULL WHERE {_THIS} AND state <> 'draft'",
        ),
        again=_DRAFT_AGAIN,
        shown=(Shown("updates", f"SELECT c.{_UPDATE}, v.body, v.source, v.drafted_at {_OF_CAMPAIGN}"),),
    ),
    Trace(
        "settled",
        sealed=("update_versions", "settled_by_sealed"),
        steps=(f"UPDATE update_versions SET settled_by_sealed = NULL WHERE {_THIS}",),
        again=_DRAFT_AGAIN,
        shown=(Shown("approvals", f"SELECT c.{_UPDATE}, v.state, v.settled_at {_OF_CAMPAIGN}"),),
    ),
    Trace(
        "deliveries",
        sealed=("deliveries", "settled_by_sealed"),
        steps=("UPDATE deliveries SET settled_by_sealed = NULL WHERE id = $2",),
        again=CARD_AGAIN.format(kind=Kind.DELIVERY_DRAFT, left=SERVER_LEFT, subject="$2"),
        shown=(
            Shown(
                "approvals",
                "SELECT server_id AS server, update_id AS number, state, made_at FROM deliveries WHERE id = $1",
            ),
        ),
    ),
    Trace(
        "letters",
        sealed=("update_listeners", "member_sealed"),
        steps=(
            (
                f"DELETE FROM outbox WHERE kind = '{Kind.UPDATE_LETTER}' "
                "AND subject_id IN (SELECT id FROM update_letters WHERE listener_id = $2)"
            ),
            "DELETE FROM update_listeners WHERE id = $2",
        ),
        shown=(
            Shown(
                "letters",
                "SELECT l.server_id AS server, c.title AS campaign, l.began_at FROM update_listeners l "
                "JOIN campaigns c ON c.id = l.campaign_id WHERE l.id = $1",
            ),
        ),
    ),
    Trace(
        "picture-forms",
        keyed="SELECT form FROM picture_offers WHERE server_id = $1 AND offered_key = $2",
        steps=("DELETE FROM picture_offers WHERE form = $2",),
        shown=(Shown("forms", "SELECT server_id AS server, made_at FROM picture_offers WHERE form = $1"),),
    ),
    Trace(
        "feeds",
        keyed="SELECT id FROM feeds WHERE server_id = $1 AND added_key = $2",
        shown=(Shown("feeds", "SELECT server_id AS server, url, added_at FROM feeds WHERE id = $1"),),
    ),
)

WISHES = (
    wished(
        "draft",
        "update_versions v WHERE v.update_id = w.row_id AND v.version = w.version AND v.state = 'draft'",
        (f"UPDATE update_versions SET drafted_by_sealed = NULL, drafted_key = NULL WHERE {_THIS}",),
        again=_DRAFT_AGAIN,
    ),
)
"""What was wished for while a draft waited, once that is settled."""
