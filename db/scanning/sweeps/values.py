"""Reading a row of table `sweeps` as a value, and sealing who started it and who takes it back."""

from core.base.categories import Category
from core.base.ids import ServerId, SweepId, UserId
from core.base.times import from_ms
from core.base.well_formed import well_formed
from core.scanning.detections import Person
from core.scanning.sweeps import Sweep, SweepAction, SweepState, Why
from db.engine.statements import Row
from db.engine.vault import Vault


def sweep_of(row: Row, vault: Vault) -> Sweep:
    """Read a whole row."""
    sweep = SweepId(row["id"])
    return Sweep(
        id=sweep,
        server=ServerId(row["server_id"]),
        pattern=row["pattern"],
        days=row["days"],
        category=Category(row["category"]),
        state=SweepState(row["state"]),
        action=SweepAction(row["action"]),
        after=row["after_id"],
        begun_at=from_ms(row["begun_at"]),
        started_at=None if row["started_at"] is None else from_ms(row["started_at"]),
        done_before=row["done_before"],
        ended_at=None if row["ended_at"] is None else from_ms(row["ended_at"]),
        starter=_opened(vault, row["starter_sealed"], f"sweeps.starter/{sweep}"),
        searched=bool(row["searched"]),
        search_before=row["search_before"],
        search_tries=row["search_tries"],
        why=Why(row["why"]),
        undoing=_opened(vault, row["undoing_sealed"], f"sweeps.undoing/{sweep}"),
        undone_to=row["undone_to"],
        undone_at=None if row["undone_at"] is None else from_ms(row["undone_at"]),
    )


def sealed_starter(vault: Vault, person: Person, sweep: int) -> bytes:
    """Seal in whose name a sweep removes."""
    return vault.seal(well_formed(f"{person.id} {person.name}"), f"sweeps.starter/{sweep}")


def sealed_undoing(vault: Vault, person: Person, sweep: int) -> bytes:
    """Seal who takes a sweep back."""
    return vault.seal(well_formed(f"{person.id} {person.name}"), f"sweeps.undoing/{sweep}")


def _opened(vault: Vault, sealed: bytes | None, place: str) -> Person | None:
    """Open a person; None where nobody is kept, or where it does not open, which is said."""
    opened = vault.open_or_none(sealed, place)
    if opened is None:
        return None
    number, _, name = opened.partition(" ")
    return Person(UserId(int(number)), name)
