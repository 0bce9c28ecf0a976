"""Every figure that Rowan keeps of itself: what is not here is counted nowhere (a test holds it against the code)."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from services.base.health import gateway, outcomes, owed
from services.base.health.figures import Figure, Level
from services.base.outbox_worker import OUTBOX_ATTEMPTS, OUTBOX_RETRIES
from services.campaigns.figures import UPDATES
from services.lists.live_index import INDEX_AGE
from services.reports.figures import CASES_CLOSED, REPORTS
from services.scanning import figures as scanning

JOB_DONE: Final = Level(
    "job_last_success_timestamp_seconds",
    "When this process did a job last, in Unix time; only of those that it has done",
    {"task": StrEnum},  # the names that the code gives; `job` is Prometheus' own
)
JOB_EVERY: Final = Level(
    "job_interval_seconds", "How often a job is done, by some process", {"task": StrEnum}
)
READY: Final = Level("ready", "1: as /readyz says")

FIGURES: Final[Sequence[Figure]] = (
    *(gateway.SESSIONS, gateway.DISCONNECTS, gateway.SHARDS, gateway.SHARDS_AGREED),
    *(gateway.GATEWAY_UP, gateway.GATEWAY_LATENCY, gateway.SERVERS),
    *(outcomes.INTERACTIONS, outcomes.FAILURES, outcomes.DISCORD_ANSWERS, outcomes.FETCHES),
    *(outcomes.LOG_RECORDS, outcomes.DATABASE_TIME, outcomes.DATABASE_FAILURES, outcomes.DATABASE_AVAILABLE),
    outcomes.LAG,
    *(OUTBOX_ATTEMPTS, OUTBOX_RETRIES, owed.OUTBOX_WAITING, owed.OUTBOX_OLDEST, owed.OUTBOX_TRIED_OLDEST),
    *(scanning.SCANNED, scanning.SUSPECT, scanning.UNFINISHED, scanning.DETECTIONS, scanning.REMOVALS),
    *(scanning.REMOVAL_RETRIES, scanning.REMOVAL_TIME, scanning.SLOW_TEXTS, scanning.SLOW_TEXT_TIME),
    *(
        scanning.NEVER_READ,
        scanning.GAPS_OPEN,
        scanning.GAP_CHANNELS,
        scanning.REMOVALS_OWED,
        scanning.REMOVAL_OLDEST,
    ),
    scanning.POSTS_WAITING,
    *(INDEX_AGE, REPORTS, CASES_CLOSED, UPDATES, JOB_DONE, JOB_EVERY, READY),
)
