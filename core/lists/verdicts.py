"""Deciding which entry wins and what is done: entries x policy -> decision.

Pure; the listener, `/check` and the command line all call these functions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from core.base.categories import Category
from core.base.ids import ChannelId, RoleId
from core.lists.holds import HoldReason
from core.lists.invites import is_another_invite
from core.servers.policy import Action, ChannelMode, Policy, Tier

FIRST_DAY: Final = "first-day"
"""The rule by which a subscription in its first day decides."""


CHANNEL_LOG: Final = "channel-log"
"""The rule by which a channel decides in which such links may stand."""


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
    allowed: bool = (
        False  # an exception lets this entry's link stand: an own one every entry, a followed one all but own
    )
    counts_only: bool = False  # a subscription in its first day: nothing is done, it is only counted
    guess: str = ""  # what makes it only likely (core/links/doubts/likely.py); empty: it is sure
    held: HoldReason | None = None  # why it removes nothing here: a hold of the shared list
    leads_to: str = (
        ""  # the place, canonical, that the entry covers where that is behind the link, a short one
    )

    @property
    def sure(self) -> bool:
        """Whether every reader or browser is taken there."""
        return not self.guess


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with one message, and the match that is the reason. `rule` names the policy line that decided."""

    action: Action
    match: Match
    rule: str


def winning_matches(matches: Iterable[Match]) -> list[Match]:
    """Choose for each link its nearest entry: allow > own > shared > proposed > subscribed. An allowed link drops out,
    the other links of the message stay. A place behind a short link counts as a link of its own.

    An exception that one entry of other lists knows holds for all of them; the own list yields to an own exception alone,
    which each of its entries knows.
    """
    best: dict[tuple[str, str], Match] = {}
    allowed: set[tuple[str, str, bool]] = set()
    for match in matches:
        place = match.link, match.leads_to
        if match.allowed:
            allowed.add((*place, match.tier is Tier.OWN))
        known = best.get(place)
        if known is None or _nearness(match) < _nearness(known):
            best[place] = match
    return [match for place, match in best.items() if (*place, match.tier is Tier.OWN) not in allowed]


def _nearness(match: Match) -> tuple[int, bool, bool, bool, bool, tuple[str, ...]]:
    # What follows the rank only breaks ties, so that the order of arrival does not; what acts goes before what only counts or is held,
    # and an invite's own entry before one that covers it as another invite.
    another = is_another_invite(match.pattern, match.link)
    rest = (
        *(match.pattern, match.category, match.source, match.note),
        *(match.guess, match.held or "", *match.how),
    )
    return match.tier.rank, match.counts_only, match.held is not None, another, bool(match.guess), rest


def decide(
    matches: Iterable[Match], policy: Policy, channels: Iterable[ChannelId] = (), roles: Iterable[RoleId] = ()
) -> Decision | None:
    """The strictest decision over every link of a message; None when nothing is to be done or noted.

    `channels`: the place from the inside out; `roles`: the author's roles (an exempt one ends the matter).
    """
    mode = policy.mode_of(channels)
    if mode is ChannelMode.OFF or policy.exempt_roles.intersection(roles):
        return None
    decisions = [_decision(match, policy, mode) for match in winning_matches(matches)]
    wanted = [decision for decision in decisions if decision.action is not Action.OFF]
    if not wanted:
        return None
    return min(
        wanted,
        key=lambda d: (
            *(-d.action.strictness, bool(d.match.guess), _nearness(d.match)),
            *(d.match.link, d.match.leads_to),
        ),
    )


def _decision(match: Match, policy: Policy, mode: ChannelMode) -> Decision:
    action = policy.action_for(match.tier, match.category)
    if mode is ChannelMode.LOG and action is not Action.OFF:
        return Decision(Action.LOG, match, CHANNEL_LOG)
    if match.counts_only and action is not Action.OFF:
        return Decision(Action.LOG, match, FIRST_DAY)
    if match.guess and action.strictness > policy.likely_action.strictness:
        # A guess takes away no more than the policy lets one: most leave it to a human.
        rule = "likely" if policy.likely else f"likely-preset-{policy.preset}"
        return _unless_held(Decision(policy.likely_action, match, rule))
    if (match.tier, match.category) in policy.rules:
        rule = "category"
    elif (match.tier, None) in policy.rules:
        rule = "tier"
    else:
        rule = f"preset-{policy.preset}"
    return _unless_held(Decision(action, match, rule))


def action_of(match: Match, policy: Policy) -> Action:
    """What is done about a sure link that this match covers, in a channel without a rule of its own."""
    return _decision(match, policy, ChannelMode.ENFORCE).action


def _unless_held(decision: Decision) -> Decision:
    """What is held is left to a human where it would remove something."""
    if decision.match.held and decision.action.deletes:
        return Decision(Action.REVIEW, decision.match, f"held-{decision.match.held}")
    return decision
