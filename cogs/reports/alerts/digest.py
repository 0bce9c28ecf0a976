"""The weekly message about open work in the review channel. It mentions nobody."""

import discord

from cogs.base.layout import Card, button
from cogs.base.postman import Message
from cogs.reports.cases.card import named_case
from cogs.reports.report_times import reported_at
from cogs.servers.review_channel import ReviewPost
from core.base.ids import ServerId
from services.base.outbox import Dropped, OutboxRow, SendResult
from services.base.texts import Say, Texts
from services.lists.shared_list.shared import SharedList
from services.reports.alerts.digest import OpenWork, WeeklyDigest
from services.servers.settings import ServerSettings


class Digests:
    """Performs outbox rows of kind `digest`; the subject is the server."""

    def __init__(
        self, *, review_post: ReviewPost, digest: WeeklyDigest, shared: SharedList, texts: Texts
    ) -> None:
        self._review_post = review_post
        self._digest = digest
        self._shared = shared
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Post the message with the figures of now; post nothing where no work waits,
        or where the server wants no digest any more.
        """
        found = await self._digest.open_work(row.server)
        waiting = await self._shared.waiting(row.server)
        if found is None and not waiting:
            return Dropped("nothing waits")

        def render(settings: ServerSettings) -> Message | SendResult:
            if not settings.digest:
                return Dropped("not wanted any more")
            return self._message(settings, row.server, found, waiting)

        return await self._review_post.deliver(row, render)

    def _message(
        self, settings: ServerSettings, server: ServerId, found: OpenWork | None, waiting: int
    ) -> Message:
        say = self._texts.sayer(settings.language)
        card, buttons = Card(discord.Colour.blue()), []
        if found is not None:
            card.text("\n".join(_open_work(say, server, found)))
            buttons.append(button(f"digest:{server}:active:1", say("reminder-queue")))
        if waiting:
            card.text(say("pending-new-title", total=waiting))
            buttons.append(button(f"digest:{server}:waiting", say("pending-new-open")))
        return Message(card.buttons(*buttons).view(), marker=f"digest:{server}:")


def _open_work(say: Say, server: ServerId, found: OpenWork) -> list[str]:
    """The figures of the cases that wait."""
    oldest = found.oldest
    return [
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
