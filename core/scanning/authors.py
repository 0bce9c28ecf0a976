"""What became of somebody's messages in a server, as the card about another one shows it."""

from dataclasses import dataclass
from datetime import timedelta

PAST = timedelta(days=90)
"""How far back a card looks: as long as it is kept whose messages they were."""


@dataclass(frozen=True, slots=True)
class AuthorPast:
    """Counts of messages that were removed or led to a timeout, and of cases that were decided; what was undone is left
    out.
    """

    removed: int
    upheld: int
    dismissed: int
    timed_out: int
