"""Options with a few values, offered in the language of whoever types.

Discord shows the choices that a command was registered with in its own languages alone, and has no Arabic. Suggestions are
asked for while somebody types, so they speak the person's language. A value itself may be typed too: `doxxing`.
"""

from collections.abc import Callable, Iterable
from typing import Any

import discord
from discord import app_commands

from cogs.base.discord_api.client import RowanClient
from core.base.categories import Category
from core.base.defang import defang
from core.base.directions import balanced, without_marks
from core.base.errors import UserError
from services.base.texts import FALLBACK, Say

_LONGEST = 100  # characters of a suggestion
_SHOWN = 60  # characters of what was typed


class SpokenChoice(app_commands.Transformer):
    """A text that is one of a few values; `key`: the key of a value's words."""

    def __init__(self, values: Iterable[object], key: Callable[[str], str]) -> None:
        self._keys = {str(value): key(str(value)) for value in values}

    async def transform(self, interaction: discord.Interaction[Any], value: Any, /) -> Any:
        """The value that was typed or chosen. Raises UserError where it is none of them."""
        if str(value) in self._keys:
            return value
        say = await answers_of(interaction).sayer(interaction)
        found = self._meant(str(value), say, answers_of(interaction).texts.sayer(FALLBACK))
        if found is None:
            choices = tuple(f"{say(key)} (`{each}`)" for each, key in self._keys.items())
            raise UserError("choice-unknown", typed=defang(str(value)[:_SHOWN]), choices=choices)
        return found

    async def autocomplete(self, interaction: discord.Interaction[Any], value: Any, /) -> list[Any]:
        """The values whose words hold what was typed, in the order in which they stand."""
        say = await answers_of(interaction).sayer(interaction)
        typed = _folded(str(value))
        return [
            app_commands.Choice(name=balanced(say(key)[:_LONGEST]), value=self._of(each))
            for each, key in self._keys.items()
            if typed in _folded(say(key)) or each.casefold().startswith(typed)
        ]

    def _meant(self, typed: str, *spoken: Say) -> str | None:
        """The value whose name or words these are, in the person's language or in English."""
        for each, key in self._keys.items():
            if _folded(typed) in (each.casefold(), *(_folded(say(key)) for say in spoken)):
                return each
        return None

    def _of(self, value: str) -> Any:
        return value


class SpokenNumber(SpokenChoice):
    """A number that is one of a few."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Discord's type of the option."""
        return discord.AppCommandOptionType.integer

    def _of(self, value: str) -> Any:
        return int(value)


def answers_of(interaction: discord.Interaction[Any]) -> Any:
    """How the client that was asked answers."""
    client = interaction.client
    assert isinstance(client, RowanClient)  # noqa: S101  # no other client has these commands
    return client.answers


def _folded(words: str) -> str:
    return " ".join(without_marks(words).casefold().split())


CategoryOption = app_commands.Transform[str, SpokenChoice(Category, lambda one: f"category-{one}")]
