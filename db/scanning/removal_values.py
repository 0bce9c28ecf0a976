"""Reading a row of table `detections` as the removal that it owes."""

from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, ServerId, SweepId
from core.base.posts import PostKind
from core.base.times import from_ms
from core.scanning.detections import Person, Settled, Timeout
from core.servers.policy import Action, Tier
from db.engine.statements import Row
from db.engine.vault import Vault
from db.scanning.sealing import opened_person
from services.scanning.pipeline import member_to_time_out
from services.scanning.posts import PlacePost, Sign
from services.scanning.removal_ports import Removal


def removal_of(row: Row, vault: Vault) -> Removal:
    """Read a row that was just taken, as it was before."""
    author = opened_person(vault, row, "author")
    already_out, of_case = row["timeout"] != Timeout.NONE, row["case_id"] is not None
    member = member_to_time_out(
        Action(row["action"]), author, is_member=bool(row["author_is_member"]) and not already_out
    )
    return Removal(
        id=DetectionId(row["id"]),
        server=ServerId(row["server_id"]),
        channel=ChannelId(row["channel_id"]),
        message=MessageId(row["message_id"]),
        member=member,
        detected_at=from_ms(row["detected_at"]),
        attempts=row["attempts"] + 1,
        case=CaseId(row["case_id"]) if of_case else None,
        maybe_removed=bool(row["maybe_removed"]) or row["taken_by"] is not None,
        link="" if of_case and row["settled"] == Settled.DELETED else row["link"],
        by_rule=row["settled"] == Settled.OPEN,
        guess=row["guess"],
        picture=row["picture"],
        sweep=None if row["sweep_id"] is None else SweepId(row["sweep_id"]),
        sign=_sign(row, author),
        place_post=_place_post(row, author),
    )


def _sign(row: Row, author: Person | None) -> Sign | None:
    """What the removal says of a shared entry. One that a moderator ordered says nothing: the entry did not remove it."""
    if (
        author is None
        or row["tier"] != Tier.SHARED
        or row["author_long"] != 1
        or row["settled"] != Settled.OPEN
    ):
        return None
    return Sign(row["pattern"], author.id)


def _place_post(row: Row, author: Person | None) -> PlacePost | None:
    """The post, where whoever had the removal before died, perhaps before it was noted. What a sweep or a moderator found is not
    counted.
    """
    if (
        author is None
        or row["taken_by"] is None
        or not row["author_is_member"]
        or row["sweep_id"] is not None
    ):
        return None
    if row["place"] != PostKind.MESSAGE or row["settled"] != Settled.OPEN:
        return None
    channel, at = ChannelId(row["channel_id"]), from_ms(row["detected_at"])
    message = MessageId(row["message_id"])
    return PlacePost(ServerId(row["server_id"]), channel, message, author.id, row["pattern"], at)
