"""Whether a process grows with the messages that it reads: the slope of its memory, as samples show it."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

PER = 100_000
"""The messages for which growth is said."""
MOST = 1_000
"""Kilobytes in so many messages that are a leak."""
LEAST_SAMPLES = 8


@dataclass(frozen=True, slots=True)
class Sample:
    """What the process held at a moment at which it had nothing to do."""

    messages: int
    """That it had read by then."""
    kilobytes: int
    """Of memory of its own: what is mapped from files is left out."""


def growth(samples: Sequence[Sample]) -> float:
    """Kilobytes in 100,000 messages: the median of the slopes between any two samples (Theil and Sen), which a few odd ones do
    not move. Raises ValueError for fewer than eight samples.
    """
    if len(samples) < LEAST_SAMPLES:
        raise ValueError("too few samples to tell a leak from chance")
    slopes = [
        (later.kilobytes - earlier.kilobytes) / (later.messages - earlier.messages)
        for place, earlier in enumerate(samples)
        for later in samples[place + 1 :]
        if later.messages > earlier.messages
    ]
    return statistics.median(slopes) * PER


def leaks(samples: Sequence[Sample]) -> bool:
    """Whether the samples show that the process keeps something of the messages that it reads."""
    return growth(samples) >= MOST
