"""The weekly message about open work in the review channel. It mentions nobody."""

import discord

from cogs.base.layout import Card, button
from cogs.base.postman import Message
from cogs.reports.cases.card import named_case
from cogs.reports.report_times import reported_at
from cogs.servers.review_channel import ReviewPost
from core.base.ids import ServerId
from services.base.outbox import Dropped, OutboxRow, SendResult
from services.base.texts import Texts
from services.reports.alerts.digest import OpenWork, WeeklyDigest
from services.servers.settings import ServerSettings


class Digests:
    """Performs outbox rows of kind `digest`; the subject is the server."""

    def __init__(self, *, review_post: ReviewPost, digest: WeeklyDigest, texts: Texts) -> None:
        self._review_post = review_post
        self._digest = digest
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Post the message with the figures of now; post nothing where no work waits,
        or where the server wants no digest any more.
        """
        found = await self._digest.open_work(row.server)
        if found is None:
            return Dropped("nothing waits")

        def render(settings: ServerSettings) -> Message | SendResult:
            if not settings.digest:
                return Dropped("not wanted any more")
            return self._message(settings, row.server, found)

        return await self._review_post.deliver(row, render)

    def _message(self, settings: ServerSettings, server: ServerId, found: OpenWork) -> Message:
        say = self._texts.sayer(settings.language)
        oldest = found.oldest
        lines = [
            f"### {say('digest-title')}",
            say("digest-counts", open=found.open, claimed=found.claimed),
            say("digest-emergencies", count=found.emergencies),
            say(
                "digest-oldest",
                case=named_case(server, oldest.id, oldest.card),
                category=say(f"category-{oldest.category}"),
                when=reported_at(say, oldest.opened_at, oldest.category, oldest.message),
            ),
            f"-# {say('digest-hint')}",
        ]
        card = Card(discord.Colour.blue()).text("\n".join(lines))
        card.buttons(button(f"digest:{server}:active:1", say("reminder-queue")))
        return Message(card.view(), marker=f"digest:{server}:")
