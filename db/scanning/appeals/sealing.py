"""Sealing persons and words for tables `author_notices` and `appeals`, each bound to one column of one row. What does not open
is said and set aside: it holds up neither the rest of its row nor other rows.
"""

import logging

from core.base.ids import UserId
from core.base.well_formed import well_formed
from core.scanning.detections import Person
from db.engine.vault import SealBroken, Vault

_log = logging.getLogger(__name__)


def sealed_author(vault: Vault, person: Person | None, notice: int) -> bytes | None:
    """Seal the author of a notice; None where nobody is known."""
    return _sealed_person(vault, person, f"author_notices.author/{notice}")


def opened_author(vault: Vault, sealed: bytes | None, notice: int) -> Person | None:
    """Open what `sealed_author` sealed."""
    return _opened_person(vault, sealed, f"author_notices.author/{notice}")


def sealed_decider(vault: Vault, person: Person, appeal: int) -> bytes | None:
    """Seal who decided about an appeal."""
    return _sealed_person(vault, person, f"appeals.decided_by/{appeal}")


def opened_decider(vault: Vault, sealed: bytes | None, appeal: int) -> Person | None:
    """Open what `sealed_decider` sealed."""
    return _opened_person(vault, sealed, f"appeals.decided_by/{appeal}")


def sealed_words(vault: Vault, text: str, column: str, appeal: int) -> bytes:
    """Seal what somebody wrote, for `text` or `reason` of an appeal."""
    return vault.seal(well_formed(text), f"appeals.{column}/{appeal}")


def opened_words(vault: Vault, sealed: bytes | None, column: str, appeal: int) -> str | None:
    """Open what `sealed_words` sealed; None where nothing is kept."""
    return _opened(vault, sealed, f"appeals.{column}/{appeal}")


def _sealed_person(vault: Vault, person: Person | None, place: str) -> bytes | None:
    return None if person is None else vault.seal(well_formed(f"{person.id} {person.name}"), place)


def _opened_person(vault: Vault, sealed: bytes | None, place: str) -> Person | None:
    opened = _opened(vault, sealed, place)
    if opened is None:
        return None
    number, _, name = opened.partition(" ")
    return Person(UserId(int(number)), name)


def _opened(vault: Vault, sealed: bytes | None, place: str) -> str | None:
    if sealed is None:
        return None
    try:
        return vault.open(sealed, place)
    except SealBroken:
        _log.error("%s does not open, and is set aside", place)
        return None
