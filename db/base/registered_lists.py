"""The part of the register that is about lists."""

from collections.abc import Mapping

from core.base.retention import Promise
from db.base.stored import Personal, PersonalWhile, Table

_STANDS = "it stands on the server's list, and its moderators are shown who put it there; then as long as names are kept"
_ONE_A_SERVER = "one row a server"


def _names(chore: str) -> Personal:
    return Personal(Promise.NAMES, (chore,))


LIST_TABLES: Mapping[str, Table] = {
    "list_changes": Table("revision key", ends={"list-changes": Promise.STAMPED}),
    "own_entries": Table(
        "id server_id pattern kind key category note case_id added_at removed_at import_id beyond_bound "
        "site_id look ends_at",
        {"added_by_sealed": PersonalWhile(_STANDS, ("own_entries/names",))},
        ends={"own_entries": Promise.ROWS},
    ),
    "own_sites": Table(
        "id server_id name folded summary category note made_at", ends={"own_entries": Promise.ROWS}
    ),
    "imports": Table(
        "id server_id digest form category state position entries refused added known beyond undone began_at changed_at "
        "file_name beyond_bound siteless by_pattern",
        {"by_sealed": _names("imports/names")},
        kept="one row a file that was imported: what it brought is taken back by it",
    ),
    "entry_holders": Table(
        "entry_id import_id", kept="as long as the entry's row, and until the file is taken back"
    ),
    "stance_holders": Table(
        "stance_id import_id", kept="as long as the stance's row, and until the file is taken back"
    ),
    "subscribed_lists": Table(
        "id url newest begun digest etag last_modified problem failures due_at fetched_at signed_by signed_serial "
        "signed_digest taken_by",
        kept="as long as a server follows the list",
    ),
    "list_versions": Table(
        "list_id version entries refused protected publisher",
        kept="the newest of each list, and those on which a server acts",
    ),
    "subscribed_entries": Table(
        "id list_id pattern kind key category note since gone lets_through",
        kept="as long as they stand in the newest version, or in one on which a server acts",
    ),
    "subscriptions": Table(
        "id server_id list_id category version accepted accepted_entries accepted_protected held held_added held_removed "
        "held_entries held_version kept noticed_at log_until told_at began_at",
        kept="until the server unsubscribes",
    ),
    "subscription_log": Table(
        "id subscription_id at event doubt entries added removed",
        ends={"subscription-log": Promise.ROWS},
    ),
    "allows": Table(
        "id server_id pattern kind key reason added_at removed_at",
        {"by_sealed": PersonalWhile(_STANDS, ("allows/names",))},
        ends={"allows": Promise.ROWS},
    ),
    "hosts_seen": Table(
        "server_id place day channel_id links by_staff first_at last_at",
        ends={"hosts-seen": Promise.HOSTS_SEEN},
    ),
    "list_questions": Table(
        "token server_id made_at expires_at",
        dict.fromkeys(("asked_key", "sealed"), Personal(Promise.STAMPED, ("list-questions",))),
        ends={"list-questions": Promise.STAMPED},
    ),
    "shared_entries": Table(
        "id pattern kind key category note proposed_at state weighed recount_at listed_since held_at held_why "
        "told_by site_name site_folded site_summary look",
        ends={"stances": Promise.ROWS},
    ),
    "lifted_holds": Table(
        "entry_id why stances lifted_at", kept="one row an entry at most; it goes with its entry"
    ),
    "shared_totals": Table("state entries", kept="one row a state"),
    "shared_counting": Table("only quorum counted_to", kept="one row"),
    "shared_recounts": Table(
        "server_id counted_to", kept="until a server's entries are counted anew: a minute"
    ),
    "stances": Table(
        "id entry_id server_id stance reason taken_at review_at import_id",
        {"by_sealed": _names("stances/names")},
        ends={"stances": Promise.ROWS},
    ),
    "published_lists": Table(
        "id server_id hashed sealed made_at", kept="two rows a server at most, once its list is published"
    ),
    "published_issues": Table("list_id serial digest made_at", kept="one row a file that was published"),
    "published_handovers": Table("list_id number earlier later signature", kept="one row a new key"),
    "published_patterns": Table(
        "list_id pattern kind key serial retracted_at",
        ends={"tombstones": Promise.ROWS},
        kept="while it stands on the published list",
    ),
    "published_allows": Table("server_id published_at", kept=_ONE_A_SERVER),
    "followed_allows": Table("server_id publisher_id followed_at", kept="while the server follows"),
    "hold_signs": Table(
        "entry_id kind server_id seen_at until",
        {"member_key": Personal(Promise.STAMPED, ("hold-signs",))},
        ends={"hold-signs": Promise.STAMPED},
    ),
    "shared_notices": Table(
        "id server_id entry_id about stance_id noted_at told_at", ends={"shared-notices": Promise.OUTBOX}
    ),
    "renewals": Table("server_id asked_to reminded_to", kept=_ONE_A_SERVER),
    "stances_ending": Table("stance_id", kept="as long as its stance"),
    "shared_reads": Table("server_id day patterns", kept=_ONE_A_SERVER),
    "invites": Table(
        "code listed server_id server_name answered_at believed_until due_at attempts",
        kept="one row an invite on a list; one that was only seen goes when its answer counts no more, after a day",
    ),
    "short_links": Table(
        "link_key host link_sealed way_sealed state server_id seen_at due_at attempts taken_by believed_until kept_until",
        {"asker_key": Personal(Promise.STAMPED, ("short-links",))},
        ends={"short-links": Promise.STAMPED},
    ),
    "short_posts": Table(
        "message_id link_key place server_id channel_id until", ends={"short-posts": Promise.STAMPED}
    ),
    "shortener_pauses": Table("host until failures", kept="one row a shortener that was ever asked"),
    "invite_posts": Table(
        "message_id code place server_id channel_id seen_at due_at attempts", kept="an hour; ids only"
    ),
}
