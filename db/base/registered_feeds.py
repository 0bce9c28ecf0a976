"""The part of the register that is about feeds."""

from collections.abc import Mapping

from db.base.stored import PersonalWhile, Table

FEED_TABLES: Mapping[str, Table] = {
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
}
