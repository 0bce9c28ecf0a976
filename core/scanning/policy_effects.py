"""Working out what another policy would have done with what lists found. Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from core.base.categories import Category
from core.base.ids import ChannelId
from core.lists.holds import HoldReason
from core.lists.verdicts import FIRST_DAY, Match, decide
from core.servers.policy import Action, Policy, Tier
from core.servers.policy_changes import Otherwise

_HELD = "held-"
Around = Callable[[ChannelId], Sequence[ChannelId]]
"""The places in which a channel stands, from the inside out, itself the first."""


@dataclass(frozen=True, slots=True)
class FoundAlike:
    """So many messages in a channel in which lists found the same kind of thing. `guess`: what makes it only likely; `rule`:
    the line of the policy that decided then.
    """

    tier: Tier
    category: Category
    guess: str
    rule: str
    channel: ChannelId
    count: int


def otherwise(
    found: Iterable[FoundAlike], before: Policy, after: Policy, around: Around
) -> tuple[Otherwise, ...]:
    """Count what would be treated otherwise, what becomes strictest first."""
    counted = Counter[tuple[Action, Action]]()
    for each in found:
        places = around(each.channel)
        pair = _action(each, before, places), _action(each, after, places)
        if pair[0] is not pair[1]:
            counted[pair] += each.count
    ranked = sorted(counted.items(), key=lambda one: (-one[0][1].strictness, -one[0][0].strictness))
    return tuple(Otherwise(old, new, count) for (old, new), count in ranked)


def _action(found: FoundAlike, policy: Policy, places: Sequence[ChannelId]) -> Action:
    match = Match(
        "",
        found.tier,
        found.category,
        "",
        guess=found.guess,
        counts_only=found.rule == FIRST_DAY,
        held=HoldReason(found.rule.removeprefix(_HELD)) if found.rule.startswith(_HELD) else None,
    )
    decision = decide([match], policy, places)
    return Action.OFF if decision is None else decision.action
