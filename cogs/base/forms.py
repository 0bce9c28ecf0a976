"""Forms (modals): built from a few kinds of fields, read back from what Discord delivers raw.

discord.py is not asked to remember them (cogs/base/router.py finds the handler of a sent form).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord

from core.base.well_formed import well_formed

LABEL_LENGTH = 45
TITLE_LENGTH = 45


class Form(discord.ui.Modal):
    """A form with labelled fields. `custom_id` names its handler and its row."""

    def __init__(self, custom_id: str, title: str) -> None:
        super().__init__(title=title[:TITLE_LENGTH], custom_id=custom_id)

    def text(
        self,
        name: str,
        label: str,
        *,
        description: str | None = None,
        required: bool = False,
        long: bool = False,
        limit: int = 1000,
        value: str = "",
    ) -> "Form":
        """A text field of at most `limit` characters."""
        style = discord.TextStyle.paragraph if long else discord.TextStyle.short
        field: discord.ui.TextInput[Any] = discord.ui.TextInput(
            custom_id=name, style=style, required=required, max_length=limit, default=value[:limit] or None
        )
        return self._labelled(label, field, description)

    def choice(
        self,
        name: str,
        label: str,
        options: Sequence[discord.SelectOption],
        *,
        description: str | None = None,
        required: bool = True,
    ) -> "Form":
        """A select of one value. An option marked `default` needs no click."""
        field: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=name, options=list(options)[:25], required=required, min_values=int(required)
        )
        return self._labelled(label, field, description)

    def _labelled(self, label: str, field: discord.ui.Item[Any], description: str | None) -> "Form":
        self.add_item(
            discord.ui.Label(
                text=label[:LABEL_LENGTH],
                component=field,
                description=description[:100] if description else None,
            )
        )
        return self

    async def open(self, interaction: discord.Interaction) -> None:
        """Show the form. It is stopped first, so that discord.py does not keep it in memory for ever."""
        self.stop()
        await interaction.response.send_modal(self)


def form_values(interaction: discord.Interaction) -> dict[str, str]:
    """Read a sent form: its fields by name, as well-formed text. A single choice is its value; an empty field is ''."""
    data: Mapping[str, Any] = interaction.data or {}
    return {
        str(field["custom_id"]): _value(field)
        for field in _fields(data.get("components", []))
        if field.get("custom_id")
    }


def _fields(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        yield component
        yield from _fields(component.get("components", []))
        if component.get("component"):
            yield from _fields([component["component"]])


def _value(field: Mapping[str, Any]) -> str:
    if field.get("values"):
        return str(field["values"][0])
    return well_formed(str(field.get("value") or "")).strip()
