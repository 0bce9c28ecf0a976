"""Sealing persons and texts for table `detections`.

Each is bound to one column of one row, named by its message and the key of the scanned text: these are known before
the row has an id.
"""

import logging

from core.base.ids import UserId
from core.base.well_formed import well_formed
from core.scanning.detections import Person
from db.engine.statements import Row
from db.engine.vault import SealBroken, Vault

_log = logging.getLogger(__name__)


def sealed_text(vault: Vault, text: str, message: int, key: bytes) -> bytes | None:
    """Seal the kept text; None where none is kept."""
    return vault.seal(well_formed(text), _place("text", message, key)) if text else None


def opened_text(vault: Vault, row: Row) -> str | None:
    """Open the kept text that `sealed_text` sealed, from a row with `id`, `message_id`, `text_key` and `text_sealed`."""
    return _opened(vault, row, "text")


def sealed_note(vault: Vault, note: str, message: int, key: bytes) -> bytes | None:
    """Seal a moderator's note; None where they wrote none."""
    return vault.seal(well_formed(note), _place("note", message, key)) if note else None


def opened_note(vault: Vault, row: Row) -> str:
    """Open the note that `sealed_note` sealed; empty where there is none (any more)."""
    return _opened(vault, row, "note") or ""


def sealed_person(vault: Vault, person: Person | None, column: str, message: int, key: bytes) -> bytes | None:
    """Seal a person for one column; None where nobody is known."""
    if person is None:
        return None
    return vault.seal(well_formed(f"{person.id} {person.name}"), _place(column, message, key))


def opened_person(vault: Vault, row: Row, column: str) -> Person | None:
    """Open a person that `sealed_person` sealed, from a row with `id`, `message_id`, `text_key` and the sealed column."""
    opened = _opened(vault, row, column)
    if opened is None:
        return None
    number, _, name = opened.partition(" ")
    return Person(UserId(int(number)), name)


def _opened(vault: Vault, row: Row, column: str) -> str | None:
    """Open one column; None where nothing is kept, or where it does not open. What does not open is said and set aside: it
    must hold up neither the rest of its row nor other rows.
    """
    sealed = row[f"{column}_sealed"]
    if sealed is None:
        return None
    try:
        return vault.open(sealed, _place(column, row["message_id"], row["text_key"]))
    except SealBroken:
        _log.error("detection %s: its %s does not open, and is set aside", row["id"], column)
        return None


def _place(column: str, message: int, key: bytes) -> str:
    return f"detections.{column}/{message}/{key.hex()}"
