"""Telling a manager, by direct message, about cases that moderators may not decide since one of them wrote the
message.
"""

from datetime import timedelta

import discord

from cogs.base.direct_messages import DirectMessages, not_kept, server_away
from cogs.base.layout import Card
from cogs.base.postman import Message
from cogs.reports.alerts.reminders import case_lines
from cogs.servers.managers import Managers
from cogs.servers.membership import Memberships
from core.base.defang import defang
from core.base.ids import CaseId
from services.base.outbox import Dropped, Later, OutboxRow, Posted, SendResult, Waiting
from services.base.ports import Clock
from services.base.texts import Texts
from services.reports.alerts.manager_alerts import ConcernedCases, ConcernedManagers
from services.servers.languages import Languages
from services.servers.setup import Servers

_UNREACHED = timedelta(hours=1)  # `/setup` by another manager run makes the row due at once


class ManagerAlerts:
    """Performs outbox rows of kind `concerned_notice`; the subject is the oldest case of the message."""

    def __init__(
        self,
        *,
        direct: DirectMessages,
        managers: Managers,
        memberships: Memberships,
        concerned: ConcernedManagers,
        servers: Servers,
        languages: Languages,
        texts: Texts,
        clock: Clock,
    ) -> None:
        self._direct = direct
        self._managers = managers
        self._memberships = memberships
        self._concerned = concerned
        self._servers = servers
        self._languages = languages
        self._texts = texts
        self._clock = clock

    async def perform(self, row: OutboxRow) -> SendResult:
        """Send one message to the first manager who did not write what was reported and can be written to."""
        found = await self._concerned.concerned(CaseId(row.subject))
        if found is None:
            return Dropped("nothing is unclaimed any more")
        name = self._direct.name_of(found.server)
        if name is None:
            return server_away(row)
        settings = await self._servers.get(found.server)
        author = await self._memberships.caller(found.server, found.author)
        if author is None or not author.is_moderator(settings.moderator_role):
            return Dropped("whoever moderates can decide it")
        later: Later | None = None
        for person in await self._managers.known(found.server):
            if person == found.author:
                continue
            language = await self._languages.of_letter(found.server, person)
            outcome = await self._direct.deliver(row, person, self._message(language, found, defang(name)))
            if isinstance(outcome, Posted):
                await self._concerned.told(CaseId(row.subject), self._clock())
            if isinstance(outcome, Waiting):  # closed direct messages: the next manager is tried
                continue
            if not isinstance(outcome, Later) or outcome.may_stand:
                return not_kept(outcome)
            later = later or outcome  # it did not arrive, for now: the next one may be told
        return later or Later("no manager can be told", _UNREACHED, may_stand=False)

    def _message(self, language: str, found: ConcernedCases, server: str) -> Message:
        say = self._texts.sayer(language)
        lines = [
            say("concerned-title", count=len(found.cases), server=server),
            *case_lines(say, found.server, found.cases),
        ]
        lines.append(f"-# {say('concerned-hint')}")
        if any(case.card is None for case in found.cases):
            lines.append(f"-# {say('concerned-no-card')}")
        return Message(Card(discord.Colour.orange()).text("\n".join(lines)).view(), marker=None)
