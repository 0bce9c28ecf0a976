"""The register of everything that is stored: each column of each table, whether it says something of a person, and its end.

A test walks the schema and fails where a column stands here not at all. How long a promise is kept says
`core/base/retention.py`; the chores are the statements that keep it (a file `retention.py` in each wing of `db/`).
"""

from collections.abc import Mapping

from core.base.retention import Promise
from db.base.registered_campaigns import CAMPAIGN_TABLES
from db.base.registered_lists import LIST_TABLES
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
    "secret_in_use": Table(
        "only key_id lookups_sealed next_key_id next_lookups_sealed sealing",
        kept="one row; what is sealed there is the key of look-up hashes, which says nothing of anybody",
    ),
    "erasure_wishes": Table(
        "part row_id version server_id made_at",
        {"about_key": Personal(Promise.STAMPED, ("wishes/case_holder",))},
        ends={
            f"wishes/{part}": Promise.STAMPED
            for part in (*("case_author", "case_holder", "report_words", "relay_words"), "detection", "draft")
        },
    ),
    "key_holders": Table("process key_id sealing", kept="until the secret is changed: minutes"),
    "ids": Table("name last", kept="one row a table: a number is never given twice"),
    "categories": Table("name", kept="one row a category"),
    "outbox_kinds": Table("name", kept="one row a kind"),
    "registered_commands": Table("application_id digest registered_at", kept="one row an application"),
    "leases": Table("name holder expires_at", ends={"leases": Promise.STAMPED}),
    "shard_counts": Table("application_id shards", kept="one row an application"),
    "shard_processes": Table(
        "process application_id told machine beat doomed", kept="while the process lives"
    ),
    "shard_owners": Table("application_id shard process taking", kept="one row a shard"),
    "identify_turns": Table("application_id bucket at", kept="one row a bucket of Discord's"),
    "shard_listened": Table("shards shard until", kept="one row a shard"),
    # Servers.
    "servers": Table(
        "id pseudonym list_name language review_channel_id moderator_role_id alert_role_id campaign_channel_id "
        "second_approval timezone digest digested_at author_notices preset likely images set_up_at review_problem trust_group banned_at left_at",
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
    "member_languages": Table(
        "language",
        {"member_key": PersonalWhile("the member does not take the choice back: then the row is deleted")},
        kept="one row a member who chose",
    ),
    "rehearsals": Table(
        "id server_id made_at channel_id message_id ended_at", ends={"rehearsals": Promise.OUTBOX}
    ),
    # Lists: a server's own, the shared one, those on the web.
    **LIST_TABLES,
    # Scanning.
    "detections": Table(
        "id server_id channel_id message_id place text_key author_is_member author_long pattern tier category source rule link how guess "
        "action outcome timeout timeout_until settled settled_reason returned attempts due_at taken_by text_until case_id "
        "detected_at settled_at missing maybe_removed lead_id lead_at notice_id named picture sweep_id",
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
    "sweeps": Table(
        "id server_id pattern days category state action after_id begun_at started_at done_before ended_at listed searched "
        "search_before search_tries tries why undone_to undone_at due_at taken_by",
        dict.fromkeys(("starter_sealed", "undoing_sealed"), _names("sweeps")),
        ends={"sweeps": Promise.NAMES},
    ),
    "sweep_channels": Table(
        "sweep_id channel_id place state before_id looked undeletable", ends={"sweeps": Promise.NAMES}
    ),
    "sweep_messages": Table(
        "sweep_id message_id channel_id sure fate",
        {"author_key": _names("sweeps")},
        ends={"sweeps": Promise.NAMES},
    ),
    "author_notices": Table(
        "id server_id state made_at planned_at begun_at sent_at",
        dict.fromkeys(("author_sealed", "author_key"), _names("author-notices/names")),
        ends={"author-notices": Promise.ROWS},
    ),
    "appeals": Table(
        "id notice_id server_id state text_until opened_at decided_at reminded_at reminder_id",
        {
            "author_key": _names("appeals/authors"),
            "text_sealed": Personal(Promise.STAMPED, ("appeals/texts",)),
            **dict.fromkeys(
                ("decided_by_sealed", "against_sealed", "reason_sealed"), _names("appeals/moderators")
            ),
        },
        ends={"author-notices": Promise.ROWS},
    ),
    "place_posts": Table(
        "id server_id place_key message_id channel_id posted_at until",
        {"author_key": Personal(Promise.STAMPED, ("place-posts",))},
        ends={"place-posts": Promise.STAMPED},
    ),
    "brigades": Table(
        "id server_id place_key place found began_at opened_at last_at over_at accounts messages channels servers has_card pinged_at",
        ends={"brigades": Promise.ROWS},
    ),
    "brigade_measures": Table(
        "id brigade_id server_id kind channel_id state why former set_to until due_at attempts taken_by",
        ends={"brigades": Promise.ROWS},
    ),
    "detection_days": Table(
        "server_id pattern day tier found undone ordered", kept="counts: the totals stay true"
    ),
    "server_gaps": Table("server_id since until due_at taken_by", ends={"server-gaps": Promise.WAITED}),
    "channel_gaps": Table(
        "id server_id channel_id after_id before_id room made_at due_at attempts taken_by hidden threads",
        ends={"channel-gaps": Promise.WAITED},
    ),
    "never_read": Table(
        "id server_id channel_id since until why noted_at", ends={"never-read": Promise.WAITED}
    ),
    "waiting_posts": Table(
        "message_id place server_id channel_id seen_at due_at attempts taken_by",
        ends={"waiting-posts": Promise.WAITED},
    ),
    "automod_servers": Table(
        "server_id state enable due_at asked taken_by applied_at changed_at mended_at problem keywords entries",
        kept=f"{_ONE_A_SERVER}, while its AutoMod is kept",
    ),
    "automod_rules": Table(
        "rule_id server_id digest off made_at", kept="at most six rows a server, while its AutoMod is kept"
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
    "reported_changes": Table("id case_id", kept="until copies of updates that name the place were made due"),
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
    "declined_offers": Table(
        "server_id",
        {"member_key": PersonalWhile("the member does not choose otherwise: then the row is deleted")},
        kept="one row a moderator who chose",
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
                *("author_notice", "appeal_answer", "appeal_note", "appeal_reminder", "never_read"),
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
                *("follow_role", "old_card"),
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
