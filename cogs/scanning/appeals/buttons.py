"""The buttons of an appeal's card, and their forms: *Read*, *Uphold…*, *Overturn…*. Who may is asked at each click."""

import re
from collections.abc import Callable

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of, clicked_place
from cogs.base.forms import Form, form_values
from cogs.base.layout import Card, Part, Turning, page_of
from cogs.base.router import Router
from cogs.scanning.detections.authors import Authors
from cogs.servers.blur import CHOICE, blur_button, private_text
from core.base.errors import UserError
from core.base.ids import AppealId
from core.scanning.appeals import REASON_LENGTH, stands
from core.scanning.detections import UndoScope
from services.base.outbox import Kind
from services.base.texts import Say
from services.lists.typed_pattern import shown_pattern
from services.scanning.appeals.deciding import AppealDecisions, AppealView, Revealed
from services.servers.blur import Blur
from services.servers.setup import Servers

_APPEAL = r"appeal:(?P<id>\d{1,18})"
_OPTION = 100  # characters


class AppealButtons(commands.Cog):
    """Handles them."""

    def __init__(
        self,
        *,
        answers: Answers,
        router: Router,
        decisions: AppealDecisions,
        authors: Authors,
        servers: Servers,
        blur: Blur,
    ) -> None:
        self._answers = answers
        self._decisions = decisions
        self._authors = authors
        self._servers = servers
        self._blur = blur
        router.add(f"{_APPEAL}:reveal", self._read)
        router.add(f"{_APPEAL}:note", self._read_from_note)
        router.add(rf"{_APPEAL}:reveal:(?P<page>\d{{1,6}})", self._turn)
        router.add(f"{_APPEAL}:{CHOICE}", self._turn)
        router.add(f"{_APPEAL}:uphold", self._ask_uphold, opens_form=True)
        router.add(f"{_APPEAL}:overturn", self._ask_overturn, opens_form=True)
        router.add(f"{_APPEAL}:uphold:form", self._uphold)
        router.add(f"{_APPEAL}:overturn:form", self._overturn)

    async def _read(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show what the author wrote and what was removed to whoever asked, alone; the audit remembers who looked."""
        await self._show(interaction, _id(match), Kind.APPEAL_CARD)

    async def _read_from_note(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show it from the message which says that a decision was overturned."""
        await self._show(interaction, _id(match), Kind.APPEAL_NOTE)

    async def _show(self, interaction: discord.Interaction, appeal: AppealId, kind: Kind) -> None:
        caller, place = caller_of(interaction), clicked_place(interaction, "appeal-elsewhere")
        await self._decisions.theirs(caller, appeal, place, kind)
        revealed = await self._decisions.read(caller, appeal)
        await self._answers.show(interaction, await self._page(interaction, revealed, 0))

    async def _turn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show another page; the buttons stand in a private answer, so the person alone is checked."""
        caller = caller_of(interaction)
        revealed = await self._decisions.read(caller, _id(match), further=True)
        if "blur" in match.groupdict():
            await self._blur.choose(caller, blur=match["blur"] == "on")
        await self._answers.turn(interaction, await self._page(interaction, revealed, int(match["page"])))

    async def _page(
        self, interaction: discord.Interaction, revealed: Revealed, number: int
    ) -> discord.ui.LayoutView:
        say, blur = await self._answers.sayer(interaction), await self._blur.wanted(caller_of(interaction))
        appeal = revealed.appeal.id
        turning = Turning(say, lambda page: f"appeal:{appeal}:reveal:{page}")

        def below(card: Card) -> None:
            card.buttons(blur_button(say, f"appeal:{appeal}", number, blur=blur))

        title = say("appeal-reveal", appeal=str(appeal))
        return page_of(Card(), title, _parts(revealed, say, blur=blur), number, turning, below)

    async def _ask_uphold(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._ask(interaction, match, _uphold_form)

    async def _ask_overturn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        await self._ask(interaction, match, _overturn_form)

    async def _ask(
        self, interaction: discord.Interaction, match: re.Match[str], made: Callable[[AppealView, Say], Form]
    ) -> None:
        """Open the form of the decision, for whoever may decide."""
        caller, place = caller_of(interaction), clicked_place(interaction, "appeal-elsewhere")
        view = await self._decisions.theirs(caller, _id(match), place)
        moderates = await self._author_moderates(view)
        await self._decisions.require_may(caller, view, author_moderates=moderates)
        say = await self._answers.sayer(interaction)
        form = made(view, say)
        form.text("reason", say("appeal-reason"), required=True, long=True, limit=REASON_LENGTH)
        await self._answers.open(interaction, form)

    async def _uphold(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        caller, appeal = caller_of(interaction), _id(match)
        moderates = await self._author_moderates(await self._decisions.theirs(caller, appeal, None))
        reason = form_values(interaction).get("reason", "")
        await self._decisions.uphold(caller, appeal, reason, author_moderates=moderates)
        await self._answers.say(interaction, "appeal-uphold-done", appeal=str(appeal))

    async def _overturn(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        caller, appeal, fields = caller_of(interaction), _id(match), form_values(interaction)
        moderates = await self._author_moderates(await self._decisions.theirs(caller, appeal, None))
        try:
            scope = UndoScope(fields.get("scope") or UndoScope.MESSAGE)
        except ValueError:
            raise UserError("appeal-form-unreadable") from None
        done = await self._decisions.overturn(
            caller, appeal, fields.get("reason", ""), scope, author_moderates=moderates
        )
        say = await self._answers.sayer(interaction)
        lines = [say("appeal-overturn-done", appeal=str(appeal), count=done.removals)]
        if done.allowed:
            patterns = ", ".join(shown_pattern(pattern.text) for pattern in done.allowed)
            lines.append(say("appeal-overturn-allowed", patterns=patterns))
        if done.rule_stays:
            lines.append(say("appeal-overturn-rule-stays"))
        await self._answers.show(interaction, "\n".join(lines))

    async def _author_moderates(self, view: AppealView) -> bool:
        """Whether the author moderates here, asked live; False where Discord does not say."""
        if view.appeal.author is None:
            return False
        role = (await self._servers.get(view.appeal.server)).moderator_role
        return await self._authors.moderates(view.appeal.server, view.appeal.author.id, role)


def _id(match: re.Match[str]) -> AppealId:
    return AppealId(int(match["id"]))


def _parts(revealed: Revealed, say: Say, *, blur: bool) -> list[str | Part]:
    parts: list[str | Part] = []
    if revealed.objection is None:
        parts.append(say("appeal-reveal-words-gone"))
    else:
        parts.append(private_text(revealed.objection, say("appeal-reveal-words"), blur=blur))
    for removal, text in revealed.texts:
        head = say("appeal-reveal-text", detection=str(removal.id))
        parts.append(private_text(text, head, blur=blur))
    return parts if revealed.texts else [*parts, say("appeal-reveal-text-gone")]


def _uphold_form(view: AppealView, say: Say) -> Form:
    appeal = view.appeal.id
    form = Form(f"appeal:{appeal}:uphold:form", say("appeal-uphold-title", appeal=str(appeal)))
    return form.says(say("appeal-uphold-says"))


def _overturn_form(view: AppealView, say: Say) -> Form:
    appeal, standing = view.appeal.id, [each for each in view.removals if stands(each)]
    form = Form(f"appeal:{appeal}:overturn:form", say("appeal-overturn-title", appeal=str(appeal)))
    form.says(say("appeal-overturn-says", count=len(standing)))
    patterns = list(dict.fromkeys(each.pattern for each in standing if each.pattern))
    if not patterns:
        return form
    shown = ", ".join(shown_pattern(pattern).strip("`") for pattern in patterns)
    options = [
        discord.SelectOption(
            label=say(f"detection-undo-{scope}"),
            description=say(f"detection-undo-{scope}-help", pattern=shown)[:_OPTION],
            value=scope,
            default=scope is UndoScope.MESSAGE,
        )
        for scope in UndoScope
    ]
    return form.choice("scope", say("detection-undo-scope"), options)
