"""Telling managers that the review channel fails: by direct message to who ran `/setup`, else to the owner."""

import discord

from cogs.base.direct_messages import DirectMessages, server_away
from cogs.base.layout import Card
from cogs.base.postman import Message
from cogs.servers.managers import Managers
from core.base.defang import defang
from services.base.outbox import Dropped, Later, OutboxRow, SendResult, Waiting
from services.base.texts import Texts
from services.servers.setup import Servers


class ReviewChannelAlerts:
    """Performs outbox rows of kind `manager_notice`; the subject is the server."""

    def __init__(
        self, *, direct_messages: DirectMessages, managers: Managers, servers: Servers, texts: Texts
    ) -> None:
        self._direct_messages = direct_messages
        self._managers = managers
        self._servers = servers
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Send one message to the first manager to whom Rowan can write."""
        settings = await self._servers.get(row.server)
        if settings.review_problem is None:
            return Dropped("the problem is over")
        server = self._direct_messages.name_of(row.server)
        if server is None:
            return server_away(row)
        key = f"notice-review-{settings.review_problem}"
        sentence = self._texts.say(settings.language, key, server=defang(server))
        later: Later | None = None
        for person in await self._managers.known(row.server):
            message = Message(Card(discord.Colour.orange()).text(sentence).view(), marker=None)
            outcome = await self._direct_messages.deliver(row, person, message)
            if isinstance(outcome, Waiting):  # closed direct messages: the next manager is tried
                continue
            if not isinstance(outcome, Later) or outcome.may_stand:
                return outcome
            later = later or outcome  # it did not arrive, for now: the next one may be told
        return later or Dropped("no manager takes direct messages")
