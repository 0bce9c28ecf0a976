"""How far an update reaches: counted before it goes out, and its first steps on the way."""

from datetime import datetime

from core.base.ids import ServerId, UpdateId
from core.campaigns.deliveries import is_reached, published, recipients
from services.base.ports import Storage
from services.campaigns.records import UpdateRecord
from services.campaigns.rounds import portion
from services.campaigns.versions import UpdatesTx

# In the transaction of nobody else: those that there are, those that begin, and the round's end, of most campaigns.
_PORTIONS_AT_ONCE = 3
_NOBODY, _ALL = ServerId(0), 1_000_000


async def bring_first(storage: Storage[UpdatesTx], update: UpdateId, now: datetime) -> None:
    """Bring what was decided to the first servers at once; the worker goes on with the others."""
    for _ in range(_PORTIONS_AT_ONCE):
        async with storage.bulk() as tx:
            found = await tx.rounds.next(update)
            if found is None:
                break
            await portion(tx, found, now)


async def reach(reading: UpdatesTx, record: UpdateRecord, number: int, *, first: bool) -> int:
    """Count the servers that will see the version, or whose moderators will be asked."""
    known = await reading.deliveries.of_update(record.id)
    reached = {each.server for each in known if is_reached(published(each.delivery, number), number)}
    if first:
        audience = await reading.campaigns.audience(record.campaign.id, _NOBODY, _ALL)
        reached |= recipients(audience).keys()
    return len(reached)
