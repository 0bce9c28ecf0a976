"""Sealing persons and texts for table `detections`.

Each is bound to one column of one row, named by its message and the key of the scanned text: these are known before
the row has an id.
"""

from core.base.ids import UserId
from core.base.well_formed import well_formed
from core.scanning.detections import Person
from db.engine.vault import Vault


def sealed_text(vault: Vault, text: str, message: int, key: bytes) -> bytes | None:
    """Seal the kept text; None where none is kept."""
    return vault.seal(well_formed(text), _place("text", message, key)) if text else None


def opened_text(vault: Vault, sealed: bytes | None, message: int, key: bytes) -> str | None:
    """Open the kept text that `sealed_text` sealed."""
    return None if sealed is None else vault.open(sealed, _place("text", message, key))


def sealed_person(vault: Vault, person: Person | None, column: str, message: int, key: bytes) -> bytes | None:
    """Seal a person for one column; None where nobody is known."""
    if person is None:
        return None
    return vault.seal(well_formed(f"{person.id} {person.name}"), _place(column, message, key))


def opened_person(vault: Vault, sealed: bytes | None, column: str, message: int, key: bytes) -> Person | None:
    """Open a person that `sealed_person` sealed."""
    if sealed is None:
        return None
    number, _, name = vault.open(sealed, _place(column, message, key)).partition(" ")
    return Person(UserId(int(number)), name)


def _place(column: str, message: int, key: bytes) -> str:
    return f"detections.{column}/{message}/{key.hex()}"
