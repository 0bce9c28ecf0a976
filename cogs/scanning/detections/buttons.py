"""Handling clicks on a detection's card, and the forms that it opens.

cogs/scanning/detections/actions.py says which action stands where.
"""

import re
from enum import StrEnum
from typing import TypeVar

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.forms import Form, form_values
from cogs.base.layout import Card, button
from cogs.base.router import Handler, Router
from cogs.lists.listing_form import add_listing_fields
from cogs.lists.pages import site_and_end
from cogs.lists.previews import PreviewButtons
from cogs.scanning.detections.clicks import DETECTION, DetectionClicks, detection_id
from cogs.scanning.detections.dismissal_form import add_dismissal_fields
from cogs.scanning.detections.undo_form import undo_form, undone_words
from core.base.categories import Category
from core.base.defang import defang_link
from core.base.errors import UserError
from core.base.ids import DetectionId
from core.links import canonical
from core.lists.patterns import Scope
from core.lists.scopes import covers
from core.scanning.detections import Detection, DismissReason, UndoScope, Verb
from core.scanning.groups import MoreJoined
from services.lists.own_sites import chosen_site
from services.lists.previews import second_clicks as asking
from services.lists.previews.previews import Effects
from services.lists.previews.words import effect_lines
from services.lists.sites import Sites
from services.lists.typed_pattern import shown_pattern
from services.scanning.detections.group_pages import GroupPages
from services.scanning.detections.moderation import DetectionModeration

