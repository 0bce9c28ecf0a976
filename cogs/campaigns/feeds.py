"""`/campaign feed`: the commands and what is answered, and the notice of a feed that brings nothing."""

from collections.abc import Iterator
from typing import Final

import discord
from discord import app_commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.layout import Card, fit, messages_of
from cogs.base.postman import Message
from cogs.campaigns.cards import moment, shown_text
from cogs.campaigns.choices import Meant, Suggestions, campaign_choices
from cogs.servers.review_channel import ReviewPost
from core.base.defang import defang_link, plain
from core.base.errors import Unavailable, UserError
from core.base.ids import FeedId
from core.base.web_address import MAX_WEB_ADDRESS
from core.campaigns.feeds.drafts import MOST_AT_ONCE
from services.base.fetching import RefusalReason
from services.base.outbox import Dropped, OutboxRow, SendResult
from services.base.texts import Say, Texts
from services.campaigns.campaigns import Campaigns, Offer
from services.campaigns.feeds.following import Added, Feeds, Shown
from services.campaigns.feeds.ports import Feed
from services.campaigns.feeds.rounds import PAUSED_AFTER

_COLOUR: Final = discord.Colour.dark_teal()
_HELD: Final = f"fetch-refused-{RefusalReason.HELD}"
_CHOICES, _CHOICE_LENGTH = 25, 100  # Discord's limits

Url = app_commands.Range[str, 1, MAX_WEB_ADDRESS]


class FeedCommands(app_commands.Group):
    """The group `feed` of `/campaign`: each command is translated into a call of services.campaigns.feeds."""

    def __init__(self, *, answers: Answers, campaigns: Campaigns, feeds: Feeds) -> None:
        super().__init__(name="feed", description=words("command-campaign-feed"))
        self._answers = answers
        self._campaigns = campaigns
        self._feeds = feeds

    async def _own(self, interaction: discord.Interaction, current: str) -> Suggestions:
        try:
            found = await self._campaigns.choices(caller_of(interaction), Offer.OWN)
        except (UserError, Unavailable):  # nothing to offer; the command itself will say why
            return []
        return campaign_choices(found, current)

    async def _known(self, interaction: discord.Interaction, current: str) -> Suggestions:
        try:
            found = await self._feeds.choices(caller_of(interaction))
        except (UserError, Unavailable):
            return []
        typed = current.strip().casefold()
        fitting = [feed for feed in found if typed in feed.url.casefold() or typed == str(feed.id)]
        return [
            app_commands.Choice(name=fit(plain(feed.url), _CHOICE_LENGTH), value=f"#{feed.id}")
            for feed in fitting[:_CHOICES]
        ]

    @app_commands.command(name="add", description=words("command-campaign-feed-add"))
    @app_commands.describe(campaign=words("command-campaign-own"), url=words("command-campaign-feed-url"))
    @app_commands.autocomplete(campaign=_own)
    async def add(self, interaction: discord.Interaction, campaign: Meant, url: Url) -> None:
        """Follow a feed."""
        await self._answers.defer(interaction)
        added = await self._feeds.add(caller_of(interaction), campaign, url)
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, "\n".join(_added(say, added)))

    @app_commands.command(name="remove", description=words("command-campaign-feed-remove"))
    @app_commands.describe(campaign=words("command-campaign-own"), url=words("command-campaign-feed-which"))
    @app_commands.autocomplete(campaign=_own, url=_known)
    async def remove(self, interaction: discord.Interaction, campaign: Meant, url: Url) -> None:
        """Follow a feed no more."""
        removed = await self._feeds.remove(caller_of(interaction), campaign, url)
        await self._answers.say(interaction, "feed-removed", feed=defang_link(removed.url))

    @app_commands.command(name="list", description=words("command-campaign-feed-list"))
    @app_commands.describe(campaign=words("command-campaign-own"))
    @app_commands.autocomplete(campaign=_own)
    async def list(self, interaction: discord.Interaction, campaign: Meant) -> None:
        """Show a campaign's feeds."""
        found, feeds = await self._feeds.list(caller_of(interaction), campaign)
        say = await self._answers.sayer(interaction)
        title = shown_text(found.text.title)
        if not feeds:
            await self._answers.show(interaction, say("feed-none", title=title))
            return
        parts = ["\n".join(_shown(say, each)) for each in feeds]
        await self._answers.show_all(
            interaction, messages_of(_COLOUR, say("feed-list-title", title=title), parts)
        )


class FeedNotices:
    """Performs outbox rows of the kind `feed_notice`; the subject is the feed."""

    def __init__(self, *, review_post: ReviewPost, feeds: Feeds, campaigns: Campaigns, texts: Texts) -> None:
        self._review_post = review_post
        self._feeds = feeds
        self._campaigns = campaigns
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Say why a feed brings nothing; once it works again, say so in the same place."""
        feed = await self._feeds.get(FeedId(row.subject))
        waits = feed is not None and (feed.told or feed.remark)
        if not waits and row.message is None:
            return Dropped("the feed works")
        title = ""
        if feed is not None:
            title = (await self._campaigns.seen(feed.server, feed.campaign)).text.title
        return await self._review_post.deliver(
            row,
            lambda settings: Message(_notice(self._texts.sayer(settings.language), feed, title), marker=None),
        )


def _notice(say: Say, feed: Feed | None, title: str) -> discord.ui.LayoutView:
    if feed is None:
        return Card().text(say("feed-notice-gone")).view()
    card = Card(discord.Colour.orange() if feed.told or feed.remark else discord.Colour.green())
    card.text(f"### {say('feed-notice-title', title=shown_text(title))}").text(defang_link(feed.url))
    if feed.told:
        key = "feed-notice-held" if feed.problem.startswith(_HELD) else "feed-notice-failing"
        return card.text(say(key, why=_why(say, feed))).view()
    return card.text(say(feed.remark or "feed-notice-well")).view()


def _added(say: Say, added: Added) -> Iterator[str]:
    campaign = added.campaign
    yield say(
        "feed-added",
        feed=defang_link(added.feed.url),
        title=shown_text(campaign.text.title),
        number=campaign.id,
        items=added.items,
    )
    if added.beyond:
        yield say("feed-added-beyond", count=added.beyond)
    yield say("feed-added-next", channel=f"<#{added.settings.review_channel}>")
    if added.settings.second_approval:
        yield say("feed-added-second")


def _shown(say: Say, shown: Shown) -> Iterator[str]:
    feed, waiting = shown.feed, shown.waiting
    yield f"**#{feed.id}** {defang_link(feed.url)}"
    if feed.stopped:
        yield say("feed-list-stopped")
        return
    upcoming = moment(feed.due_at, "R") if feed.due_at else "?"
    read = moment(feed.fetched_at, "R") if feed.fetched_at else "?"
    if not feed.problem:
        yield say("feed-list-well", when=read, next=upcoming)
    else:
        key = "feed-list-paused" if feed.failures >= PAUSED_AFTER else "feed-list-problem"
        key = "feed-list-held" if feed.problem.startswith(_HELD) else key
        yield say(key, count=feed.failures, why=_why(say, feed), next=upcoming)
        yield say("feed-list-last", when=read)
    if waiting.drafts:
        yield say("feed-list-waiting", count=waiting.drafts)
    if waiting.asks or waiting.drafts >= MOST_AT_ONCE:
        yield say("feed-list-full")


def _why(say: Say, feed: Feed) -> str:
    key, _, status = feed.problem.partition(" ")
    return say(key, status=int(status or 0))
