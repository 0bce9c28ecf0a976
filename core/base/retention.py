"""How long what is stored about people and their doings is kept: the promises, with the times that the operator may change."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Promise(StrEnum):
    """A promise that something is forgotten; KeptFor says after how long."""

    STAMPED = "stamped"  # when the time that stands in the row itself has come
    WAITED = "waited"  # what waited for Discord, and nobody looks at any more
    EVIDENCE = "evidence"
    NAMES = "names"
    ROWS = "rows"
    AUDIT_NAMES = "audit_names"
    AUDIT = "audit"
    OUTBOX = "outbox"
    HOSTS_SEEN = "hosts_seen"


WAITED = timedelta(days=14)
"""What is to be read later is given up after a week, by whoever reads; so long it stays where nobody does."""


@dataclass(frozen=True, slots=True)
class KeptFor:
    """How long each thing is kept. A time that is longer than one it stands within is cut to it."""

    evidence: timedelta = timedelta(days=30)
    """Texts of reported messages, who reported and what they wrote: from the end of their case on."""
    names: timedelta = timedelta(days=90)
    """Who wrote a message and who decided about it: from the detection, the decision or the end of the case on."""
    texts: timedelta = timedelta(days=7)
    """Texts of removed messages, from the removal on."""
    rows: timedelta = timedelta(days=400)
    """Detections, closed cases and what was taken off lists, without persons. Daily counts stay."""
    audit_names: timedelta = timedelta(days=90)
    audit: timedelta = timedelta(days=730)
    outbox: timedelta = timedelta(days=30)
    """What was posted and can neither be clicked nor change any more."""
    hosts_seen: timedelta = timedelta(days=7)
    """Keyed hashes of the places that links led to, with how many links: from the end of their day on."""
    list_changes: int = 100_000
    """So many of the newest are kept; a process that was away for longer reads the lists anew."""
    copies: timedelta = timedelta(days=14)
    """The copy of the database that is made before it is migrated."""
    backups: timedelta = timedelta(days=14)
    """Backups that the program made, in the folder of backups."""
    left_servers: timedelta = timedelta(days=30)
    """A server that Rowan left, until everything of it is emptied."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", min(self.names, self.rows))
        object.__setattr__(self, "evidence", min(self.evidence, self.names))
        object.__setattr__(self, "audit_names", min(self.audit_names, self.audit))

    def of(self, promise: Promise) -> timedelta:
        """How long it is after which this promise is kept."""
        return {
            Promise.STAMPED: timedelta(),
            Promise.WAITED: WAITED,
            Promise.EVIDENCE: self.evidence,
            Promise.NAMES: self.names,
            Promise.ROWS: self.rows,
            Promise.AUDIT_NAMES: self.audit_names,
            Promise.AUDIT: self.audit,
            Promise.OUTBOX: self.outbox,
            Promise.HOSTS_SEEN: self.hosts_seen,
        }[promise]


KEPT_SETTINGS = (
    ("KEEP_EVIDENCE_DAYS", "evidence", 1, 365),
    ("KEEP_NAMES_DAYS", "names", 7, 365),
    ("KEEP_TEXTS_DAYS", "texts", 1, 30),
    ("KEEP_ROWS_DAYS", "rows", 100, 3650),  # `/stats` looks back over 90
    ("KEEP_AUDIT_NAMES_DAYS", "audit_names", 7, 3650),
    ("KEEP_AUDIT_DAYS", "audit", 90, 3650),
    ("KEEP_OUTBOX_DAYS", "outbox", 8, 365),  # what is owed is tried for a week
    ("KEEP_HOSTS_SEEN_DAYS", "hosts_seen", 1, 30),
    ("KEEP_COPIES_DAYS", "copies", 1, 365),
    ("KEEP_BACKUPS_DAYS", "backups", 1, 365),
    ("KEEP_LEFT_SERVERS_DAYS", "left_servers", 1, 365),
)
"""What the operator may set, in days: the setting, the promise, from, to."""
