"""Buttons, selects and forms find their handler by custom id, so that they work after a restart.

discord.py keeps open forms in memory and forgets them with the process; `on_interaction` still gets the raw
submission. One table serves all three: state is the row, the custom id names it.
"""

import functools
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import discord

Handler = Callable[[discord.Interaction, re.Match[str]], Awaitable[None]]

_PLAIN: Final = re.compile(r"[\w:-]*")
_compiled = functools.cache(
    re.compile
)  # when an id is met that may fit: a start need not wait for all of them


@dataclass(frozen=True, slots=True)
class Route:
    """One kind of custom id. `begins`: what each of them begins with. `opens_form`: the answer is a form, so it can be neither
    deferred nor late.
    """

    written: str
    begins: str
    handler: Handler
    opens_form: bool

    @property
    def template(self) -> re.Pattern[str]:
        """What the whole custom id fits."""
        return _compiled(self.written)


class Router:
    """The table from custom ids to handlers; cogs fill it when they are made."""

    def __init__(self) -> None:
        self._routes: list[Route] = []

    def add(self, template: str, handler: Handler, *, opens_form: bool = False) -> None:
        r"""Add a route. `template`: a regular expression for the whole custom id, such as `case:(?P<id>\d+):claim`."""
        self._routes.append(Route(template, beginning(template), handler, opens_form))

    def find(self, custom_id: str) -> tuple[Route, re.Match[str]] | None:
        """The route whose template fits the whole custom id; None where nothing handles it."""
        for route in self._routes:
            if not custom_id.startswith(route.begins):
                continue
            match = route.template.fullmatch(custom_id)
            if match is not None:
                return route, match
        return None


@functools.cache
def beginning(template: str) -> str:
    """The letters that everything begins with that fits the template; none where that cannot be seen at once."""
    depth = 0
    for sign in template:
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            return ""
    plain = _PLAIN.match(template)
    begins = "" if plain is None else plain[0]
    return begins[:-1] if template[len(begins) :].startswith(("?", "*", "{")) else begins


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
