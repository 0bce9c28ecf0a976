"""Taking the buttons off a card below which a newer one about the same stands: a press would be refused there."""

import discord

from cogs.base.discord_api.rate_limits import FAULTS
from cogs.base.layout import Card
from cogs.base.refusals import outcome_of
from core.base.ids import MessageId
from services.base.outbox import Dropped, Later, OutboxRow, Posted, SendResult
from services.base.texts import Texts
from services.servers.setup import Servers

_GREY = discord.Colour.dark_grey()


class OldCards:
    """Performs the outbox rows of kind `old_card`: the row's message keeps its words and says that it is over."""

    def __init__(self, *, client: discord.Client, servers: Servers, texts: Texts) -> None:
        self._client = client
        self._servers = servers
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Edit the card, if it still stands and has buttons."""
        assert row.channel is not None  # noqa: S101  # the row was made from a message's place
        place = self._client.get_partial_messageable(row.channel, guild_id=row.server)
        say = self._texts.sayer((await self._servers.get(row.server)).language)
        try:
            message = await place.fetch_message(row.subject)
            if not _has_buttons(message):
                return Dropped("it has no buttons")
            card = Card(_GREY)
            for text in _texts_of(message):
                card.text(text)
            card.text(f"-# {say('card-is-old')}")
            await message.edit(
                view=card.view(), attachments=[], allowed_mentions=discord.AllowedMentions.none()
            )
        except FAULTS as error:
            refused = outcome_of(error)
            return refused if isinstance(refused, Later) else Dropped("it cannot be reached any more")
        return Posted(row.channel, MessageId(row.subject))


def _has_buttons(message: discord.Message) -> bool:
    return any(isinstance(each, discord.ActionRow) for each in _walk(message))


def _texts_of(message: discord.Message) -> list[str]:
    return [each.content for each in _walk(message) if isinstance(each, discord.TextDisplay)]


def _walk(message: discord.Message) -> list[object]:
    """The components of a message, in their order, those within a container too."""
    found: list[object] = []
    for each in message.components:
        found += [each, *getattr(each, "children", ())]
    return found
