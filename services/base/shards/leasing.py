"""Sharing shards out among processes: none runs twice, one whose process died is taken over within seconds.

**Who lives.** Each process counts a number in its row up every second and a half. No times are compared, since clocks of machines
differ: whoever sees the number stand still for `LEASE` by its own clock dooms the process, and whoever sees it doomed for `GRACE`
more buries it, which frees its shards. Whoever runs on the same machine sees for certain that a process ended, and buries it at
once.

**Who may act.** A process knows when it last counted up, and when it last saw that it is not doomed. It runs its shards until
`LEASE + GRACE` after the one, or `GRACE` after the other; then it stops them by itself, since somebody may have taken them over. A process that was stopped and goes on finds
so at the first look at its clock. A database that takes no writes but answers stops nobody; one that does not answer stops nobody who
has always been alone with one shard.

**Whose turn it is.** core/base/shards.py says what is fair. What a process has too much of it stops first and then gives back. One
that stops frees all at once.
"""

import contextlib
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from core.base.errors import Unavailable
from core.base.shards import Ours, share_out
from services.base.patience import Sleep
from services.base.ports import Storage
from services.base.settings.shards import ShardSettings
from services.base.shards.ports import (
    Seconds,
    ShardProcess,
    ShardsTx,
    Starts,
    has_ended,
    seconds_of_this_machine,
    this_process,
)
from services.base.texts import Say

_log = logging.getLogger(__name__)

BEAT_SECONDS = 1.5
LEASE, GRACE = 8.0, 5.0
_MARGIN = 1.0  # a process stops so long before somebody else may begin
BETWEEN_IDENTIFIES = 5.25  # Discord counts five seconds from when it hears them
_PROMPT = 0.15  # seconds from the note of a turn until the process goes on, which leave the next one its five


@dataclass(frozen=True, slots=True)
class Seen:
    """A process, and since when its row has been like this, by this machine's clock."""

    process: ShardProcess
    since: float


class ShardLeases:
    """The shards of the process that runs this. `step` again and again keeps them."""

    def __init__(
        self,
        *,
        storage: Storage[ShardsTx],
        process: str,
        settings: ShardSettings,
        seconds: Seconds,
        sleep: Sleep,
        say: Say,
        ended: Callable[[str], bool] = has_ended,
        machine: str | None = None,
    ) -> None:
        self._storage = storage
        self._settings = settings
        self._seconds = seconds
        self._sleep = sleep
        self._say = say
        self._ended = ended
        told = "" if settings.ids is None else ",".join(str(each) for each in sorted(settings.ids))
        self._me = ShardProcess(process, told, this_process() if machine is None else machine)
        self._application = 0
        self._seen: dict[str, Seen] = {}
        self._held: set[int] = set()
        self._good_until = 0.0
        self.count = 1
        self.alone = False  # there is one shard, and never another living process was seen
        self._lost = False  # others took this process for dead; it joins again once it has stopped everything

    async def join(self, application: int, starts: Starts) -> None:
        """Find out how many shards there are, and say that this process is there. Waits for the database."""
        self._application = application
        wanted = self._settings.count or starts.recommended
        while True:
            try:
                if await self._agree(wanted):
                    return
            except Unavailable as error:
                _log.warning("shards: %s", error.key)
            await self._sleep(BEAT_SECONDS)

    async def _agree(self, wanted: int) -> bool:
        """Agree upon the number, and join. False: whether others live, who have another number, is not known yet."""
        kept = await self._storage.read.shards.count(self._application)
        before = self._seen
        others = await self._look_around()
        if kept not in (None, wanted) and self._seen:
            if not any(
                name in before and before[name].process.beat != each.beat for name, each in others.items()
            ):
                return False
            _log.warning(self._say("shards-other-count", wanted=wanted, count=kept or wanted))
            wanted = kept or wanted
        now = self._seconds()
        async with self._storage.durable() as tx:
            if (
                await tx.shards.count(self._application) != kept
            ):  # another process agreed upon it a moment ago
                return False
            await tx.shards.keep_count(self._application, wanted)
            await tx.shards.join(self._application, self._me)
        self.count, self.alone = wanted, wanted == 1 and not others
        self._good_until = now + LEASE + GRACE - _MARGIN
        return True

    @property
    def may_run(self) -> bool:
        """Whether it is certain that nobody else runs what this process has."""
        return self._seconds() < self._good_until

    @property
    def held(self) -> frozenset[int]:
        """The shards that this process may run now."""
        return frozenset(self._held) if self.may_run else frozenset()

    async def step(self) -> frozenset[int]:
        """Say that the process lives, bury who died, take what is free; returns the shards that it has too much of and must
        stop, then `release`. Whatever is not `held` afterwards must be stopped before the next step.
        """
        try:
            if self._lost:
                await self._begin_again()
            if not await self._beat():
                _log.warning(self._say("shards-lost"))
                self._held.clear()
                self._good_until, self._lost = 0.0, True
                return frozenset()
            others = await self._look_around()
            return await self._share(others)
        except Unavailable as error:
            _log.warning("shards: %s", error.key)
            if (
                self.alone and self.may_run
            ):  # nobody who could take over was ever there, and members are told what is wrong
                self._good_until = self._seconds() + LEASE + GRACE - _MARGIN
            return frozenset()

    async def _beat(self) -> bool:
        began = self._seconds()
        if began >= self._good_until:
            self._held.clear()
        try:
            async with self._storage.settling() as tx:
                lives = await tx.shards.beat(self._me.name)
        except Unavailable:
            began = self._seconds()
            if await self._storage.glance.shards.is_living(self._me.name) and self._held:
                self._good_until = max(self._good_until, began + GRACE - _MARGIN)
            raise
        if lives:
            self._good_until = began + LEASE + GRACE - _MARGIN
        return lives

    async def _begin_again(self) -> None:
        """Others took this process for dead: it has stopped everything, frees what it had, and joins anew."""
        async with self._storage.durable() as tx:
            await tx.shards.leave(self._me.name)
            await tx.shards.join(self._application, self._me)
        self._lost = False

    async def _look_around(self) -> dict[str, ShardProcess]:
        """The other living processes. Who stands still is doomed, who stays so or ended for certain is buried."""
        found = await self._storage.read.shards.processes(self._application)
        now = self._seconds()
        self._seen = {each.name: self._as_seen(each, now) for each in found if each.name != self._me.name}
        living = {}
        for name, seen in list(self._seen.items()):
            still = now - seen.since
            if self._has_ended(seen.process) or (seen.process.doomed and still >= GRACE):
                _log.warning(self._say("shards-buried"))
                async with self._storage.durable() as tx:
                    await tx.shards.bury(seen.process)
                del self._seen[name]
            elif not seen.process.doomed and still >= LEASE:
                async with self._storage.durable() as tx:
                    await tx.shards.doom(seen.process)
            elif not seen.process.doomed:
                living[name] = seen.process
        return living

    def _has_ended(self, process: ShardProcess) -> bool:
        """Whether it certainly is no more. One at the same place was this very process, before it began anew."""
        return self._ended(process.machine) or (process.machine == self._me.machine != "")

    def _as_seen(self, process: ShardProcess, now: float) -> Seen:
        before = self._seen.get(process.name)
        return before if before is not None and before.process == process else Seen(process, now)

    async def _share(self, others: dict[str, ShardProcess]) -> frozenset[int]:
        owners = await self._storage.read.shards.owners(self._application)
        self.alone = self.alone and not others
        mine = {shard for shard, owner in owners.items() if owner == self._me.name}
        self._held &= mine
        wanting = {each.name: each.ids for each in (*others.values(), self._me)}
        plan = share_out(self._me.name, wanting, owners)
        for shard in plan.take:
            async with self._storage.durable() as tx:
                taken = await tx.shards.take(self._application, shard, self._me.name)
            if taken:
                self._held.add(shard)
        self._held |= mine - set(plan.release)
        return frozenset(plan.release)

    async def release(self, shard: int) -> None:
        """Give a shard back that this process has stopped."""
        self._held.discard(shard)
        async with self._storage.durable() as tx:
            await tx.shards.release(self._application, shard, self._me.name)

    async def leave(self) -> None:
        """Give back all at once: this process has stopped them."""
        self._held.clear()
        self._good_until = 0.0
        async with self._storage.durable() as tx:
            await tx.shards.leave(self._me.name)


