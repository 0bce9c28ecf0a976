"""What somebody left in the database: where it stands, what they are shown of it, what becomes of it when they want it erased.

Each wing names its own traces (`traces.py` in each); `wiring/privacy/persons.py` puts them together. A test walks the schema: what no
trace reaches, and nothing here says outlives the wish, fails it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.base.retention import Promise
from db.base.retention_store import Chore

WISH = (
    "INSERT INTO erasure_wishes (part, row_id, version, server_id, about_key, made_at) "
    "SELECT '{part}', {row}, {version}, {server}, {key}, $1 FROM {table} WHERE {where} "
    "ON CONFLICT (part, row_id, version, about_key) DO NOTHING"
)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person is shown of a row of theirs. `select`: $1 ... are the columns that tell the row apart; an answer that is empty
    is not shown. `opens`: the sealed columns among the answer, with their places in names of the answer's columns; a column
    `_x` serves to open others and is left out. `section`: under which word it stands.
    """

    section: str
    select: str
    opens: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Trace:
    """One kind of row that is about a person.

    `keyed`: selects, by $1 the server and $2 the member's look-up key, what tells the rows apart. `everywhere`: or by $1 the key of
    the person in every server. `sealed`: or the table and the column in which their id stands first, of which every row is opened.
    `steps`: run for each row; $1: now, $2 ...: the columns that tell the row apart. `again`: a step that has a message rendered
    again.
    """

    name: str
    keyed: str = ""
    everywhere: str = ""
    sealed: tuple[str, str] | None = None
    steps: Sequence[str] = ()
    again: str = ""
    shown: Sequence[Shown] = ()


def wish(
    part: str,
    table: str,
    where: str,
    *,
    row: str = "id",
    version: str = "0",
    key: str,
    server: str = "server_id",
) -> str:
    """A step: what is still needed goes when that ends. `where`: names the row, and says that it is still needed. `key`: the
    column with the look-up key of whom it is about.
    """
    return WISH.format(part=part, table=table, where=where, row=row, version=version, server=server, key=key)


def wished(part: str, needed: str, steps: Sequence[str], again: str = "") -> Chore:
    """The chore that keeps to a wish. `needed`: while this holds of the row `w.row_id`, `w.version`, it waits. `steps`: $2 the
    row, $3 the version, $4 of whom.
    """
    return Chore(
        f"wishes/{part}",
        Promise.STAMPED,
        f"SELECT w.row_id, w.version, w.about_key FROM erasure_wishes w WHERE w.part = '{part}' AND w.made_at <= $1 "
        f"AND NOT EXISTS (SELECT 1 FROM {needed}) LIMIT $2",
        [
            *steps,
            f"DELETE FROM erasure_wishes WHERE part = '{part}' AND row_id = $2 AND version = $3 AND about_key = $4",
        ],
        again=again,
    )
