"""The way on from a decision: a link to the card of the case that should be looked at next."""

import functools
from typing import Any

import discord

from cogs.base.callers import caller_of
from cogs.base.layout import link_button
from cogs.reports.cases.card import jump_url
from cogs.servers.review_channel import ReviewPost
from core.base.errors import Unavailable
from services.base.texts import Say
from services.reports.cases.review import Review


class NextCase:
    """Finds the next case for whoever has just decided one."""

    def __init__(self, *, review: Review, review_post: ReviewPost) -> None:
        self._review = review
        self._review_post = review_post

    async def link(self, interaction: discord.Interaction, say: Say) -> "discord.ui.Button[Any] | None":
        """The link; None where no case with a card waits for them. The decision stands, so a failure is no more than that."""
        caller = caller_of(interaction)
        there = functools.partial(self._review_post.channel_there, caller.server)
        try:
            row = await self._review.next_case(caller)
        except Unavailable:
            return None
        if row is None or row.card is None or not there(row.card.channel):
            return None
        label = say("case-next", case=str(row.id), category=say(f"category-{row.category}"))
        return link_button(jump_url(caller.server, row.card), label)
