"""What goes wrong again and again is told once, and later with how often."""

import logging

import pytest

from services.base.operators.repeats import Repeats


class Said:
    """A log with the filter, and what came through."""

    def __init__(self) -> None:
        self.now, self.lines = 0.0, list[str]()
        self._filter = Repeats(lambda: self.now)

    def say(self, text: str, *values: object, level: int = logging.WARNING, name: str = "db") -> None:
        record = logging.LogRecord(name, level, __file__, 1, text, values, None)
        if self._filter.filter(record):
            self.lines.append(record.getMessage())


@pytest.fixture
def log() -> Said:
    return Said()


def test_an_hour_of_the_same_is_told_every_ten_minutes_with_its_count(log: Said) -> None:
    for second in range(3600):
        log.now = float(second)
        log.say("database not available: %s", "locked")
    assert len(log.lines) == 6
    assert log.lines[0] == "database not available: locked"
    assert log.lines[1] == "database not available: locked (and 599 times more since that was said last)"


def test_what_is_not_the_same_is_told(log: Said) -> None:
    log.say("case %s", 1)
    log.say("case %s", 2)
    log.say("case %s", 1, name="other")
    log.say("case %s", 1)
    assert log.lines == ["case 1", "case 2", "case 1"]


def test_what_only_informs_is_never_held_back(log: Said) -> None:
    for _ in range(3):
        log.say("ready", level=logging.INFO)
    assert log.lines == ["ready"] * 3


def test_it_remembers_no_more_than_it_should(log: Said) -> None:
    for number in range(2000):
        log.say("case %s", number)
    assert len(log.lines) == 2000
    log.say("case %s", 1999)
    assert len(log.lines) == 2000
