"""Building messages of components v2: a container with text, rows of buttons, selects.

Everything given here must be defanged already; nothing here mentions anybody by itself.
"""

from collections.abc import Sequence
from typing import Any

import discord

# Discord's limits for one message.
TEXT_LENGTH = 4000
_BUTTON_LABEL = 80


class Card:
    """A container that is filled from top to bottom, then made into a view."""

    def __init__(self, colour: discord.Colour | None = None) -> None:
        self._container: discord.ui.Container[Any] = discord.ui.Container(accent_colour=colour)
        self._left = TEXT_LENGTH - 50

    def text(self, text: str) -> "Card":
        """Add a paragraph; what exceeds the message's limit is cut with an ellipsis,
        so that Discord does not refuse it.
        """
        if self._left <= 1 or not text:
            return self
        shown = text if len(text) <= self._left else text[: self._left - 1] + "…"
        self._left -= len(shown)
        self._container.add_item(discord.ui.TextDisplay(shown))
        return self

    def line(self) -> "Card":
        """Add a thin separator."""
        self._container.add_item(discord.ui.Separator())
        return self

    def file(self, name: str) -> "Card":
        """Add a file that is sent along (cogs.base.postman.Message.attached)."""
        self._container.add_item(discord.ui.File(f"attachment://{name}"))
        return self

    def picture(self, name: str, description: str) -> "Card":
        """Add a picture that is sent along as a file of this name; `description` is for people who do not see it."""
        self._container.add_item(
            discord.ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{name}", description=description))
        )
        return self

    def buttons(self, *buttons: "discord.ui.Button[Any] | None") -> "Card":
        """Add a row of at most five buttons; a None in their place is left out."""
        shown = [button for button in buttons if button is not None]
        if shown:
            self._container.add_item(discord.ui.ActionRow(*shown[:5]))
        return self

    def select(
        self, custom_id: str, placeholder: str, options: Sequence[discord.SelectOption], *, many: bool = False
    ) -> "Card":
        """Add a row with one select."""
        if options:
            most = min(len(options), 25)
            self._container.add_item(
                discord.ui.ActionRow(
                    discord.ui.Select(
                        custom_id=custom_id,
                        placeholder=placeholder[:150],
                        options=list(options)[:25],
                        max_values=most if many else 1,
                    )
                )
            )
        return self

    def person(self, custom_id: str, placeholder: str) -> "Card":
        """Add a row with a select of one member of the server."""
        select: discord.ui.UserSelect[Any] = discord.ui.UserSelect(
            custom_id=custom_id, placeholder=placeholder[:150]
        )
        self._container.add_item(discord.ui.ActionRow(select))
        return self

    def view(self) -> discord.ui.LayoutView:
        """Make the finished message.

        The view is stopped: its components are found by custom id (cogs/base/router.py).
        """
        view = discord.ui.LayoutView(timeout=None)
        view.add_item(self._container)
        view.stop()
        return view


def button(
    custom_id: str,
    label: str,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    *,
    disabled: bool = False,
) -> "discord.ui.Button[Any]":
    """A button whose custom id names row and verb."""
    return discord.ui.Button(custom_id=custom_id, label=label[:_BUTTON_LABEL], style=style, disabled=disabled)


def link_button(url: str, label: str) -> "discord.ui.Button[Any]":
    """A button that opens an address of Discord itself (a jump link)."""
    return discord.ui.Button(url=url, label=label[:_BUTTON_LABEL])
