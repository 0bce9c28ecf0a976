"""What can be done with a detection, as laws over every state."""

from itertools import product

import pytest

from core.base.posts import PostKind
from core.scanning.detections import Outcome, Settled, Verb, listable, verbs
from core.servers.policy import Tier

STATES = list(product(PostKind, Outcome, Settled, (True, False)))


@pytest.mark.parametrize(("place", "outcome", "settled", "can_list"), STATES)
def test_laws(place: PostKind, outcome: Outcome, settled: Settled, can_list: bool) -> None:
    possible = verbs(place, outcome, settled, can_list=can_list)
    assert (Verb.UNDO in possible) == (settled is not Settled.UNDONE)
    assert possible - {Verb.UNDO} == set() or settled is not Settled.UNDONE
    if Verb.DELETE in possible:
        assert place is PostKind.MESSAGE
        assert outcome.stands
    if Verb.DISMISS in possible:
        assert outcome.stands
    if settled is Settled.DISMISSED:
        assert possible == {Verb.UNDO}
    if Verb.LIST in possible:
        assert can_list
        assert settled is Settled.OPEN


def test_an_own_entry_that_did_its_work_is_not_offered_again() -> None:
    assert not listable("example.net", Tier.OWN, Outcome.REMOVED)
    assert listable("example.net", Tier.OWN, Outcome.REVIEW)
    assert listable("example.net", Tier.SHARED, Outcome.REMOVED)
    assert not listable("", Tier.SHARED, Outcome.REVIEW)


def test_what_is_owed_may_still_stand_and_what_is_over_does_not() -> None:
    assert {outcome for outcome in Outcome if outcome.to_remove} == {
        Outcome.PENDING,
        Outcome.FORBIDDEN,
        Outcome.FAILED,
    }
    assert not any(outcome.stands for outcome in (Outcome.REMOVED, Outcome.GONE, Outcome.PENDING))
