"""`/automod`: what stands, the plan before it is applied, and its end. For managers."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from core.base.authority import Caller, require_manager
from core.base.errors import Unavailable, UserError
from core.base.ids import ServerId
from core.scanning.automod.arranging import Standing, Steps, steps_to
from core.scanning.automod.compiler import RULES
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.scanning.automod.planning import AutomodPlans, Plan
from services.scanning.automod.ports import (
    AutomodDiscord,
    AutomodForbidden,
    AutomodRefused,
    AutomodTx,
    Kept,
    SeenRule,
    State,
)

_DIGEST = 16  # characters in a button


@dataclass(frozen=True, slots=True)
class Preview:
    """What would stand, and what would be changed for that. `kept`: None where nothing is kept yet."""

    plan: Plan
    steps: Steps
    kept: Kept | None
    others: int  # rules with keywords that others made
    off: int  # rules of Rowan's that people switched off
    mine: int = 0  # rules that Rowan made

    @property
    def digest(self) -> str:
        """By which a button says which plan was shown."""
        like = self.plan.like.digest
        return sha256(f"{sorted(self.plan.compiled.keywords)} {like}".encode()).hexdigest()[:_DIGEST]


@dataclass(frozen=True, slots=True)
class Status:
    """How things stand. `preview` None: Discord does not let Rowan look."""

    kept: Kept | None
    preview: Preview | None
    rules: int  # that Rowan made


class AutomodControl:
    """The use cases. Raise UserError (not a manager, not set up, a right is missing), Unavailable."""

    def __init__(
        self,
        *,
        storage: Storage[AutomodTx],
        plans: AutomodPlans,
        discord: AutomodDiscord,
        clock: Clock,
        bell: Bell,
    ) -> None:
        self._storage = storage
        self._plans = plans
        self._discord = discord
        self._clock = clock
        self._bell = bell

    async def status(self, caller: Caller) -> Status:
        """Say what stands, and what is not as it should be."""
        await self._require(caller)
        kept = await self._storage.read.automod.get(caller.server)
        own = await self._storage.read.automod.rules(caller.server)
        try:
            preview = await self._preview(caller.server, enable=False)
        except AutomodForbidden:
            return Status(kept, None, len(own))
        return Status(kept, preview, len(own))

    async def preview(self, caller: Caller) -> Preview:
        """Plan what would stand, and change nothing."""
        await self._require(caller)
        try:
            return await self._preview(caller.server, enable=True)
        except AutomodForbidden:
            raise UserError("automod-needs-permission") from None

    async def apply(self, caller: Caller, shown: str) -> Preview | None:
        """Have it applied, from now on. The plan that was `shown` is none any more where this returns another: nothing was
        changed then.
        """
        preview = await self.preview(caller)
        if preview.digest != shown:
            return preview
        now = self._clock()
        async with self._storage.durable() as tx:
            await tx.automod.turn_on(caller.server, now)
            after = f"rules={preview.plan.compiled.rules} keywords={len(preview.plan.compiled.keywords)}"
            await tx.audit.note(caller.server, caller.user, "automod-on", "automod", now, after=after)
        self._bell.ring()
        return None

    async def off(self, caller: Caller) -> int | None:
        """Have all deleted that Rowan made there; returns how many rules that are. None: nothing is kept there."""
        await self._require(caller)
        forgotten = await self._storage.read.automod.get(caller.server) is None
        rules = await self._rules_made(caller.server, must_know=forgotten)
        if forgotten and not rules:
            return None
        now = self._clock()
        async with self._storage.durable() as tx:
            if forgotten:
                await tx.automod.turn_on(caller.server, now)  # in the same transaction it is turned off
            if not await tx.automod.turn_off(caller.server, now):
                return None
            await tx.audit.note(caller.server, caller.user, "automod-off", "automod", now)
        self._bell.ring()
        return rules

    async def _rules_made(self, server: ServerId, *, must_know: bool) -> int:
        """How many rules Rowan made there: those that it keeps, and those that Discord shows as its own.

        A rule that was made a moment ago is not saved yet; and one stays where Rowan was away for so long that it forgot it.
        Raises where Discord does not say, and `must_know`.
        """
        made = {row.rule for row in await self._storage.read.automod.rules(server)}
        try:
            made |= {rule.rule for rule in await self._discord.rules(server) if rule.mine}
        except AutomodForbidden:
            pass
        except (AutomodRefused, Unavailable):
            if must_know:
                raise
        return len(made)

    async def _require(self, caller: Caller) -> None:
        require_manager(caller)
        settings = await self._storage.glance.servers.get(caller.server)
        if not settings.set_up:
            raise UserError("error-not-set-up")

    async def _preview(self, server: ServerId, *, enable: bool) -> Preview:
        seen = await self._discord.rules(server)
        own = {row.rule for row in await self._storage.read.automod.rules(server)}
        own |= {rule.rule for rule in seen if rule.mine}
        mine = [rule for rule in seen if rule.rule in own]
        plan = await self._plans.plan(server, seen, frozenset(own))
        steps = steps_to(plan.compiled.keywords, plan.like, _standing(mine), plan.free, enable=enable)
        kept = await self._storage.read.automod.get(server)
        off = sum(not rule.enabled for rule in mine)
        return Preview(plan, steps, kept, min(RULES, len(seen) - len(mine)), off, len(mine))


def _standing(mine: Sequence[SeenRule]) -> list[Standing]:
    return [Standing(rule.rule, rule.text, rule.enabled, rule.others) for rule in mine]


def is_on(kept: Kept | None) -> bool:
    """Whether a server's AutoMod is kept."""
    return kept is not None and kept.state is State.ON
