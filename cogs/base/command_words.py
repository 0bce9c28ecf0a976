"""Names and descriptions of commands, from Fluent like every other sentence.

Discord asks for them when a command is registered, before any server (and its language) is known, so they are
English; Discord itself has no Arabic locale.
"""

from discord import app_commands

from services.base.texts import FALLBACK, default_texts


def language_choices() -> list[app_commands.Choice[str]]:
    """The languages that Rowan speaks, each by its own name."""
    texts = default_texts()
    return [
        app_commands.Choice(name=texts.say(code, "language-name"), value=code) for code in texts.languages
    ]


def words(key: str) -> str:
    """The English text of a command's description or an option's."""
    return default_texts().say(FALLBACK, key)
