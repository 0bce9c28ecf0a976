"""`/policy`: what a server does with what it finds. Managers change it; docs/decisions tells what a preset keeps."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from core.base.authority import Caller, require_manager
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ChannelId, RoleId, ServerId, UserId
from core.servers.policy import Action, ChannelMode, Policy, Preset, Tier
from services.servers.setup import ServerStore

CHANNEL_RULES = 500
EXEMPT_ROLES = 50


class PolicyStore(Protocol):
    """`servers.preset` and tables `policy_*`; each change is one transaction with its audit."""

    async def get(self, server: ServerId) -> Policy:
        """The server's policy; a new server's where nothing was chosen."""
        ...

    async def save_preset(self, server: ServerId, preset: Preset, by: UserId) -> None:
        """Take the preset; rules for whole tiers go, rules for one category stay."""
        ...

    async def save_rule(
        self, server: ServerId, tier: Tier, category: Category | None, action: Action, by: UserId
    ) -> None:
        """One rule; category None is the whole tier."""
        ...

    async def save_channel(self, server: ServerId, channel: ChannelId, mode: ChannelMode, by: UserId) -> None:
        """The mode of a channel, a category of channels or a thread."""
        ...

    async def toggle_exempt(self, server: ServerId, role: RoleId, by: UserId) -> bool:
        """Exempt the role, or end it; True where it is exempt now."""
        ...


@dataclass(frozen=True, slots=True)
class PresetTaken:
    """A preset was chosen: how many rules for whole tiers it ended, and the policy as it stands."""

    ended: int
    policy: Policy


class Policies:
    """The use cases. Raise UserError: not a manager, not set up, too many rules."""

    def __init__(self, store: PolicyStore, servers: ServerStore, changed: Callable[[ServerId], None]) -> None:
        """`changed` is called after each commit, so that this process acts by it at once."""
        self._store = store
        self._servers = servers
        self._changed = changed

    async def show(self, caller: Caller) -> Policy:
        """The policy as it stands."""
        await self._check(caller)
        return await self._store.get(caller.server)

    async def take_preset(self, caller: Caller, preset: Preset) -> PresetTaken:
        """Choose a preset. Rules for whole tiers end, or "strict" would not be strict; exceptions stay."""
        await self._check(caller)
        before = await self._store.get(caller.server)
        await self._store.save_preset(caller.server, preset, caller.user)
        self._changed(caller.server)
        ended = sum(1 for _, category in before.rules if category is None)
        return PresetTaken(ended, await self._store.get(caller.server))

    async def set_rule(self, caller: Caller, tier: Tier, action: Action, category: Category | None) -> Policy:
        """The action for a tier, or for one category in it."""
        await self._check(caller)
        await self._store.save_rule(caller.server, tier, category, action, caller.user)
        self._changed(caller.server)
        return await self._store.get(caller.server)

    async def set_channel(self, caller: Caller, channel: ChannelId, mode: ChannelMode) -> Policy:
        """How a channel takes the policy."""
        await self._check(caller)
        before = await self._store.get(caller.server)
        if channel not in before.channels and len(before.channels) >= CHANNEL_RULES:
            raise UserError("policy-too-many-channels", limit=CHANNEL_RULES)
        await self._store.save_channel(caller.server, channel, mode, caller.user)
        self._changed(caller.server)
        return await self._store.get(caller.server)

    async def toggle_exempt(self, caller: Caller, role: RoleId) -> bool:
        """Members with the role are not scanned, or are again; True where they are exempt now."""
        await self._check(caller)
        if int(role) == int(caller.server):  # Discord gives @everyone the server's id
            raise UserError("policy-exempt-everyone")
        before = await self._store.get(caller.server)
        if role not in before.exempt_roles and len(before.exempt_roles) >= EXEMPT_ROLES:
            raise UserError("policy-too-many-roles", limit=EXEMPT_ROLES)
        exempt = await self._store.toggle_exempt(caller.server, role, caller.user)
        self._changed(caller.server)
        return exempt

    async def _check(self, caller: Caller) -> None:
        require_manager(caller)
        if not (await self._servers.get(caller.server)).set_up:
            raise UserError("error-not-set-up")