Choice = TypeVar("Choice", bound=StrEnum)
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
        effects: Effects,
        second_clicks: asking.SecondClicks,
        sites: Sites,
        pages: GroupPages,
        clicks: DetectionClicks,
    ) -> None:
        self._answers = answers
        self._clicks = clicks
        self._moderation = moderation
        self._effects = effects
        self._sites = sites
        self._pages = pages
        self._previews = PreviewButtons(
            answers=answers,
            router=router,
            second_clicks=second_clicks,
            does={asking.Verb.ADD: self._list_now},
            prefix="detection-list",
        )
        for verb, sent in (
            ("undo:form", self._undo),
            ("list:form", self._list),
            ("dismiss:form", self._dismiss),
            ("allow", self._allow),
        ):
            router.add(rf"{DETECTION}:{verb}{_SEEN}", self._of_as_many(sent))
        router.add(rf"{DETECTION}:delete:(?P<seen>\d{{1,6}})", self._delete_all)

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
        found = await self._clicks.open_for(Verb.UNDO, interaction, match)
        group = await self._pages.of(found)
        await undo_form(found, group, await self._answers.sayer(interaction)).open(interaction)

    async def _undo(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Give the texts back, and stop the rule here where that was chosen."""
        fields = form_values(interaction)
        scope = _read(UndoScope, fields.get("scope", ""))
        undone = await self._moderation.undo(
            caller_of(interaction), detection_id(match), scope, seen=_seen(match), note=fields.get("note", "")
        )
        await self._answers.show(interaction, undone_words(undone, await self._answers.sayer(interaction)))

    async def reopen(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Take a dismissal back."""
        found = await self._clicks.clicked(interaction, match)
        await self._moderation.reopen(caller_of(interaction), found.id)
        await self._answers.say(interaction, "detection-reopen-done")

    async def ask_allow(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Ask whether the place is really to be allowed."""
        found = await self._clicks.open_for(Verb.ALLOW, interaction, match)
        say, count = await self._answers.sayer(interaction), await self._count(found)
        sure = button(f"detection:{found.id}:allow:{count}", say("detection-allow-button"))
        question = say("detection-allow-question", pattern=shown_pattern(found.pattern), count=count)
        await self._answers.show(interaction, Card().text(question).buttons(sure).view())

    async def _allow(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        caller, detection, seen = caller_of(interaction), detection_id(match), _seen(match)
        allowed = await self._moderation.allow(caller, detection, seen=seen)
        pattern = shown_pattern(allowed.text)
        await self._answers.say(interaction, "detection-allow-done", pattern=pattern, count=seen)

    async def delete(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Remove the message that stands; where the card counts several, ask whether all of them are meant."""
        found = await self._clicks.clicked(interaction, match)
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
        detection, seen = detection_id(match), int(match["seen"])
        await self._moderation.delete(caller_of(interaction), detection, seen=seen)
        await self._answers.say(interaction, "detection-delete-all-done")

    async def open_list(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Open the form of *list*."""
        found = await self._clicks.open_for(Verb.LIST, interaction, match)
        say = await self._answers.sayer(interaction)
        link = canonical(found.link)
        scopes = {} if link is None else covers([link])
        if link is None or not scopes:
            raise UserError("detection-no-link")
        seen, count = await self._effects.of_scopes(found.server, [link]), await self._count(found)
        title = say("detection-list-title", detection=str(found.id))
        form = Form(f"detection:{found.id}:list:form:{count}", title)
        does = [say("detection-list-does", link=defang_link(found.link))]
        if found.outcome.stands:
            removes = await self._moderation.would_remove(found)
            does.append(say("detection-list-removes" if removes else "detection-list-leaves", count=count))
        form.says("\n".join(does))
        like = await self._sites.like(found.server, [link])
        add_listing_fields(form, say, scopes, found.category, seen, like)
        await self._answers.open(interaction, form)

    async def _list(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        fields, detection = form_values(interaction), detection_id(match)
        scope = _read(Scope, fields.get("scope", ""))
        category = fields.get("category", "")
        if not chosen_site(category):
            _read(Category, category)
        pattern = await self._moderation.would_list(caller_of(interaction), detection, scope)
        options: asking.Options = {
            "detection": detection,
            "scope": scope,
            "category": category,
            "note": fields.get("note", ""),
            "share": fields.get("share") == "yes",
            "seen": _seen(match),
        }
        await self._previews.begin(interaction, asking.Asked(asking.Verb.ADD, pattern.text, options))

    async def _list_now(self, interaction: discord.Interaction, weighed: asking.Weighed) -> None:
        """List what the form asked for, once nothing more is to be asked."""
        options, caller = weighed.asked.options, caller_of(interaction)
        detection, seen = DetectionId(int(options["detection"] or 0)), int(options["seen"] or 0)
        scope, category = Scope(str(options["scope"])), str(options["category"])
        if await self._moderation.would_list(caller, detection, scope) != weighed.pattern:
            raise UserError("preview-over")  # its link is read in another way by now
        site = chosen_site(category)
        listed = await self._moderation.list_link(
            caller,
            detection,
            scope,
            None if site else Category(category),
            str(options["note"]),
            share=weighed.asked.shares,
            site=site,
            seen=seen,
        )
        say = await self._answers.sayer(interaction)
        lines = [
            say(
                "detection-list-done",
                new="yes" if listed.new else "no",
                pattern=shown_pattern(listed.pattern.text),
            )
        ]
        lines += site_and_end(say, listed.entry)
        if listed.removing:
            lines.append(say("detection-list-removing", count=seen))
        lines += effect_lines(say, weighed.effect)
        await self._answers.show(interaction, "\n".join(lines))

    async def open_dismiss(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Open the form of *dismiss*."""
        found = await self._clicks.open_for(Verb.DISMISS, interaction, match)
        say, count = await self._answers.sayer(interaction), await self._count(found)
        title = say("detection-dismiss-title", detection=str(found.id))
        form = Form(f"detection:{found.id}:dismiss:form:{count}", title)
        trying = "yes" if found.outcome.to_remove else "no"
        does = "detection-dismiss-does" if count == 1 else "detection-dismiss-does-all"
        form.says(say(does, trying=trying, count=count))
        add_dismissal_fields(form, say)
        await self._answers.open(interaction, form)

    async def _dismiss(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        fields, detection = form_values(interaction), detection_id(match)
        reason = _read(DismissReason, fields.get("reason", ""))
        caller, seen = caller_of(interaction), _seen(match)
        await self._moderation.dismiss(caller, detection, reason, fields.get("note", ""), seen=seen)
        await self._answers.say(interaction, "detection-dismiss-done", count=seen)


def _seen(match: re.Match[str]) -> int:
    return int(match["seen"] or 1)


def _read(kind: type[Choice], value: str) -> Choice:
    try:
        return kind(value)
    except ValueError:
        raise UserError("detection-form-unreadable") from None
