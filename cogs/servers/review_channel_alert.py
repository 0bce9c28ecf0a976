"""Telling managers that the review channel fails: by direct message to who ran `/setup`, else to the owner."""

import discord

from cogs.base.direct_messages import DirectMessages, server_away
from cogs.base.layout import Card
from cogs.base.postman import Message
from cogs.servers.managers import Managers
from cogs.servers.review_readers import ReviewReaders
from core.base.defang import defang
from core.base.errors import Value
from core.servers.review_readers import named
from services.base.outbox import ChannelProblem, Dropped, Later, OutboxRow, SendResult, Waiting
from services.base.texts import Texts
from services.servers.languages import Languages
from services.servers.settings import ServerSettings
from services.servers.setup import Servers


class ReviewChannelAlerts:
    """Performs outbox rows of kind `manager_notice`; the subject is the server."""

    def __init__(
        self,
        *,
        direct_messages: DirectMessages,
        managers: Managers,
        readers: ReviewReaders,
        servers: Servers,
        languages: Languages,
        texts: Texts,
    ) -> None:
        self._direct_messages = direct_messages
        self._managers = managers
        self._readers = readers
        self._servers = servers
        self._languages = languages
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Send one message to the first manager to whom Rowan can write."""
        settings = await self._servers.get(row.server)
        if settings.review_problem is None:
            return Dropped("the problem is over")
        server = self._direct_messages.name_of(row.server)
        if server is None:
            return server_away(row)
        wrong = await self._wrong(settings)
        if wrong is None:
            await self._servers.review_channel_works(settings)
            return Dropped("the problem is over")
        later: Later | None = None
        for person in await self._managers.known(row.server):
            say = self._texts.sayer(await self._languages.of_letter(row.server, person))
            told = say(wrong[0], server=defang(server), **wrong[1])
            message = Message(Card(discord.Colour.orange()).text(told).view(), marker=None)
            outcome = await self._direct_messages.deliver(row, person, message)
            if isinstance(outcome, Waiting):  # closed direct messages: the next manager is tried
                continue
            if not isinstance(outcome, Later) or outcome.may_stand:
                return outcome
            later = later or outcome  # it did not arrive, for now: the next one may be told
        return later or Dropped("no manager takes direct messages")

    async def _wrong(self, settings: ServerSettings) -> tuple[str, dict[str, Value]] | None:
        """What is wrong, as a key and its values; None where the channel was made private meanwhile. A direct message names
        roles in words.
        """
        if settings.review_problem != ChannelProblem.PUBLIC:
            return f"notice-review-{settings.review_problem}", {}
        readers = await self._readers.counted(settings)
        if readers.private:
            return None
        if readers.everyone:
            return "notice-review-public", {}
        roles = named(readers.roles, lambda role: f"**{defang(self._readers.name(settings.server, role))}**")
        return "notice-review-open", roles
