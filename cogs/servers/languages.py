"""`/language`: the language in which a member is answered and written to, whatever the server speaks."""

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.command_words import language_choices, words
from core.base.ids import UserId
from services.base.texts import default_texts
from services.servers.languages import AS_SERVER, Languages


def _as_server() -> app_commands.Choice[str]:
    """The choice that takes a choice back, in every language: who looks for it need not read English."""
    texts = default_texts()
    said = dict.fromkeys(texts.say(code, "language-as-server") for code in texts.languages)
    return app_commands.Choice(name=" · ".join(said), value=AS_SERVER)


class LanguageCommand(commands.Cog):
    """The command; everyone may use it, also in a direct message."""

    def __init__(self, *, answers: Answers, languages: Languages) -> None:
        self._answers = answers
        self._languages = languages

    @app_commands.command(name="language", description=words("command-language"))
    @app_commands.describe(language=words("command-language-language"))
    @app_commands.choices(language=[*language_choices(), _as_server()])
    async def language(self, interaction: discord.Interaction, language: str) -> None:
        """Choose, and say so in the language that is spoken from here on."""
        chosen = await self._languages.choose(UserId(interaction.user.id), language)
        say = await self._answers.sayer(interaction)
        key = "language-as-server-now" if chosen is None else "language-chosen"
        await self._answers.show(interaction, say(key, language=say("language-name")))
