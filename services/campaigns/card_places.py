"""Hold a click against the card that its button must stand on."""

from core.base.errors import UserError
from core.base.posts import MessagePlace
from services.base.outbox import Kind, PlaceSource, known_place
from services.base.patience import Sleep


async def require_place(
    outbox: PlaceSource,
    kind: Kind,
    subject: int,
    place: MessagePlace,
    *,
    expected: bool = True,
    sleep: Sleep,
) -> None:
    """Raises UserError unless the message about this row stands there. After a crash it may take some seconds until
    it is known again where it stands. `expected`: there is to be such a message.
    """
    stands = await known_place(outbox, kind, subject, sleep)
    if stands is None and expected:
        raise UserError("update-card-not-found-yet")
    if stands != place:
        raise UserError("error-unknown-button")
