"""Write a case's new standing, and how it ended, into the transaction of the step that decided it."""

from datetime import datetime

from core.base.authority import Caller
from core.reports.cases import Standing
from core.reports.endings import Closure, StoredCase
from core.scanning.detections import Person
from services.reports.cases.ports import ReviewTx
from services.reports.outcomes import owe_outcomes


async def stand(tx: ReviewTx, caller: Caller, case: StoredCase, after: Standing, now: datetime) -> None:
    """The case stands so from now on; where that has a holder, it is the caller."""
    holder = None if after.holder is None else Person(caller.user, caller.name)
    await tx.cases.stand(case, after, holder, now)


async def close(
    tx: ReviewTx, caller: Caller, case: StoredCase, after: Standing, ending: Closure, now: datetime
) -> None:
    """The case is closed, and its reporters are owed a word about that."""
    await stand(tx, caller, case, after, now)
    await tx.cases.close(case.id, ending, now)
    await owe_outcomes(tx, case.id, case.server, now)
