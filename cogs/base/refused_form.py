"""Giving people back what they typed into a form that was refused or that failed: Discord does not keep it.

They see it as text, and a button opens the same form with it. The form itself is remembered in this process alone and for
a while; what was typed is never lost with it, since it stands in the answer.
"""

import secrets
import time
from collections.abc import Sequence
from dataclasses import dataclass

import discord

from cogs.base.forms import Form, form_values, texts_typed
from cogs.base.layout import Card, Part, button, paged
from cogs.base.router import custom_id_of
from core.base.defang import plain
from core.base.errors import UserError
from services.base.texts import Say

_REMEMBERED = 1000  # forms of each kind, the newest
_SECONDS = 3600.0  # longer than Discord lets somebody answer
AGAIN = r"form:again:(?P<token>[0-9a-f]{16})"  # the custom id of the button


@dataclass(frozen=True, slots=True)
class _Kept:
    form: Form
    user: int
    until: float


class FormMemory:
    """The forms that were opened lately, and those that were refused, as they can be opened again."""

    def __init__(self) -> None:
        self._opened: dict[str, _Kept] = {}  # by person and custom id
        self._refused: dict[str, _Kept] = {}  # by token

    def opened(self, user: int, form: Form) -> None:
        """Note which form a person is shown."""
        _keep(self._opened, f"{user}/{form.custom_id}", _Kept(form, user, time.monotonic() + _SECONDS))

    def refused(self, interaction: discord.Interaction) -> str | None:
        """Note that a form which was sent is refused; returns the token by which it can be opened again.

        None where it was opened before this process began.
        """
        user = interaction.user.id
        kept = self._opened.get(f"{user}/{custom_id_of(interaction)}")
        if kept is None:
            return None
        token = secrets.token_hex(8)
        form = kept.form.filled(form_values(interaction))
        _keep(self._refused, token, _Kept(form, user, time.monotonic() + _SECONDS))
        return token

    def forget(self, interaction: discord.Interaction) -> None:
        """Forget the form that this interaction sends: opened again as it was, it would be refused again."""
        self._opened.pop(f"{interaction.user.id}/{custom_id_of(interaction)}", None)

    def again(self, user: int, token: str) -> Form:
        """The form with what was typed. Raises UserError where it is remembered no more, or is somebody else's."""
        kept = self._refused.get(token)
        if kept is None or kept.user != user or kept.until < time.monotonic():
            raise UserError("form-again-lost")
        return kept.form.filled({})


def _keep(kept: dict[str, _Kept], key: str, new: _Kept) -> None:
    now = time.monotonic()
    for old in [each for each, one in kept.items() if one.until < now]:
        del kept[old]
    kept.pop(key, None)
    kept[key] = new
    if len(kept) > _REMEMBERED:
        del kept[next(iter(kept))]


def was_typed(interaction: discord.Interaction) -> list[str]:
    """What somebody typed into the form that this interaction sends; nothing for any other interaction."""
    if interaction.type is not discord.InteractionType.modal_submit:
        return []
    return texts_typed(interaction)


def given_back(
    say: Say, refusal: str, typed: Sequence[str], token: str | None
) -> list[discord.ui.LayoutView]:
    """Why the form was not taken, and every text that was typed, ready to be copied, in as many messages as that takes."""
    head = f"-# {say('form-given-back')}"
    parts: list[str | Part] = [
        refusal,
        *(
            Part(plain(text).replace("`", "'"), "" if place else head, "```\n", "\n```")
            for place, text in enumerate(typed)
        ),
    ]
    pages = paged(parts)
    views = []
    for number, texts in enumerate(pages, start=1):
        card = Card(discord.Colour.orange())
        for text in texts:
            card.text(text)
        if number == len(pages) and token is not None:
            card.buttons(button(f"form:again:{token}", say("form-again"), discord.ButtonStyle.primary))
        views.append(card.view())
    return views
