"""What a refusal by Discord means for an outbox row: in a channel, and in a direct message."""

from datetime import timedelta

import discord

from cogs.base.discord_api.rate_limits import retry_after
from services.base.outbox import ChannelProblem, Later, Lost, SendResult, Waiting

_UNKNOWN_MESSAGE, _UNKNOWN_CHANNEL = 10008, 10003
_CLOSED = frozenset({50007, 50278})  # this person takes no direct messages from Rowan
_TOO_FAST = 40003  # direct messages are opened too fast: all of them wait
_TOO_FAST_WAIT = timedelta(minutes=1)  # where Discord names none
_SERVER_FAULT = 500


def outcome_of(error: Exception) -> SendResult:
    """Translate what a request about a channel's message raised (rate_limits.FAULTS)."""
    passing = _passing(error)
    if passing is not None:
        return passing
    if isinstance(error, discord.HTTPException) and error.code == _UNKNOWN_CHANNEL:
        return Waiting(ChannelProblem.DELETED)
    if isinstance(error, discord.Forbidden):
        return Waiting(ChannelProblem.FORBIDDEN)
    return _refused(error)


def personal_outcome_of(error: Exception) -> SendResult:
    """Translate what a request about a direct message raised: closed only where Discord says closed, all else passes."""
    if isinstance(error, discord.HTTPException) and error.code == _TOO_FAST:
        wait = retry_after(error) or _TOO_FAST_WAIT
        return Later("direct messages are opened too fast", wait, may_stand=False, named=True)
    passing = _passing(error)
    if passing is not None:
        return passing
    closed = isinstance(error, discord.HTTPException) and error.code in _CLOSED and not _may_stand(error)
    return Waiting("no direct messages taken") if closed else _refused(error)


def _passing(error: Exception) -> SendResult | None:
    """A rate limit, no network, or a message that is gone, as everywhere."""
    wait = retry_after(error)
    if wait is not None:
        return Later("rate limited", wait, may_stand=_may_stand(error), named=True)
    if not isinstance(error, discord.HTTPException):
        return Later(type(error).__name__)
    return Lost() if error.code == _UNKNOWN_MESSAGE else None


def _refused(error: Exception) -> SendResult:
    assert isinstance(error, discord.HTTPException)  # noqa: S101  # `_passing` took all others
    return Later(f"Discord answered {error.status} {error.code}", may_stand=_may_stand(error))


def _may_stand(error: Exception) -> bool:
    """4xx: Discord certainly did not take it; after a 5xx it may stand there all the same."""
    return isinstance(error, discord.HTTPException) and error.status >= _SERVER_FAULT
