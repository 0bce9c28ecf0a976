"""What is forgotten of lists: who did something, what was taken off, words on the shared list that ran out, old changes."""

from core.base.retention import Promise
from db.base.retention import posted
from db.base.retention_store import Chore
from services.base.outbox import Kind

_DAY_MS = 86_400_000
_SITE_WITH_ITS_LAST_ENTRY = (
    "DELETE FROM own_sites WHERE id = $3 AND NOT EXISTS (SELECT 1 FROM own_entries WHERE site_id = $3)"
)


def _removed(table: str, by: str, more: str = "", then: tuple[str, ...] = ()) -> tuple[Chore, Chore]:
    """The steps by which rows that stand on a list no more are forgotten: first who put them there, then all.

    `more`: a further column of theirs, $3 of the steps `then`.
    """
    return (
        Chore(
            f"{table}/names",
            Promise.NAMES,
            f"SELECT id FROM {table} WHERE removed_at <= $1 AND {by} IS NOT NULL ORDER BY removed_at LIMIT $2",
            [f"UPDATE {table} SET {by} = NULL WHERE id = $2"],
        ),
        Chore(
            table,
            Promise.ROWS,
            f"SELECT id{more} FROM {table} WHERE removed_at <= $1 ORDER BY removed_at LIMIT $2",
            [f"DELETE FROM {table} WHERE id = $2", *then],
        ),
    )


def chores(list_changes: int) -> tuple[Chore, ...]:
    """Make them. `list_changes`: how many of the newest are kept."""
    return (
        *_removed("own_entries", "added_by_sealed", ", site_id", (_SITE_WITH_ITS_LAST_ENTRY,)),
        *_removed("allows", "by_sealed"),
        Chore(
            "imports/names",
            Promise.NAMES,
            "SELECT id FROM imports WHERE changed_at <= $1 AND by_sealed IS NOT NULL ORDER BY changed_at LIMIT $2",
            ["UPDATE imports SET by_sealed = NULL WHERE id = $2"],
        ),
        Chore(
            "stances/names",
            Promise.NAMES,
            "SELECT id FROM stances WHERE taken_at <= $1 AND by_sealed IS NOT NULL ORDER BY taken_at LIMIT $2",
            ["UPDATE stances SET by_sealed = NULL WHERE id = $2"],
        ),
        Chore(
            "stances",
            Promise.ROWS,
            # A server's older words go first: an end that is forgotten before its beginning would be no end.
            "SELECT s.id, s.entry_id FROM stances s WHERE s.review_at <= $1 AND NOT EXISTS (SELECT 1 FROM stances o "
            "WHERE o.entry_id = s.entry_id AND o.server_id = s.server_id AND o.id < s.id) ORDER BY s.review_at LIMIT $2",
            [
                "DELETE FROM stances WHERE id = $2",
                "DELETE FROM shared_entries WHERE id = $3 AND NOT EXISTS (SELECT 1 FROM stances WHERE entry_id = $3)",
            ],
        ),
        posted(
            Kind.LIST_HELD,
            unless="EXISTS (SELECT 1 FROM subscriptions s WHERE s.id = outbox.subject_id AND s.held <> '')",
        ),
        posted(Kind.FIRST_DAY),
        Chore(
            "subscription-log",
            Promise.ROWS,
            "SELECT id FROM subscription_log WHERE at <= $1 ORDER BY at LIMIT $2",
            ["DELETE FROM subscription_log WHERE id = $2"],
        ),
        Chore(
            "tombstones",
            Promise.ROWS,
            "SELECT list_id, pattern FROM published_patterns WHERE retracted_at <= $1 ORDER BY retracted_at LIMIT $2",
            ["DELETE FROM published_patterns WHERE list_id = $2 AND pattern = $3"],
        ),
        Chore(
            "hosts-seen",
            Promise.HOSTS_SEEN,
            f"SELECT server_id, place, day, channel_id FROM hosts_seen WHERE day < $1 / {_DAY_MS} ORDER BY day LIMIT $2",
            ["DELETE FROM hosts_seen WHERE server_id = $2 AND place = $3 AND day = $4 AND channel_id = $5"],
        ),
        Chore(
            "list-questions",
            Promise.STAMPED,
            "SELECT token FROM list_questions WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2",
            ["DELETE FROM list_questions WHERE token = $2"],
        ),
        Chore(
            "short-posts",
            Promise.STAMPED,
            "SELECT message_id, link_key, place FROM short_posts WHERE until <= $1 ORDER BY until LIMIT $2",
            ["DELETE FROM short_posts WHERE message_id = $2 AND link_key = $3 AND place = $4"],
        ),
        Chore(
            "short-links",
            Promise.STAMPED,
            "SELECT link_key FROM short_links WHERE kept_until <= $1 ORDER BY kept_until LIMIT $2",
            ["DELETE FROM short_links WHERE link_key = $2"],
        ),
        posted(Kind.SHARED_NEWS),
        posted(Kind.RENEWAL),
        Chore(
            "hold-signs",
            Promise.STAMPED,
            "SELECT entry_id, kind, server_id, member_key FROM hold_signs WHERE until <= $1 ORDER BY until LIMIT $2",
            [
                "DELETE FROM hold_signs WHERE entry_id = $2 AND kind = $3 AND server_id = $4 AND member_key = $5"
            ],
        ),
        Chore(
            "shared-notices",
            Promise.OUTBOX,
            "SELECT id FROM shared_notices WHERE noted_at <= $1 ORDER BY noted_at LIMIT $2",
            ["DELETE FROM shared_notices WHERE id = $2"],
        ),
        Chore(
            "list-changes",
            Promise.STAMPED,
            "SELECT revision FROM list_changes WHERE revision <= "
            f"(SELECT max(revision) FROM list_changes) - {int(list_changes)} ORDER BY revision LIMIT $2",
            ["DELETE FROM list_changes WHERE revision = $2"],
        ),
        Chore(
            "pseudonyms",
            Promise.STAMPED,
            # Of a server that was left, once nothing stands under it on the shared list.
            "SELECT id FROM servers WHERE id < 0 AND NOT EXISTS (SELECT 1 FROM stances s WHERE s.server_id = servers.id) "
            "LIMIT $2",
            ["DELETE FROM server_changes WHERE server_id = $2", "DELETE FROM servers WHERE id = $2"],
        ),
    )
