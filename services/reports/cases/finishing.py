"""*Delete and close*: delete the reported message and close its case as handled, in one step of whoever asks for it."""

from dataclasses import dataclass

from core.base.authority import Caller
from core.base.errors import Unavailable, UserError
from core.base.ids import CaseId
from core.reports.cases import Step
from core.scanning.detections import DismissReason, Outcome
from services.reports.cases.access import CaseAccess
from services.reports.cases.message_removal import MessageRemoval
from services.reports.cases.review import Review
from services.reports.forms import checked_note

_GOES = (Outcome.REMOVED, Outcome.GONE, Outcome.PENDING)  # what makes "handled: the message was removed" true


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of the message. `closed`: the case is; `refusal`: why it is not, though the message goes."""

    message: Outcome
    closed: bool
    refusal: UserError | None = None


class Finishing:
    """The use case. Raises UserError: no rights, not possible now; then nothing was done."""

    def __init__(self, *, access: CaseAccess, removal: MessageRemoval, review: Review) -> None:
        self._access = access
        self._removal = removal
        self._review = review

    async def delete_and_close(self, caller: Caller, case: CaseId, note: str) -> Finished:
        """Delete, then close; where the message stands after all, the case stays open, since it is not handled.

        Whoever dies in between leaves an open case whose card says that its message was removed.
        """
        checked_note(note)
        found = await self._access.case(caller, case)
        self._access.require_possible(caller, found, Step.DISMISS)
        if found.message_is_gone:
            outcome = Outcome.GONE
        else:
            outcome = await self._removal.delete(caller, case)
        if outcome not in _GOES:
            return Finished(outcome, closed=False)
        try:
            await self._review.dismiss(caller, case, DismissReason.HANDLED, note)
        except UserError as refusal:  # a colleague was quicker, in the moment in which the message went
            return Finished(outcome, closed=False, refusal=refusal)
        except Unavailable:
            return Finished(outcome, closed=False, refusal=UserError("case-finish-open", case=str(case)))
        return Finished(outcome, closed=True)
