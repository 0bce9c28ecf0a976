"""Building messages of components v2: a container with text, rows of buttons, selects.

Everything given here must be defanged already; nothing here mentions anybody by itself.
What may be longer than one message is cut into pages first (`paged`).
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import discord

from core.base.directions import balanced
from services.base.texts import Say

# Discord's limits for one message.
TEXT_LENGTH = 4000
COMPONENTS = 40  # nested ones count
OPTIONS = 25  # of one select
_BUTTON_LABEL = 80
_ROOM = (
    TEXT_LENGTH - 350
)  # for the paragraphs of a page; the rest is for its title, its number and the layout
_PARAGRAPHS = 14  # each comes with its line; the rest is for title, number, buttons and one select
_BELOW_ROOM, _BELOW_PARAGRAPHS = 800, 7  # of these, for what `page_of` puts below a page
_SPACES = " \n"

Item = TypeVar("Item")


def fit(text: str, room: int) -> str:
    """`text`, cut with an ellipsis where it is longer than `room`."""
    return text if len(text) <= room else balanced(text[: max(0, room - 1)].rstrip("\\")) + "…"


class Card:
    """A container that is filled from top to bottom, then made into a view."""

    def __init__(self, colour: discord.Colour | None = None) -> None:
        self._container: discord.ui.Container[Any] = discord.ui.Container(accent_colour=colour)
        self._left = TEXT_LENGTH - 50

    def text(self, text: str) -> "Card":
        """Add a paragraph. What exceeds the message's limit is cut, the last net before Discord refuses it all:
        what may become so long is cut into pages before.
        """
        if self._left <= 1 or not text.strip():
            return self
        shown = text if len(text) <= self._left else balanced(text[: self._left - 1]) + "…"
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

    def picture(self, name: str, description: str, *, spoiler: bool = False) -> "Card":
        """Add a picture that is sent along as a file of this name; `description` is for people who do not see it."""
        item = discord.MediaGalleryItem(f"attachment://{name}", description=description, spoiler=spoiler)
        self._container.add_item(discord.ui.MediaGallery(item))
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
        """Add a row with one select. Where there may be more options than one select holds, `slices` gives them out."""
        if options:
            most = min(len(options), OPTIONS)
            self._container.add_item(
                discord.ui.ActionRow(
                    discord.ui.Select(
                        custom_id=custom_id,
                        placeholder=balanced(placeholder[:150]),
                        options=list(options)[:OPTIONS],
                        max_values=most if many else 1,
                    )
                )
            )
        return self

    def person(self, custom_id: str, placeholder: str) -> "Card":
        """Add a row with a select of one member of the server."""
        select: discord.ui.UserSelect[Any] = discord.ui.UserSelect(
            custom_id=custom_id, placeholder=balanced(placeholder[:150])
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
    return discord.ui.Button(
        custom_id=custom_id, label=balanced(label[:_BUTTON_LABEL]), style=style, disabled=disabled
    )


def link_button(url: str, label: str) -> "discord.ui.Button[Any]":
    """A button that opens an address of Discord itself (a jump link)."""
    return discord.ui.Button(url=url, label=balanced(label[:_BUTTON_LABEL]))


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph that may be longer than a page. What each page shows of it stands between `before` and `after`,
    so that a spoiler that goes over two pages is closed on both; `head` stands above its beginning.
    """

    text: str
    head: str = ""
    before: str = ""
    after: str = ""

    def pieces(self, left: int, room: int) -> list[str]:
        """What pages show of it: the first piece has `left` characters, each other `room`."""
        around = len(self.before) + len(self.after)
        head = f"{self.head}\n" if self.head else ""
        if len(head) + around + 1 > left:
            left = room
        shown, rest = [], self.text
        while True:
            space = left - len(head) - around
            piece, rest = _broken(rest, space)
            shown.append(f"{head}{self.before}{piece}{self.after}")
            if not rest:
                return shown
            head, left = "", room


