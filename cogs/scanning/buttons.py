"""Handling clicks on a detection's card, and the forms that it opens.

cogs/scanning/actions.py says which action stands where.
"""

import re
from enum import StrEnum
from typing import TypeVar

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of, clicked_place
from cogs.base.forms import Form, form_values
from cogs.base.layout import Card, Part, Turning, page_of
from cogs.base.router import Router
from cogs.lists.listing_form import add_listing_fields
from cogs.scanning.dismissal_form import add_dismissal_fields
from core.base.categories import Category
from core.base.defang import defang, defang_link
from core.base.errors import UserError
from core.base.ids import DetectionId, UserId
from core.base.redact import redact
from core.links import canonical
from core.lists.invites import is_another_invite
from core.lists.patterns import Scope
from core.lists.scopes import covers
from core.scanning.detections import Detection, DismissReason, Verb
from services.base.texts import Say
from services.lists.sightings import Sightings
from services.lists.typed_pattern import shown_pattern
from services.scanning.moderation import DetectionModeration

Choice = TypeVar("Choice", bound=StrEnum)
DETECTION = r"detection:(?P<id>\d{1,18})"


class DetectionButtons(commands.Cog):
    """Handlers for the table of actions, for the forms that they open, and for the notice to an author."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        moderation: DetectionModeration,
        sightings: Sightings,
    ) -> None:
        self._answers = answers
        self._moderation = moderation
        self._sightings = sightings
        router.add(f"{DETECTION}:list:form", self._list)
        router.add(f"{DETECTION}:dismiss:form", self._dismiss)
        router.add(f"{DETECTION}:why", self._why)
        router.add(rf"{DETECTION}:reveal:(?P<page>\d{{1,6}})", self._turn_revealed)

    async def _at_card(self, interaction: discord.Interaction, match: re.Match[str]) -> Detection:
        return await self._moderation.at_card(
            caller_of(interaction),
            DetectionId(int(match["id"])),
            clicked_place(interaction, "detection-elsewhere"),
        )

    async def undo(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Stop the rule here and give the text back."""
        found = await self._at_card(interaction, match)
        undone = await self._moderation.undo(caller_of(interaction), found.id)
        say = await self._answers.sayer(interaction)
        plain = "" if undone.allowed else "-plain"
        pattern = undone.allowed.text if undone.allowed else undone.found.pattern
        lines = [say(f"detection-undo-done{plain}", pattern=_shown(pattern))]
        if undone.found.pattern and undone.allowed is None:
            lines.append(say("detection-undo-rule-stays", pattern=_shown(pattern)))
        if undone.found.text_goes_back:
            lines.append(say("detection-undo-restores"))
        await self._answers.show(interaction, "\n".join(lines))

    async def delete(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Remove the message that stands."""
        found = await self._at_card(interaction, match)
        await self._moderation.delete(caller_of(interaction), found.id)
        await self._answers.say(interaction, "detection-delete-done")

    async def open_list(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Open the form of *list*."""
        found = await self._at_card(interaction, match)
        await self._moderation.may(caller_of(interaction), found.id, Verb.LIST)
        say = await self._answers.sayer(interaction)
        link = canonical(found.link)
        scopes = {} if link is None else covers([link])
        if link is None or not scopes:
            raise UserError("detection-no-link")
        seen = await self._sightings.of(found.server, [link])
        form = Form(f"detection:{found.id}:list:form", say("detection-list-title", detection=str(found.id)))
        add_listing_fields(form, say, scopes, found.category, seen)
        await self._answers.open(interaction, form)

    async def _list(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        fields = form_values(interaction)
        listed = await self._moderation.list_link(
            caller_of(interaction),
            DetectionId(int(match["id"])),
            _read(Scope, fields.get("scope", "")),
            _read(Category, fields.get("category", "")),
            fields.get("note", ""),
            share=fields.get("share") == "yes",
        )
        say = await self._answers.sayer(interaction)
        lines = [
            say(
                "detection-list-done",
                new="yes" if listed.new else "no",
                pattern=_shown(listed.pattern.text),
            )
        ]
        if listed.removing:
            lines.append(say("detection-list-removing"))
        await self._answers.show(interaction, "\n".join(lines))

    async def open_dismiss(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Open the form of *dismiss*."""
        found = await self._at_card(interaction, match)
        await self._moderation.may(caller_of(interaction), found.id, Verb.DISMISS)
        say = await self._answers.sayer(interaction)
        title = say("detection-dismiss-title", detection=str(found.id))
        form = Form(f"detection:{found.id}:dismiss:form", title)
        add_dismissal_fields(form, say)
        await self._answers.open(interaction, form)

    async def _dismiss(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        fields, detection = form_values(interaction), DetectionId(int(match["id"]))
        reason = _read(DismissReason, fields.get("reason", ""))
        await self._moderation.dismiss(caller_of(interaction), detection, reason, fields.get("note", ""))
        await self._answers.say(interaction, "detection-dismiss-done")

    async def reveal(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the kept text to the person who asked, alone."""
        found = await self._at_card(interaction, match)
        text = await self._moderation.reveal(caller_of(interaction), found.id)
        await self._answers.show(
            interaction, _revealed(await self._answers.sayer(interaction), found.id, text, 0)
        )

    async def _turn_revealed(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show another page of the text; the buttons stand in a private answer, so the person alone is checked."""
        detection = DetectionId(int(match["id"]))
        text = await self._moderation.reveal(caller_of(interaction), detection, further=True)
        page = _revealed(await self._answers.sayer(interaction), detection, text, int(match["page"]))
        await self._answers.turn(interaction, page)

    async def _why(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Tell the author, in their direct message, why their message was removed, but not who ordered it."""
        author = UserId(interaction.user.id)
        found = await self._moderation.why(
            author, DetectionId(int(match["id"])), clicked_place(interaction, "detection-elsewhere")
        )
        self._answers.about(interaction, found.server)
        say = await self._answers.sayer(interaction)
        category = say(f"category-{found.category}")
        if not found.pattern:
            await self._answers.show(interaction, say("undo-why-ordered", category=category))
            return
        answer = say(
            "undo-why",
            link=defang_link(found.link),
            pattern=_shown(found.pattern),
            list=str(found.tier),
            category=category,
        )
        if is_another_invite(found.pattern, found.link):
            answer = f"{answer}\n{say('undo-why-invite')}"
        await self._answers.show(interaction, answer)


def _read(kind: type[Choice], value: str) -> Choice:
    try:
        return kind(value)
    except ValueError:
        raise UserError("detection-form-unreadable") from None


def _shown(pattern: str) -> str:
    return shown_pattern(pattern) if pattern else ""


def _revealed(say: Say, detection: DetectionId, text: str, number: int) -> discord.ui.LayoutView:
    # Escaped by `defang`, so that the text cannot end the spoiler.
    parts = [Part(defang(redact(text)), before="||", after="\n||")]
    turning = Turning(say, lambda page: f"detection:{detection}:reveal:{page}")
    return page_of(Card(), say("detection-reveal", detection=str(detection)), parts, number, turning)
