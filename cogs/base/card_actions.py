"""The type of the table that each card has: which actions it offers, in which state, and who handles each.

The card draws the table, the router registers it, a test walks it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import discord

from cogs.base.router import Handler

Subject = TypeVar("Subject")


@dataclass(frozen=True, slots=True)
class Words:
    """What an action is called: message keys."""

    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class CardAction(Generic[Subject]):
    """One action of a card about a `Subject`. Its custom id is the card's own prefix and `verb`."""

    verb: str
    label: str  # message key
    shown: Callable[[Subject], bool]
    handler: Handler
    style: discord.ButtonStyle = discord.ButtonStyle.secondary
    row: int = 0  # of buttons, from above
    in_more: bool = False  # an option of the select *More* instead of a button
    help: str = ""  # message key, for an option of *More*
    opens_form: bool = False
    instead: Callable[[Subject], Words | None] = lambda _subject: None  # other words, in some states

    def words(self, subject: Subject) -> Words:
        """What the action is called on this card."""
        return self.instead(subject) or Words(self.label, self.help)
