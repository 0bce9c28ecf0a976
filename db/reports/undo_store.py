"""Table `cases`: how one was closed is taken back, with what that brought, in one transaction."""

from dataclasses import dataclass
from datetime import datetime

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId
from core.base.times import to_ms
from core.reports.cases import Actor, CaseOutcome, CaseState, Refusal, Standing, Step, advance
from core.scanning.detections import DismissReason, Outcome, Settled
from db.engine.database import Row, Statements
from db.lists.lookup_store import pattern_of
from db.lists.own_rows import remove_own
from db.lists.stance_rows import undo_stance
from db.reports.case_rows import standing_of
from db.reports.case_store import CaseRows
from db.scanning.detection_rows import ordered_from, take_back
from services.base.retention import CLOSED_CASES_KEPT
from services.reports.records import Refused
from services.reports.undo import Undone, Unlisted
from services.scanning.moderation import BY_CASE


@dataclass(frozen=True, slots=True)
class _Reopened:
    """`goes_on`: the open case about the same, for which this one stays closed."""

    goes_on: CaseId | None
    text_goes_back: bool


class UndoRows(CaseRows):
    """Fills services.reports.undo.UndoStore, as further steps of a case."""

    async def undo(self, case: CaseId, by: Caller, now: datetime) -> Undone | Refused:
        async with self._db.bulk() as tx:
            taken = await self._take(tx, case, Step.UNDO, by)
            if isinstance(taken, Refused):
                return taken
            row, after = taken
            if _is_late(row, now):
                return Refused(Refusal.LATE, None)
            unlisted = await self._unlist(tx, row, by, now)
            done = await self._reopen(tx, row, after, by, now)
            reopened, left = await self._reopen_related(tx, case, by, now)
        return Undone(unlisted, done.text_goes_back, done.goes_on, reopened, left)

    async def undelete(self, case: CaseId, by: Caller, now: datetime) -> bool | Refused:
        async with self._db.bulk() as tx:
            taken = await self._take(tx, case, Step.UNDELETE, by)
            if isinstance(taken, Refused):
                return taken
            row, _ = taken
            goes_back = await self._undelete(tx, row, by, now)
            if goes_back is None:
                raise UserError("case-nothing-removed", case=str(case))
            await self._done(tx, row, Step.UNDELETE, by, now)
        return goes_back

    async def _unlist(self, tx: Statements, row: Row, by: Caller, now: datetime) -> Unlisted | None:
        """What this case put on the lists is taken off, unless it stood there before or others see to it since."""
        if row["outcome"] != CaseOutcome.LISTED:
            return None
        case = row["id"]
        entry = await tx.one(
            "SELECT * FROM own_entries WHERE server_id = $1 AND pattern = $2 ORDER BY id DESC LIMIT 1",
            by.server,
            row["outcome_pattern"],
        )
        if entry is None:
            return None
        pattern, stance = pattern_of(entry), row["stance_id"]
        words = (tx, self._vault, by.server, pattern)
        own = entry["case_id"] == case and await remove_own(*words, f"case/{case}", by.user, now)
        share = stance is not None and await undo_stance(*words, stance, by.user, now)
        return Unlisted(pattern, own, share)

    async def _reopen(
        self, tx: Statements, row: Row, after: Standing, by: Caller, now: datetime
    ) -> _Reopened:
        """Open again, the removal that the decision brought taken back; where a later case about the same is open, this one
        stays closed as reported already.
        """
        case, dismissed = row["id"], row["outcome"] == CaseOutcome.DISMISSED
        goes_on = await _open_about_the_same(tx, row)
        if dismissed and goes_on is not None:
            raise UserError("case-goes-on", case=str(case), other=str(goes_on))
        goes_back = await self._undelete(tx, row, by, now, brought_by=Settled.LISTED)
        reason = None if goes_on is None else str(DismissReason.DUPLICATE)
        closed_by = Standing(CaseState.CLOSED, self._actor(by).key, after.author)
        await self._stand(tx, row, after if goes_on is None else closed_by, by, now)
        await tx.run(
            "UPDATE cases SET outcome = $2, outcome_reason = $3, outcome_pattern = NULL, note_sealed = NULL, "
            "closed_at = $4, related_case_id = NULL, stance_id = NULL, reopened_at = $5 WHERE id = $1",
            case,
            None if goes_on is None else str(CaseOutcome.DISMISSED),
            reason,
            None if goes_on is None else to_ms(now),
            to_ms(now),
        )
        before = row["outcome_reason"] or row["outcome_pattern"] or ""
        await self._done(tx, row, Step.UNDO, by, now, before=before, after=reason or str(CaseState.OPEN))
        return _Reopened(goes_on, bool(goes_back))

    async def _reopen_related(
        self, tx: Statements, case: CaseId, by: Caller, now: datetime
    ) -> tuple[tuple[CaseId, ...], tuple[CaseId, ...]]:
        """What was closed along with this case; what the caller may not touch is left, for others."""
        reopened: list[CaseId] = []
        left: list[CaseId] = []
        actor = Actor(self._actor(by).key)
        rows = await tx.all(
            "SELECT * FROM cases WHERE related_case_id = $1 AND server_id = $2 ORDER BY id", case, by.server
        )
        for row in rows:
            number, after = CaseId(row["id"]), advance(standing_of(row), Step.UNDO, actor)
            if isinstance(after, Refusal) or _is_late(row, now):
                left.append(number)
                continue
            done = await self._reopen(tx, row, after, by, now)
            if done.goes_on is None:
                reopened.append(number)
        return tuple(reopened), tuple(left)

    async def _undelete(
        self, tx: Statements, row: Row, by: Caller, now: datetime, *, brought_by: Settled | None = None
    ) -> bool | None:
        """Take back the removal that was ordered from this case. True: its text goes back; None: there is none.

        `brought_by`: only one that was ordered so.
        """
        if row["removal_at"] is None:
            return None
        removal = await ordered_from(tx, self._vault, row["message_id"], CaseId(row["id"]))
        if removal is None or brought_by not in (None, Settled(removal["settled"])):
            return None
        if brought_by is None and removal["outcome"] == Outcome.GONE:  # somebody else did it
            return None
        await take_back(tx, self._vault, removal, by, now, reason=BY_CASE)
        taken = removal["outcome"] == Outcome.REMOVED or removal["taken_by"] is not None
        return taken and bool(removal["author_is_member"]) and removal["text_sealed"] is not None


def _is_late(row: Row, now: datetime) -> bool:
    """Whom it names is forgotten then: nobody could tell any more whose message it was."""
    return row["closed_at"] is not None and row["closed_at"] <= to_ms(now - CLOSED_CASES_KEPT)


async def _open_about_the_same(tx: Statements, row: Row) -> CaseId | None:
    if row["message_id"] is not None:
        where, value = "message_id = $2", row["message_id"]
    else:
        where, value = "message_id IS NULL AND link = $2", row["link"]
    found = await tx.one(
        f"SELECT id FROM cases WHERE server_id = $1 AND state <> 'closed' AND {where}",
        row["server_id"],
        value,
    )
    return None if found is None else CaseId(found["id"])
