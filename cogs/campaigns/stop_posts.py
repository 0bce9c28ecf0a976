"""Posting that nothing new of a campaign goes out, or that it goes on: in its own server, and where it is followed."""

import discord

from cogs.base.layout import Card
from cogs.base.postman import Message
from cogs.campaigns.cards import shown_text
from cogs.servers.review_channel import ReviewPost
from core.base.defang import defang
from core.base.ids import CampaignId
from services.base.outbox import Dropped, OutboxRow, SendResult
from services.base.texts import Say, Texts
from services.campaigns.records import Campaign
from services.campaigns.stops import Stops


class StopPosts:
    """Performs the outbox rows of stopped campaigns."""

    def __init__(self, *, review_post: ReviewPost, stops: Stops, texts: Texts) -> None:
        self._review_post = review_post
        self._stops = stops
        self._texts = texts

    async def author(self, row: OutboxRow) -> SendResult:
        """Tell a campaign's own server."""
        campaign = await self._stops.campaign(CampaignId(row.subject))
        return Dropped("no such campaign") if campaign is None else await self._deliver(row, campaign, "own")

    async def follower(self, row: OutboxRow) -> SendResult:
        """Tell a server that follows."""
        found = await self._stops.follow(row.subject)
        if found is None or not found[0].follows:
            return Dropped("the server follows no more")
        return await self._deliver(row, found[1], "followed")

    async def _deliver(self, row: OutboxRow, campaign: Campaign, whose: str) -> SendResult:
        return await self._review_post.deliver(
            row,
            lambda settings: Message(
                stopped_view(self._texts.sayer(settings.language), campaign, whose), marker=None
            ),
        )


def stopped_view(say: Say, campaign: Campaign, whose: str) -> discord.ui.LayoutView:
    """Say what became of a campaign. `whose`: it is this server's `own`, or one that it `followed`."""
    card = Card(discord.Colour.dark_grey() if campaign.stopped_why else discord.Colour.green())
    values = {"title": shown_text(campaign.text.title), "name": defang(campaign.publisher)}
    if campaign.stopped_why is None:
        return card.text(say(f"campaign-goes-on-{whose}", **values)).view()
    return card.text(say(f"campaign-was-stopped-{whose}", why=str(campaign.stopped_why), **values)).view()
