"""What is stored of an update and its copies is what the state machines of core say, whatever people do in any order.

Every step goes through a use case and, beside it, through the pure functions on a model. Both refuse with one sentence,
or neither; afterwards the rows must say what the model says, down to who drafted and who decided.
"""

import asyncio
import itertools
import shutil
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ServerId
from core.campaigns import deliveries, versions
from core.campaigns.deliveries import Audience, Delivery, DeliveryState
from db.engine.sqlite.database import SqliteDatabase
from db.engine.vault import Vault
from services.base.outbox import Kind
from tests.conftest import SECRET, StandingClock, examples
from tests.people import moderator
from tests.services.campaigns.driver import (
    ANN,
    BEN,
    NORA,
    NORTH,
    ORIGIN,
    SAM,
    SOUTH,
    CampaignsDriver,
)

T = TypeVar("T")
MODERATORS = st.sampled_from([ANN, BEN, moderator(ORIGIN, 13)])
FOLLOWERS = st.sampled_from([NORA, SAM])
BY_SERVER = {NORTH: NORA, SOUTH: SAM}
NUMBERS = st.integers(0, 4)
MOSTLY = st.sampled_from([True, True, True, False])


class UpdateOnDisk(RuleBasedStateMachine):
    """One update, its campaign's server, two servers that may follow. `template`: a migrated, empty database."""

    template: Path
    folder: Path
    _count = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.vault = Vault(SECRET)
        self.forms = itertools.count()
        self.follows: dict[ServerId, bool] = {}
        self.copies: dict[ServerId, Delivery] = {}
        self.drafters: dict[int, str] = {}
        self.settlers: dict[int, str] = {}
        self.deciders: dict[ServerId, str] = {}
        self.asked: set[ServerId] = set()
        self.trusted = self.own_channel = True

    @initialize(by=MODERATORS, second=st.booleans(), looks=MOSTLY, published=MOSTLY)
    def begin(self, by: Caller, second: bool, looks: bool, published: bool) -> None:
        self.second = second
        self.runner.run(self._begin(by, looks))
        self.update = versions.first_draft(self.key(by))
        self.drafters[1] = by.name
        if published:
            self.approve(BEN if by == ANN else ANN, 1)

    async def _begin(self, by: Caller, looks: bool) -> None:
        path = self.folder / f"{next(self._count)}.db"
        shutil.copyfile(self.template, path)
        self.database = await SqliteDatabase.open(path)
        self.clock = StandingClock()
        self.driver = await CampaignsDriver(self.database, self.vault, self.clock).begin()
        await self.driver.set_up(ORIGIN, second=self.second)
        self.campaign = (await self.driver.campaign()).id
        await self.driver.follow(self.campaign, SAM, approve=looks)
        self.follows[SOUTH] = looks
        self.id = (await self.driver.draft(self.campaign, "first", by)).update
        await self.driver.all_posted()

    def teardown(self) -> None:
        self.runner.run(self.database.close())
        self.runner.close()

    def key(self, by: Caller) -> bytes:
        return self.vault.member_key(by.server, by.user)

    def both(self, decide: Callable[[], T], act: Coroutine[Any, Any, object]) -> T | None:
        """Take a step, and have core decide about it; None where both refuse with one sentence."""
        decided, expected, refused = None, None, None
        try:
            decided = decide()
        except UserError as error:
            expected = error.key
        try:
            self.runner.run(act)
        except UserError as error:
            refused = error.key
        assert refused == expected
        return decided

    def settled(self, after: versions.Update, by: Caller) -> None:
        """Note in the model who decided about each draft that is none any more."""
        self.settlers |= {
            version.number: by.name for version in versions.difference(self.update, after).settled
        }
        self.update = after

    def stand(self, copies: dict[ServerId, Delivery]) -> None:
        self.copies = copies
        self.asked |= {server for server, copy in copies.items() if copy.waiting is not None}

    # The campaign's own server.

    @rule(by=MODERATORS, later=st.booleans(), outdated=st.booleans())
    def redraft(self, by: Caller, later: bool, outdated: bool) -> None:
        number = next(self.forms)
        at = self.clock() + timedelta(hours=1) if later else None
        pending = self.update.pending
        base = 1 if outdated else pending.number if pending else self.update.standing or 1
        act = self.driver.redraft(self.id, base, f"form-{number}", by, at, headline=f"Headline {number}")
        kept = at or (pending and pending.publish_at)
        after = self.both(lambda: versions.redraft(self.update, self.key(by), kept, base=base), act)
        if after is not None:
            assert after.pending is not None
            self.drafters[after.pending.number] = by.name
            self.settled(after, by)

    @precondition(lambda self: self.update.pending)
    @rule(by=MODERATORS)
    def approve_what_waits(self, by: Caller) -> None:
        assert self.update.pending is not None
        self.approve(by, self.update.pending.number)

    @precondition(lambda self: self.update.pending)
    @rule(by=MODERATORS)
    def discard_what_waits(self, by: Caller) -> None:
        assert self.update.pending is not None
        self.discard(by, self.update.pending.number)

    @rule(by=MODERATORS, number=NUMBERS, approve=st.booleans())
    def press_any_button(self, by: Caller, number: int, approve: bool) -> None:
        (self.approve if approve else self.discard)(by, number)

    def approve(self, by: Caller, number: int) -> None:
        before = self.update

        async def press() -> None:
            place = await self.driver.card(Kind.UPDATE_DRAFT, self.id)
            done = await self.driver.updates.approve(by, self.id, number, place)
            self.reached = done.reached

        how: dict[str, Any] = {"second": self.second, "now": self.clock()}
        after = self.both(lambda: versions.approve(before, number, self.key(by), **how), press())
        if after is None:
            return
        self.settled(after, by)
        if after.standing == before.standing:
            return  # its time is to come
        self.went_out(before, number)
        assert self.reached == sum(deliveries.is_reached(copy, number) for copy in self.copies.values())

    def went_out(self, before: versions.Update, number: int) -> None:
        copies = self.copies
        if before.standing is None:
            audience = Audience(ORIGIN, self.follows, trusted=self.trusted, own_channel=self.own_channel)
            copies = deliveries.first_copies(audience, number)
        self.stand({server: deliveries.published(copy, number) for server, copy in copies.items()})

    def discard(self, by: Caller, number: int) -> None:
        async def press() -> None:
            place = await self.driver.card(Kind.UPDATE_DRAFT, self.id)
            await self.driver.updates.discard(by, self.id, number, place)

        after = self.both(lambda: versions.discard(self.update, number), press())
        if after is not None:
            self.settled(after, by)

    @rule(by=MODERATORS, really=st.integers(0, 2))
    def withdraw(self, by: Caller, really: int) -> None:
        if really:  # it is the end of nearly everything: seldom
            return
        after = self.both(lambda: versions.withdraw(self.update), self.driver.withdraw(self.id, by=by))
        if after is not None:
            self.settled(after, by)
            self.stand({server: deliveries.recalled(copy) for server, copy in self.copies.items()})

    @precondition(lambda self: not self.update.closed)
    @rule()
    def close(self) -> None:
        self.runner.run(self.driver.closing.close(ANN, str(self.campaign), "It is over"))
        self.settled(versions.ended(replace(self.update, closed=True)), ANN)

    @rule()
    def time_passes(self) -> None:
        self.clock.forward(minutes=40)
        self.runner.run(self.driver.schedule.step())
        before, pending = self.update, self.update.pending
        is_due = pending and pending.state is versions.VersionState.SCHEDULED and pending.publish_at
        if pending is None or not is_due or is_due > self.clock():
            return
        self.update = versions.release(before, pending.number)
        while self.runner.run(self.driver.rounds.step()):
            pass
        if self.update.standing != before.standing:
            self.went_out(before, pending.number)

    @rule(own_channel=st.booleans())
    def set_up(self, own_channel: bool) -> None:
        self.runner.run(self.driver.set_up(ORIGIN, own_channel=own_channel, second=self.second))
        self.own_channel = own_channel

    @rule()
    def change_trust(self) -> None:
        self.trusted = not self.trusted
        change = self.driver.trust if self.trusted else self.driver.untrust
        self.runner.run(change(ORIGIN))

    # Servers that follow.

    @rule(by=FOLLOWERS, approve=st.booleans())
    def follow(self, by: Caller, approve: bool) -> None:
        def decide() -> bool:
            if not self.trusted:
                raise UserError("campaign-unknown")
            if by.server not in self.follows and self.update.closed:
                raise UserError("campaign-closed-already")
            return True

        if self.both(decide, self.driver.follow(self.campaign, by, approve=approve)):
            self.follows[by.server] = approve
            copy = self.copies.get(by.server)
            if copy is not None and copy.state is DeliveryState.OPEN:
                self.copies[by.server] = replace(copy, approve=approve)

    @precondition(lambda self: self.follows)
    @rule(data=st.data())
    def unfollow(self, data: st.DataObject) -> None:
        server = data.draw(st.sampled_from(sorted(self.follows)))
        self.runner.run(self.driver.follows.unfollow(BY_SERVER[server], str(self.campaign)))
        del self.follows[server]
        if server in self.copies:
            self.copies[server] = deliveries.unfollowed(self.copies[server])

    @precondition(lambda self: any(copy.waiting for copy in self.copies.values()))
    @rule(data=st.data(), accept=st.booleans())
    def settle_what_waits(self, data: st.DataObject, accept: bool) -> None:
        waiting = {server: copy.waiting for server, copy in self.copies.items() if copy.waiting is not None}
        server = data.draw(st.sampled_from(sorted(waiting)))
        self.settle(BY_SERVER[server], waiting[server], accept)

    @precondition(lambda self: len(self.asked) == 2)
    @rule(by=FOLLOWERS, number=NUMBERS, accept=st.booleans())
    def press_any_button_there(self, by: Caller, number: int, accept: bool) -> None:
        self.settle(by, number, accept)

    def settle(self, by: Caller, number: int, accept: bool) -> None:
        server = by.server

        def decide() -> Delivery:
            if accept and not self.trusted:
                raise UserError("delivery-not-trusted")
            return (deliveries.accepted if accept else deliveries.declined)(self.copies[server], number)

        after = self.both(decide, self.driver.settle(self.id, number, by, accept=accept))
        if after is not None:
            self.deciders[server] = by.name
            self.copies[server] = after

    # What the rows say.

    @invariant()
    def the_update_is_stored_as_core_says(self) -> None:
        stored = self.runner.run(self.driver.storage.read.updates.state(self.id))
        assert stored == self.update

    @invariant()
    def who_drafted_and_who_decided_is_stored(self) -> None:
        record = self.runner.run(self.driver.record(self.id))
        for version in record.versions:
            assert version.drafted_by == self.drafters[version.number]
            assert version.settled_by == self.settlers.get(version.number)
            assert (version.settled_at is None) == (version.state is versions.VersionState.DRAFT)
        assert (record.published_at is None) == (self.update.standing is None)
        assert (record.withdrawn_reason is None) == (not self.update.withdrawn)

    @invariant()
    def every_copy_is_stored_as_core_says(self) -> None:
        rows = self.runner.run(self.driver.storage.read.deliveries.of_update(self.id))
        assert {row.server: row.delivery for row in rows} == self.copies
        for row in rows:
            record = self.runner.run(self.driver.storage.read.deliveries.get(row.id))
            assert record is not None
            assert record.settled_by == self.deciders.get(row.server)


@pytest.mark.long
def test_what_is_stored_is_what_the_state_machines_say(migrated_file: Path, tmp_path: Path) -> None:
    class Machine(UpdateOnDisk):
        template = migrated_file
        folder = tmp_path

    run_state_machine_as_test(Machine, settings=examples(40, stateful_step_count=25))
