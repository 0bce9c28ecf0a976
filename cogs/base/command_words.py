"""Names and descriptions of commands, from Fluent like every other sentence.

Discord asks for them when a command is registered, before any server (and its language) is known, so they are English. For
the languages that Discord itself knows and that have a folder here, the descriptions and choices go out beside the English
ones, and each person's Discord shows its own. Discord has no Arabic.
"""

from collections.abc import Sequence

import discord
from discord import app_commands

from services.base.texts import FALLBACK, Texts, default_texts

_KEY = "key"  # in the extras of a locale_str: the message key
_LONGEST = 100  # characters of a description and of a choice


def language_choices() -> list[app_commands.Choice[str]]:
    """The languages that Rowan speaks, each by its own name."""
    texts = default_texts()
    return [
        app_commands.Choice(name=texts.say(code, "language-name"), value=code) for code in texts.languages
    ]


def words(key: str) -> app_commands.locale_str:
    """The English text of a command's description or an option's, which knows its key."""
    return app_commands.locale_str(default_texts().say(FALLBACK, key), **{_KEY: key})


def folder_for(locale: discord.Locale, languages: Sequence[str]) -> str | None:
    """The language in which people with this Discord are told of commands; None where that is English."""
    for code in (locale.value, locale.value.partition("-")[0]):
        if code in languages and code != FALLBACK:
            return code
    return None


class CommandTranslator(app_commands.Translator):
    """Gives Discord a command's words in the languages that both know. Names of commands and options stay English."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts

    @property
    def is_needed(self) -> bool:
        """Whether there is a language besides English that Discord knows."""
        return any(folder_for(locale, self._texts.languages) for locale in discord.Locale)

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,  # discord.py gives it
    ) -> str | None:
        """The words in the language of this Discord; None where they are English."""
        key, language = string.extras.get(_KEY), folder_for(locale, self._texts.languages)
        if key is None or language is None:
            return None
        said = self._texts.say(language, key)
        return None if said == string.message else said[:_LONGEST]
