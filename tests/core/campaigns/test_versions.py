"""Versions of an update and its copies: the laws of the state machine, and what each step refuses."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.base.errors import UserError
from core.campaigns import deliveries
from core.campaigns import versions as campaigns
from core.campaigns.deliveries import Delivery
from core.campaigns.versions import PENDING, Change, Update, VersionState
from tests.conftest import examples
from tests.wording import refused

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TIMES = st.sampled_from([None, NOW - timedelta(hours=1), NOW, NOW + timedelta(hours=1)])
PEOPLE = st.sampled_from([b"ann", b"ben", b"cat"])


def written(before: Update, change: Change) -> Update:
    """What stands after exactly this change was written."""
    settled = {version.number: version for version in change.settled}
    versions = tuple(settled.get(version.number, version) for version in before.versions)
    return replace(
        before,
        versions=versions if change.added is None else (*versions, change.added),
        standing=change.standing or before.standing,
        withdrawn=before.withdrawn or change.withdrawn,
    )


def published_once() -> Update:
    return campaigns.approve(campaigns.first_draft(b"ann"), 1, b"ann", second=False, now=NOW)


class AnUpdateAndItsCopies(RuleBasedStateMachine):
    """Anything that people may do, in any order; `shown` is every version that ever stood."""

    @initialize(drafter=PEOPLE, second=st.booleans())
    def begin(self, drafter: bytes, second: bool) -> None:
        self.update = self.before = campaigns.first_draft(drafter)
        self.second = second
        self.copies: dict[int, Delivery] = {}
        self.looked = {1}  # copies whose server ever wanted to look first

    @rule(drafter=PEOPLE, at=TIMES)
    def redraft(self, drafter: bytes, at: datetime | None) -> None:
        try:
            self.update = campaigns.redraft(self.update, drafter, at)
        except UserError:
            return
        assert self.update.pending is not None
        assert self.update.pending.drafter == drafter
        assert self.update.pending.state is VersionState.DRAFT

    @rule(number=st.integers(0, 6))
    def time_comes(self, number: int) -> None:
        before = self.update
        try:
            self.update = campaigns.release(before, number)
        except UserError:
            assert self.update == before
            return
        assert before.pending is not None
        assert (before.pending.state, before.pending.number) == (VersionState.SCHEDULED, number)
        self._went_out(before, number)

    @rule(approver=PEOPLE, number=st.integers(0, 6))
    def approve(self, approver: bytes, number: int) -> None:
        before = self.update
        try:
            self.update = campaigns.approve(before, number, approver, second=self.second, now=NOW)
        except UserError:
            assert self.update == before
            return
        assert before.pending is not None
        assert before.pending.state is VersionState.DRAFT
        assert not (self.second and before.pending.drafter == approver)
        if before.pending.publish_at is not None and before.pending.publish_at > NOW:
            assert self.update.standing == before.standing
            return
        self._went_out(before, number)

    def _went_out(self, before: Update, number: int) -> None:
        assert self.update.standing == number
        self.copies = {key: deliveries.published(copy, number) for key, copy in self.copies.items()}
        if before.standing is None:
            self.copies = {key: deliveries.published(Delivery(bool(key)), number) for key in (0, 1)}

    @rule(number=st.integers(0, 6))
    def discard(self, number: int) -> None:
        standing = self.update.standing
        try:
            self.update = campaigns.discard(self.update, number)
        except UserError:
            return
        assert self.update.standing == standing

    @rule()
    def withdraw(self) -> None:
        try:
            self.update = campaigns.withdraw(self.update)
        except UserError:
            return
        self.copies = {key: deliveries.recalled(copy) for key, copy in self.copies.items()}

    @precondition(lambda self: self.copies)
    @rule(key=st.integers(0, 1), number=st.integers(0, 6), wanted=st.booleans())
    def settle(self, key: int, number: int, wanted: bool) -> None:
        before = self.copies[key]
        try:
            self.copies[key] = (deliveries.accepted if wanted else deliveries.declined)(before, number)
        except UserError:
            return
        assert self.copies[key].waiting is None
        assert self.copies[key].version == (number if wanted else before.version)

    @precondition(lambda self: self.copies)
    @rule(key=st.integers(0, 1))
    def unfollow(self, key: int) -> None:
        self.copies[key] = deliveries.unfollowed(self.copies[key])

    @precondition(lambda self: self.copies)
    @rule(key=st.integers(0, 1), approve=st.booleans())
    def look_first(self, key: int, approve: bool) -> None:
        self.copies[key] = replace(self.copies[key], approve=approve)
        self.looked.add(key)

    @invariant()
    def a_change_holds_all_that_a_step_did(self) -> None:
        change = campaigns.difference(self.before, self.update)
        assert written(self.before, change) == self.update
        pending = {one.number for one in self.before.versions if one.state in PENDING}
        assert {one.number for one in change.settled} <= pending
        self.before = self.update

    @invariant()
    def what_stands_is_the_newest_that_was_approved(self) -> None:
        approved = [one.number for one in self.update.versions if one.state is VersionState.APPROVED]
        assert self.update.standing == (max(approved) if approved else None)

    @invariant()
    def at_most_one_is_pending_and_it_is_the_newest(self) -> None:
        pending = [one for one in self.update.versions if one.state in PENDING]
        assert len(pending) <= 1
        assert not pending or pending[0] is self.update.versions[-1]
        assert [one.number for one in self.update.versions] == list(range(1, len(self.update.versions) + 1))

    @invariant()
    def nothing_waits_once_it_was_withdrawn(self) -> None:
        if self.update.withdrawn:
            assert self.update.pending is None
            assert all(copy.waiting is None for copy in self.copies.values())

    @invariant()
    def copies_show_or_wait_for_approved_versions_alone(self) -> None:
        approved = {one.number for one in self.update.versions if one.state is VersionState.APPROVED}
        for copy in self.copies.values():
            assert {copy.version, copy.waiting} - {None} <= approved
            if copy.waiting is not None:
                assert copy.waiting == self.update.standing
                assert copy.version is None or copy.version < copy.waiting

    @invariant()
    def who_never_looks_first_has_what_stands(self) -> None:
        for key, copy in self.copies.items():
            if key not in self.looked:
                assert copy.version == self.update.standing


def test_the_laws_hold_whatever_people_do() -> None:
    run_state_machine_as_test(AnUpdateAndItsCopies, settings=examples(60, stateful_step_count=25))


def test_a_second_pair_of_eyes_is_anothers() -> None:
    draft = campaigns.first_draft(b"ann")
    with refused("draft-needs-another"):
        campaigns.approve(draft, 1, b"ann", second=True, now=NOW)
    assert campaigns.approve(draft, 1, b"ben", second=True, now=NOW).standing == 1


def test_whoever_edits_a_draft_is_its_drafter_from_then_on() -> None:
    edited = campaigns.redraft(campaigns.first_draft(b"ann"), b"ben")
    with refused("draft-needs-another"):
        campaigns.approve(edited, 2, b"ben", second=True, now=NOW)
    assert campaigns.approve(edited, 2, b"ann", second=True, now=NOW).standing == 2


def test_a_button_for_a_version_that_was_edited_approves_nothing() -> None:
    edited = campaigns.redraft(campaigns.first_draft(b"ann"), b"ben")
    with refused("draft-replaced-already"):
        campaigns.approve(edited, 1, b"cat", second=False, now=NOW)


def test_the_second_of_two_clicks_hears_that_it_was_approved() -> None:
    with refused("draft-approved-already"):
        campaigns.approve(published_once(), 1, b"ben", second=False, now=NOW)


def test_a_discarded_first_draft_ends_the_update_and_a_discarded_correction_does_not() -> None:
    ended = campaigns.discard(campaigns.first_draft(b"ann"), 1)
    with refused("draft-discarded-already"):
        campaigns.redraft(ended, b"ann")
    corrected = campaigns.discard(campaigns.redraft(published_once(), b"ann"), 2)
    assert corrected.standing == 1
    assert campaigns.redraft(corrected, b"ann").pending is not None


def test_withdrawal_is_for_good_and_for_what_was_published() -> None:
    with refused("update-not-published"):
        campaigns.withdraw(campaigns.first_draft(b"ann"))
    gone = campaigns.withdraw(campaigns.redraft(published_once(), b"ann"))
    for again in (
        lambda: campaigns.withdraw(gone),
        lambda: campaigns.redraft(gone, b"ann"),
    ):
        with refused("update-withdrawn-already"):
            again()
    with refused("draft-discarded-already"):
        campaigns.approve(gone, 2, b"ben", second=False, now=NOW)


def test_a_closed_campaign_takes_corrections_and_no_news() -> None:
    with refused("campaign-closed-already"):
        campaigns.approve(
            replace(campaigns.first_draft(b"ann"), closed=True), 1, b"ben", second=False, now=NOW
        )
    corrected = campaigns.redraft(replace(published_once(), closed=True), b"ann")
    assert campaigns.approve(corrected, 2, b"ann", second=False, now=NOW).standing == 2


def test_a_new_update_needs_a_campaign_that_is_not_over() -> None:
    with refused("campaign-closed-already"):
        campaigns.first_draft(b"ann", closed=True)


def test_a_change_names_what_a_step_did_and_nothing_else() -> None:
    first = campaigns.first_draft(b"ann")
    assert campaigns.difference(Update(()), first) == Change(added=first.versions[0])
    edited = campaigns.redraft(first, b"ben")
    replaced, draft = edited.versions
    assert campaigns.difference(first, edited) == Change(settled=(replaced,), added=draft)
    approved = campaigns.approve(edited, 2, b"ann", second=True, now=NOW)
    assert campaigns.difference(edited, approved) == Change(settled=(approved.versions[1],), standing=2)
    gone = campaigns.withdraw(campaigns.redraft(approved, b"ann"))
    change = campaigns.difference(campaigns.redraft(approved, b"ann"), gone)
    assert change == Change(settled=(gone.versions[2],), withdrawn=True)
    assert campaigns.difference(gone, gone) == Change()


LATER = NOW + timedelta(hours=1)


def scheduled(update: Update | None = None) -> Update:
    """An update of which a version was approved for a time to come."""
    drafted = (
        campaigns.first_draft(b"ann", LATER) if update is None else campaigns.redraft(update, b"ann", LATER)
    )
    assert drafted.pending is not None
    return campaigns.approve(drafted, drafted.pending.number, b"ben", second=True, now=NOW)


def test_what_is_approved_for_a_time_to_come_stands_only_then() -> None:
    waits = scheduled()
    assert (waits.standing, waits.versions[0].state) == (None, VersionState.SCHEDULED)
    with refused("draft-approved-already"):
        campaigns.approve(waits, 1, b"cat", second=False, now=NOW)
    assert campaigns.release(waits, 1).standing == 1
    with refused("draft-approved-already"):
        campaigns.release(campaigns.release(waits, 1), 1)


def test_a_time_that_passed_while_the_draft_waited_lets_it_out_at_once() -> None:
    draft = campaigns.first_draft(b"ann", NOW)
    assert campaigns.approve(draft, 1, b"ben", second=True, now=NOW).standing == 1


def test_an_edit_of_what_is_scheduled_must_be_approved_again() -> None:
    edited = campaigns.redraft(scheduled(), b"ann", LATER)
    assert [version.state for version in edited.versions] == [VersionState.REPLACED, VersionState.DRAFT]
    for number in (1, 2):
        with refused("draft-replaced-already"):
            campaigns.release(edited, number)


def test_what_is_scheduled_can_be_withdrawn_before_it_goes_out() -> None:
    gone = campaigns.withdraw(scheduled())
    assert (gone.withdrawn, gone.standing, gone.pending) == (True, None, None)
    with refused("draft-discarded-already"):
        campaigns.release(gone, 1)


def test_a_scheduled_correction_leaves_what_stands_until_its_time() -> None:
    waits = scheduled(published_once())
    assert waits.standing == 1
    assert campaigns.release(waits, 2).standing == 2
    assert campaigns.release(replace(waits, closed=True), 2).standing == 2


def test_nothing_new_goes_out_of_a_campaign_that_is_over_or_stopped() -> None:
    over = campaigns.release(replace(scheduled(), closed=True), 1)
    assert (over.standing, over.pending) == (None, None)
    stopped = replace(scheduled(published_once()), stopped=True)
    assert campaigns.release(stopped, 2).standing == 1
    assert campaigns.ended(stopped).pending is None
    assert campaigns.ended(replace(stopped, stopped=False)).pending is not None
    assert campaigns.ended(replace(scheduled(), closed=True)).pending is None
    with refused("campaign-stopped"):
        campaigns.redraft(replace(published_once(), stopped=True), b"ann")
    assert campaigns.withdraw(replace(published_once(), stopped=True)).withdrawn
