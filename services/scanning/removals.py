"""Removing messages: what was decided and committed is done, now or later, by this process or the next.

The contract. A row of table `detections` whose `due_at` is not NULL is a removal that is owed. Whoever orders one, in a
transaction of their own, with `tx.detections.order_removal` (outcome 'pending', due now, taken by nobody), rings the
removals' bell after the commit; the worker then

1. takes the row (a conditional update; a row that a living process took is left to it),
2. deletes the message, and times the author out where the row's action is `timeout`,
3. saves the outcome and makes the detection's card due, in one transaction.

A message that Rowan may not delete ('forbidden') or that Discord could not delete ('failed') stays owed, with a
back-off, for seven days; a permission that comes back is used at once (`permission_back`). Before such a later attempt the
rules are asked again, and so is Discord: where an allow, a list or a policy changed meanwhile, the message stands ('kept'),
and so it does where its author took the link out ('edited'). What cannot be asked is asked later. Where the text is too
dear to be read here, the process beside this one reads it, outside of the channel's turn. What a moderator
ordered needs no rule, but where the order was about a link, the message is asked before the first attempt, too: nobody may
have heard of an edit. What was ordered about a reported message itself needs neither. A process that dies
between 1 and 3 leaves the row to the next one: deleting twice is harmless. Where Discord's answer was lost, or the process
died before it came, the row says so: a message that is gone at a later attempt went because of Rowan.
"""

import asyncio
import functools
import logging
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

from core.base.errors import Unavailable
from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import PostKind
from core.scanning.detections import Outcome, Timeout
from core.scanning.still_there import read_whole
from services.base.apart import Apart
from services.base.health.figures import SILENT, Meter
from services.base.outbox import Kind
from services.base.ports import Clock, Storage
from services.base.shards.ports import OurShards, all_shards
from services.base.walks import PORTION
from services.base.worker import Bell, Worker, until_saved
from services.lists.shared_list.holds import was_removed
from services.scanning.author_notices import tell_author
from services.scanning.brigades.notes import BrigadeNotes
from services.scanning.corrections import correct
from services.scanning.figures import REMOVAL_RETRIES, REMOVAL_TIME, REMOVALS
from services.scanning.gates import Edits, Gates
from services.scanning.groups import show, show_again, show_sweep
from services.scanning.removal_looks import Look, MustBeRead
from services.scanning.removal_ports import (
    Deletion,
    MessageReader,
    MessageRemover,
    Removal,
    RemovalAttempt,
    RemovalResult,
    RemovalsTx,
    Rules,
)
from services.scanning.retries import DeletedHere, retry_at
from services.scanning.slow_texts import NotRead

_log = logging.getLogger(__name__)

TIMEOUT_LASTS = timedelta(hours=1)  # from the detection on
_TRIES = 20  # in one turn, with waits that Discord names and that are short
_SHORT = timedelta(seconds=10)
STALE = timedelta(seconds=2)  # what was found longer ago may have changed
_READ = 3  # texts of one removal that are read elsewhere in one attempt: its author may go on editing
SAID_AFTER = timedelta(seconds=5)  # of a first failure, which the next attempt may mend


