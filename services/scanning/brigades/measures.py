"""What moderators do against a brigade from its alert: slow its channels, pause invites, end both at once.

Each measure is a row before Discord hears of it, with what stood there before; it is done at the click, and where that fails or
the process dies, by the worker. At its time, or at once where a moderator wants that, the former state comes back, unless somebody
else changed it meanwhile.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.authority import Caller, require_moderator
from core.base.errors import Unavailable, UserError
from core.base.ids import BrigadeId, ChannelId
from core.base.posts import MessagePlace
from core.scanning.brigades import (
    PAUSE_FOR,
    SLOW_FOR,
    SLOW_SECONDS,
    SLOWED,
    Act,
    Brigade,
    Measure,
    MeasureKind,
    MeasureState,
    Step,
    Why,
    begin,
    end,
    given_back,
)
from services.base.outbox import Kind, OutboxStore, known_place
from services.base.ports import Audit, Clock, Storage
from services.base.shards.ports import OurShards, all_shards
from services.base.worker import Bell, Worker, until_saved
from services.scanning.brigades.ports import BrigadeStore, CannotBeDone, DiscordMeasures, MeasureStore
from services.servers.setup import ServerStore

_log = logging.getLogger(__name__)

_NO_CHANNEL = ChannelId(0)
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=2), timedelta(minutes=15)


class MeasuresTx(Protocol):
    """What a transaction offers here."""

    @property
    def brigades(self) -> BrigadeStore:
        """The store of tables `place_posts` and `brigades`."""
        ...

    @property
    def measures(self) -> MeasureStore:
        """The store of table `brigade_measures`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


@dataclass(frozen=True, slots=True)
class Shown:
    """What an alert shows. `without_alert`: later brigades that have no alert of their own."""

    brigade: Brigade
    measures: Sequence[Measure]
    without_alert: int


