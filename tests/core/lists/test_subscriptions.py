"""When a fetched version is held."""

import pytest

from core.lists.subscriptions import Change, Doubt, Size, doubt_about


def change(
    before: int,
    added: int,
    removed: int,
    *,
    accepted: int | None = None,
    protected: int = 0,
    own: bool = False,
) -> Change:
    after = Size(before + added - removed, protected)
    return Change(Size(before), after, Size(before if accepted is None else accepted), added, removed, own)


@pytest.mark.parametrize(
    ("made", "doubt"),
    [
        (change(10, 0, 0), None),
        (change(10, 5, 5), None),
        (change(10, 6, 0), Doubt.GROWS),
        (change(10, 0, 6), Doubt.SHRINKS),
        (change(10, 10, 10), Doubt.SHRINKS),  # as long as before, and nothing of it is
        (change(10, 0, 10), Doubt.EMPTY),
        (change(10, 1, 0, protected=1), Doubt.PROTECTED),
        (change(10, 1, 0, own=True), Doubt.PUBLISHER),
        (change(100, 10, 0, accepted=74), None),
        (change(100, 10, 0, accepted=73), Doubt.DRIFTS),
        (change(100, 0, 10, accepted=181), Doubt.DRIFTS),
        (change(0, 1, 0), Doubt.GROWS),
    ],
)
def test_what_is_held(made: Change, doubt: Doubt | None) -> None:
    assert doubt_about(made) is doubt


def test_a_drip_is_held_before_the_list_is_half_as_long_again() -> None:
    size = accepted = 100
    for _ in range(10):
        step = change(size, size // 10, 0, accepted=accepted)
        if doubt_about(step):
            break
        size = step.after.entries
    assert doubt_about(step) is Doubt.DRIFTS
    assert size <= 150
