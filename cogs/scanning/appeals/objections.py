"""The button under a notice, and its form: an author objects to a removal. Both work in direct messages, after restarts, too."""

import re

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import clicked_place
from cogs.base.direct_messages import DirectMessages
from cogs.base.forms import Form, form_values
from cogs.base.router import Router
from core.base.defang import defang
from core.base.ids import NoticeId, ServerId, UserId
from core.base.posts import MessagePlace
from core.scanning.appeals import TEXT_LENGTH
from services.scanning.appeals.objections import Objections
from services.scanning.appeals.ports import AuthorNotice

_NOTICE = r"notice:(?P<id>\d{1,18}):object"


class ObjectButtons(commands.Cog):
    """Handles both; that whoever presses is the author is asked each time."""

    def __init__(
        self, *, answers: Answers, router: Router, direct: DirectMessages, objections: Objections
    ) -> None:
        self._answers = answers
        self._direct = direct
        self._objections = objections
        router.add(_NOTICE, self._ask, opens_form=True)
        router.add(f"{_NOTICE}:form", self._send)

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

    async def _notice(
        self, interaction: discord.Interaction, match: re.Match[str], place: MessagePlace | None
    ) -> AuthorNotice:
        author, notice = UserId(interaction.user.id), NoticeId(int(match["id"]))
        found = await self._objections.notice(author, notice, place)
        self._answers.about(interaction, found.server)
        return found

    def _name(self, server: ServerId) -> str:
        return defang(self._direct.name_of(server) or str(server))
