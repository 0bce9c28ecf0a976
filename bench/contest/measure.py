"""Measuring one contender on one list, in a process of its own:
nothing of the others lies in its memory or its caches.
"""

import gc
import math
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from bench.contest.rivals import BY_NAME, Contender, Rowan
from bench.corpus import forget, made_hosts, read_keys
from bench.disguises import CORPUS_LISTED, DISGUISES, HOSTILE, LISTED, NEAR_MISSES, corpus_lines, with_listed

PASSES = 5  # over all of the chat
UPDATES = 10_000
_SLOW = 0.2  # seconds; what takes longer is measured once
_PAGE = 4096

Check = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Task:
    """What to measure: the contender by name, how many keys of the file, the chat, and the seconds that it may take.

    `pages` are listed besides, by contenders that can list pages.
    """

    name: str
    keys: Path
    count: int
    texts: list[str]
    linked: list[bool]
    seconds: float
    pages: list[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Microseconds a message; megabytes (10^6 bytes) that stay after the load; `flagged` of the `measured` messages."""

    measured: int
    per_second: float
    p50: float
    p99: float
    p999: float
    plain_mean: float
    linked_mean: float
    flagged: int
    megabytes: float | None
    load_seconds: float
    update_ms: float


@dataclass(frozen=True, slots=True)
class Attacks:
    """Milliseconds for each hostile text, alone and with a listed link; how many disguises were seen, how many misses fired.

    `corpus_seen` of `corpus_disguises` and `corpus_fired` of `corpus_misses` are of the engine's own corpus.
    """

    alone: dict[str, float] = field(default_factory=dict)
    listed: dict[str, float] = field(default_factory=dict)
    seen: int = 0
    fired: int = 0
    corpus_seen: int = 0
    corpus_disguises: int = 0
    corpus_fired: int = 0
    corpus_misses: int = 0

    @property
    def worst(self) -> tuple[float, str]:
        """The slowest, and which it was."""
        return max((ms, name) for times in (self.alone, self.listed) for name, ms in times.items())


def measure(task: Task) -> Figures:
    """Build the contender, then look through the chat: all of it, or as much as fits into the time."""
    contender, megabytes, load_seconds = _built(BY_NAME[task.name], task)
    _add_pages(contender, task)
    gc.collect()
    gc.freeze()
    forget()
    contender.check("see https://example.org/x and listed.example, hxxps://ex\u0430mple[.]com too")
    texts, linked = _spread(task)
    start = time.thread_time()
    first = _each(contender.check, texts, task.seconds)
    if len(first) < len(texts):
        rate, times = len(first) / (time.thread_time() - start), first
    else:
        rate, times = _over_passes(contender.check, texts)
    flagged = sum(map(contender.check, texts[: len(times)]))
    pairs = list(zip(times, linked, strict=False))
    return Figures(
        len(times),
        rate,
        percentile(times, 0.5) / 1e3,
        percentile(times, 0.99) / 1e3,
        percentile(times, 0.999) / 1e3,
        _mean_us(taken for taken, has_link in pairs if not has_link),
        _mean_us(taken for taken, has_link in pairs if has_link),
        flagged,
        megabytes,
        load_seconds,
        _updates(contender),
    )


def _over_passes(check: Check, texts: list[str]) -> tuple[float, list[int]]:
    """Measure messages a second in the best pass, and nanoseconds of each text: its median over as many passes more."""
    rates, passes = [], []
    for _ in range(PASSES):
        forget()
        rates.append(_rate(check, texts))
        forget()
        passes.append(_each(check, texts))
    return max(rates), [sorted(taken)[PASSES // 2] for taken in zip(*passes, strict=True)]


def _mean_us(times: Iterable[int]) -> float:
    each = list(times)
    return sum(each) / max(1, len(each)) / 1e3


def percentile(times: list[int], share: float) -> int:
    """The value below which `share` of the values lie (nearest rank)."""
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def _built(kind: type[Contender], task: Task) -> tuple[Contender, float | None, float]:
    # Loaded first, so that what the contender brings along besides the list is not counted.
    first = kind(read_keys(task.keys, min(task.count, 10_000)))
    gc.collect()
    before = _resident()
    contender = kind(read_keys(task.keys, task.count))
    gc.collect()
    after = _resident()
    megabytes = None if before is None or after is None else (after - before) / 1e6
    del first, contender
    keys = list(read_keys(task.keys, task.count))
    gc.collect()
    start = time.perf_counter()
    contender = kind(keys)
    return contender, megabytes, time.perf_counter() - start


def _resident() -> int | None:
    """Give the bytes of memory that this process holds; None where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * _PAGE
    except OSError:
        return None


def _spread(task: Task) -> tuple[list[str], list[bool]]:
    """Order the chat so that each part of it is like the whole, for contenders that get through a part only."""
    step = 101  # coprime to 30,000: each message is met once
    order = [number * step % len(task.texts) for number in range(len(task.texts))]
    return [task.texts[n] for n in order], [task.linked[n] for n in order]


def _rate(check: Check, texts: list[str]) -> float:
    """Measure messages in a second of processor time: what others do on the machine does not count."""
    start = time.thread_time()
    for text in texts:
        check(text)
    return len(texts) / (time.thread_time() - start)


def _each(check: Check, texts: Iterable[str], seconds: float = math.inf) -> list[int]:
    """Measure nanoseconds of each text, the clock's own 0.1 us included; stop when the time is up."""
    clock = time.perf_counter_ns
    times = []
    until = clock() + seconds * 1e9
    for text in texts:
        begun = clock()
        check(text)
        ended = clock()
        times.append(ended - begun)
        if ended > until:
            break
    return times


def _updates(contender: Contender) -> float:
    """Measure milliseconds for 10,000 new keys."""
    fresh = made_hosts(seed=11)
    taken = []
    for _ in range(PASSES):
        keys = list(islice(fresh, UPDATES))
        start = time.perf_counter()
        contender.add(keys)
        taken.append((time.perf_counter() - start) * 1e3)
    return statistics.median(taken)


def attack(task: Task) -> Attacks:
    """Try hostile texts, disguises and near misses, with the listed host on the list."""
    contender = BY_NAME[task.name](_and_listed(read_keys(task.keys, task.count)))
    _add_pages(contender, task)
    gc.collect()
    gc.freeze()
    check = contender.check
    check("https://example.org")
    disguises, misses = corpus_lines("disguised.txt"), corpus_lines("innocent.txt")
    return Attacks(
        {name: _milliseconds(check, text) for name, text in HOSTILE.items()},
        {name: _milliseconds(check, with_listed(text)) for name, text in HOSTILE.items()},
        sum(map(check, DISGUISES)),
        sum(map(check, NEAR_MISSES)),
        sum(map(check, disguises)),
        len(disguises),
        sum(map(check, misses)),
        len(misses),
    )


def _add_pages(contender: Contender, task: Task) -> None:
    if isinstance(contender, Rowan):
        contender.add(task.pages)


def _and_listed(keys: Iterator[str]) -> Iterator[str]:
    yield from (LISTED, CORPUS_LISTED)
    yield from keys


def _milliseconds(check: Check, text: str) -> float:
    """Measure processor time: the best of five, which is what the text costs; a single try where it is slow."""
    taken = []
    for _ in range(PASSES):
        forget()
        start = time.thread_time()
        check(text)
        taken.append((time.thread_time() - start) * 1e3)
        if taken[0] > _SLOW * 1e3:
            break
    return min(taken)


def machine() -> str:
    """Describe the machine on which the figures were measured."""
    return f"{os.cpu_count()} cores, Python {sys.version_info.major}.{sys.version_info.minor}"
