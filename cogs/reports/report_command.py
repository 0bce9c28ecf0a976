"""`/report`, the message menu *Report message*, and the form that both open."""

import re
from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import TEXT_LENGTH, Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.discord_api.client import RowanClient
from cogs.base.discord_api.presence import guild_here
from cogs.base.forms import Form, form_values
from cogs.base.layout import fit
from cogs.base.message_texts import attachments_of, texts_of
from cogs.base.router import Router, chosen_values
from cogs.reports.message_links import ELSEWHERE, OF_ANOTHER, UNREAD, MessageLinks
from cogs.reports.report_form import report_form
from cogs.reports.support import SupportWords
from cogs.reports.thanks import Thanks
from cogs.reports.which_server import (
    SERVER_ID,
    WHICH_SERVER,
    WHICH_SERVER_PAGE,
    server_question,
    told_apart,
)
from cogs.servers.elsewhere import Elsewhere
from cogs.servers.membership import Memberships, Shared
from core.base.authority import Caller
from core.base.categories import Category
from core.base.defang import defang, plain
from core.base.errors import Unavailable, UserError
from core.base.ids import ChannelId, MessageId, RoleId, ServerId, UserId
from core.reports.evidence_files import ReportedFile
from core.reports.intake import ReportedMessage
from core.reports.message_links import messages_named, servers_named
from core.reports.report_form import LINK_LENGTH, Draft, ReportForm
from core.reports.report_limits import Held
from services.reports.intake import Intake

_SERVER_LENGTH = 100  # Discord's limits for a server's name and for a choice
_REFUSAL_ROOM = 800  # for why a report is not taken


