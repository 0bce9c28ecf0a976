"""Correcting cards that say of a message no more than that it is gone, once it is known that Rowan removed it."""

from datetime import datetime

from services.base.outbox import Kind
from services.scanning.groups import show_again
from services.scanning.removal_ports import Removal, RemovalsTx


async def correct(tx: RemovalsTx, removal: Removal, now: datetime) -> bool:
    """Have the cards about the message of this removal corrected. Whether there are any."""
    others = await tx.detections.said_gone(removal)
    for detection in others.detections:
        await show_again(tx, detection, removal.server, now)
    for case in others.cases:
        await tx.outbox.refresh(Kind.CASE_CARD, case, removal.server, now)
    return bool(others.detections or others.cases)
