"""Forms (modals): built from a few kinds of fields, read back from what Discord delivers raw.

discord.py is not asked to remember them (cogs/base/router.py finds the handler of a sent form).
"""

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import aiohttp
import discord

from cogs.base.layout import OPTIONS
from core.base.directions import balanced
from core.base.well_formed import well_formed

LABEL_LENGTH = 45
TITLE_LENGTH = 45
_TEXT_INPUT = discord.ComponentType.text_input.value
_Option = TypeVar("_Option", discord.SelectOption, discord.RadioGroupOption)


class FormNotOpened(Exception):
    """Discord did not show a form, so nothing was asked and nothing was done; `cause` is what went wrong."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(str(cause))
        self.cause = cause


class Form(discord.ui.Modal):
    """A form with labelled fields. `custom_id` names its handler and its row."""

    def __init__(self, custom_id: str, title: str) -> None:
        super().__init__(title=balanced(title[:TITLE_LENGTH]), custom_id=custom_id)
        self._added: list[Callable[[Form, Mapping[str, str]], Form]] = []

    def filled(self, values: Mapping[str, str]) -> "Form":
        """Give this form with other values in the fields that are named."""
        form = Form(self.custom_id, self.title)
        for add in self._added:
            add(form, values)
        return form

    def says(self, text: str) -> "Form":
        """A paragraph that asks for nothing: what sending the form does."""
        self._added.append(lambda form, _values: form.says(text))
        self.add_item(discord.ui.TextDisplay(text))
        return self

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
        self._added.append(
            lambda form, values: form.text(
                name,
                label,
                description=description,
                required=required,
                long=long,
                limit=limit,
                value=values.get(name, value),
            )
        )
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
        """A select of one value, of as many as one select holds. An option marked `default` needs no click."""
        self._added.append(
            lambda form, values: form.choice(
                name,
                label,
                _with_chosen(options, values.get(name)),
                description=description,
                required=required,
            )
        )
        field: discord.ui.Select[Any] = discord.ui.Select(
            custom_id=name, options=list(options)[:OPTIONS], required=required, min_values=int(required)
        )
        return self._labelled(label, field, description)

    def radio(
        self,
        name: str,
        label: str,
        options: Sequence[discord.RadioGroupOption],
        *,
        description: str | None = None,
    ) -> "Form":
        """Radio buttons, at most ten, of which one must be chosen; each may have a description that is always read."""
        self._added.append(
            lambda form, values: form.radio(
                name, label, _with_chosen(options, values.get(name)), description=description
            )
        )
        field: discord.ui.RadioGroup[Any] = discord.ui.RadioGroup(
            custom_id=name, options=list(options), required=True
        )
        return self._labelled(label, field, description)

    def _labelled(self, label: str, field: discord.ui.Item[Any], description: str | None) -> "Form":
        self.add_item(
            discord.ui.Label(
                text=balanced(label[:LABEL_LENGTH]),
                component=field,
                description=balanced(description[:100]) if description else None,
            )
        )
        return self

    async def open(self, interaction: discord.Interaction) -> None:
        """Show the form, stopped first, so that discord.py does not keep it in memory for ever. Raises FormNotOpened."""
        self.stop()
        try:
            await interaction.response.send_modal(self)
        except (discord.HTTPException, aiohttp.ClientError, OSError, TimeoutError) as error:
            raise FormNotOpened(error) from error


def _with_chosen(options: Sequence[_Option], chosen: str | None) -> Sequence[_Option]:
    """The options with this one marked; None leaves the mark where it is."""
    if chosen is None:
        return options
    marked = [copy.copy(option) for option in options]
    for option in marked:
        option.default = option.value == chosen
    return marked


def texts_typed(interaction: discord.Interaction) -> list[str]:
    """What stands in the text fields of a sent form, in order; what was chosen in selects is left out."""
    data: Mapping[str, Any] = interaction.data or {}
    texts = [
        _value(field) for field in _fields(data.get("components", [])) if field.get("type") == _TEXT_INPUT
    ]
    return [text for text in texts if text]


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
