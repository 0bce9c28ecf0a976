"""Figures in the form that Prometheus reads, by its own library."""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import product
from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from services.base.health.figures import Count, Figure, Level, Reading, Timing

CONTENT_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"
_PREFIX: Final = "rowan_"
_FRESH_SECONDS: Final = 1.0


class PrometheusMeter:
    """Fills services.base.health.figures.Meter. Every series is there from the start, at 0: their number never grows, and a
    rule about the first failure sees it.
    """

    def __init__(self, figures: Sequence[Figure], levels: Callable[[], Iterable[Reading]]) -> None:
        """`levels`: asked at each scrape."""
        # They would be a series more for each, which no rule of ours reads.
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library annotates most, and this not
        self._parts: list[Collector] = []
        self._counts: dict[tuple[Count, tuple[StrEnum, ...]], Counter] = {}
        self._timings: dict[tuple[Timing, tuple[StrEnum, ...]], Histogram] = {}
        for figure in figures:
            if isinstance(figure, Count):
                self._add_count(figure)
            elif isinstance(figure, Timing):
                self._add_timing(figure)
        known = [figure for figure in figures if isinstance(figure, Level)]
        own = CollectorRegistry()  # which these three ask for; what is read are the collectors themselves
        self._parts += [_Levels(known, levels), ProcessCollector(registry=own)]
        self._parts += [PlatformCollector(registry=own), GCCollector(registry=own)]
        self._scraped: tuple[float, bytes] | None = None
        self._scraping = asyncio.Lock()

    def _add_count(self, figure: Count) -> None:
        counter = Counter(_PREFIX + figure.name, figure.says, list(figure.labels), registry=None)
        self._parts.append(counter)
        for of in _values(figure):
            self._counts[figure, of] = counter.labels(*of) if of else counter

    def _add_timing(self, figure: Timing) -> None:
        histogram = Histogram(
            _PREFIX + figure.name,
            figure.says,
            list(figure.labels),
            buckets=figure.buckets,
            registry=None,
        )
        self._parts.append(histogram)
        for of in _values(figure):
            self._timings[figure, of] = histogram.labels(*of) if of else histogram

    def count(self, what: Count, *of: StrEnum) -> None:
        counter = self._counts.get((what, of))
        if (
            counter is not None
        ):  # else it is not declared (wiring/health/figures.py), which no message may be lost for
            counter.inc()

    def took(self, what: Timing, seconds: float, *of: StrEnum) -> None:
        histogram = self._timings.get((what, of))
        if histogram is not None:
            histogram.observe(seconds)

    async def scraped(self) -> bytes:
        """Every figure as text, at most a second old: however often somebody asks, it is written once a second. Others on the
        event loop have their turn between two figures.
        """
        async with self._scraping:
            if self._scraped is None or time.monotonic() - self._scraped[0] > _FRESH_SECONDS:
                text = bytearray()
                for part in self._parts:
                    text += generate_latest(_Alone(part))
                    await asyncio.sleep(0)
                self._scraped = time.monotonic(), bytes(text)
            return self._scraped[1]


class _Alone(CollectorRegistry):
    """A registry of one figure."""

    def __init__(self, part: Collector) -> None:
        super().__init__(auto_describe=False)
        self._part = part

    def collect(self) -> Iterable[Metric]:
        return self._part.collect()


def _values(figure: Figure) -> Iterator[tuple[StrEnum, ...]]:
    """Every combination of the values of its labels."""
    return product(*figure.labels.values())


class _Levels(Collector):
    """Reads the levels at a scrape. What is not known has no series: a gap in a graph, and no 0."""

    def __init__(self, known: Sequence[Level], read: Callable[[], Iterable[Reading]]) -> None:
        self._known = known
        self._read = read

    def collect(self) -> Iterator[GaugeMetricFamily]:
        found: defaultdict[Level, list[Reading]] = defaultdict(list)
        for reading in self._read():
            found[reading.level].append(reading)
        for level in self._known:
            family = GaugeMetricFamily(_PREFIX + level.name, level.says, labels=list(level.labels))
            for reading in found[level]:
                family.add_metric(reading.of, reading.value)
            yield family
