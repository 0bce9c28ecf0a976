"""Counting the lines of the log by how bad they are; what they say is counted nowhere."""

import logging

from services.base.health.figures import Meter
from services.base.health.outcomes import LOG_RECORDS, LogLevel


class CountedLog(logging.Handler):
    """Counts what is logged from WARNING on."""

    def __init__(self, meter: Meter) -> None:
        super().__init__(logging.WARNING)
        self._meter = meter

    def emit(self, record: logging.LogRecord) -> None:
        self._meter.count(LOG_RECORDS, _level(record.levelno))


def _level(number: int) -> LogLevel:
    if number >= logging.CRITICAL:
        return LogLevel.CRITICAL
    return LogLevel.ERROR if number >= logging.ERROR else LogLevel.WARNING
