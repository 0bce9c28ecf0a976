"""What a reporter is told of an end contradicts nothing that happened before it."""

import pytest

from core.base.ids import CaseId, ServerId, UserId
from core.reports.cases import CaseOutcome
from core.reports.outcomes import Fate, fate
from core.scanning.detections import DismissReason, Outcome
from services.reports.outcomes import Ending


def ending(outcome: CaseOutcome, reason: DismissReason | None, message: Fate) -> str:
    return Ending(CaseId(1), ServerId(1), UserId(1), outcome, reason, message).sentence


@pytest.mark.parametrize(
    ("ordered", "removal", "gone", "became"),
    [
        (False, None, False, Fate.STANDS),
        (False, None, True, Fate.GONE),
        (False, Outcome.PENDING, False, Fate.STANDS),  # taken back in time
        (False, Outcome.REMOVED, True, Fate.GONE),  # taken back too late for the message
        (True, None, False, Fate.REMOVING),
        (True, Outcome.PENDING, False, Fate.REMOVING),
        (True, Outcome.FORBIDDEN, False, Fate.REMOVING),
        (True, Outcome.FAILED, False, Fate.REMOVING),
        (True, Outcome.PENDING, True, Fate.REMOVED),  # the event came before the answer
        (True, Outcome.REMOVED, False, Fate.REMOVED),
        (True, Outcome.REMOVED, True, Fate.REMOVED),
        (True, Outcome.GONE, True, Fate.GONE),  # somebody was quicker
        (True, Outcome.EDITED, False, Fate.STANDS),  # its author took the link out first
        (True, Outcome.EDITED, True, Fate.GONE),
        (True, Outcome.KEPT, False, Fate.STANDS),
    ],
)
def test_the_fate_of_a_message(*, ordered: bool, removal: Outcome | None, gone: bool, became: Fate) -> None:
    assert fate(ordered=ordered, removal=removal, gone=gone) is became


@pytest.mark.parametrize("message", list(Fate))
def test_what_was_listed_was_acted_upon(message: Fate) -> None:
    for outcome in (CaseOutcome.LISTED, CaseOutcome.RELATED):
        assert ending(outcome, None, message) == "outcome-acted"


def test_what_was_handled_was_removed_unless_the_reporter_sees_it_stand() -> None:
    told = {message: ending(CaseOutcome.DISMISSED, DismissReason.HANDLED, message) for message in Fate}
    assert {told[message] for message in (Fate.REMOVED, Fate.GONE, Fate.UNKNOWN)} == {"outcome-removed"}
    assert (told[Fate.REMOVING], told[Fate.STANDS]) == ("outcome-removing", "outcome-left")


@pytest.mark.parametrize("reason", [each for each in DismissReason if each is not DismissReason.HANDLED])
def test_a_dismissal_says_what_became_of_the_message_before_why(reason: DismissReason) -> None:
    told = {message: ending(CaseOutcome.DISMISSED, reason, message) for message in Fate}
    assert told[Fate.REMOVED] == "outcome-removed"
    assert told[Fate.REMOVING] == "outcome-removing"
    assert told[Fate.GONE] == "outcome-gone"
    assert told[Fate.STANDS] in ("outcome-left", "outcome-known", "outcome-unclear")
    # Where it is not known whether the message is there, nothing is said of how things are.
    assert told[Fate.UNKNOWN] == told[Fate.STANDS].replace("outcome-left", "outcome-unknown")