class Removals(Worker[Removal]):
    """The worker of removals. `perform` is also the way in for a removal that was committed a moment ago."""

    def __init__(
        self,
        *,
        storage: Storage[RemovalsTx],
        remover: MessageRemover,
        rules: Rules,
        messages: MessageReader,
        apart: Apart,
        brigades: BrigadeNotes,
        outbox_bell: Bell,
        waiting_bell: Bell,
        clock: Clock,
        process: str,
        bell: Bell,
        ours: OurShards = all_shards,
        meter: Meter = SILENT,
    ) -> None:
        super().__init__("removals", bell)
        self._ours = ours
        self._storage = storage
        self._remover = remover
        self._rules = rules
        self._messages = messages
        self._apart = apart
        self._brigades = brigades
        self._outbox_bell = outbox_bell
        self._waiting_bell = waiting_bell
        self._clock = clock
        self._process = process
        self._meter = meter
        self._gates = Gates()
        self._edits = Edits()
        self._deleted = DeletedHere()

    async def take(self, limit: int) -> Sequence[Removal]:
        """Take the removals that are due, oldest first."""
        now, ours = self._clock(), self._ours()
        # Most polls find nothing, and then cost no write.
        if not await self._storage.glance.detections.any_due(now, ours):
            return []
        async with self._storage.relaxed() as tx:
            return await tx.detections.take_due(self._process, now, limit, ours)

    async def perform(self, removal: Removal) -> None:
        """Delete, time out, and save the outcome. The row must be this process's (`take_due`, or made so)."""
        await self.done(removal)
        self._brigades.saved(removal.place_post)

    async def done(self, removal: Removal) -> bool:
        """`perform`; returns whether its row was there: a database server that crashed may have lost one that was new."""
        deletion = await self._deletion(removal)
        if removal.attempts > 1:
            self._meter.count(REMOVAL_RETRIES)
        if isinstance(deletion, Outcome):
            self._meter.count(REMOVALS, deletion)
            saved = await until_saved(functools.partial(self._let_stand, removal, deletion))
            self._outbox_bell.ring()
            self._waiting_bell.ring()
            return saved
        return await self.conclude(removal, deletion)

    async def conclude(self, removal: Removal, deletion: Deletion) -> bool:
        """Save what became of an attempt to delete the message, and time its author out where that is owed. Returns as `done`."""
        outcome = Outcome(str(deletion.result))
        if outcome is Outcome.GONE and (removal.maybe_removed or removal.id in self._deleted):
            outcome = Outcome.REMOVED  # by the attempt whose answer nobody saw, or that has not saved it yet
        self._meter.count(REMOVALS, outcome)
        if outcome is Outcome.REMOVED:
            self._deleted.note(removal.id)
            waited = self._clock() - removal.detected_at
            self._meter.took(REMOVAL_TIME, max(0.0, waited.total_seconds()))
        timeout, until = await self._time_out(removal, outcome)
        now = self._clock()
        attempt = RemovalAttempt(
            outcome=outcome,
            missing=deletion.missing,
            maybe_removed=removal.maybe_removed or deletion.maybe_done,
            timeout=timeout,
            timeout_until=until,
            retry_at=retry_at(removal, outcome, now, deletion.wait),
        )
        if outcome.to_remove:
            _log.info("detection %s: %s", removal.id, outcome)
        return await until_saved(lambda: self._settle(removal, attempt, now))

    async def _deletion(self, removal: Removal) -> Deletion | Outcome:
        """Delete the message, when it is its turn in the channel. An Outcome: it had to wait, and stands for this reason."""
        try:
            with self._edits.heard(removal.message) as edited:
                return await self._once_read(Look(removal, edited, begun=self._clock()))
        except Unavailable as error:  # what the rules or the message say is not known: no deletion on a guess
            _log.warning("detection %s waits: %s", removal.id, error.key)
            return Deletion(RemovalResult.FAILED, wait=error.retry_after)
        except Exception:  # noqa: BLE001  # one removal that fails must not be forgotten by a living process
            _log.exception("detection %s: the removal failed", removal.id)
            return Deletion(RemovalResult.FAILED, maybe_done=True)

    async def _once_read(self, look: Look) -> Deletion | Outcome:
        """Wait for its turn, as often as the message says something else that must be read elsewhere. Raises Unavailable."""
        removal = look.removal
        for _ in range(_READ):
            try:
                return await self._in_turn(look)
            except MustBeRead as dear:
                answer = await self._apart.apart(
                    removal.member or removal.channel,
                    read_whole,
                    dear.texts,
                    removal.link,
                    sure=look.sure,
                )
                look.read[dear.texts] = answer
        raise NotRead

    async def _in_turn(self, look: Look) -> Deletion | Outcome:
        """Wait for its turn, and delete the message if it is still to be. Raises Unavailable and MustBeRead."""
        removal = look.removal
        async with self._gates.through(removal.channel):
            for _ in range(_TRIES):
                stands = await self._stands(look, waited=self._clock() - look.begun > STALE)
                if stands is not None:
                    return stands
                deletion = await self._remover.delete(removal.server, removal.channel, removal.message)
                if deletion.wait is None or deletion.maybe_done or deletion.wait > _SHORT:
                    break
                await asyncio.sleep(deletion.wait.total_seconds())  # Discord named it; it keeps its turn
            return deletion

    async def _stands(self, look: Look, *, waited: bool) -> Outcome | Deletion | None:
        """Why a message is not to be deleted now: nothing asks for it any more, or Rowan may not. Raises Unavailable and
        MustBeRead.
        """
        removal, edited = look.removal, look.edited
        found = await self._look_again(look) if waited or not removal.fresh else None
        if found is None and removal.link and edited and not look.still_holds(edited[-1]):
            return Outcome.EDITED
        return found

    async def _look_again(self, look: Look) -> Outcome | Deletion | None:
        """What became of a removal that waited: why its message stands, or why it cannot be deleted; None: it is still to
        be. Raises Unavailable and MustBeRead.
        """
        removal = look.removal
        if not await self._storage.glance.detections.is_owed(removal.id):
            return Outcome.KEPT  # undone meanwhile
        if not removal.link:
            return None
        if removal.by_rule and not await self._rules.still_delete(
            removal.server,
            removal.channel,
            removal.link,
            removal.guess,
            in_picture=bool(removal.picture),
        ):
            return Outcome.KEPT
        if removal.sweep is not None and await self._rules.lets_stand(removal.server, removal.link):
            return Outcome.KEPT
        # Of what is fresh this process has heard whatever became of it.
        return None if removal.fresh else await self._ask_for_text(look)

    async def _ask_for_text(self, look: Look) -> Outcome | Deletion | None:
        removal = look.removal
        now = await self._messages.now(removal.server, removal.channel, removal.message)
        if now.hidden is not None:
            return Deletion(RemovalResult.FORBIDDEN, now.hidden)
        if now.gone:
            return Deletion(RemovalResult.GONE)
        if now.blind:  # the rule's link could be read once; a moderator's order needs no more than that
            return Deletion(RemovalResult.FAILED) if removal.by_rule else None
        return None if look.still_holds(now.texts) else Outcome.EDITED

    async def _let_stand(self, removal: Removal, why: Outcome) -> bool:
        """Let the message stand. It is looked at once more as it is now: it may hold another link. False: no row is there."""
        now = self._clock()
        attempt = RemovalAttempt(outcome=why, maybe_removed=removal.maybe_removed)
        async with self._storage.settling() as tx:
            if not await tx.detections.settle_removal(removal, self._process, attempt):
                return await tx.detections.is_there(removal)
            await self._brigades.note(tx, removal.place_post, removal.id)
            await show_again(tx, removal.id, removal.server, now)
            if removal.case is not None:
                await tx.outbox.arm(Kind.CASE_CARD, removal.case, removal.server, now)
            await show_sweep(tx, removal.sweep, removal.server, now)
            await tx.waiting_posts.keep(
                removal.server, PostKind.MESSAGE, removal.channel, removal.message, now, now
            )
        _log.info("detection %s: its removal is no longer wanted (%s)", removal.id, why)
        return True

    async def _settle(self, removal: Removal, attempt: RemovalAttempt, now: datetime) -> bool:
        """Save the outcome and make its cards due; where another process took it over, that it is removed alone. False: no row."""
        async with self._storage.settling() as tx:
            if not await tx.detections.settle_removal(removal, self._process, attempt):
                return await tx.detections.is_there(removal)
            await self._brigades.note(tx, removal.place_post, removal.id)
            due = False
            if attempt.outcome is Outcome.REMOVED:  # else they say that it was somebody else
                due = await correct(tx, removal, now)
                if removal.sign is not None:
                    await was_removed(tx, removal.server, removal.sign.pattern, removal.sign.member, now)
            passes = attempt.outcome is Outcome.FAILED and removal.attempts == 1  # most often
            said_after = SAID_AFTER if passes else None
            due = await show(tx, removal.id, removal.server, now, said_after=said_after) or due
            if attempt.outcome is Outcome.REMOVED:
                await tell_author(tx, removal.id, removal.server, now)
            if removal.case is not None:
                await tx.outbox.arm(Kind.CASE_CARD, removal.case, removal.server, now)
                due = True
            await show_sweep(tx, removal.sweep, removal.server, now)
        if due:  # else the outbox finds it in its time, and the next removals go first
            self._outbox_bell.ring()
        return True

    async def _time_out(self, removal: Removal, outcome: Outcome) -> tuple[Timeout, datetime | None]:
        until = removal.detected_at + TIMEOUT_LASTS
        if removal.member is None or outcome.to_remove or until <= self._clock():
            return Timeout.NONE, None
        try:
            timeout = await self._remover.time_out(removal.server, removal.member, until, removal.id)
        except Exception:  # noqa: BLE001  # the message is gone: that must be saved, whatever became of the rest
            _log.exception("detection %s: the timeout failed", removal.id)
            timeout = Timeout.FAILED
        return timeout, until if timeout is Timeout.SET else None

    def must_wait(self, channel: ChannelId) -> bool:
        """Whether a removal there would have to wait for its turn now."""
        return self._gates.are_full(channel)

    def turn(self, channel: ChannelId) -> AbstractAsyncContextManager[None]:
        """The turn to delete in a channel, for whoever deletes several messages at once."""
        return self._gates.through(channel)

    def heard_edit(self, message: MessageId, texts: Sequence[str]) -> None:
        """Note what a message says since it was edited: its removal may be waiting for its turn."""
        self._edits.hear(message, texts)

    async def permission_back(self, server: ServerId) -> None:
        """Note that Rowan's rights in this server changed: removals that were forbidden may be possible now."""
        portion = PORTION
        while portion == PORTION:
            async with self._storage.bulk() as tx:
                portion = await tx.detections.retry_forbidden(server, self._clock(), PORTION)
            if portion:
                self.bell.ring()
