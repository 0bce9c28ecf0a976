"""Telling managers that the review channel fails: by direct message to who ran `/setup`, else to the owner."""

import discord

from cogs.base.layout import Card
from cogs.base.postman import Message, Postman, outcome_of
from cogs.servers.managers import Managers
from core.base.defang import defang
from core.base.ids import ChannelId, UserId
from services.base.outbox import Dropped, OutboxRow, Outcome, Waiting
from services.base.texts import Texts
from services.servers.setup import Servers, ServerSettings


class ReviewChannelAlerts:
    """Performs outbox rows of kind `manager_notice`; the subject is the server."""

    def __init__(
        self, client: discord.Client, postman: Postman, managers: Managers, servers: Servers, texts: Texts
    ) -> None:
        self._client = client
        self._managers = managers
        self._postman = postman
        self._servers = servers
        self._texts = texts

    async def perform(self, row: OutboxRow) -> Outcome:
        """One message to the first manager who can be written to."""
        settings = await self._servers.get(row.server)
        guild = self._client.get_guild(row.server)
        if settings.review_problem is None or guild is None:
            return Dropped("the problem is over")
        for person in await self._managers.known(row.server):
            outcome = await self._tell(row, person, guild, settings)
            if not isinstance(outcome, Waiting):  # closed direct messages: the next one
                return outcome
        return Dropped("no manager takes direct messages")

    async def _tell(
        self, row: OutboxRow, person: UserId, guild: discord.Guild, settings: ServerSettings
    ) -> Outcome:
        sentence = self._texts.say(
            settings.language, f"notice-review-{settings.review_problem}", server=defang(guild.name)
        )
        try:
            place = await self._client.create_dm(discord.Object(person))
        except discord.HTTPException as error:
            return outcome_of(error)
        message = Message(Card(discord.Colour.orange()).text(sentence).view(), marker=None)
        return await self._postman.deliver(row, ChannelId(place.id), message)
