"""After an undo: the author's timeout is lifted and the kept text goes back to them by direct message."""

from collections.abc import Callable
from datetime import timedelta

import discord

from cogs.base.layout import Card, button
from cogs.base.postman import TEXT_FILE, Message, Postman
from core.base.defang import defang
from core.base.ids import ChannelId, DetectionId
from core.scanning.detections import Returned, Timeout
from services.base.outbox import Dropped, Later, OutboxRow, Posted, Waiting
from services.base.outbox import Outcome as Sent
from services.base.ports import Clock
from services.base.texts import Texts
from services.scanning.moderation import Detection, ModerationStore
from services.scanning.removals import MessageRemover
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
        client: discord.Client,
        postman: Postman,
        store: ModerationStore,
        remover: MessageRemover,
        servers: Servers,
        texts: Texts,
        clock: Clock,
    ) -> None:
        self._client = client
        self._postman = postman
        self._store = store
        self._remover = remover
        self._servers = servers
        self._texts = texts
        self._clock = clock

    async def perform(self, row: OutboxRow) -> Sent:
        """Lift, then send; each is written down, so that a repeat does what is left."""
        found = await self._store.get(DetectionId(row.subject))
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
        if found.author is None or found.timeout_until is None or found.timeout_until <= self._clock():
            return True  # it ended by itself
        lifted = await self._remover.lift(found.server, found.author.id, found.timeout_until, found.id)
        if lifted is Timeout.FAILED:
            return False
        await self._store.note_lifted(found.id, lifted, self._clock())
        return True

    async def _return(self, row: OutboxRow, found: Detection) -> Sent:
        if not found.taken or found.author is None:
            return Dropped("nothing was taken from the author")
        text = await self._store.text_of(found.id)
        if text is None:
            await self._store.note_returned(found.id, Returned.LOST, self._clock())
            return Dropped("no text is kept")
        sent = await self._send(row, found, text)
        if isinstance(sent, Posted):
            await self._store.note_returned(found.id, Returned.SENT, self._clock())
        elif isinstance(sent, Waiting):  # closed direct messages: not tried for ever
            await self._store.note_returned(found.id, Returned.CLOSED, self._clock())
            return Dropped("the author takes no direct messages")
        return sent

    async def _send(self, row: OutboxRow, found: Detection, text: str) -> Sent:
        assert found.author is not None  # noqa: S101  # `_return` looked
        try:
            place = await self._client.create_dm(discord.Object(found.author.id))
        except discord.DiscordServerError as error:
            return Later(f"Discord answered {error.status}")
        except discord.HTTPException as error:  # nobody who can be written to
            return Waiting(f"Discord answered {error.status} {error.code}")
        settings = await self._servers.get(found.server)
        guild = self._client.get_guild(found.server)

        def say(key: str, /, **values: str) -> str:
            return self._texts.say(settings.language, key, **values)

        lead = say("undo-notice", server=defang(guild.name if guild else ""))
        return await self._postman.deliver(row, ChannelId(place.id), _notice(found.id, lead, text, say))


def _notice(detection: DetectionId, lead: str, text: str, say: Callable[..., str]) -> Message:
    """The text defanged: nothing unfurls, nobody is mentioned. A long one is attached whole rather than cut."""
    card, safe, attached = Card(discord.Colour.blue()).text(lead), defang(text), ""
    if len(safe) <= _SHOWN:
        card.text(safe)
    else:
        card.text(say("undo-notice-file")).file(TEXT_FILE)
        attached = safe
    why = f"detection:{detection}:why"  # by its button the message is found again after a crash
    card.buttons(button(why, say("undo-button-why")))
    return Message(card.view(), marker=why, attached=attached)
