"""Functions by which stores of reports write, in their own transactions, about a removal that was ordered from a
case.

Services have `tx.detections.order_removal`, `tx.detections.ordered_from` and `services.scanning.moderation.take_back`
for it.
"""

from datetime import datetime

from core.base.authority import Caller
from core.base.ids import CaseId, DetectionId
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.scanning.stores import ScanningStores
from services.scanning import moderation
from services.scanning.removals import OrderedRemoval

__all__ = ["OrderedRemoval", "add_removal", "ordered_from", "take_back"]


async def add_removal(
    tx: Statements, vault: Vault, ordered: OrderedRemoval, now: datetime
) -> DetectionId | None:
    """Owe the removal; see services.scanning.removals.RemovalStore.order_removal."""
    return await ScanningStores(tx, vault).detections.order_removal(ordered, now)


async def take_back(
    tx: Statements, vault: Vault, row: Row, by: Caller, now: datetime, *, reason: str = ""
) -> None:
    """Undo the detection of this row; see services.scanning.moderation.take_back."""
    stores = ScanningStores(tx, vault)
    found = await stores.moderation.get(DetectionId(row["id"]))
    if found is not None:
        await moderation.take_back(stores, found, by, now, reason=reason)


async def ordered_from(tx: Statements, vault: Vault, message: int, case: CaseId) -> Row | None:
    """The removal of this message that was ordered from this case."""
    key = vault.text_key(f"case/{case}")
    return await tx.one("SELECT * FROM detections WHERE message_id = $1 AND text_key = $2", message, key)
