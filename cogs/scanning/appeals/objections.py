"""The buttons under a notice, and the form: an author objects to a removal, or reads what they wrote. They work in direct
messages, after restarts, too.
"""

import re

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import clicked_place
from cogs.base.direct_messages import DirectMessages
from cogs.base.forms import Form, form_values
from cogs.base.router import Router
from core.base.defang import defang
from core.base.ids import AppealId, NoticeId, ServerId, UserId
from core.base.posts import MessagePlace
from core.scanning.appeals import TEXT_LENGTH
from services.scanning.appeals.objections import Objections
from services.scanning.appeals.ports import AuthorNotice

_NOTICE, _APPEAL = r"notice:(?P<id>\d{1,18})", r"appeal:(?P<id>\d{1,18})"


class ObjectButtons(commands.Cog):
    """Handles them; that whoever presses is the author is asked each time."""

    def __init__(
        self, *, answers: Answers, router: Router, direct: DirectMessages, objections: Objections
    ) -> None:
        self._answers = answers
        self._direct = direct
        self._objections = objections
        router.add(f"{_NOTICE}:object", self._ask, opens_form=True)
        router.add(f"{_NOTICE}:object:form", self._send)
        router.add(f"{_NOTICE}:mine", self._mine_of_notice)
        router.add(f"{_APPEAL}:mine", self._mine)

    async def _ask(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Open the form, where there is anything to object to."""
        notice = await self._notice(interaction, match, clicked_place(interaction, "error-unknown-button"))
        found = await self._objections.may(notice)
        say = await self._answers.sayer(interaction)
        form = Form(f"notice:{notice.id}:object:form", say("object-title"))
        text = "kept" if found.text_kept else "gone"
        form.says(say("object-says", server=self._name(notice.server), text=text))
        form.text("text", say("object-why"), required=True, long=True, limit=TEXT_LENGTH)
        await self._answers.open(interaction, form)

    async def _send(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Keep what was written."""
        notice = await self._notice(interaction, match, None)
        appeal = await self._objections.object(notice, form_values(interaction).get("text", ""))
        server = self._name(notice.server)
        await self._answers.say(interaction, "object-done", server=server, appeal=str(appeal))

    async def _mine_of_notice(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Show the author what they wrote, from the notice."""
        notice = await self._notice(interaction, match, clicked_place(interaction, "error-unknown-button"))
        await self._show_own(interaction, await self._objections.by_notice(notice))

    async def _mine(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """The same, from the message that says what was decided."""
        await self._show_own(interaction, AppealId(int(match["id"])))

    async def _show_own(self, interaction: discord.Interaction, appeal: AppealId) -> None:
        server, words = await self._objections.own_words(UserId(interaction.user.id), appeal)
        self._answers.about(interaction, server)
        if words is None:
            await self._answers.say(interaction, "object-mine-gone")
            return
        await self._answers.show(interaction, defang(words))

    async def _notice(
        self, interaction: discord.Interaction, match: re.Match[str], place: MessagePlace | None
    ) -> AuthorNotice:
        author, notice = UserId(interaction.user.id), NoticeId(int(match["id"]))
        found = await self._objections.notice(author, notice, place)
        self._answers.about(interaction, found.server)
        return found

    def _name(self, server: ServerId) -> str:
        return defang(self._direct.name_of(server) or str(server))
