"""The post in the review channel about what was posted while nobody listened and is never read."""

from collections.abc import Sequence

import discord

from cogs.base.layout import Card
from cogs.base.postman import Message
from cogs.servers.review_channel import ReviewPost
from core.scanning.gaps import MESSAGES_A_CHANNEL, NeverRead
from services.base.outbox import Dropped, OutboxRow, SendResult
from services.base.texts import Say, Texts
from services.scanning.missed.never_read import NeverReadNotes
from services.servers.settings import ServerSettings

_SHOWN = 15


class NeverReadPosts:
    """Performs outbox rows of kind `never_read`; the subject is the server."""

    def __init__(self, *, notes: NeverReadNotes, review_post: ReviewPost, texts: Texts, hours: int) -> None:
        """`hours`: how far back catching up reaches."""
        self._notes = notes
        self._review_post = review_post
        self._texts = texts
        self._hours = hours

    async def perform(self, row: OutboxRow) -> SendResult:
        """Post what was given up in the last week, or bring it up to date."""
        parts = await self._notes.lately(row.server, _SHOWN + 1)
        if not parts:
            return Dropped("nothing to say any more")

        def render(settings: ServerSettings) -> Message:
            return Message(self._card(self._texts.sayer(settings.language), parts), marker=None)

        return await self._review_post.deliver(row, render)

    def _card(self, say: Say, parts: Sequence[NeverRead]) -> discord.ui.LayoutView:
        lines = [say("never-read-title"), *(self._line(say, part) for part in parts[:_SHOWN])]
        if len(parts) > _SHOWN:
            lines.append(say("never-read-more"))
        return Card(discord.Colour.orange()).text("\n".join(lines)).line().text(say("never-read-next")).view()

    def _line(self, say: Say, part: NeverRead) -> str:
        since, until = (discord.utils.format_dt(at, "f") for at in (part.since, part.until))
        if part.channel is None:
            return say("never-read-old", since=since, until=until, hours=self._hours)
        where = f"<#{part.channel}>"
        return say("never-read-many", channel=where, since=since, until=until, count=MESSAGES_A_CHANNEL)
