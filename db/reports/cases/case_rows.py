"""What several stores share about cases: people sealed in a row, the standing that decides steps, lists of
parameters.
"""

from collections.abc import Sequence

from core.base.categories import Category
from core.base.ids import ChannelId, MessageId, UserId
from core.base.posts import MessagePlace
from core.reports.cases import CaseState, Standing
from core.scanning.detections import Person
from db.engine.statements import Row
from db.engine.vault import Vault

EMERGENCIES = ", ".join(f"'{category}'" for category in Category if category.emergency)  # for an IN


UPHELD = "(outcome <> 'dismissed' OR removal_at IS NOT NULL OR coalesce(outcome_reason, '') = 'handled')"
"""Of a closed case: its reporters were right. Listed, here or from a related case, or the message was removed."""

SAME_LINKS = (
    "case_links s JOIN cases c ON c.id = s.case_id WHERE s.server_id = $2 "
    "AND s.canonical IN (SELECT canonical FROM case_links WHERE case_id = $1)"
)
"""After FROM: the links `s`, with their cases `c`, that are the same in server $2 as those of case $1, its own among them."""


def sealed_person(vault: Vault, person: Person | None, column: str, case: int) -> bytes | None:
    """A person in one column of a case's row."""
    return None if person is None else vault.seal(f"{person.id} {person.name}", f"cases.{column}/{case}")


def opened_person(vault: Vault, row: Row, column: str) -> Person | None:
    """Give the person that `sealed_person` sealed; None where nobody is kept (any more), or it does not open."""
    opened = vault.open_or_none(row[f"{column}_sealed"], f"cases.{column}/{row['id']}")
    if opened is None:
        return None
    number, _, name = opened.partition(" ")
    return Person(UserId(int(number)), name)


def standing_of(row: Row) -> Standing:
    """Give the standing of a case's row: what decides which steps are possible."""
    return Standing(CaseState(row["state"]), row["claimed_key"], row["author_key"], row["given_by_key"])


def marks(first: int, values: Sequence[object]) -> str:
    """Write the parameters of an IN: `$3, $4 ...`."""
    return ", ".join(f"${number}" for number in range(first, first + len(values)))


def place_of(channel: int | None, message: int | None) -> MessagePlace | None:
    """Where a message stands; None where that is not known."""
    if channel is None or message is None:
        return None
    return MessagePlace(ChannelId(channel), MessageId(message))
