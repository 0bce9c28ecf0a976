"""The type of the table that each card has: which actions it offers, in which state, and who handles each.

The card draws the table, the router registers it, a test walks it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import discord

from cogs.base.router import Handler

Subject = TypeVar("Subject")
PRIVATE = ":p"  # how the custom id of an action ends that stands in a private answer instead of on the card


def of_card(row: str, verb: str) -> str:
    """The template of an action of the card of this row, which a private answer may repeat."""
    return rf"{row}:{verb}(?P<private>{PRIVATE})?"


def is_private(match: re.Match[str]) -> bool:
    """Whether the custom id says that it stands in a private answer."""
    return bool(match.groupdict().get("private"))


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
    asks: str = ""  # the step that decides who may take it; none: its verb
    instead: Callable[[Subject], Words | None] = lambda _subject: None  # other words, in some states

    @property
    def step(self) -> str:
        """The step that decides who may take it, if its verb is one or it names one."""
        return self.asks or self.verb

    def words(self, subject: Subject) -> Words:
        """What the action is called on this card."""
        return self.instead(subject) or Words(self.label, self.help)
