"""A change of a policy as a value, and what it would have done with what was found lately. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from core.base.categories import Category
from core.base.ids import ChannelId
from core.servers.policy import Action, ChannelMode, Policy, Preset, Tier

MANY: Final = 10
"""Messages that would be treated otherwise: so many ask for a second click."""


@dataclass(frozen=True, slots=True)
class PresetChange:
    """Another preset. Rules for whole tiers and for what is only likely end, rules for one category stay."""

    preset: Preset

    def applied(self, policy: Policy) -> Policy:
        """The policy with this change."""
        rules = {rule: action for rule, action in policy.rules.items() if rule[1] is not None}
        return replace(policy, preset=self.preset, rules=rules, likely=None)


@dataclass(frozen=True, slots=True)
class RuleChange:
    """An action for a tier, or for one category in it."""

    tier: Tier
    action: Action
    category: Category | None = None

    def applied(self, policy: Policy) -> Policy:
        """The policy with this change."""
        return replace(policy, rules={**policy.rules, (self.tier, self.category): self.action})


@dataclass(frozen=True, slots=True)
class LikelyChange:
    """The most that is done about a match that is only likely."""

    action: Action

    def applied(self, policy: Policy) -> Policy:
        """The policy with this change."""
        return replace(policy, likely=self.action)


@dataclass(frozen=True, slots=True)
class ChannelChange:
    """The mode of a channel, a category of channels or a thread."""

    channel: ChannelId
    mode: ChannelMode

    def applied(self, policy: Policy) -> Policy:
        """The policy with this change."""
        return replace(policy, channels={**policy.channels, self.channel: self.mode})


PolicyChange = PresetChange | RuleChange | LikelyChange | ChannelChange


@dataclass(frozen=True, slots=True)
class Otherwise:
    """So many messages that would be treated in another way. OFF: nothing is done, and nothing is counted."""

    before: Action
    after: Action
    count: int


@dataclass(frozen=True, slots=True)
class PolicyEffect:
    """What a change would have done with the messages in which lists found something in the last `days`, `found` of them.

    `more`: there were more than were looked at. `is_blind`: what was switched off until now would be looked for, and nobody
    knows how much that is.
    """

    found: int
    days: int
    otherwise: Sequence[Otherwise] = ()
    more: bool = False
    is_blind: bool = False

    @property
    def asks_twice(self) -> bool:
        """Whether the change asks for a second click."""
        return sum(each.count for each in self.otherwise) >= MANY


def begins_to_look(before: Policy, after: Policy) -> bool:
    """Whether something is looked for with the later policy that was switched off in the earlier one."""
    rules = any(
        before.action_for(tier, category) is Action.OFF and after.action_for(tier, category) is not Action.OFF
        for tier in Tier
        for category in Category
    )
    return rules or any(
        mode is ChannelMode.OFF and after.channels.get(channel) is not ChannelMode.OFF
        for channel, mode in before.channels.items()
    )
