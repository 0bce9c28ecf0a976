"""The custom ids on an update's cards: what each names, how it is written, and how the router reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cogs.base.card_actions import CardAction
from core.base.ids import CampaignId, ServerId, UpdateId


class UpdateVerb(StrEnum):
    """What a button of an update's card does."""

    APPROVE = "approve"
    EDIT = "edit"
    DISCARD = "discard"
    RETRY = "retry"
    TIMELINE = "timeline"
    WHOLE = "whole"
    COPIES = "copies"
    SCREEN = "screen"


class CardKind(StrEnum):
    """The kinds of cards that an update has."""

    DRAFT = "draft"  # asks for approval in the campaign's own server
    SCHEDULED = "scheduled"  # was approved in the campaign's own server and waits for its time
    DECIDED = "decided"  # was decided in the campaign's own server, and has copies
    DELIVERY_DRAFT = "delivery_draft"  # asks for approval in a server that follows and looks first
    STUCK = "stuck"  # tells that a copy cannot be posted
    COPY = "copy"  # the update in a channel of a server that gets it


@dataclass(frozen=True, slots=True)
class UpdateCard:
    """What decides which buttons an update's card has. `version`: the version about which the card asks, if it asks.

    `cut`: the card has no room for all of its text; `screened`: readers will not see all of it as it was written.
    """

    kind: CardKind
    update: UpdateId
    version: int | None = None
    cut: bool = False
    screened: bool = False


UpdateAction = CardAction[UpdateCard]

_VERSION: Final = r"(?P<version>\d{1,6})"
_ENDINGS: Final[Mapping[UpdateVerb, str]] = {
    # A button without a version means the draft.
    UpdateVerb.APPROVE: f"(?::{_VERSION})?",
    UpdateVerb.DISCARD: f"(?::{_VERSION})?",
    UpdateVerb.EDIT: f":{_VERSION}",
    UpdateVerb.WHOLE: rf":{_VERSION}(?::(?P<page>\d{{1,4}}))?",
    UpdateVerb.SCREEN: rf":{_VERSION}(?::(?P<page>\d{{1,4}}))?",
}


STOP_LETTERS: Final = r"letter:(?P<letter>\d{1,15}):stop:(?P<campaign>\d{1,15}):(?P<server>\d{1,20})"
"""The regular expression of the button that ends letters about a campaign's updates."""


def letter_marker(letter: int) -> str:
    """The beginning of the custom ids of a direct message about an update."""
    return f"letter:{letter}:"


def stop_letters(letter: int, campaign: CampaignId, server: ServerId) -> str:
    """The custom id of the button that ends letters. It names all that must be known when the letter's row is gone."""
    return f"{letter_marker(letter)}stop:{campaign}:{server}"


def template_of(verb: UpdateVerb) -> str:
    """The regular expression by which the router knows the buttons with this verb."""
    return rf"update:(?P<id>\d{{1,15}}):{verb}{_ENDINGS.get(verb, '')}"


def custom_id(card: UpdateCard, verb: UpdateVerb) -> str:
    """The custom id of a button on this card."""
    return f"update:{card.update}:{verb}" + ("" if card.version is None else f":{card.version}")


def whole_page(update: UpdateId, version: int, page: int) -> str:
    """The custom id of a button that turns the pages of a version that is read in full."""
    return f"{custom_id(UpdateCard(CardKind.DELIVERY_DRAFT, update, version), UpdateVerb.WHOLE)}:{page}"


def screen_page(update: UpdateId, version: int, page: int) -> str:
    """The custom id of a button that turns the pages of what the screen changed in a version."""
    return f"{custom_id(UpdateCard(CardKind.DRAFT, update, version), UpdateVerb.SCREEN)}:{page}"


def copy_marker(update: UpdateId) -> str:
    """The custom id by which a copy is known."""
    return custom_id(UpdateCard(CardKind.COPY, update), UpdateVerb.TIMELINE)


def draft_marker(update: UpdateId, version: int) -> str:
    """The custom id by which a card that asks for approval is known."""
    return f"{approval_marker(update)}{version}"


def scheduled_marker(update: UpdateId, version: int) -> str:
    """The custom id by which the card of a version that waits for its time is known."""
    return custom_id(UpdateCard(CardKind.SCHEDULED, update, version), UpdateVerb.EDIT)


def approval_marker(update: UpdateId) -> str:
    """The beginning of the custom ids of all cards of one update that ask for approval."""
    return f"update:{update}:{UpdateVerb.APPROVE}:"


def retry_marker(update: UpdateId) -> str:
    """The custom id by which a card about a stuck copy is known."""
    return custom_id(UpdateCard(CardKind.STUCK, update), UpdateVerb.RETRY)
