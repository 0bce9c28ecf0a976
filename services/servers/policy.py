"""`/policy`: what a server does with what it finds. Managers change it; docs/decisions tells what a preset keeps."""

import contextlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.authority import Caller, require_manager
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ChannelId, RoleId, ServerId
from core.servers.policy import Action, ChannelMode, Policy, Preset, Tier
from core.servers.policy_changes import (
    ChannelChange,
    LikelyChange,
    PolicyChange,
    PolicyEffect,
    PresetChange,
    RuleChange,
)
from services.base.ports import Audit, Clock, Storage
from services.base.walks import WalkStore
from services.base.worker import Bell
from services.servers.settings import ServerSettings
from services.servers.setup import ServerStore

CHANNEL_RULES = 500
EXEMPT_ROLES = 50
SETTLED = timedelta(days=7)  # after which a server knows what the mildest preset does


class PolicyStore(Protocol):
    """`servers.preset`, the tables `policy_*`, and the log of changes that other processes follow."""

    async def get(self, server: ServerId) -> Policy:
        """Give the server's policy; a new server's policy where nothing was chosen."""
        ...

    async def set_up_with(self, server: ServerId, preset: Preset) -> datetime | None:
        """Give the time at which the server was set up, if it has this preset; else None."""
        ...

    async def set_preset(self, server: ServerId, preset: Preset) -> None:
        """Take the preset; rules for whole tiers and for what is only likely go, rules for one category stay."""
        ...

    async def set_rule(self, server: ServerId, tier: Tier, category: Category | None, action: Action) -> None:
        """Set one rule; category None: for the whole tier."""
        ...

    async def set_likely(self, server: ServerId, action: Action) -> None:
        """Set the most that is done about a match that is only likely."""
        ...

    async def set_images(self, server: ServerId, *, on: bool) -> None:
        """Have QR codes in pictures read, or not."""
        ...

    async def set_channel(self, server: ServerId, channel: ChannelId, mode: ChannelMode) -> None:
        """Set the mode of a channel, a category of channels or a thread."""
        ...

    async def exempt(self, server: ServerId, role: RoleId) -> None:
        """Exempt members with the role from scanning."""
        ...

    async def end_exemption(self, server: ServerId, role: RoleId) -> None:
        """End the exemption of a role."""
        ...

    async def servers_changed_since(self, revision: int) -> tuple[int, list[ServerId]]:
        """Give the newest revision of the log, and the servers whose settings or policy changed since this one."""
        ...


class PolicyEffects(Protocol):
    """Weighs changes of policies by what lists found, which the wing of scanning keeps."""

    async def of(
        self,
        server: ServerId,
        policy: Policy,
        change: PolicyChange,
        around: Callable[[ChannelId], Sequence[ChannelId]],
    ) -> PolicyEffect:
        """Say what a change of the policy as it stands would have done with what was found lately. `around`: the places in
        which a channel stands, from the inside out, itself the first.
        """
        ...


class PolicyTx(Protocol):
    """What a transaction offers to `/policy`."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def policies(self) -> PolicyStore:
        """The store of tables `policy_*`."""
        ...

    @property
    def walks(self) -> WalkStore:
        """Table `outbox_walks`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


@dataclass(frozen=True, slots=True)
class PresetTaken:
    """A preset was chosen: how many actions that were set for more than one category it ended, and the policy as it stands."""

    ended: int
    policy: Policy


