"""The message about entries that a server stands for: held, or disputed by others. It mentions nobody."""

from collections.abc import Sequence

import discord

from cogs.base.layout import Card
from cogs.base.postman import Message
from cogs.servers.review_channel import ReviewPost
from core.base.defang import defang
from services.base.outbox import Dropped, OutboxRow, SendResult
from services.base.texts import Say, Texts
from services.lists.shared_list.notices import About, News, SharedNews
from services.lists.typed_pattern import shown_pattern
from services.servers.settings import ServerSettings

_ROOM = 3300  # characters for the lines; the rest is counted


class SharedNewsPosts:
    """Performs outbox rows of kind `shared_news`; the subject is the server."""

    def __init__(self, *, review_post: ReviewPost, news: SharedNews, texts: Texts) -> None:
        self._review_post = review_post
        self._news = news
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Post what is new."""
        found = await self._news.newest(row.server)
        if not found:
            return Dropped("nothing is new")

        def render(settings: ServerSettings) -> Message:
            return Message(news_page(self._texts.sayer(settings.language), found), marker=None)

        return await self._review_post.deliver(row, render)


def news_page(say: Say, found: Sequence[News]) -> discord.ui.LayoutView:
    """Say what is new, a line each, as many as one message holds."""
    lines: list[str] = []
    room = _ROOM
    for one in found:
        line = f"- {_line(say, one)}"
        room -= len(line) + 1
        if room < 0:
            break
        lines.append(line)
    if len(lines) < len(found):
        lines.append(say("news-more", more=len(found) - len(lines)))
    card = Card(discord.Colour.orange()).text(say("news-title")).text("\n".join(lines))
    return card.text(f"-# {say('news-hint')}").view()


def _line(say: Say, one: News) -> str:
    pattern = shown_pattern(one.pattern)
    if one.about is About.HELD:
        return say(f"news-held-{one.why or 'over'}", pattern=pattern)
    name = defang(one.by)
    if not one.reason:
        return say("news-disputed", name=name, pattern=pattern)
    return say("news-disputed-why", name=name, pattern=pattern, reason=defang(one.reason))
