"""Which entry wins, and what is done: entries x policy -> decision. Pure; the listener, `/check` and the
command line call the same functions.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.lists.invites import is_another_invite


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
        """Whether the message goes."""
        return self in (Action.DELETE, Action.TIMEOUT)


class Tier(StrEnum):
    """How near an entry is to the server that asks; nearer beats farther."""

    OWN = "own"
    SHARED = "shared"
    PROPOSED = "proposed"
    SUBSCRIBED = "subscribed"

    @property
    def rank(self) -> int:
        """0 is nearest."""
        return _RANKS[self]


# Tables, because both are asked several times on the way of every hit.
_STRICTNESS = {action: strictness for strictness, action in enumerate(Action)}
_RANKS = {tier: rank for rank, tier in enumerate(Tier)}


# Members hear of what is listed; what servers merely propose is for moderators.
LISTED = frozenset({Tier.OWN, Tier.SHARED, Tier.SUBSCRIBED})


class Category(StrEnum):
    """Why something is on a list or was reported."""

    HARASSMENT = "harassment"
    DOXXING = "doxxing"
    THREATS = "threats"
    HATE = "hate"
    SELF_HARM = "self_harm"
    NCII = "ncii"
    IMPERSONATION = "impersonation"
    SCAM = "scam"
    OTHER = "other"

    @property
    def emergency(self) -> bool:
        """Whether a report of this category goes to the top of the queue."""
        return self in (Category.DOXXING, Category.THREATS, Category.SELF_HARM)


class ChannelMode(StrEnum):
    """How a channel takes the policy: `log` only counts, `off` looks at nothing."""

    ENFORCE = "enforce"
    LOG = "log"
    OFF = "off"


class Preset(StrEnum):
    """A named row of DESIGN's preset table."""

    GENTLE = "gentle"
    STANDARD = "standard"
    STRICT = "strict"


_D, _R, _L = Action.DELETE, Action.REVIEW, Action.LOG
PRESETS: Mapping[Preset, Mapping[Tier, Action]] = {
    Preset.GENTLE: {Tier.OWN: _D, Tier.SHARED: _R, Tier.PROPOSED: _L, Tier.SUBSCRIBED: _L},
    Preset.STANDARD: {Tier.OWN: _D, Tier.SHARED: _D, Tier.PROPOSED: _R, Tier.SUBSCRIBED: _R},
    Preset.STRICT: {Tier.OWN: _D, Tier.SHARED: _D, Tier.PROPOSED: _R, Tier.SUBSCRIBED: _D},
}


@dataclass(frozen=True, slots=True)
class Policy:
    """What one server does. `rules` override the preset; a rule for a category beats one for its tier."""

    preset: Preset = Preset.GENTLE
    rules: Mapping[tuple[Tier, Category | None], Action] = field(default_factory=dict)
    channels: Mapping[int, ChannelMode] = field(default_factory=dict)
    exempt_roles: frozenset[int] = frozenset()

    def action_for(self, tier: Tier, category: Category) -> Action:
        """The action for an entry of this tier and category."""
        for rule in ((tier, category), (tier, None)):
            if rule in self.rules:
                return self.rules[rule]
        return PRESETS[self.preset][tier]

    def mode_of(self, channels: Iterable[int]) -> ChannelMode:
        """The mode of a place: `channels` are its ids from the inside out (thread, channel, category)."""
        for channel in channels:
            if channel in self.channels:
                return self.channels[channel]
        return ChannelMode.ENFORCE


@dataclass(frozen=True, slots=True)
class Match:
    """One entry that covers one link, as the server that asks sees it."""

    pattern: str
    tier: Tier
    category: Category
    link: str
    how: tuple[str, ...] = ()
    source: str = ""  # which list brought it: a pseudonym or a chosen name; empty for the own list
    note: str = ""
    allowed: bool = False  # an allow of this server covers the same link; it beats every list


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with one message, and the match that is the reason. `rule` names the policy line that decided."""

    action: Action
    match: Match
    rule: str


def winning_matches(matches: Iterable[Match]) -> list[Match]:
    """For each link its nearest entry: allow > own > shared > proposed > subscribed. An allowed link drops out,
    the other links of the message stay.
    """
    best: dict[str, Match] = {}
    allowed: set[str] = set()
    for match in matches:
        if match.allowed:
            allowed.add(match.link)
        known = best.get(match.link)
        if known is None or _nearness(match) < _nearness(known):
            best[match.link] = match
    return [match for link, match in best.items() if link not in allowed]


def _nearness(match: Match) -> tuple[int, bool, tuple[str, ...]]:
    # What follows the rank only breaks ties, so that order of arrival does not; the invite itself says more than another.
    another = is_another_invite(match.pattern, match.link)
    return match.tier.rank, another, (match.pattern, match.category, match.source, match.note, *match.how)


def decide(
    matches: Iterable[Match], policy: Policy, channels: Iterable[int] = (), roles: Iterable[int] = ()
) -> Decision | None:
    """The strictest decision over every link of a message, or None when nothing is to be done or noted.

    `channels`: the place from the inside out; `roles`: the author's roles (an exempt one ends the matter).
    """
    mode = policy.mode_of(channels)
    if mode is ChannelMode.OFF or policy.exempt_roles.intersection(roles):
        return None
    decisions = [_decision(match, policy, mode) for match in winning_matches(matches)]
    wanted = [decision for decision in decisions if decision.action is not Action.OFF]
    if not wanted:
        return None
    return min(wanted, key=lambda d: (-d.action.strictness, _nearness(d.match), d.match.link))


def _decision(match: Match, policy: Policy, mode: ChannelMode) -> Decision:
    action = policy.action_for(match.tier, match.category)
    if mode is ChannelMode.LOG and action is not Action.OFF:
        return Decision(Action.LOG, match, "channel-log")
    if (match.tier, match.category) in policy.rules:
        rule = "category"
    elif (match.tier, None) in policy.rules:
        rule = "tier"
    else:
        rule = f"preset-{policy.preset}"
    return Decision(action, match, rule)
