"""Direct messages to members who want to hear of a campaign's updates: that a copy stands, and where."""

import discord

from cogs.base.direct_messages import DirectMessages, not_kept, server_away
from cogs.base.layout import Card, button
from cogs.base.postman import Message
from cogs.campaigns.cards import shown_text
from cogs.campaigns.custom_ids import letter_marker, stop_letters
from core.base.defang import defang
from core.base.posts import MessagePlace
from services.base.outbox import Dropped, Later, OutboxRow, SendResult
from services.base.texts import Texts
from services.campaigns.deliveries import Deliveries
from services.campaigns.notify import Notify
from services.campaigns.records import DeliveryRecord
from services.servers.languages import Languages


class Letters:
    """Performs the outbox rows of kind `update_letter`. The text stays where the copy stands: there it is kept right."""

    def __init__(
        self,
        *,
        direct: DirectMessages,
        notify: Notify,
        deliveries: Deliveries,
        languages: Languages,
        texts: Texts,
    ) -> None:
        self._direct = direct
        self._notify = notify
        self._deliveries = deliveries
        self._languages = languages
        self._texts = texts

    async def letter(self, row: OutboxRow) -> SendResult:
        """Write to one member."""
        found = await self._notify.letter(row.subject)
        if found is None:
            return Dropped("nobody to tell")
        letter, record, place = found
        if record.update.withdrawn_at is not None or record.delivery.version is None:
            return Dropped("nothing stands there any more")
        if place is None:  # the copy's own outcome is not saved yet
            return Later("the copy is on its way")
        name = self._direct.name_of(letter.server)
        if name is None:
            return server_away(row)
        language = await self._languages.of_letter(letter.server, letter.member)
        held = await self._deliveries.held_around_text(record.update, record.server)
        title = shown_text(record.update.campaign.text.title, held)
        message = self._message(row.subject, language, record, place, title=title, server=defang(name))
        return not_kept(await self._direct.deliver(row, letter.member, message))

    def _message(
        self, number: int, language: str, record: DeliveryRecord, place: MessagePlace, **values: str
    ) -> Message:
        say = self._texts.sayer(language)
        assert record.delivery.version is not None  # noqa: S101  # asked by `letter`
        kind = record.update.version(record.delivery.version).text.kind
        link = f"https://discord.com/channels/{record.server}/{place.channel}/{place.message}"
        card = Card(discord.Colour.blurple())
        card.text(say("letter-update", kind=say(f"update-kind-{kind}"), link=link, **values))
        card.text(f"-# {say('letter-hint')}")
        stop = stop_letters(number, record.update.campaign.id, record.server)
        card.buttons(button(stop, say("letter-button-stop")))
        return Message(card.view(), marker=letter_marker(number))
