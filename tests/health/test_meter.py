"""Figures as Prometheus reads them."""

from enum import StrEnum

from health.meter import PrometheusMeter
from services.base.health.figures import SILENT, Count, Level, Reading, Timing
from tests.process.base.health_asked import figure, read_scrape


class Kind(StrEnum):
    ONE = "one"
    TWO = "two"


DONE = Count("done", "What was done", {"kind": Kind})
PLAIN = Count("plain", "What happened")
TOOK = Timing("took_seconds", "How long", {"kind": Kind}, buckets=(0.1, 1.0))
LEFT = Level("left", "What is left", {"kind": Kind})


async def scraped(meter: PrometheusMeter):
    return read_scrape((await meter.scraped()).decode())


async def test_each_series_is_there_before_anything_happened() -> None:
    series = await scraped(PrometheusMeter([DONE, PLAIN, TOOK, LEFT], list))
    assert {name: value for name, value in series.items() if name[0].startswith("rowan_done")} == {
        ("rowan_done_total", frozenset({("kind", kind)})): 0.0 for kind in Kind
    }
    assert figure(series, "rowan_plain_total") == 0
    assert figure(series, "rowan_took_seconds_bucket", kind="two", le="+Inf") == 0
    assert figure(series, "process_open_fds") is not None


async def test_what_is_noted_is_counted_and_sorted_into_buckets() -> None:
    meter = PrometheusMeter([DONE, TOOK], list)
    meter.count(DONE, Kind.ONE)
    meter.count(DONE, Kind.ONE)
    meter.took(TOOK, 0.5, Kind.TWO)
    series = await scraped(meter)
    assert figure(series, "rowan_done_total", kind="one") == 2
    assert figure(series, "rowan_done_total", kind="two") == 0
    assert figure(series, "rowan_took_seconds_bucket", kind="two", le="0.1") == 0
    assert figure(series, "rowan_took_seconds_bucket", kind="two", le="1.0") == 1
    assert figure(series, "rowan_took_seconds_sum", kind="two") == 0.5


async def test_a_level_that_is_not_known_has_no_series() -> None:
    readings = [Reading(LEFT, 0.0, (Kind.ONE,))]
    series = await scraped(PrometheusMeter([LEFT], lambda: readings))
    assert figure(series, "rowan_left", kind="one") == 0
    assert figure(series, "rowan_left", kind="two") is None


async def test_what_is_not_declared_costs_nobody_their_message() -> None:
    meter = PrometheusMeter([PLAIN], list)
    meter.count(DONE, Kind.ONE)
    meter.count(PLAIN, Kind.ONE)
    meter.took(TOOK, 1.0)
    assert figure(await scraped(meter), "rowan_plain_total") == 0


async def test_it_is_written_once_however_often_somebody_asks() -> None:
    asked = []

    def levels() -> list[Reading]:
        asked.append(1)
        return []

    meter = PrometheusMeter([LEFT], levels)
    assert len({await meter.scraped() for _ in range(20)}) == 1
    assert len(asked) == 1


def test_where_nobody_asks_nothing_is_noted() -> None:
    SILENT.count(DONE, Kind.ONE)
    SILENT.took(TOOK, 1.0, Kind.ONE)
