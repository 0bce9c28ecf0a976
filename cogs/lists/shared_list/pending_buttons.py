"""The buttons under what waits on the shared list: confirm, after a preview where that would do much, and dispute with a reason."""

import re

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of, require_private
from cogs.base.forms import Form, form_values
from cogs.base.router import Router
from cogs.lists import pages
from cogs.lists.previews import PreviewButtons
from core.base.errors import UserError
from core.base.ids import EntryId
from core.lists.previews import Effect
from core.lists.shared_standing import StanceKind
from services.lists.previews.second_clicks import Asked, SecondClicks, Verb, Weighed
from services.lists.previews.words import effect_lines
from services.lists.shared_list.shared import SharedList
from services.lists.typed_pattern import REASON_LENGTH, shown_pattern

_ELSEWHERE = "error-unknown-button"


class PendingButtons(commands.Cog):
    """Handles them. Rights are asked at each click, and again when the form is sent."""

    def __init__(
        self, *, answers: Answers, shared: SharedList, second_clicks: SecondClicks, router: Router
    ) -> None:
        self._answers = answers
        self._shared = shared
        self._previews = PreviewButtons(
            answers=answers,
            router=router,
            second_clicks=second_clicks,
            does={Verb.CONFIRM: self._confirmed},
            prefix="pending",
        )
        router.add(r"lists:stand:(?P<entry>\d{1,18}):confirm", self._confirm)
        router.add(r"lists:stand:(?P<entry>\d{1,18}):dispute", self._open, opens_form=True)
        router.add(r"lists:disputed:(?P<entry>\d{1,18})", self._dispute)
        router.add(r"digest:(?P<server>\d{1,20}):waiting", self._waiting)

    async def _pattern(self, interaction: discord.Interaction, match: re.Match[str]) -> str:
        return await self._shared.pattern_at(caller_of(interaction), EntryId(int(match["entry"])))

    async def _confirm(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        require_private(interaction, _ELSEWHERE)
        pattern = await self._pattern(interaction, match)
        await self._previews.begin(interaction, Asked(Verb.CONFIRM, pattern, {"reason": ""}))

    async def _confirmed(self, interaction: discord.Interaction, weighed: Weighed) -> None:
        """Confirm, once nothing more is to be asked."""
        await self._stand(interaction, weighed.asked.pattern, StanceKind.CONFIRM, "", weighed.effect)

    async def _open(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        require_private(interaction, _ELSEWHERE)
        pattern = await self._pattern(interaction, match)
        say = await self._answers.sayer(interaction)
        form = Form(f"lists:disputed:{match['entry']}", say("dispute-title"))
        form.says(say("dispute-about", pattern=shown_pattern(pattern)))
        form.text(
            "reason",
            say("dispute-reason"),
            description=say("dispute-reason-help"),
            required=True,
            long=True,
            limit=REASON_LENGTH,
        )
        await self._answers.open(interaction, form)

    async def _dispute(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        pattern = await self._pattern(interaction, match)
        reason = form_values(interaction).get("reason", "")
        await self._stand(interaction, pattern, StanceKind.DISPUTE, reason)

    async def _stand(
        self,
        interaction: discord.Interaction,
        pattern: str,
        kind: StanceKind,
        reason: str,
        effect: Effect | None = None,
    ) -> None:
        stood = await self._shared.stand(caller_of(interaction), pattern, kind, reason)
        say = await self._answers.sayer(interaction)
        lines = () if effect is None else effect_lines(say, effect)
        await self._answers.show(interaction, pages.stood(say, stood, lines))

    async def _waiting(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show what waits, from the button of the weekly message."""
        caller = caller_of(interaction)
        if str(caller.server) != match["server"]:
            raise UserError(_ELSEWHERE)
        found = await self._shared.pending(caller, 0)
        await self._answers.show(interaction, pages.pending(await self._answers.sayer(interaction), found))
