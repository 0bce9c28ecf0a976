"""The part of the register that is about campaigns."""

from collections.abc import Mapping

from core.base.retention import Promise
from db.base.screen_register import SCREEN_TABLES
from db.base.stored import Personal, PersonalWhile, Table


def _names(chore: str) -> Personal:
    return Personal(Promise.NAMES, (chore,))


CAMPAIGN_TABLES: Mapping[str, Table] = {
    "campaigns": Table(
        "id server_id title summary demand link form made_at outcome closed_at site_id visible stopped_at stopped_why told_to",
        {"made_by_sealed": _names("campaigns/names")},
        kept="published by a server that is there; corrections must find it",
    ),
    "campaign_updates": Table(
        "id campaign_id standing published_at withdrawn_at withdrawn_reason made_at", kept="as its campaign"
    ),
    "update_rounds": Table(
        "update_id began_at brought begun followed_to", kept="until an update was brought to its followers"
    ),
    "provider_rounds": Table("campaign_id due_at", kept="one row an open campaign"),
    "provider_facts": Table(
        "campaign_id host kind value details since seen_at sure other asked_at problem",
        kept="as its campaign, while the host stands on the list under its site",
    ),
    "update_versions": Table(
        "update_id version base form kind headline body source warning picture_id picture_text state drafted_at settled_at publish_at agreed",
        {
            name: _names("versions/names")
            for name in ("drafted_by_sealed", "drafted_key", "settled_by_sealed")
        },
        kept="as its campaign: a timeline shows what was said before",
    ),
    **SCREEN_TABLES,
    "feeds": Table(
        "id campaign_id server_id url host added_at digest etag last_modified problem failures due_at fetched_at left_over told "
        "noticed_at remark taken_by",
        {"added_key": PersonalWhile("the feed is there: whoever added it may not approve its drafts alone")},
        kept="until it is removed, its campaign closes or Rowan leaves",
    ),
    "feed_items": Table(
        "id feed_id id_hash link_hash content_hash title_hash update_id changed proposed_at made_at",
        kept="as its feed; of more than two thousand the oldest go",
    ),
    "feed_drafts": Table("update_id version feed_id url items", kept="as its campaign"),
    "follows": Table(
        "id campaign_id server_id channel_id role_id approve followed_at ended_at role_told",
        ends={"follows": Promise.ROWS},
        kept="while the server follows",
    ),
    "deliveries": Table(
        "id update_id server_id approve version waiting state problem problem_at paused_at made_at",
        {"settled_by_sealed": _names("deliveries/names")},
        kept="as its campaign: a correction must find each copy",
    ),
    "crossposts": Table("delivery_id channel_id free_at", ends={"crossposts": Promise.STAMPED}),
    "update_listeners": Table(
        "id campaign_id server_id began_at",
        dict.fromkeys(
            ("member_key", "member_sealed"), PersonalWhile("the member does not end it: then the row goes")
        ),
        kept="while the member wants to be written to, and the campaign is there",
    ),
    "update_letters": Table("id delivery_id listener_id", ends={"update-letters": Promise.OUTBOX}),
}