class Policies:
    """The use cases of `/policy`. They raise UserError: not a manager, not set up, too many rules."""

    def __init__(
        self,
        *,
        storage: Storage[PolicyTx],
        outbox_bell: Bell,
        clock: Clock,
        changed: Callable[[ServerId], None],
        effects: PolicyEffects,
    ) -> None:
        """`changed`: called after each commit, so that this process acts by the change at once."""
        self._storage = storage
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._changed = changed
        self._effects = effects

    async def show(self, caller: Caller) -> Policy:
        """Give the policy as it stands."""
        require_manager(caller)
        _require_set_up(await self._storage.glance.servers.get(caller.server))
        return await self._storage.read.policies.get(caller.server)

    async def weigh(
        self, caller: Caller, change: PolicyChange, around: Callable[[ChannelId], Sequence[ChannelId]]
    ) -> PolicyEffect:
        """Say what a change would have done with what lists found lately; nothing is changed."""
        policy = await self.show(caller)
        return await self._effects.of(caller.server, policy, change, around)

    async def suggested(self, server: ServerId) -> Preset | None:
        """The preset that a server might take next: "standard" after a week with the one that every server begins with,
        unless it has chosen by itself what is done with links on the shared list.
        """
        policies = self._storage.read.policies
        begun = await policies.set_up_with(server, Preset.GENTLE)
        if begun is None or self._clock() - begun < SETTLED:
            return None
        return None if (Tier.SHARED, None) in (await policies.get(server)).rules else Preset.STANDARD

    async def change(self, caller: Caller, change: PolicyChange) -> PresetTaken:
        """Change the policy; returns it as it stands, and how many actions a preset ended."""
        match change:
            case PresetChange():
                return await self.take_preset(caller, change.preset)
            case RuleChange():
                policy = await self.set_rule(caller, change.tier, change.action, change.category)
            case LikelyChange():
                policy = await self.set_likely(caller, change.action)
            case ChannelChange():
                policy = await self.set_channel(caller, change.channel, change.mode)
        return PresetTaken(0, policy)

    async def take_preset(self, caller: Caller, preset: Preset) -> PresetTaken:
        """Choose a preset. Rules for whole tiers end, or "strict" would not be strict; rules for one category stay."""
        async with self._change(caller) as (tx, before):
            await tx.policies.set_preset(caller.server, preset)
            await self._note(tx, caller, "policy-preset", str(preset), before=str(before.preset))
        ended = sum(1 for _, category in before.rules if category is None) + (before.likely is not None)
        return PresetTaken(ended, await self._now(caller.server))

    async def set_rule(self, caller: Caller, tier: Tier, action: Action, category: Category | None) -> Policy:
        """Set the action for a tier, or for one category in it."""
        async with self._change(caller) as (tx, _):
            await tx.policies.set_rule(caller.server, tier, category, action)
            await self._note(tx, caller, "policy-rule", f"{tier}/{category or '*'} {action}")
        return await self._now(caller.server)

    async def set_likely(self, caller: Caller, action: Action) -> Policy:
        """Set the most that is done about a match that is only likely."""
        async with self._change(caller) as (tx, before):
            await tx.policies.set_likely(caller.server, action)
            await self._note(tx, caller, "policy-likely", str(action), before=str(before.likely_action))
        return await self._now(caller.server)

    async def set_images(self, caller: Caller, *, on: bool) -> None:
        """Have QR codes in pictures read, or not."""
        async with self._change(caller) as (tx, before):
            await tx.policies.set_images(caller.server, on=on)
            await self._note(tx, caller, "policy-images", str(int(on)), before=str(int(before.images)))

    async def reads_pictures(self, server: ServerId) -> bool:
        """Whether QR codes in pictures are read here."""
        return (await self._storage.read.policies.get(server)).images

    async def set_channel(self, caller: Caller, channel: ChannelId, mode: ChannelMode) -> Policy:
        """Set how a channel takes the policy."""
        async with self._change(caller) as (tx, before):
            if channel not in before.channels and len(before.channels) >= CHANNEL_RULES:
                raise UserError("policy-too-many-channels", limit=CHANNEL_RULES)
            await tx.policies.set_channel(caller.server, channel, mode)
            await self._note(tx, caller, "policy-channel", f"{channel} {mode}")
        return await self._now(caller.server)

    async def toggle_exempt(self, caller: Caller, role: RoleId) -> bool:
        """Exempt members with the role, or end that; returns whether they are exempt now."""
        async with self._change(caller) as (tx, before):
            if int(role) == int(caller.server):  # Discord gives @everyone the server's id
                raise UserError("policy-exempt-everyone")
            ends = role in before.exempt_roles
            if ends:
                await tx.policies.end_exemption(caller.server, role)
            elif len(before.exempt_roles) >= EXEMPT_ROLES:
                raise UserError("policy-too-many-roles", limit=EXEMPT_ROLES)
            else:
                await tx.policies.exempt(caller.server, role)
            await self._note(tx, caller, "policy-exempt", f"{role} {'ended' if ends else 'exempt'}")
        return not ends

    @contextlib.asynccontextmanager
    async def _change(self, caller: Caller) -> AsyncIterator[tuple[PolicyTx, Policy]]:
        """Open a manager's transaction, with the policy as it stands; afterwards this process acts by the new one."""
        require_manager(caller)
        async with self._storage.durable() as tx:
            _require_set_up(await tx.servers.get(caller.server))
            before = await tx.policies.get(caller.server)
            yield tx, before
            if _blocks_by(before) != _blocks_by(await tx.policies.get(caller.server)):
                # Open cards say what *Block link* would do with their message.
                await tx.walks.begin(caller.server, redraws=True)
        self._changed(caller.server)
        self._outbox_bell.ring()

    async def _now(self, server: ServerId) -> Policy:
        return await self._storage.read.policies.get(server)

    async def _note(self, tx: PolicyTx, caller: Caller, action: str, after: str, *, before: str = "") -> None:
        server = caller.server
        await tx.audit.note(
            server, caller.user, action, f"server/{server}", self._clock(), before=before, after=after
        )


def _blocks_by(policy: Policy) -> tuple[object, ...]:
    """What decides whether a message is deleted once its link is on the own list."""
    return {each: policy.action_for(Tier.OWN, each) for each in Category}, dict(policy.channels)


def _require_set_up(settings: ServerSettings) -> None:
    if not settings.set_up:
        raise UserError("error-not-set-up")