class BrigadeMeasures(Worker[Measure]):
    """The use cases of an alert's buttons, and the worker that ends what stands. Each use case raises UserError: no moderator,
    another server's alert, nothing to do.
    """

    def __init__(
        self,
        *,
        storage: Storage[MeasuresTx],
        discord: DiscordMeasures,
        outbox_bell: Bell,
        clock: Clock,
        process: str,
        ours: OurShards = all_shards,
    ) -> None:
        super().__init__("measures", Bell())
        self._storage = storage
        self._discord = discord
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._process = process
        self._ours = ours

    async def shown(self, brigade: BrigadeId) -> Shown | None:
        """What its alert shows now."""
        read = self._storage.read
        found = await read.brigades.get(brigade)
        if found is None:
            return None
        without = await read.brigades.without_alert(found)
        return Shown(found, await read.measures.of(brigade), without)

    async def slow(self, caller: Caller, brigade: BrigadeId, place: MessagePlace) -> Sequence[Measure]:
        """Slow the channels with most of the brigade's posts; returns how each measure stands."""
        found = await self._theirs(caller, brigade, place)
        channels = await self._storage.read.brigades.channels(found, SLOWED)
        if not channels:
            raise UserError("brigade-no-channels")
        now = self._clock()
        made = await self._add(caller, found, MeasureKind.SLOW, channels, now + SLOW_FOR, now)
        return await self._do(found, made)

    async def pause_invites(
        self, caller: Caller, brigade: BrigadeId, place: MessagePlace
    ) -> Sequence[Measure]:
        """Pause the server's invites; returns how the measure stands."""
        found = await self._theirs(caller, brigade, place)
        now = self._clock()
        made = await self._add(caller, found, MeasureKind.INVITES, [_NO_CHANNEL], now + PAUSE_FOR, now)
        return await self._do(found, made)

    async def undo(self, caller: Caller, brigade: BrigadeId, place: MessagePlace) -> Sequence[Measure]:
        """End everything that was done against this brigade and stands; returns how each measure stands."""
        found = await self._theirs(caller, brigade, place)
        now = self._clock()
        async with self._storage.durable() as tx:
            if not any(each.state.holds for each in await tx.measures.of(brigade)):
                raise UserError("brigade-nothing-stands")
            ending = await tx.measures.take_back(brigade, self._process, now)
            await tx.audit.note(caller.server, caller.user, "brigade-undo", f"alert/{brigade}", now)
        return await self._do(found, ending)

    async def _theirs(self, caller: Caller, brigade: BrigadeId, place: MessagePlace) -> Brigade:
        """Give a brigade of the caller's server, of whose alert a button was pressed."""
        glance = self._storage.glance
        settings = await glance.servers.get(caller.server)
        require_moderator(caller, settings.moderator_role)
        found = await self._storage.read.brigades.get(brigade)
        if found is None or found.place.server != caller.server:
            raise UserError("error-unknown-button")
        where = await known_place(glance.outbox, Kind.BRIGADE_ALERT, brigade)
        if where is None and await glance.outbox.is_owed(Kind.BRIGADE_ALERT, brigade):
            raise UserError("brigade-card-not-yet")  # after a crash its message is looked for
        if where != place:
            raise UserError("brigade-elsewhere")
        return found

    async def _add(
        self,
        caller: Caller,
        brigade: Brigade,
        kind: MeasureKind,
        channels: Sequence[ChannelId],
        until: datetime,
        now: datetime,
    ) -> Sequence[Measure]:
        seconds = SLOW_SECONDS if kind is MeasureKind.SLOW else 0
        async with self._storage.durable() as tx:
            added = [
                await tx.measures.add(brigade, kind, each, seconds, until, self._process, now)
                for each in channels
            ]
            made = [each for each in added if each is not None]
            if not made:
                standing = [
                    each
                    for each in await tx.measures.standing(caller.server, kind)
                    if each.channel in channels
                ]
                latest = max((each.until for each in standing), default=until)
                raise UserError(f"brigade-stands-{kind}", when=f"<t:{int(latest.timestamp())}:t>")
            subject = f"alert/{brigade.id}"
            await tx.audit.note(caller.server, caller.user, f"brigade-{kind}", subject, now)
            return [each for each in await tx.measures.of(brigade.id) if each.id in made]

    async def _do(self, brigade: Brigade, measures: Sequence[Measure]) -> Sequence[Measure]:
        """Do at once what was saved as this process's; nothing that can fail stands between, or it would wait for a restart."""
        which = {each.id for each in measures}
        await asyncio.gather(*(self.perform(each) for each in measures))
        self.bell.ring()
        return [each for each in await self._storage.read.measures.of(brigade.id) if each.id in which]

    async def take(self, limit: int) -> Sequence[Measure]:
        """Take measures that are due, in servers of this process's shards."""
        now, ours = self._clock(), self._ours()
        if not await self._storage.glance.measures.any_due(now, ours):
            return []
        async with self._storage.relaxed() as tx:
            return await tx.measures.take_due(self._process, now, limit, ours)

    async def perform(self, row: Measure) -> None:
        now = self._clock()
        try:
            step = await self._carry_out(row, now)
        except CannotBeDone as refused:
            step = _refused(row, refused.why)
        except Unavailable as error:
            wait = max(error.retry_after or timedelta(0), _wait(row.attempts))
            await self._settle(row, Step(Act.NOTHING, row.state, Why.SILENT), now + wait)
            return
        except Exception:  # noqa: BLE001  # whatever it was, it is tried again
            _log.exception("measure %s", row.id)
            await self._settle(row, Step(Act.NOTHING, row.state, Why.SILENT), now + _LONGEST_WAIT)
            return
        due = None
        if step.state is MeasureState.STANDING:
            due = row.until
        elif step.state.holds:  # it cannot be ended now: somebody must give a permission back
            due = now + _wait(row.attempts)
        await self._settle(row, step, due)

    async def _carry_out(self, measure: Measure, now: datetime) -> Step:
        """Do what is to be done on Discord, after what was there is saved."""
        ends = measure.state is not MeasureState.BEGINNING
        if not ends and now >= measure.until and measure.former is None:
            return Step(Act.NOTHING, MeasureState.REFUSED, Why.SILENT)
        present = await self._discord.present(measure)
        step = end(measure, present, now) if ends or now >= measure.until else begin(measure, present)
        if step.act is Act.SET:
            if measure.former is None:
                await until_saved(lambda: self._remember(measure, present))
            await self._discord.put(measure, _value(measure))
        elif step.act is Act.GIVE_BACK:
            await self._discord.put(measure, given_back(measure, now))
        return step

    async def _remember(self, measure: Measure, present: int) -> None:
        async with self._storage.durable() as tx:
            await tx.measures.remember(measure.id, present)

    async def _settle(self, measure: Measure, step: Step, due: datetime | None) -> None:
        now = self._clock()

        async def save() -> None:
            async with self._storage.settling() as tx:
                await tx.measures.settle(measure, self._process, step.state, step.why, due)
                await tx.outbox.refresh(Kind.BRIGADE_ALERT, measure.brigade, measure.server, now)

        await until_saved(save)
        self._outbox_bell.ring()


def _refused(measure: Measure, why: Why) -> Step:
    """What a refusal makes of a measure: one that began waits for its end, one that did not is over."""
    if measure.state is MeasureState.BEGINNING and measure.former is None:
        return Step(Act.NOTHING, MeasureState.REFUSED, why)
    if why in (Why.GONE, Why.IMPOSSIBLE):  # with the channel goes its slow mode
        return Step(Act.NOTHING, MeasureState.ENDED, why)
    return Step(Act.NOTHING, MeasureState.ENDING, why)


def _value(measure: Measure) -> int:
    return measure.set_to if measure.kind is MeasureKind.SLOW else int(measure.until.timestamp() * 1000)


def _wait(attempts: int) -> timedelta:
    return min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(attempts, 10)))
