"""`/support`, and what the reporter of an emergency sees at once: advice, and where people listen."""

import re
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.command_words import words
from cogs.base.layout import Card, Turning, page_of, slices
from cogs.base.router import Router
from core.base.categories import Category
from core.reports.support import Resource, in_order
from services.base.texts import Texts
from services.reports.support import Support

_TOGETHER = 4  # resources in one paragraph, few enough that none is broken over two pages


class SupportWords:
    """Words advice and resources, for every place that shows them. Addresses stay clickable; none of them unfurls."""

    def __init__(self, *, texts: Texts, support: Support) -> None:
        self._texts = texts
        self._support = support

    def beside(self, language: str, category: Category, limit: int) -> str:
        """Word the advice for one kind of emergency, and every resource that `limit` characters hold; where that is not
        all of them, where they stand.
        """
        say = self._texts.sayer(language)
        lines = [say("support-now"), say(f"support-advice-{category}"), say("support-find")]
        lines += self._resources(language)
        return _fitting(lines, limit, otherwise=say("support-more"))

    def everything(self, language: str, number: int) -> discord.ui.LayoutView:
        """Word the advice for each kind of emergency, and every resource, page by page."""
        say = self._texts.sayer(language)
        parts = [say("support-now")]
        emergencies = [category for category in Category if category.emergency]
        parts += [
            f"{say(f'support-heading-{each}')}\n{say(f'support-advice-{each}')}" for each in emergencies
        ]
        resources = slices(self._resources(language), _TOGETHER)
        parts += ["\n".join([say("support-find"), *resources[0]]), *map("\n".join, resources[1:])]
        turning = Turning(say, lambda page: f"support:{page}")
        card = Card(discord.Colour.teal())
        return page_of(card, f"### {say('support-title')}", parts, number, turning)

    def _resources(self, language: str) -> list[str]:
        return [self._resource(language, each) for each in in_order(self._support.resources, language)]

    def _resource(self, language: str, resource: Resource) -> str:
        ways = [resource.phone, resource.text, f"<{resource.url}>" if resource.url else ""]
        return self._texts.say(
            language,
            "support-resource",
            name=discord.utils.escape_markdown(resource.name),
            region=resource.region or "none",
            ways=self._texts.sayer(language).line(*ways),
            date=resource.verified_at,
        )


def _fitting(lines: Sequence[str], limit: int, *, otherwise: str) -> str:
    """Keep as many whole lines as fit, for half a phone number helps nobody; where some do not, `otherwise` ends it."""
    whole = "\n".join(lines)
    if len(whole) <= limit:
        return whole
    shown = ""
    for line in lines:
        if len(shown) + len(line) + 1 + len(otherwise) > limit:
            break
        shown += f"{line}\n"
    return shown + otherwise


class SupportCommand(commands.Cog):
    """The command; everyone may use it, and is answered privately."""

    def __init__(self, *, answers: Answers, router: Router, support_words: SupportWords) -> None:
        self._answers = answers
        self._words = support_words
        router.add(r"support:(?P<page>\d{1,6})", self._turn)

    @app_commands.command(name="support", description=words("command-support"))
    @app_commands.guild_only()
    async def support(self, interaction: discord.Interaction) -> None:
        """Show advice and resources."""
        language = await self._answers.language(interaction)
        await self._answers.show(interaction, self._words.everything(language, 0))

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        language = await self._answers.language(interaction)
        await self._answers.turn(interaction, self._words.everything(language, int(match["page"])))
