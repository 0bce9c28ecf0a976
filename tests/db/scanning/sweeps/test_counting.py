"""What is counted of the removals of a sweep, of which some were taken back."""

from collections.abc import Sequence

from core.scanning.detections import Outcome
from core.scanning.sweeps import Counts
from db.scanning.sweeps.counting import counted


def of(*removals: tuple[str, str]) -> Counts:
    rows: Sequence[dict[str, str]] = [
        {"outcome": outcome, "settled": settled} for outcome, settled in removals
    ]
    return counted([], [], rows)  # type: ignore[arg-type]  # as rows are read


def test_what_was_removed_after_an_undo_can_be_undone_too() -> None:
    counts = of(("removed", "undone"), ("pending", "undone"), ("gone", "undone"), ("removed", "deleted"))
    assert (counts.undone, counts.undoable) == (2, 1)


def test_what_was_undone_before_it_was_removed_is_not_being_removed() -> None:
    counts = of(("pending", "undone"), ("forbidden", "undone"), ("failed", "undone"), ("pending", "deleted"))
    assert counts.outcomes == {Outcome.PENDING: 1}
    assert counts.undoable == 1


def test_what_was_gone_or_stands_gives_nothing_back() -> None:
    counts = of(("gone", "undone"), ("edited", "deleted"), ("kept", "undone"), ("gone", "deleted"))
    assert (counts.undone, counts.undoable) == (0, 0)
    assert counts.outcomes == {Outcome.GONE: 2, Outcome.EDITED: 1, Outcome.KEPT: 1}
