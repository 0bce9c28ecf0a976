"""The register of everything that is stored: each column of each table, whether it says something of a person, and its end.

A test walks the schema and fails where a column stands here not at all. How long a promise is kept says
`core/base/retention.py`; the chores are the statements that keep it (a file `retention.py` in each wing of `db/`).
"""

from collections.abc import Mapping

from core.base.retention import Promise
from db.base.registered_campaigns import CAMPAIGN_TABLES
from db.base.stored import Personal, PersonalWhile, Table


def _names(chore: str) -> Personal:
    return Personal(Promise.NAMES, (chore,))


_EVIDENCE = Personal(Promise.EVIDENCE, ("closed-evidence", "evidence"))
_REPORTER = Personal(Promise.EVIDENCE, ("closed-evidence", "reporters"))
_WITH_EVIDENCE = _EVIDENCE
_STANDS = "it stands on the server's list, and its moderators are shown who put it there; then as long as names are kept"
_ONE_A_SERVER = "one row a server"

REGISTER: Mapping[str, Table] = {
    # The program itself.
    "schema_migrations": Table("version name checksum applied_at", kept="one row a migration"),
    "set_aside_rows": Table(
        "id source parent named server_id emptied version at",
        {"row": Personal(Promise.EVIDENCE, ("set-aside",))},
        ends={"set-aside": Promise.EVIDENCE},
    ),
    "moves": Table(
        "only state token other began_at", kept="one row, while the database is moved and once it was"
    ),
    "secret_in_use": Table("only key_id", kept="one row"),
    "ids": Table("name last", kept="one row a table: a number is never given twice"),
    "categories": Table("name", kept="one row a category"),
    "outbox_kinds": Table("name", kept="one row a kind"),
    "registered_commands": Table("application_id digest registered_at", kept="one row an application"),
    "leases": Table("name holder expires_at", ends={"leases": Promise.STAMPED}),
    "listened": Table("only until", kept="one row"),
    # Servers.
    "servers": Table(
        "id pseudonym list_name language review_channel_id moderator_role_id alert_role_id campaign_channel_id "
        "second_approval timezone digest digested_at preset likely set_up_at review_problem trust_group banned_at left_at",
        {
            "set_up_by_sealed": PersonalWhile(
                "the server is there: whoever ran /setup last is told when its review channel fails"
            )
        },
        ends={"pseudonyms": Promise.STAMPED},
        kept=f"{_ONE_A_SERVER}; of one that was left a pseudonym while something stands under it, and a ban",
    ),
    "policy_rules": Table("server_id tier category action", kept="a few rows a server"),
    "policy_channels": Table("server_id channel_id mode", kept="at most one row a channel"),
    "policy_exempt_roles": Table("server_id role_id", kept="at most one row a role"),
    "review_readers": Table("server_id role_id", kept="at most one row a role"),
    "server_changes": Table("revision server_id", kept=_ONE_A_SERVER),
    "blurred_readers": Table(
        "server_id",
        {"member_key": PersonalWhile("the member does not choose otherwise: then the row is deleted")},
        kept="one row a moderator who chose",
    ),
    "rehearsals": Table(
        "id server_id made_at channel_id message_id ended_at", ends={"rehearsals": Promise.OUTBOX}
    ),
    # Lists.
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
    "invite_posts": Table(
        "message_id code place server_id channel_id seen_at due_at attempts", kept="an hour; ids only"
    ),
    # Scanning.
    "detections": Table(
        "id server_id channel_id message_id place text_key author_is_member author_long pattern tier category source rule link how guess "
        "action outcome timeout timeout_until settled settled_reason returned attempts due_at taken_by text_until case_id "
        "detected_at settled_at missing maybe_removed lead_id lead_at",
        {
            "text_sealed": Personal(Promise.STAMPED, ("texts",)),
            "author_sealed": _names("authors"),
            "author_key": _names("authors"),
            "settled_by_sealed": _names("moderators"),
            "note_sealed": _names("moderators"),
        },
        ends={"detections": Promise.ROWS},
        counted=True,
    ),
    "detection_days": Table(
        "server_id pattern day tier found undone ordered", kept="counts: the totals stay true"
    ),
    "server_gaps": Table("server_id since until due_at taken_by", ends={"server-gaps": Promise.WAITED}),
    "channel_gaps": Table(
        "id server_id channel_id after_id before_id room made_at due_at attempts taken_by hidden",
        ends={"channel-gaps": Promise.WAITED},
    ),
    "waiting_posts": Table(
        "message_id place server_id channel_id seen_at due_at attempts taken_by",
        ends={"waiting-posts": Promise.WAITED},
    ),
    # Reports.
    "report_drafts": Table(
        "token server_id report_case_id made_at expires_at",
        dict.fromkeys(("sealed", "member_key"), Personal(Promise.STAMPED, ("drafts",))),
        ends={"drafts": Promise.STAMPED},
    ),
    "cases": Table(
        "id server_id channel_id message_id author_is_member link category state claimed_at first_claimed_at outcome "
        "outcome_reason outcome_pattern evidence_until follows_case_id removal_at message_gone_at pinged_at alert_held_at "
        "alert_case_id reminded_at reminder_case_id quiet opened_at closed_at version managers_at managers_case_id "
        "related_case_id stance_id removal_undone_at reopened_at forgotten freed freed_at freed_untold holder_asked_at "
        "undecided_at undecided_case_id",
        {
            "evidence_sealed": _EVIDENCE,
            "author_sealed": _names("closed-names"),
            "author_key": _names("closed-names"),
            "claimed_by_sealed": _names("closed-names"),
            "claimed_key": _names("closed-names"),
            "given_by_key": _names("closed-names"),
            "freed_from_sealed": _names("closed-names"),
            "note_sealed": _names("closed-names"),
        },
        ends={"cases": Promise.ROWS},
        kept="an open case waits for somebody, however long; what it holds of reporters goes after 400 days",
        counted=True,
    ),
    "case_days": Table("server_id day reports closed upheld", kept="counts: the totals stay true"),
    "alerts": Table("server_id case_id pinged_at", kept=_ONE_A_SERVER),
    "case_links": Table("case_id position canonical how server_id", ends={"cases": Promise.ROWS}),
    "case_files": Table(
        "case_id file_id position state attempts due_at",
        dict.fromkeys(("sealed", "url_sealed", "sha256_sealed"), _WITH_EVIDENCE),
        ends={"closed-evidence": Promise.EVIDENCE},
    ),
    "reports": Table(
        "id case_id server_id category made_at changed_at keep_until relay_ended_at emergency_at additions held set_aside_at",
        {
            "reporter_sealed": _REPORTER,
            "reporter_key": _REPORTER,
            "details_sealed": _REPORTER,
            "pseudonym": Personal(Promise.ROWS, ("cases",)),  # random, new in each case
        },
        ends={"cases": Promise.ROWS},
        counted=True,
    ),
    "reporter_mutes": Table(
        "server_id case_id reason expires_at since",
        {"member_key": Personal(Promise.STAMPED, ("mutes",))},
        ends={"mutes": Promise.STAMPED},
    ),
    "member_choices": Table(
        "server_id notices",
        {"member_key": PersonalWhile("the member does not choose otherwise: then the row is deleted")},
        kept="one row a member who chose",
    ),
    "relay_messages": Table(
        "id server_id case_id report_id question_id state made_at keep_until",
        {"text_sealed": Personal(Promise.EVIDENCE, ("closed-evidence", "relay-texts"))},
        ends={"cases": Promise.ROWS},
    ),
    # Campaigns: what a server publishes, as long as it is there.
    **CAMPAIGN_TABLES,
    # What is posted, and what was done.
    "outbox": Table(
        "id kind subject_id server_id channel_id message_id nonce generation shown state attempts attempted_at due_at "
        "taken_by last_error urgent wakes taking held_until again_at",
        ends={
            f"outbox/{kind}": Promise.OUTBOX
            for kind in (
                *("case_reminder", "undecided_reminder", "claim_notice", "concerned_notice", "digest"),
                *("manager_notice", "outcome_notice", "relay_question", "undo_notice"),
                *(
                    "rehearsal_message",
                    "rehearsal_card",
                    "list_held",
                    "first_day",
                    "feed_notice",
                    "shared_news",
                    "renewal",
                ),
                *("campaign_stopped", "follow_stopped", "copy_crosspost", "update_letter"),
            )
        },
        kept="a card as long as what it shows: a click on it is checked against its row",
    ),
    "outbox_walks": Table("server_id asked moves redraws", kept="until what a server owes was gone through"),
    "audit": Table(
        "id server_id action subject before after at",
        {
            "actor_sealed": Personal(Promise.AUDIT_NAMES, ("audit/names",)),
            "reason_sealed": Personal(Promise.AUDIT_NAMES, ("audit/names",)),
        },
        ends={"audit": Promise.AUDIT},
    ),
    "audit_ends": Table("server_id until", kept="one row: up to when the audit may be deleted"),
}
