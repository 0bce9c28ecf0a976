"""Telling each reporter how their case ended, once and without anybody's name."""

import re

import discord
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.direct_messages import DirectMessages, not_kept, server_away
from cogs.base.layout import Card, button
from cogs.base.postman import Message
from cogs.base.router import Router
from cogs.reports.privacy.command import UNNAMED
from core.base.defang import defang
from core.base.ids import ReportId, UserId
from services.base.outbox import Dropped, OutboxRow, SendResult
from services.base.texts import Texts
from services.reports.outcomes import Ending, Outcomes
from services.servers.languages import Languages


class OutcomeNotices:
    """Performs outbox rows of kind `outcome_notice`; the subject is the report."""

    def __init__(
        self, *, direct: DirectMessages, outcomes: Outcomes, languages: Languages, texts: Texts
    ) -> None:
        self._direct = direct
        self._outcomes = outcomes
        self._languages = languages
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Send one message to the reporter; nothing more is tried where it cannot be delivered."""
        ending = await self._outcomes.ending(ReportId(row.subject))
        if ending is None:
            return Dropped("nobody to tell")
        name = self._direct.name_of(ending.server)
        if name is None:
            return server_away(row)
        language = await self._languages.of_letter(ending.server, ending.reporter)
        message = self._message(language, ending, ReportId(row.subject), defang(name))
        return not_kept(await self._direct.deliver(row, ending.reporter, message))

    def _message(self, language: str, ending: Ending, report: ReportId, server: str) -> Message:
        say = self._texts.sayer(language)
        card = Card(discord.Colour.dark_grey())
        card.text(say(ending.sentence, case=str(ending.case), server=server))
        card.text(f"-# {say('outcome-hint')}")
        card.buttons(button(f"outcome:{report}:off", say("outcome-off")))
        return Message(card.view(), marker=f"outcome:{report}:")


class OutcomeButtons(commands.Cog):
    """Handles the button under a notice; it works in the direct message of the reporter alone."""

    def __init__(
        self, *, answers: Answers, router: Router, direct: DirectMessages, outcomes: Outcomes
    ) -> None:
        self._answers = answers
        self._direct = direct
        self._outcomes = outcomes
        router.add(r"outcome:(?P<report>\d{1,18}):off", self._off)

    async def _off(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        user = UserId(interaction.user.id)
        server = await self._outcomes.server_of(ReportId(int(match["report"])), user)
        self._answers.about(interaction, server)
        await self._outcomes.end(server, user)
        name = self._direct.name_of(server)
        told = UNNAMED if name is None else defang(name)
        await self._answers.say(interaction, "privacy-notices-off", server=told)
