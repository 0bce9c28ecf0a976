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
from cogs.base.layout import Card, button
from cogs.base.router import Handler, Router
from cogs.lists.listing_form import add_listing_fields
from cogs.scanning.dismissal_form import add_dismissal_fields
from cogs.scanning.group_pages import removals_page
from cogs.scanning.kept_text import revealed
from cogs.scanning.undo_form import undo_form, undone_words
from cogs.servers.blur import CHOICE
from core.base.categories import Category
from core.base.defang import defang_link
from core.base.errors import UserError
from core.base.ids import DetectionId
from core.links import canonical
from core.lists.patterns import Scope
from core.lists.scopes import covers
from core.scanning.detections import Detection, DismissReason, UndoScope, Verb
from core.scanning.groups import MoreJoined
from services.lists.sightings import Sightings
from services.lists.typed_pattern import shown_pattern
from services.scanning.group_pages import GroupPages
from services.scanning.moderation import DetectionModeration
from services.servers.blur import Blur

Choice = TypeVar("Choice", bound=StrEnum)
DETECTION = r"detection:(?P<id>\d{1,18})"
_SEEN = (
    r"(?::(?P<seen>\d{1,6}))?"  # how many messages the card counted when somebody was asked; none: it was one
)


class DetectionButtons(commands.Cog):
    """Handlers for the table of actions, and for the forms that they open."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        moderation: DetectionModeration,
        sightings: Sightings,
        pages: GroupPages,
        blur: Blur,
    ) -> None:
        self._answers = answers
        self._moderation = moderation
        self._sightings = sightings
        self._pages = pages
        self._blur = blur
        for verb, sent in (
            ("undo:form", self._undo),
            ("list:form", self._list),
            ("dismiss:form", self._dismiss),
            ("allow", self._allow),
        ):
            router.add(rf"{DETECTION}:{verb}{_SEEN}", self._of_as_many(sent))
        router.add(rf"{DETECTION}:delete:(?P<seen>\d{{1,6}})", self._delete_all)
        router.add(rf"{DETECTION}:reveal:(?P<page>\d{{1,6}})", self._turn_revealed)
        router.add(f"{DETECTION}:{CHOICE}", self._turn_revealed)

    async def _at_card(self, interaction: discord.Interaction, match: re.Match[str]) -> Detection:
        return await self._moderation.at_card(
            caller_of(interaction),
            DetectionId(int(match["id"])),
            clicked_place(interaction, "detection-elsewhere"),
        )

    async def _count(self, found: Detection) -> int:
        """How many messages the card counts now."""
        group = await self._pages.of(found)
        return 1 if group is None else group.removals

    def _of_as_many(self, handler: Handler) -> Handler:
        """Make a handler that says so where more messages joined the card meanwhile, and gives no form back: the same form
        once more would not do.
        """

        async def handle(interaction: discord.Interaction, match: re.Match[str]) -> None:
            try:
                await handler(interaction, match)
            except MoreJoined as more:
                await self._answers.say(interaction, more.key, **more.values)

        return handle

    async def open_undo(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Open the form of *undo*."""
        found = await self._at_card(interaction, match)
        found = await self._moderation.may(caller_of(interaction), found.id, Verb.UNDO)
        group = await self._pages.of(found)
        await undo_form(found, group, await self._answers.sayer(interaction)).open(interaction)

    async def _undo(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Give the texts back, and stop the rule here where that was chosen."""
        scope = _read(UndoScope, form_values(interaction).get("scope", ""))
        detection = DetectionId(int(match["id"]))
        undone = await self._moderation.undo(caller_of(interaction), detection, scope, seen=_seen(match))
        await self._answers.show(interaction, undone_words(undone, await self._answers.sayer(interaction)))

    async def reopen(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Take a dismissal back."""
        found = await self._at_card(interaction, match)
        await self._moderation.reopen(caller_of(interaction), found.id)
        await self._answers.say(interaction, "detection-reopen-done")

    async def ask_allow(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Ask whether the place is really to be allowed."""
        found = await self._at_card(interaction, match)
        await self._moderation.may(caller_of(interaction), found.id, Verb.ALLOW)
        say, count = await self._answers.sayer(interaction), await self._count(found)
        sure = button(f"detection:{found.id}:allow:{count}", say("detection-allow-button"))
        question = say("detection-allow-question", pattern=shown_pattern(found.pattern), count=count)
        await self._answers.show(interaction, Card().text(question).buttons(sure).view())

    async def _allow(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        caller, detection, seen = caller_of(interaction), DetectionId(int(match["id"])), _seen(match)
        allowed = await self._moderation.allow(caller, detection, seen=seen)
        pattern = shown_pattern(allowed.text)
        await self._answers.say(interaction, "detection-allow-done", pattern=pattern, count=seen)

    async def delete(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Remove the message that stands; where the card counts several, ask whether all of them are meant."""
        found = await self._at_card(interaction, match)
        group = await self._pages.of(found)
        if group is None:
            await self._moderation.delete(caller_of(interaction), found.id, seen=1)
            await self._answers.say(interaction, "detection-delete-done")
            return
        await self._moderation.may(caller_of(interaction), found.id, Verb.DELETE)
        say = await self._answers.sayer(interaction)
        sure = button(
            f"detection:{found.id}:delete:{group.removals}",
            say("detection-delete-all-button", count=group.removals),
            discord.ButtonStyle.danger,
        )
        question = say("detection-delete-all-question", count=group.removals)
        await self._answers.show(interaction, Card().text(question).buttons(sure).view())

    async def _delete_all(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Remove every message of the card that stands."""
        detection, seen = DetectionId(int(match["id"])), int(match["seen"])
        await self._moderation.delete(caller_of(interaction), detection, seen=seen)
        await self._answers.say(interaction, "detection-delete-all-done")

    async def open_list(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Open the form of *list*."""
        found = await self._at_card(interaction, match)
        await self._moderation.may(caller_of(interaction), found.id, Verb.LIST)
        say = await self._answers.sayer(interaction)
        link = canonical(found.link)
        scopes = {} if link is None else covers([link])
        if link is None or not scopes:
            raise UserError("detection-no-link")
        seen, count = await self._sightings.of(found.server, [link]), await self._count(found)
        title = say("detection-list-title", detection=str(found.id))
        form = Form(f"detection:{found.id}:list:form:{count}", title)
        does = [say("detection-list-does", link=defang_link(found.link))]
        if found.outcome.stands:
            removes = await self._moderation.would_remove(found)
            does.append(say("detection-list-removes" if removes else "detection-list-leaves", count=count))
        form.says("\n".join(does))
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
            seen=_seen(match),
        )
        say = await self._answers.sayer(interaction)
        lines = [
            say(
                "detection-list-done",
                new="yes" if listed.new else "no",
                pattern=shown_pattern(listed.pattern.text),
            )
        ]
        if listed.removing:
            lines.append(say("detection-list-removing", count=_seen(match)))
        await self._answers.show(interaction, "\n".join(lines))

    async def open_dismiss(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Open the form of *dismiss*."""
        found = await self._at_card(interaction, match)
        await self._moderation.may(caller_of(interaction), found.id, Verb.DISMISS)
        say, count = await self._answers.sayer(interaction), await self._count(found)
        title = say("detection-dismiss-title", detection=str(found.id))
        form = Form(f"detection:{found.id}:dismiss:form:{count}", title)
        trying = "yes" if found.outcome.to_remove else "no"
        does = "detection-dismiss-does" if count == 1 else "detection-dismiss-does-all"
        form.says(say(does, trying=trying, count=count))
        add_dismissal_fields(form, say)
        await self._answers.open(interaction, form)

    async def _dismiss(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        fields, detection = form_values(interaction), DetectionId(int(match["id"]))
        reason = _read(DismissReason, fields.get("reason", ""))
        caller, seen = caller_of(interaction), _seen(match)
        await self._moderation.dismiss(caller, detection, reason, fields.get("note", ""), seen=seen)
        await self._answers.say(interaction, "detection-dismiss-done", count=seen)

    async def reveal(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the kept text to the person who asked, alone."""
        found = await self._at_card(interaction, match)
        caller = caller_of(interaction)
        text = await self._moderation.reveal(caller, found.id)
        say, blur = await self._answers.sayer(interaction), await self._blur.wanted(caller)
        await self._answers.show(interaction, revealed(found.id, text, say, blur=blur))

    async def _turn_revealed(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show another page of the text; the buttons stand in a private answer, so the person alone is checked."""
        caller, detection = caller_of(interaction), DetectionId(int(match["id"]))
        text = await self._moderation.reveal(caller, detection, further=True)
        if "blur" in match.groupdict():
            await self._blur.choose(caller, blur=match["blur"] == "on")
        say, blur = await self._answers.sayer(interaction), await self._blur.wanted(caller)
        await self._answers.turn(interaction, revealed(detection, text, say, int(match["page"]), blur=blur))

    async def removals(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show each of the removals that the card counts."""
        found = await self._at_card(interaction, match)
        page = await self._pages.page(caller_of(interaction), found.id, 0)
        await self._answers.show(interaction, removals_page(page, await self._answers.sayer(interaction)))


def _seen(match: re.Match[str]) -> int:
    return int(match["seen"] or 1)


def _read(kind: type[Choice], value: str) -> Choice:
    try:
        return kind(value)
    except ValueError:
        raise UserError("detection-form-unreadable") from None
