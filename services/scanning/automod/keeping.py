"""Keeping Discord's AutoMod as the lists and the policy say: looked at, compared, changed by as little as it takes.

The contract. A row of `automod_servers` is a server whose AutoMod is kept, and its `due_at` says when Discord is looked at next:
at once after `/automod`, a moment after a change (services/scanning/automod/rounds.py), within the hour else. The worker takes
the row, asks Discord for the rules, plans, and does the steps one by one, each written down before the next. A process that dies
in between leaves the row to the next, which finds at Discord what was done: a rule that Rowan's account made and that stands in
no row is Rowan's, too. Rules of others are counted and never touched.

What people change in a rule of Rowan's, or delete, is mended. A rule that they switch off stays off, and what it held is put
nowhere else, until `/automod sync` (decision 0190).
"""

import logging
from collections.abc import Sequence
from datetime import timedelta

from core.base.errors import DiscordSilent, Unavailable
from core.base.ids import ServerId
from core.scanning.automod.arranging import RuleText, Standing, Steps, steps_to
from services.base.ports import Clock, Storage
from services.base.shards.ports import OurShards, all_shards
from services.base.worker import Bell, Worker, until_saved
from services.scanning.automod.planning import AutomodPlans, Plan
from services.scanning.automod.ports import (
    AutomodDiscord,
    AutomodForbidden,
    AutomodRefused,
    AutomodTx,
    Kept,
    Looked,
    OwnRule,
    Problem,
    SeenRule,
    State,
)

_log = logging.getLogger(__name__)

LOOK_EVERY = timedelta(hours=1)
_AGAIN = timedelta(seconds=15)  # after a look that brought nothing
NAME = "Rowan"


class AutomodKeeping(Worker[Kept]):
    """The worker."""

    def __init__(
        self,
        *,
        storage: Storage[AutomodTx],
        plans: AutomodPlans,
        discord: AutomodDiscord,
        clock: Clock,
        process: str,
        bell: Bell,
        ours: OurShards = all_shards,
    ) -> None:
        super().__init__("automod", bell, at_once=2)
        self._storage = storage
        self._plans = plans
        self._discord = discord
        self._clock = clock
        self._process = process
        self._ours = ours

    async def take(self, limit: int) -> Sequence[Kept]:
        """Take the servers of this process's shards that are due, longest first."""
        now, ours = self._clock(), self._ours()
        if not await self._storage.glance.automod.any_due(now, ours):
            return []
        async with self._storage.relaxed() as tx:
            return await tx.automod.take(self._process, now, limit, ours)

    async def perform(self, row: Kept) -> None:
        """Look at one server, and save what came of it."""
        try:
            looked = await (self._clear(row) if row.state is State.OFF else self._keep(row))
        except AutomodForbidden:
            looked = Looked(Problem.PERMISSION, LOOK_EVERY)
        except AutomodRefused:
            _log.warning("automod: Discord refused a rule")
            looked = Looked(Problem.REFUSED, LOOK_EVERY)
        except DiscordSilent as silent:
            looked = Looked(row.problem, max(silent.retry_after or _AGAIN, _AGAIN))
        except Unavailable as error:
            _log.warning("automod: %s", error.key)
            looked = Looked(row.problem, error.retry_after or _AGAIN)
        except Exception:  # noqa: BLE001  # one server that fails must not be forgotten by a living process
            _log.exception("automod: a server could not be looked at")
            looked = Looked(row.problem, LOOK_EVERY)
        if looked is not None:
            await until_saved(lambda: self._settle(row, looked))

    async def _settle(self, row: Kept, looked: Looked) -> None:
        async with self._storage.settling() as tx:
            await tx.automod.settle(row, self._process, looked, self._clock())

    async def _clear(self, row: Kept) -> None:
        """Delete all that Rowan made there."""
        seen, own = await self._own(row.server)
        for rule in seen:
            if rule.rule in own:
                await self._delete(row.server, rule.rule)
        for gone in own - {rule.rule for rule in seen}:
            await self._forget(gone)

        async def end() -> None:
            async with self._storage.settling() as tx:
                await tx.automod.finish_off(row, self._process)

        await until_saved(end)
        _log.info("automod: turned off in a server, %d rules deleted", len(own))

    async def _keep(self, row: Kept) -> Looked:
        seen, own = await self._own(row.server)
        known = {rule.rule: rule for rule in await self._storage.read.automod.rules(row.server)}
        gone = own - {rule.rule for rule in seen}
        for lost in gone:
            await self._forget(lost)
        mine = [rule for rule in seen if rule.rule in own]
        mended = bool(gone) or any(_was_changed(rule, known.get(rule.rule)) for rule in mine)
        plan = await self._plans.plan(row.server, seen, own)
        for rule in mine:
            await self._note_off(rule, known.get(rule.rule))
        standing = [Standing(rule.rule, rule.text, rule.enabled, rule.others) for rule in mine]
        steps = steps_to(plan.compiled.keywords, plan.like, standing, plan.free, enable=row.enable)
        await self._do(row.server, steps)
        return _looked(plan, steps, mended=mended)

    async def _own(self, server: ServerId) -> tuple[Sequence[SeenRule], frozenset[int]]:
        """The rules at Discord, and which are Rowan's: those that are written down, and one whose making was cut off."""
        seen = await self._discord.rules(server)
        rows = await self._storage.read.automod.rules(server)
        own = {row.rule for row in rows}
        for rule in seen:
            if rule.mine and rule.rule not in own:
                await self._note(server, rule.rule, rule.text)
                own.add(rule.rule)
        return seen, frozenset(own)

    async def _do(self, server: ServerId, steps: Steps) -> None:
        """Do the steps. What is to say something else is written down before it is asked for: a process that dies in between
        takes its own work for somebody else's, and mends it.
        """
        for rule in steps.delete:
            await self._delete(server, rule)
        for rule, text in steps.change.items():
            await self._note(server, rule, text)
            if not await self._discord.change(server, rule, text, NAME):
                await self._forget(rule)
                raise DiscordSilent(retry_after=_AGAIN)  # deleted meanwhile: all is looked at anew
        for text in steps.make:
            await self._note(server, await self._discord.make(server, NAME, text, NAME), text)

    async def _delete(self, server: ServerId, rule: int) -> None:
        await self._discord.delete(server, rule, NAME)
        await self._forget(rule)

    async def _forget(self, rule: int) -> None:
        async def save() -> None:
            async with self._storage.settling() as tx:
                await tx.automod.drop_rule(rule)

        await until_saved(save)

    async def _note(self, server: ServerId, rule: int, text: RuleText) -> None:
        async def save() -> None:
            async with self._storage.settling() as tx:
                await tx.automod.note_rule(server, rule, text.digest, self._clock())

        await until_saved(save)

    async def _note_off(self, rule: SeenRule, known: OwnRule | None) -> None:
        if known is None or known.off == (not rule.enabled):
            return
        async with self._storage.settling() as tx:
            await tx.automod.note_off(rule.rule, off=not rule.enabled)


def _was_changed(rule: SeenRule, known: OwnRule | None) -> bool:
    """Whether somebody else changed what the rule says. One that they switched off is theirs."""
    if known is None or not rule.enabled:
        return False
    return rule.others or rule.text.digest != known.digest


def _looked(plan: Plan, steps: Steps, *, mended: bool) -> Looked:
    return Looked(
        plan.problem,
        LOOK_EVERY,
        changed=steps.any,
        mended=mended and steps.any,
        keywords=len(plan.compiled.keywords),
        entries=len(plan.compiled.blocked),
    )
