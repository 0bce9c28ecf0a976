"""When something that is asked for again and again is asked for next. Pure."""

from datetime import timedelta
from typing import Final

_LONGEST_WAIT: Final = timedelta(days=1)
_DOUBLINGS: Final = 10
_SPREAD: Final = 0.1  # of the wait: not everybody asks in the same moment


def next_wait(
    interval: timedelta, failures: int, jitter: float, retry_after: timedelta | None = None
) -> timedelta:
    """How long an address is left alone: doubling with each failure in a row, up to a day, and as long as its server asks.

    `jitter`: from 0 to 1, at random.
    """
    doubled = interval * (1 << min(failures, _DOUBLINGS))
    wait = min(doubled, max(_LONGEST_WAIT, interval))
    wait += wait * _SPREAD * jitter
    return max(wait, retry_after) if retry_after is not None else wait
