"""What comes of an entry in one server: what is done about a message that leads there, sure and likely. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.lists.verdicts import Decision, Match, decide, winning_matches
from core.servers.policy import Policy

_LIKELY = "likely"  # any guess: the policy does not look at which


@dataclass(frozen=True, slots=True)
class Effect:
    """What is done about a message with a link there, in a channel without a rule of its own. None: nothing is.

    `sure`: every reader is taken there; `likely`: it was put together by a guess. `winner`: the entry that decides, also
    where nothing is done; None: there is none, or an exception hides them. `elsewhere`: some channels or roles have a rule
    of their own.
    """

    sure: Decision | None
    likely: Decision | None
    winner: Match | None = None
    elsewhere: bool = False


NO_EFFECT = Effect(None, None)


def effect_of(matches: Sequence[Match], policy: Policy) -> Effect:
    """Decide as the pipeline of messages does. `matches`: every entry that covers the place."""
    guessed = [replace(match, guess=_LIKELY) for match in matches]
    return Effect(
        sure=decide(matches, policy),
        likely=decide(guessed, policy),
        winner=next(iter(winning_matches(matches)), None),
        elsewhere=bool(policy.channels or policy.exempt_roles),
    )
