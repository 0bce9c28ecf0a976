"""A server's policy for what is found: an action for each tier and category, a mode for each channel, exempt roles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.base.categories import Category
from core.base.ids import ChannelId, RoleId


class Action(StrEnum):
    """What a policy does with a message, from mildest to strictest."""

    OFF = "off"
    LOG = "log"
    REVIEW = "review"
    DELETE = "delete"
    TIMEOUT = "timeout"

    @property
    def strictness(self) -> int:
        """A rank: of two decisions on one message the stricter one is taken."""
        return _STRICTNESS[self]

    @property
    def deletes(self) -> bool:
        """Whether the action removes the message."""
        return self in (Action.DELETE, Action.TIMEOUT)


class Tier(StrEnum):
    """How near an entry is to the server that asks; nearer beats farther."""

    OWN = "own"
    SHARED = "shared"
    PROPOSED = "proposed"
    SUBSCRIBED = "subscribed"

    @property
    def rank(self) -> int:
        """How near the place is to the message; 0 is nearest."""
        return _RANKS[self]


# Tables, because both are asked several times on the way of every hit.
_STRICTNESS = {action: strictness for strictness, action in enumerate(Action)}
_RANKS = {tier: rank for rank, tier in enumerate(Tier)}


# Members hear of what is listed; what servers merely propose is for moderators.
LISTED = frozenset({Tier.OWN, Tier.SHARED, Tier.SUBSCRIBED})


class ChannelMode(StrEnum):
    """How a channel takes the policy: `log` only counts, `off` looks at nothing."""

    ENFORCE = "enforce"
    LOG = "log"
    OFF = "off"


class Preset(StrEnum):
    """A named row of the table of presets in docs/commands.md."""

    GENTLE = "gentle"
    STANDARD = "standard"
    STRICT = "strict"


_D, _R, _L = Action.DELETE, Action.REVIEW, Action.LOG
PRESETS: Mapping[Preset, Mapping[Tier, Action]] = {
    Preset.GENTLE: {Tier.OWN: _D, Tier.SHARED: _R, Tier.PROPOSED: _L, Tier.SUBSCRIBED: _L},
    Preset.STANDARD: {Tier.OWN: _D, Tier.SHARED: _D, Tier.PROPOSED: _R, Tier.SUBSCRIBED: _R},
    Preset.STRICT: {Tier.OWN: _D, Tier.SHARED: _D, Tier.PROPOSED: _R, Tier.SUBSCRIBED: _D},
}


LIKELY: Mapping[Preset, Action] = {Preset.GENTLE: _R, Preset.STANDARD: _R, Preset.STRICT: _D}
"""The most that a preset lets be done about a match that is only likely."""
LIKELY_ACTIONS = (_L, _R, _D)
"""What a server can choose in its place."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What one server does. `rules` override the preset; a rule for a category beats one for its tier.

    `likely`: the most that is done about a match that is only likely; None: what the preset has. `images`: QR codes in
    pictures are read.
    """

    preset: Preset = Preset.GENTLE
    rules: Mapping[tuple[Tier, Category | None], Action] = field(default_factory=dict)
    channels: Mapping[ChannelId, ChannelMode] = field(default_factory=dict)
    exempt_roles: frozenset[RoleId] = frozenset()
    likely: Action | None = None
    images: bool = False

    @property
    def likely_action(self) -> Action:
        """The most that is done about a match that is only likely."""
        return self.likely or LIKELY[self.preset]

    def action_for(self, tier: Tier, category: Category) -> Action:
        """The action for an entry of this tier and category."""
        for rule in ((tier, category), (tier, None)):
            if rule in self.rules:
                return self.rules[rule]
        return PRESETS[self.preset][tier]

    def mode_of(self, channels: Iterable[ChannelId]) -> ChannelMode:
        """The mode of a place: `channels` are its ids from the inside out (thread, channel, category)."""
        for channel in channels:
            if channel in self.channels:
                return self.channels[channel]
        return ChannelMode.ENFORCE
