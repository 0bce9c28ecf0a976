"""Table `cases`: one moderator hands a case to another."""

from datetime import datetime

from core.base.authority import Caller
from core.base.ids import CaseId
from core.reports.cases import Refusal, Step, hand_over
from db.base.shared_statements import note
from db.reports.case_rows import opened_person
from db.reports.case_store import CaseRows
from services.reports.records import Refused


class HandoverRows(CaseRows):
    """Fills services.reports.handover.HandoverStore, as one more step of a case."""

    async def hand_over(self, case: CaseId, by: Caller, to: Caller, now: datetime) -> Refused | None:
        async with self._db.bulk() as tx:
            taken = await self._take(tx, case, Step.HANDOVER, by)
            if isinstance(taken, Refused):
                return taken
            row, standing = taken
            after = hand_over(standing, self._actor(by), self._vault.member_key(to.server, to.user))
            if isinstance(after, Refusal):
                return Refused(after, opened_person(self._vault, row, "claimed_by"))
            await self._stand(tx, row, after, to, now)
            await self._done(tx, row, Step.HANDOVER, by, now)
            # A line of its own: whom it was given to is sealed and can be erased, as every actor.
            await note(tx, self._vault, to.server, to.user, "case-received", f"case/{case}", now)
        return None
