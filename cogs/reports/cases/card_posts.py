"""Posting a case's card in the review channel and keeping it up to date, always rendered from the row."""

from collections.abc import Sequence

import discord

from cogs.base.card_actions import CardAction
from cogs.base.postman import Message
from cogs.reports.cases.card import case_card, is_urgent
from cogs.scanning.detections.authors import Author, Authors
from cogs.servers.review_channel import ReviewPost
from core.base.ids import CaseId, RoleId, ServerId
from core.reports.cases import CaseState
from services.base.outbox import Dropped, OutboxRow, Posted, SendResult
from services.base.ports import Clock
from services.base.texts import Texts
from services.lists.lookup import MatchSource
from services.reports.alerts.pings import Pings
from services.reports.cases.listing import CaseListings
from services.reports.cases.review import Review
from services.reports.forms import links_of
from services.reports.records import Case
from services.reports.reported_messages import ReportedMessages
from services.servers.settings import ServerSettings
from services.servers.setup import Servers


class CaseCards:
    """Performs outbox rows of kind `case_card`; the subject is the case."""

    def __init__(
        self,
        *,
        client: discord.Client,
        review_post: ReviewPost,
        servers: Servers,
        review: Review,
        messages: ReportedMessages,
        pings: Pings,
        lists: MatchSource,
        listings: CaseListings,
        actions: Sequence[CardAction[Case]],
        authors: Authors,
        texts: Texts,
        clock: Clock,
    ) -> None:
        self._client = client
        self._messages = messages
        self._pings = pings
        self._actions = actions
        self._authors = authors
        self._review_post = review_post
        self._review = review
        self._servers = servers
        self._lists = lists
        self._listings = listings
        self._texts = texts
        self._clock = clock

    async def perform(self, row: OutboxRow) -> SendResult:
        """Post the card or bring it up to date; a case that became an emergency is announced once, by a new message."""
        case = await self._review.shown(CaseId(row.subject))
        if case is None or case.quiet:
            return Dropped("no such case, or none that has a card")
        calls = is_urgent(case) and not case.pinged and not case.held
        announce = calls and await self._pings.may_ping(case.id, self._clock())
        if announce and row.message is not None:
            # It became an emergency: an edit pings nobody and stays far up in the channel.
            return await self._review_post.take_down(row)
        if announce:
            case = await self._review.shown(case.id) or case  # with those that its ping tells of, too
        matches = await self._lists.matches(case.server, [link for _, link in links_of(case)])

        author, removes = await self._author(case), await self._removes(case)

        def render(settings: ServerSettings) -> Message:
            say = self._texts.sayer(settings.language)
            gone = self._role_is_gone(case.server, settings.alert_role)
            view = case_card(
                say,
                case,
                matches,
                settings,
                self._actions,
                author=author,
                alert_role_gone=gone,
                removes=removes,
            )
            role = settings.alert_role if announce and not gone else None
            return Message(view, marker=f"case:{case.id}:", role=role)

        delivered = await self._review_post.deliver(row, render)
        if announce and isinstance(delivered, Posted):
            await self._pings.pinged(case.id, self._clock())
        if isinstance(delivered, Posted) and (row.message is None or case.state is CaseState.CLOSED):
            # It may have gone before there was a case, or while nobody listened; the card follows then.
            await self._messages.look_at(case)
        return delivered

    async def _removes(self, case: Case) -> bool | None:
        """Whether the policy has the message deleted where its first link is blocked, as the form of *list* would say."""
        found = links_of(case)
        return await self._listings.would_remove(case, *found[0]) if found and case.message_stands else None

    async def _author(self, case: Case) -> Author | None:
        """The author; None where none is known that is a member."""
        if case.author is None or not case.author_is_member:
            return None
        role = (await self._servers.get(case.server)).moderator_role
        message = None if case.place is None else case.place.message
        return await self._authors.of_case(case.server, case.author.id, message, role)

    def _role_is_gone(self, server: ServerId, role: RoleId | None) -> bool:
        """Whether the alert role that the server chose was deleted since."""
        guild = self._client.get_guild(server)
        return guild is not None and role is not None and guild.get_role(role) is None
