"""What can be done with a detection, as laws over every state."""

from itertools import product

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, UserId
from core.base.posts import PostKind
from core.scanning.detections import (
    ALLOWED,
    DismissReason,
    Outcome,
    Owed,
    Settled,
    Verb,
    allowed,
    deleted,
    dismissed,
    listable,
    listed,
    reopened,
    undone,
    verbs,
)
from core.scanning.permitted import require_for_others, require_possible
from core.servers.policy import Action, Policy, Preset, Tier
from tests.core.scanning.detection import AUTHOR, detection

STATES = list(product(PostKind, Outcome, Settled, (True, False), (True, False)))


@pytest.mark.parametrize(("place", "outcome", "settled", "can_list", "done"), STATES)
def test_what_is_possible(
    place: PostKind, outcome: Outcome, settled: Settled, can_list: bool, done: bool
) -> None:
    possible = verbs(place, outcome, settled, can_list=can_list, done=done)
    if settled is Settled.UNDONE:
        assert possible == set()
        return
    if Verb.UNDO not in possible:
        assert not done
        assert not outcome.to_remove or settled is Settled.DISMISSED
    assert not {Verb.UNDO, Verb.ALLOW} <= possible
    assert (Verb.REOPEN in possible) == (settled is Settled.DISMISSED and outcome.stands)
    if possible & {Verb.DELETE, Verb.DISMISS, Verb.REOPEN, Verb.ALLOW}:
        assert outcome.stands
    if Verb.DELETE in possible:
        assert place is PostKind.MESSAGE
    if settled is Settled.DISMISSED:
        assert not possible & {Verb.DELETE, Verb.DISMISS, Verb.LIST}
    if Verb.LIST in possible:
        assert can_list
        assert settled is Settled.OPEN


@pytest.mark.parametrize("settled", [each for each in Settled if each is not Settled.UNDONE])
@pytest.mark.parametrize("outcome", [Outcome.REVIEW, Outcome.LOGGED, Outcome.KEPT, Outcome.EDITED])
def test_where_nothing_was_done_there_is_nothing_to_undo(outcome: Outcome, settled: Settled) -> None:
    found = detection(outcome=outcome, settled=settled)
    assert Verb.UNDO not in found.verbs
    assert Verb.ALLOW in found.verbs
    assert Verb.ALLOW not in detection(outcome=outcome, settled=settled, pattern="").verbs


def test_what_was_dismissed_is_opened_again_as_something_to_decide() -> None:
    for outcome in (Outcome.REVIEW, Outcome.FORBIDDEN, Outcome.FAILED):
        again = reopened(detection(outcome=outcome, settled=Settled.DISMISSED))
        assert (again.settled, again.outcome, again.owed) == (Settled.OPEN, Outcome.REVIEW, Owed.NO_MORE)


def test_an_allowed_place_leaves_the_message_and_is_not_allowed_twice() -> None:
    done = allowed(detection())
    assert (done.settled, done.owed, done.reason) == (Settled.DISMISSED, Owed.NO_MORE, ALLOWED)
    assert detection(settled=Settled.DISMISSED, settled_reason=ALLOWED).verbs == frozenset(), (
        "its exception goes on"
    )


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


@pytest.mark.parametrize(("place", "outcome", "settled"), list(product(PostKind, Outcome, Settled)))
def test_what_follows_keeps_to_what_is_known(place: PostKind, outcome: Outcome, settled: Settled) -> None:
    found = detection(place=place, outcome=outcome, settled=settled)
    back = undone(found)
    assert (back.settled, back.outcome, back.owed) == (Settled.UNDONE, outcome, Owed.NO_MORE)
    assert back.message_gone == (outcome in (Outcome.REMOVED, Outcome.GONE))
    left = dismissed(found, DismissReason.DUPLICATE)
    assert (left.settled, left.outcome, left.owed) == (Settled.DISMISSED, outcome, Owed.NO_MORE)
    assert left.reason == "duplicate"
    strict = listed(found, Policy(Preset.STRICT), Category.THREATS)
    assert (strict.owed is Owed.NOW) == (place is PostKind.MESSAGE and outcome.stands)
    for settlement in (back, left, strict, deleted()):
        assert (settlement.outcome is Outcome.PENDING) >= (settlement.owed is Owed.NOW)
        assert settlement.action is not Action.TIMEOUT, "nobody is timed out for what a moderator decides"


def test_listing_removes_only_where_the_policy_for_the_own_list_deletes() -> None:
    found = detection()
    mild = Policy(Preset.GENTLE, {(Tier.OWN, Category.THREATS): Action.LOG})
    assert listed(found, mild, Category.THREATS).owed is Owed.AS_BEFORE
    assert listed(found, mild, Category.DOXXING).owed is Owed.NOW


def test_only_a_member_hears_of_an_undo() -> None:
    assert undone(detection()).author_hears
    assert not undone(detection(author_is_member=False)).author_hears


@pytest.mark.parametrize("verb", [*Verb, None])
@pytest.mark.parametrize("case", [None, CaseId(7)])
def test_ones_own_message_is_for_others_save_its_deletion(verb: Verb | None, case: CaseId | None) -> None:
    found = detection(case=case)
    require_for_others(found, UserId(99), verb)
    if verb is Verb.DELETE and case is None:
        require_for_others(found, AUTHOR.id, verb)
        return
    with pytest.raises(UserError, match="detection-own-message"):
        require_for_others(found, AUTHOR.id, verb)


def test_what_is_not_possible_any_more_says_why() -> None:
    somebody = UserId(99)
    require_possible(detection(), somebody, Verb.DELETE)
    with pytest.raises(UserError, match="detection-undone-already"):
        require_possible(detection(settled=Settled.UNDONE), somebody, Verb.UNDO)
    with pytest.raises(UserError, match="detection-settled-already"):
        require_possible(detection(settled=Settled.DELETED, outcome=Outcome.PENDING), somebody, Verb.DELETE)
