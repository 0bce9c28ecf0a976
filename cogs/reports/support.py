"""`/support`, and what the reporter of an emergency sees at once: advice, and where people listen."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.command_words import words
from cogs.base.layout import TEXT_LENGTH, Card
from core.base.categories import Category
from core.reports.support import Resource, in_order
from services.base.texts import Texts
from services.reports.support import Support


class SupportWords:
    """Words advice and resources, for every place that shows them. Addresses stay clickable; none of them unfurls."""

    def __init__(self, *, texts: Texts, support: Support) -> None:
        self._texts = texts
        self._support = support

    def beside(self, language: str, category: Category, limit: int) -> str:
        """Word the advice for one kind of emergency, and every resource that `limit` characters hold."""
        say = self._texts.sayer(language)
        lines = [say("support-now"), say(f"support-advice-{category}"), say("support-find")]
        return _fitting([*lines, *self._resources(language)], limit)

    def everything(self, language: str) -> str:
        """Word the advice for each kind of emergency, and every resource."""
        say = self._texts.sayer(language)
        lines = [f"### {say('support-title')}", say("support-now")]
        for category in Category:
            if category.emergency:
                advice = say(f"support-advice-{category}")
                lines += [f"\n{say(f'support-heading-{category}')}", advice]
        lines += ["\n" + say("support-find"), *self._resources(language)]
        return _fitting(lines, TEXT_LENGTH - 100)

    def _resources(self, language: str) -> list[str]:
        return [self._resource(language, each) for each in in_order(self._support.resources, language)]

    def _resource(self, language: str, resource: Resource) -> str:
        ways = [resource.phone, resource.text, f"<{resource.url}>" if resource.url else ""]
        return self._texts.say(
            language,
            "support-resource",
            name=discord.utils.escape_markdown(resource.name),
            region=resource.region or "none",
            ways=" · ".join(way for way in ways if way),
            date=resource.verified_at.isoformat(),
        )


def _fitting(lines: Sequence[str], limit: int) -> str:
    """Keep as many whole lines as fit: half a phone number helps nobody."""
    shown = ""
    for line in lines:
        if len(shown) + len(line) + 1 > limit:
            break
        shown += f"{line}\n"
    return shown.rstrip()


class SupportCommand(commands.Cog):
    """The command; everyone may use it, and is answered privately."""

    def __init__(self, *, answers: Answers, support_words: SupportWords) -> None:
        self._answers = answers
        self._words = support_words

    @app_commands.command(name="support", description=words("command-support"))
    @app_commands.guild_only()
    async def support(self, interaction: discord.Interaction) -> None:
        """Show advice and resources."""
        language = await self._answers.language(interaction)
        card = Card(discord.Colour.teal()).text(self._words.everything(language))
        await self._answers.show(interaction, card.view())