class IdentifyTurns:
    """Lets a shard identify when Discord takes it: in five seconds one of each bucket, of all processes together, and so many
    a day.
    """

    def __init__(
        self,
        *,
        storage: Storage[ShardsTx],
        leases: ShardLeases,
        sleep: Sleep,
        say: Say,
        seconds: Seconds = seconds_of_this_machine,
    ) -> None:
        self._storage = storage
        self._leases = leases
        self._seconds = seconds
        self._sleep = sleep
        self._say = say

    async def wait(
        self, application: int, shard: int, starts_now: Callable[[], Awaitable[Starts]], *, first: bool
    ) -> None:
        """Return when the shard may identify now; `starts_now` asks Discord. A process that is alone with one shard waits for
        nobody: who is early at a restart is told so by Discord, and tries again. `first`: it has not tried before.
        """
        if self._leases.alone:
            await self._sleep(0.0 if first else BETWEEN_IDENTIFIES)
            await self._note(application)
            return
        starts = await starts_now()
        while starts.left <= 0:
            minutes = max(1, round(starts.reset_seconds / 60))
            _log.warning(self._say("shards-no-starts", minutes=minutes))
            await self._sleep(min(60.0, starts.reset_seconds + 1))
            starts = await starts_now()
        await self._turn(application, shard % max(1, starts.at_once))

    async def _turn(self, application: int, bucket: int) -> None:
        """Wait for a turn of the bucket. One whose note was long on its way (a busy machine, a slow disk) is noted anew: the next
        shard counts from the note, and Discord from when it hears this one.
        """
        usual = between = round(BETWEEN_IDENTIFIES * 1000)
        while True:
            try:
                async with self._storage.relaxed() as tx:
                    began = self._seconds()
                    taken = await tx.shards.take_turn(application, bucket, between)
                    left = 0 if taken else await tx.shards.until_turn(application, bucket, between)
            except Unavailable as error:
                _log.warning("shards: %s", error.key)
                taken, left, between = False, 1000, usual
            if taken:
                late = self._seconds() - began
                if late <= _PROMPT:
                    return
                between = (
                    0 if late < BETWEEN_IDENTIFIES else usual
                )  # nobody else has had the turn by then, or somebody may
            await self._sleep(left / 1000)

    async def _note(self, application: int) -> None:
        """Note that the one shard identifies: a process that takes it over waits for its turn."""
        with contextlib.suppress(Unavailable):
            async with self._storage.relaxed() as tx:
                await tx.shards.take_turn(application, 0, 0)


def ours_of(leases: ShardLeases, heard: Callable[[], frozenset[int]]) -> Ours:
    """The shards that this process has and listens to."""
    return Ours(leases.count, leases.held & heard())
