"""What several stores put into their own transactions about cases: people sealed in a case's row, cards made due."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, MessageId, ServerId, UserId
from core.base.times import to_ms
from core.reports.cases import CaseState, Standing
from core.scanning.detections import Person
from db.base.shared_statements import arm
from db.engine.database import Row, Statements
from db.engine.vault import Vault
from services.base.outbox import Kind

# Cards that are rendered again when a case with the same link comes or goes. In a brigade there are hundreds, and each
# card names five: what it says of the rest may be older than the newest report.
RELATED_KEPT_FRESH = 6


EMERGENCIES = ", ".join(f"'{category}'" for category in Category if category.emergency)  # for an IN


def sealed_person(vault: Vault, person: Person | None, column: str, case: int) -> bytes | None:
    """A person in one column of a case's row."""
    return None if person is None else vault.seal(f"{person.id} {person.name}", f"cases.{column}/{case}")


def opened_person(vault: Vault, row: Row, column: str) -> Person | None:
    """The inverse of `sealed_person`; None where nobody is kept (any more)."""
    sealed = row[f"{column}_sealed"]
    if sealed is None:
        return None
    number, _, name = vault.open(sealed, f"cases.{column}/{row['id']}").partition(" ")
    return Person(UserId(int(number)), name)


def standing_of(row: Row) -> Standing:
    """What decides which steps are possible."""
    return Standing(CaseState(row["state"]), row["claimed_key"], row["author_key"], row["given_by_key"])


def marks(first: int, values: Sequence[object]) -> str:
    """`$3, $4 ...` for an IN."""
    return ", ".join(f"${number}" for number in range(first, first + len(values)))


async def sharing_a_link(reading: Statements, case: CaseId, server: ServerId) -> list[CaseId]:
    """Open cases of the server with a link of this one: the oldest, as many as are kept fresh."""
    rows = await reading.all(
        "SELECT DISTINCT o.case_id FROM case_links l JOIN case_links o ON o.canonical = l.canonical "
        "JOIN cases c ON c.id = o.case_id WHERE l.case_id = $1 AND o.case_id <> $1 AND c.server_id = $2 "
        "AND c.state <> 'closed' ORDER BY o.case_id LIMIT $3",
        case,
        server,
        RELATED_KEPT_FRESH,
    )
    return [CaseId(row["case_id"]) for row in rows]


async def show_related(tx: Statements, case: CaseId, server: ServerId, now: datetime) -> None:
    """The cards of open cases that share a link with this one name it, or no longer do."""
    for other in await sharing_a_link(tx, case, server):
        await arm(tx, Kind.CASE_CARD, other, server, now)


async def messages_gone(
    tx: Statements, server: ServerId, messages: Iterable[MessageId], now: datetime
) -> bool:
    """These messages stand no more: their cases say so. True where there was one."""
    wanted = list(messages)
    rows = await tx.all(
        f"SELECT id FROM cases WHERE server_id = $1 AND message_id IN ({marks(2, wanted)}) AND message_gone_at IS NULL",
        server,
        *wanted,
    )
    for row in rows:
        await tx.run("UPDATE cases SET message_gone_at = $2 WHERE id = $1", row["id"], to_ms(now))
        await arm(tx, Kind.CASE_CARD, row["id"], server, now)
    return bool(rows)
