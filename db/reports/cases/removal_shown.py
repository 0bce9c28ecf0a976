"""What a case shows of the removal of its message, read from table `detections`."""

from typing import NotRequired, TypedDict

from core.base.posts import PostKind
from core.scanning.detections import UNTOLD, Outcome, Returned, Settled
from db.engine.statements import Row, Statements
from db.engine.vault import Vault


class RemovalShown(TypedDict):
    """Fields of services.reports.records.Case."""

    removal: Outcome | None
    removed_by_rule: bool
    removal_settled: NotRequired[Settled]
    text_returned: NotRequired[Returned]
    author_untold: NotRequired[bool]


async def removal_shown(sql: Statements, vault: Vault, row: Row) -> RemovalShown:
    """What is known of the removal that was ordered from a case, of one that stands or was undone, and of others.

    `row`: of table `cases`.
    """
    if row["message_id"] is None:
        return RemovalShown(removal=None, removed_by_rule=False)
    rows = await sql.all(  # by the message alone, which is few rows
        "SELECT * FROM detections WHERE message_id = $1", row["message_id"]
    )
    key = vault.text_key(f"case/{row['id']}")
    ordered = next((found for found in rows if found["text_key"] == key), None)
    by_rule = any(_removed_here(found, row) for found in rows if found is not ordered)
    if ordered is None or (row["removal_at"] is None and row["removal_undone_at"] is None):
        return RemovalShown(removal=None, removed_by_rule=by_rule)
    if row["removal_at"] is not None:
        return RemovalShown(
            removal=Outcome(ordered["outcome"]),
            removed_by_rule=by_rule,
            removal_settled=Settled(ordered["settled"]),
        )
    if not _went(ordered, row):
        return RemovalShown(removal=None, removed_by_rule=by_rule)
    goes = ordered["author_is_member"] and ordered["text_sealed"] is not None
    return RemovalShown(
        removal=None,
        removed_by_rule=by_rule,
        text_returned=Returned(ordered["returned"]) if ordered["returned"] or goes else Returned.LOST,
        author_untold=ordered["settled_reason"] == UNTOLD,
    )


def _removed_here(found: Row, case: Row) -> bool:
    here: bool = found["server_id"] == case["server_id"] and found["place"] == PostKind.MESSAGE
    return here and Outcome(found["outcome"]) is Outcome.REMOVED


def _went(ordered: Row, case: Row) -> bool:
    """Whether Rowan removed the message before the removal was taken back."""
    outcome = Outcome(ordered["outcome"])
    # Taken back while a process was at it, which died or heard no answer: a message that is gone went because of Rowan.
    perhaps = ordered["taken_by"] is not None or ordered["maybe_removed"]
    return outcome is Outcome.REMOVED or (
        outcome.to_remove and bool(perhaps) and case["message_gone_at"] is not None
    )
