"""Making good for the author after an undo: their timeout is lifted, and the kept text goes back to them."""

from collections.abc import Callable
from datetime import timedelta

import discord

from cogs.base.direct_messages import DirectMessages
from cogs.base.layout import Card, button
from cogs.base.postman import TEXT_FILE, Message
from core.base.defang import defang
from core.base.ids import DetectionId
from core.scanning.detections import Detection, Person, Returned, Timeout
from services.base.outbox import Dropped, Later, OutboxRow, Posted, Waiting
from services.base.outbox import SendResult as Sent
from services.base.texts import Texts
from services.scanning.removal_ports import MessageRemover
from services.scanning.undo_notices import AuthorReturns
from services.servers.setup import Servers

_SHOWN = 3200  # characters of text in the message itself; a longer one is attached
_WHILE_PENDING = timedelta(seconds=1)
_PATIENCE = (
    30  # looks at a removal that is under way; after that it was cut off, and the message is most likely gone
)


class UndoNotices:
    """Performs outbox rows of kind `undo_notice`; the subject is the detection."""

    def __init__(
        self,
        *,
        direct_messages: DirectMessages,
        returns: AuthorReturns,
        remover: MessageRemover,
        servers: Servers,
        texts: Texts,
    ) -> None:
        self._direct_messages = direct_messages
        self._returns = returns
        self._remover = remover
        self._servers = servers
        self._texts = texts

    async def perform(self, row: OutboxRow) -> Sent:
        """Lift the timeout, then send the text. Each is written down, so that a repeat does only what is left."""
        found = await self._returns.get(DetectionId(row.subject))
        if found is None:
            return Dropped("no such detection")
        if found.outcome.to_remove and found.under_way and row.attempts <= _PATIENCE:
            return Later("the removal is under way", _WHILE_PENDING)
        if found.timeout is Timeout.SET and not await self._lift(found):
            return Later("the timeout could not be lifted yet")
        if found.returned is not Returned.NO:
            return Dropped("returned already")
        return await self._return(row, found)

    async def _lift(self, found: Detection) -> bool:
        until = self._returns.timed_out_until(found)
        if found.author is None or until is None:
            return True
        lifted = await self._remover.lift(found.server, found.author.id, until, found.id)
        if lifted is Timeout.FAILED:
            return False
        await self._returns.note_timeout(found, lifted)
        return True

    async def _return(self, row: OutboxRow, found: Detection) -> Sent:
        if not found.taken or found.author is None:
            return Dropped("nothing was taken from the author")
        text = await self._returns.text_of(found.id)
        if text is None:
            await self._returns.note_returned(found, Returned.LOST)
            return Dropped("no text is kept")
        sent = await self._send(row, found, found.author, text)
        if isinstance(sent, Posted):
            await self._returns.note_returned(found, Returned.SENT)
        elif isinstance(sent, Waiting):  # closed direct messages: not tried again
            await self._returns.note_returned(found, Returned.CLOSED)
            return Dropped("the author takes no direct messages")
        return sent

    async def _send(self, row: OutboxRow, found: Detection, author: Person, text: str) -> Sent:
        language = await self._servers.language(found.server)

        def say(key: str, /, **values: str) -> str:
            return self._texts.say(language, key, **values)

        server = self._direct_messages.name_of(found.server) or ""
        lead = say("undo-notice", server=defang(server))
        return await self._direct_messages.send(row, author.id, _notice(found.id, lead, text, say))


def _notice(detection: DetectionId, lead: str, text: str, say: Callable[..., str]) -> Message:
    """The notice, with its text defanged. A long text is attached whole rather than cut."""
    card, safe, attached = Card(discord.Colour.blue()).text(lead), defang(text), ""
    if len(safe) <= _SHOWN:
        card.text(safe)
    else:
        card.text(say("undo-notice-file")).file(TEXT_FILE)
        attached = safe
    why = f"detection:{detection}:why"  # the button by which the message is found again after a crash
    card.buttons(button(why, say("undo-button-why")))
    return Message(card.view(), marker=why, attached=attached)
