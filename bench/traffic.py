"""Sending chat at a steady rate through the local Discord, and measuring how long each removal took."""

import asyncio
import random
import time
from dataclasses import dataclass

from localdiscord import FakeDiscord

WORD = "listed-forum.net"  # what both bots look for
CHANNELS = 50  # Discord limits deletions by channel; in a busy server they spread over several
HIT_SHARE = 0.05  # of messages that hold the listed link

_WORDS = [
    "has",
    "anyone",
    "tried",
    "the",
    "new",
    "build",
    "yet",
    "it",
    "works",
    "for",
    "me",
    "but",
    "the",
    "second",
    "screen",
    "stays",
    "dark",
    "after",
    "sleep",
    "see",
    "https://wiki.archlinux.org/title/Xorg",
    "and",
    "then",
    "v2.4.1",
    "of",
    "mesa.",
    "ok",
    "thanks",
    "lol,",
    "brb",
    "e.g.",
    "tomorrow",
]


@dataclass(frozen=True, slots=True)
class Figures:
    """Milliseconds from the gateway frame to the arrival of the delete request."""

    rate: int
    sent: int
    hits: int
    removed: int
    p50: float
    p99: float
    worst: float


def percentile(values: list[float], share: float) -> float:
    """The value below which `share` of the sorted values lie (nearest rank)."""
    return values[min(len(values) - 1, int(share * len(values)))]


async def measure(fd: FakeDiscord, channels: list[str], author: str, rate: int, seconds: float) -> Figures:
    """Send `rate` messages a second for so long; wait for the removals; say how long they took."""
    pick = random.Random(rate)  # the same chat for each bot
    begun: dict[str, float] = {}
    mark = len(fd.rest)
    start = time.monotonic()
    total = int(rate * seconds)
    for number in range(total):
        delay = start + number / rate - time.monotonic()
        if delay > 0:
            await asyncio.sleep(delay)
        elif number % 50 == 0:
            await asyncio.sleep(0)  # behind the schedule: let the calls of the bot in
        text = " ".join(pick.choices(_WORDS, k=pick.randint(3, 25)))
        hit = pick.random() < HIT_SHARE
        at = time.monotonic()
        message = await fd.send(
            author, pick.choice(channels), f"{text} https://www.{WORD}/t/{number}" if hit else text
        )
        if hit and message is not None:
            begun[message["id"]] = at
    took = await _removals(fd, mark, begun)
    return Figures(
        rate, total, len(begun), len(took), percentile(took, 0.5), percentile(took, 0.99), took[-1]
    )


async def _removals(fd: FakeDiscord, mark: int, begun: dict[str, float]) -> list[float]:
    """Give the milliseconds for each message that was asked to be deleted, sorted; waits while requests come."""
    deadline = time.monotonic() + 30
    while True:
        arrived = {
            call["path"].rpartition("/")[2]: call["at"]
            for call in fd.rest[mark:]
            if call["method"] == "DELETE"
        }
        took = sorted((arrived[m] - at) * 1000 for m, at in begun.items() if m in arrived)
        if len(took) == len(begun) or time.monotonic() > deadline:
            return took
        await asyncio.sleep(0.2)
