"""Buttons, selects and forms find their handler by custom id, so that they work after a restart.

discord.py keeps open forms in memory and forgets them with the process; `on_interaction` still gets the raw
submission. One table serves all three: state is the row, the custom id names it.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import discord

Handler = Callable[[discord.Interaction, re.Match[str]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Route:
    """One kind of custom id. `opens_form`: the answer is a form, so it can be neither deferred nor late."""

    template: re.Pattern[str]
    handler: Handler
    opens_form: bool


class Router:
    """The table from custom ids to handlers; cogs fill it when they are made."""

    def __init__(self) -> None:
        self._routes: list[Route] = []

    def add(self, template: str, handler: Handler, *, opens_form: bool = False) -> None:
        r"""Add a route. `template`: a regular expression for the whole custom id, such as `case:(?P<id>\d+):claim`."""
        self._routes.append(Route(re.compile(template), handler, opens_form))

    def find(self, custom_id: str) -> tuple[Route, re.Match[str]] | None:
        """The route whose template fits the whole custom id; None where nothing handles it."""
        for route in self._routes:
            match = route.template.fullmatch(custom_id)
            if match is not None:
                return route, match
        return None


def custom_id_of(interaction: discord.Interaction) -> str | None:
    """The custom id of a pressed component or a sent form; None for commands and autocompletion."""
    if interaction.type not in (discord.InteractionType.component, discord.InteractionType.modal_submit):
        return None
    return str(_payload(interaction).get("custom_id", ""))


def chosen_values(interaction: discord.Interaction) -> list[str]:
    """The values that were picked in a select."""
    return [str(value) for value in _payload(interaction).get("values", [])]


def _payload(interaction: discord.Interaction) -> Mapping[str, Any]:
    return interaction.data or {}