class ReportCommand(commands.Cog):
    """Opens the form, reads it, and thanks whoever sent it."""

    def __init__(
        self,
        *,
        client: RowanClient,
        answers: Answers,
        router: Router,
        intake: Intake,
        links: MessageLinks,
        support: SupportWords,
        memberships: Memberships,
        elsewhere: Elsewhere,
    ) -> None:
        self._elsewhere = elsewhere
        self._client = client
        self._answers = answers
        self._intake = intake
        self._links = links
        self._support = support
        self._thanks = Thanks(texts=answers.texts, support=support)
        self._memberships = memberships
        self._menu = app_commands.guild_only(
            app_commands.ContextMenu(
                name=words("menu-report"), callback=self._report_message, extras={"opens_form": True}
            )
        )
        router.add(r"report:(?P<token>[\w-]{1,60})(?::(?P<server>\d{1,20}))?", self._sent)
        router.add(WHICH_SERVER, self._server_chosen, opens_form=True)
        router.add(WHICH_SERVER_PAGE, self._turn_servers)

    async def cog_load(self) -> None:
        """Put the menu on the client: a menu cannot be declared with a decorator inside a class."""
        self._client.tree.add_command(self._menu)

    async def cog_unload(self) -> None:
        """Take the menu off the client."""
        self._client.tree.remove_command(self._menu.name, type=self._menu.type)

    @app_commands.command(name="report", description=words("command-report"), extras={"opens_form": True})
    @app_commands.describe(link=words("command-report-link"), server=words("command-report-server"))
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def report(
        self,
        interaction: discord.Interaction,
        link: app_commands.Range[str, 1, LINK_LENGTH] | None = None,
        server: app_commands.Range[str, 1, _SERVER_LENGTH] | None = None,
    ) -> None:
        """Open the form with the link in it; in a direct message, for the server that is named."""
        await self._answers.before_form(self._open(interaction, Draft(link=link or ""), server or ""))

    @report.autocomplete("server")
    async def _servers(
        self, interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        """Offer the servers of which this person is a member."""
        try:
            offered = await self._memberships.offered(UserId(interaction.user.id), current)
        except Unavailable:
            return []
        say = await self._answers.sayer(interaction)
        choices = []
        for guild, apart in told_apart(say, offered):
            beside = f" ({apart})" if apart else ""
            name = fit(plain(guild.name), _SERVER_LENGTH - len(beside))
            choices.append(app_commands.Choice(name=name + beside, value=str(guild.id)))
        return choices

    async def _report_message(self, interaction: discord.Interaction, message: discord.Message) -> None:
        await self._answers.before_form(self._open(interaction, Draft(message=_reported(message))))

    async def _open(self, interaction: discord.Interaction, draft: Draft, server: str = "") -> None:
        if interaction.guild_id is None or server:
            await self._open_elsewhere(interaction, draft, server)
            return
        token = await self._intake.prepare(caller_of(interaction), draft)
        form = await self._form(interaction, token, draft, ServerId(interaction.guild_id))
        await self._answers.open(interaction, form)

    async def _open_elsewhere(self, interaction: discord.Interaction, draft: Draft, typed: str) -> None:
        """Open the form for the one server that can be meant, or ask for which."""
        user = UserId(interaction.user.id)
        own = None if typed else await self._where_link_leads(user, draft)
        if own is not None:
            await self._open_for(interaction, own, draft)
            return
        shared = await self._memberships.meant(user, typed)
        if not shared.known:
            raise UserError(_why_no_server(shared, typed))
        first = await self._memberships.caller(ServerId(shared.known[0].id), user)
        if first is None:
            raise UserError("report-server-unknown")
        if len(shared.known) == 1 and not shared.in_doubt:
            await self._open_for(interaction, first, draft)
            return
        # What was typed is kept in one of the servers until it is known which is meant.
        self._answers.about(interaction, first.server)
        kept = f"{await self._intake.prepare(first, draft)}:{first.server}"
        await self._answers.show(
            interaction, server_question(await self._answers.sayer(interaction), kept, shared, 1)
        )

    async def _where_link_leads(self, user: UserId, draft: Draft) -> Caller | None:
        """The member of the server whose message the link names; None where that is not known: then it is asked."""
        try:
            return await self._memberships.first_shared(user, servers_named(draft.link))
        except Unavailable:
            return None

    async def _open_for(self, interaction: discord.Interaction, caller: Caller, draft: Draft) -> None:
        self._answers.about(interaction, caller.server)
        token = f"{await self._intake.prepare(caller, draft)}:{caller.server}"
        name = self._name_of(caller.server)
        await self._answers.open(
            interaction, await self._form(interaction, token, draft, caller.server, name)
        )

    async def _turn_servers(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        self._answers.about(interaction, ServerId(int(match["server"])))
        shared = await self._memberships.meant(UserId(interaction.user.id), "")
        kept = f"{match['token']}:{match['server']}"
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, server_question(say, kept, shared, int(match["page"])))

    async def _server_chosen(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Open the form with what was kept while it was asked which server is meant."""
        chosen = chosen_values(interaction)
        if len(chosen) != 1 or not SERVER_ID.fullmatch(chosen[0]):
            raise UserError("report-server-unknown")
        caller = await self._memberships.caller(ServerId(int(chosen[0])), UserId(interaction.user.id))
        if caller is None:
            raise UserError("report-server-unknown")
        draft = await self._intake.kept(ServerId(int(match["server"])), caller.user, match["token"])
        await self._open_for(interaction, caller, draft)

    def _name_of(self, server: ServerId) -> str:
        """The name of the server that a report from elsewhere goes to."""
        name = self._elsewhere.name(server)
        return str(server) if name is None else defang(name)

    async def _caller(self, interaction: discord.Interaction, server: str | None) -> Caller:
        """The person who sent the form, as a member of the server that its custom id names.

        Discord is asked again, for they may have left since the form was opened.
        """
        if server is None:
            return caller_of(interaction)
        found = await self._memberships.caller(ServerId(int(server)), UserId(interaction.user.id))
        if found is None:
            raise UserError("report-server-unknown")
        self._answers.about(interaction, found.server)
        return found

    async def _form(
        self, interaction: discord.Interaction, token: str, draft: Draft, server: ServerId, name: str = ""
    ) -> Form:
        """The form. `name`: of the server, where it is opened elsewhere."""
        say = await self._answers.sayer(interaction)
        return report_form(say, token, draft, alerts=await self._intake.alerts(server), server=name)

    async def _sent(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        fields = form_values(interaction)
        form = ReportForm(
            link=fields.get("link", ""),
            category=fields.get("category", ""),
            details=fields.get("details", ""),
        )
        try:
            caller = await self._caller(interaction, match["server"])
            await self._file(interaction, caller, match["token"], form)
        except UserError as error:
            await self._answers.tell(
                interaction, error, beside=await self._in_danger(interaction, error, form)
            )

    async def _in_danger(self, interaction: discord.Interaction, error: UserError, form: ReportForm) -> str:
        """What helps beside an emergency that was not taken: nobody in danger is left with a refusal alone."""
        urgent = [category for category in Category if category.emergency and category == form.category]
        if not urgent or error.key not in {*Held, UNREAD, ELSEWHERE, OF_ANOTHER}:
            return ""
        language = await self._answers.language(interaction)
        return self._support.beside(language, urgent[0], TEXT_LENGTH - _REFUSAL_ROOM)

    async def _file(
        self, interaction: discord.Interaction, caller: Caller, token: str, form: ReportForm
    ) -> None:
        named = await self._named(interaction, caller, token, form)
        receipt = await self._intake.submit(caller, token, form, named)
        language = await self._answers.language(interaction)
        elsewhere = interaction.guild_id != caller.server
        thanks = self._thanks.worded(
            language,
            receipt,
            server=self._name_of(caller.server) if elsewhere else "",
            role_gone=self._is_gone(caller.server, receipt.alert_role),
        )
        await self._answers.show(interaction, thanks)

    async def _named(
        self, interaction: discord.Interaction, caller: Caller, token: str, form: ReportForm
    ) -> ReportedMessage | None:
        """The message that the report is about where it was not clicked but named by its link."""
        links = form.messages_named()
        opened = await self._intake.opened(caller, token) if links else None
        if opened is None:
            return None
        member = interaction.user if interaction.guild_id == caller.server else None
        reader = member if isinstance(member, discord.Member) else caller.user
        if opened.message is not None:
            await self._require_one_author(caller, reader, opened.message, form)
            return None
        if interaction.guild_id != caller.server:
            await self._require_own(caller, [each.server for each in links])
        meant = await self._links.meant(caller.server, reader, links)
        if meant is None:
            return None
        named = _reported(meant)
        await self._require_one_author(caller, reader, named, form)
        return named

    async def _require_one_author(
        self, caller: Caller, reader: discord.Member | UserId, about: ReportedMessage, form: ReportForm
    ) -> None:
        """Refuse a further link that leads to somebody else's message: they could read the report, if they moderate."""
        for each in messages_named(form.link):
            further = each.message != about.message
            meant = await self._links.meant(caller.server, reader, [each]) if further else None
            if meant is not None and meant.author.id != about.author:
                raise UserError(OF_ANOTHER)

    async def _require_own(self, caller: Caller, servers: Sequence[ServerId]) -> None:
        """Refuse a link that leads to another server of this person: its author is known there alone, and may moderate
        here.
        """
        other = None
        if caller.server not in servers:
            other = await self._memberships.first_shared(caller.user, servers)
        if other is not None:
            names = {"server": self._name_of(other.server), "here": self._name_of(caller.server)}
            raise UserError(ELSEWHERE, **names)

    def _is_gone(self, server: ServerId, role: RoleId | None) -> bool:
        """Whether a role that the server chose was deleted since."""
        guild = guild_here(self._client, server)
        return guild is not None and role is not None and guild.get_role(role) is None


def _why_no_server(shared: Shared, typed: str) -> str:
    if shared.in_doubt:
        return "report-server-silent"
    return "report-server-unknown" if typed else "report-server-none"


def _reported(message: discord.Message) -> ReportedMessage:
    return ReportedMessage(
        channel=ChannelId(message.channel.id),
        message=MessageId(message.id),
        author=UserId(message.author.id),
        author_name=message.author.display_name,
        texts=tuple(texts_of(message)),
        author_is_member=message.webhook_id is None and not message.author.bot,
        files=tuple(
            ReportedFile(file.id, file.filename, file.size, file.url) for file in attachments_of(message)
        ),
    )
