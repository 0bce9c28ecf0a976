"""Reading a row of table `detections` as a value."""

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, NoticeId, ServerId, SweepId
from core.base.posts import NameKind, PostKind
from core.base.times import from_ms
from core.scanning.detections import Detection, MissingRight, Outcome, Person, Returned, Settled, Timeout
from core.servers.policy import Action, Tier
from db.base.shared_statements import read_names
from db.engine.statements import Row
from db.engine.vault import Vault
from db.scanning.sealing import opened_note, opened_person


def detection_of(row: Row, vault: Vault) -> Detection:
    """Read a row with every column that moderators are shown."""

    def person(column: str) -> Person | None:
        return opened_person(vault, row, column)

    return Detection(
        id=DetectionId(row["id"]),
        server=ServerId(row["server_id"]),
        channel=ChannelId(row["channel_id"]),
        message=MessageId(row["message_id"]),
        place=PostKind(row["place"]),
        named=NameKind(row["named"]),
        author=person("author"),
        author_is_member=bool(row["author_is_member"]),
        pattern=row["pattern"],
        tier=Tier(row["tier"]),
        category=Category(row["category"]),
        source=row["source"],
        rule=row["rule"],
        link=row["link"],
        how=read_names(row["how"]),
        guess=row["guess"],
        action=Action(row["action"]),
        outcome=Outcome(row["outcome"]),
        owed=row["due_at"] is not None,
        under_way=row["taken_by"] is not None,
        missing=MissingRight(row["missing"]),
        maybe_removed=bool(row["maybe_removed"]),
        timeout=Timeout(row["timeout"]),
        timeout_until=None if row["timeout_until"] is None else from_ms(row["timeout_until"]),
        settled=Settled(row["settled"]),
        settled_by=person("settled_by"),
        settled_reason=row["settled_reason"],
        returned=Returned(row["returned"]),
        case=None if row["case_id"] is None else CaseId(row["case_id"]),
        has_text=row["text_sealed"] is not None,
        detected_at=from_ms(row["detected_at"]),
        note=opened_note(vault, row),
        settled_at=None if row["settled_at"] is None else from_ms(row["settled_at"]),
        lead=None if row["lead_id"] is None else DetectionId(row["lead_id"]),
        notice=None if row["notice_id"] is None else NoticeId(row["notice_id"]),
        sweep=None if row["sweep_id"] is None else SweepId(row["sweep_id"]),
    )
