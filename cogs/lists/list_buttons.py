"""Pages of lists and the buttons on them: a button's custom id holds what is shown, so that it works after a restart."""

import re

import discord

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.router import Router
from cogs.lists import pages, site_pages
from cogs.lists.site_words import site_words
from core.base.ids import EntryId, SiteId
from services.lists.own import OwnList
from services.lists.shared_list.shared import SharedList
from services.lists.sites import Sites


class ListButtons:
    """Makes the pages of `/blocklist search|pending|site`, and turns them."""

    def __init__(
        self, *, answers: Answers, router: Router, own: OwnList, sites: Sites, shared: SharedList
    ) -> None:
        self._answers = answers
        self._own = own
        self._sites = sites
        self._shared = shared
        router.add(r"lists:search:(?P<page>\d{1,6}):(?P<query>(?s:.*))", self._turn_search)
        router.add(r"lists:site:(?P<page>\d{1,6}):(?P<name>(?s:.*))", self._turn_site)
        router.add(r"lists:merge:(?P<site>\d{1,15}):(?P<into>\d{1,15})", self._merge)
        router.add(r"lists:keep:(?P<entry>\d{1,15})", self._keep)
        router.add(r"lists:pending:(?P<page>\d{1,6})", self._turn_pending)

    async def search(
        self, interaction: discord.Interaction, query: str, number: int
    ) -> discord.ui.LayoutView:
        """Make a page of what the own list holds."""
        found = await self._own.search(caller_of(interaction), query, number)
        return pages.searched(await self._answers.sayer(interaction), query, found)

    async def pending(self, interaction: discord.Interaction, number: int) -> discord.ui.LayoutView:
        """Make a page of what waits on the shared list."""
        found = await self._shared.pending(caller_of(interaction), number)
        return pages.pending(await self._answers.sayer(interaction), found)

    async def site(self, interaction: discord.Interaction, name: str, number: int) -> discord.ui.LayoutView:
        """Make a page of a site."""
        found = await self._sites.page(caller_of(interaction), name, number)
        return site_pages.page(await self._answers.sayer(interaction), found)

    async def _turn_site(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._answers.turn(interaction, await self.site(interaction, match["name"], int(match["page"])))

    async def _merge(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        site, into = SiteId(int(match["site"])), SiteId(int(match["into"]))
        merged = await self._sites.merge(caller_of(interaction), site, into)
        await self._answers.say(interaction, "site-merged", name=site_words(merged.words.name))

    async def _keep(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        kept = await self._own.keep(caller_of(interaction), EntryId(int(match["entry"])))
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, pages.added(say, kept, []))

    async def _turn_search(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._answers.turn(
            interaction, await self.search(interaction, match["query"], int(match["page"]))
        )

    async def _turn_pending(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._answers.turn(interaction, await self.pending(interaction, int(match["page"])))