def _broken(text: str, space: int) -> tuple[str, str]:
    """The beginning of `text` that has at most so many characters, and the rest; broken after a space if it can be,
    and never between a backslash and what it escapes.
    """
    if len(text) <= space:
        return text, ""
    at = 1 + max(text.rfind(sign, space // 2, space) for sign in _SPACES) or space
    slashes = at - len(text[:at].rstrip("\\"))
    if slashes % 2:
        at -= 1
    return balanced(text[:at]), balanced(text[at:])


def paged(
    parts: Sequence[str | Part], *, room: int = _ROOM, paragraphs: int = _PARAGRAPHS
) -> list[list[str]]:
    """`parts` in order on pages, each with at most so many characters and paragraphs; at least one page, and nothing
    is lost. What fits on a page of its own is not broken.
    """
    pages: list[list[str]] = [[]]
    left = room
    for part in (Part(each) if isinstance(each, str) else each for each in parts):
        whole = part.pieces(sys.maxsize, sys.maxsize)
        fits = len(whole[0]) <= room
        pieces = whole if fits else part.pieces(left if len(pages[-1]) < paragraphs else room, room)
        for piece in pieces:
            if pages[-1] and (len(piece) > left or len(pages[-1]) == paragraphs):
                pages.append([])
                left = room
            pages[-1].append(piece)
            left -= len(piece)
    return pages


def slices(items: Sequence[Item], size: int = OPTIONS) -> list[Sequence[Item]]:
    """`items` in order, so many at a time; at least one slice."""
    return [items[start : start + size] for start in range(0, len(items), size)] or [items]


@dataclass(frozen=True, slots=True)
class Turning:
    """How the pages of a message are turned. `custom_id`: of the button that shows a page; pages count from 0."""

    say: Say
    custom_id: Callable[[int], str]

    def shown(self, number: int, pages: int) -> int:
        """The page that is shown where somebody asks for this one: the nearest that there is."""
        return min(max(number, 0), pages - 1)

    def add(self, card: Card, number: int, pages: int) -> Card:
        """Say which page this is, with the buttons that turn to the one before and after; nothing for a single page."""
        if pages > 1:
            card.text(f"-# {self.say('page-number', number=number + 1, pages=pages)}")
            earlier, later = number - 1, number + 1
            card.buttons(
                button(self.custom_id(max(0, earlier)), self.say("page-back"), disabled=earlier < 0),
                button(self.custom_id(later), self.say("page-next"), disabled=later >= pages),
            )
        return card


def page_of(
    card: Card,
    title: str,
    parts: Sequence[str | Part],
    number: int,
    turning: Turning,
    below: Callable[[Card], None] | None = None,
) -> discord.ui.LayoutView:
    """Fill a card with one page of `parts` under its title; the nearest where there is no such page.

    `below`: adds what stands under every page: three rows of buttons and a select at most.
    """
    room, paragraphs = _ROOM - len(title), _PARAGRAPHS
    if below is not None:
        room, paragraphs = room - _BELOW_ROOM, paragraphs - _BELOW_PARAGRAPHS
    pages = paged(parts, room=room, paragraphs=paragraphs)
    shown = turning.shown(number, len(pages))
    card.text(title)
    for text in pages[shown]:
        card.line().text(text)
    turning.add(card, shown, len(pages))
    if below is not None:
        below(card)
    return card.view()


def messages_of(
    colour: discord.Colour | None, title: str, parts: Sequence[str | Part]
) -> list[discord.ui.LayoutView]:
    """All pages of `parts` as messages that follow each other, for what cannot be asked for again page by page."""
    views = []
    for number, texts in enumerate(paged(parts, room=_ROOM - len(title))):
        card = Card(colour)
        if number == 0:
            card.text(title)
        for place, text in enumerate(texts):
            (card if number or place else card.line()).text(text)
        views.append(card.view())
    return views


def choice_of(
    card: Card,
    title: str,
    custom_id: str,
    placeholder: str,
    options: Sequence[discord.SelectOption],
    number: int,
    turning: Turning,
) -> discord.ui.LayoutView:
    """Fill a card with a select of one option, as many on a page as a select holds."""
    pages = slices(options)
    shown = turning.shown(number, len(pages))
    card.text(title).select(custom_id, placeholder, pages[shown])
    return turning.add(card, shown, len(pages)).view()
