"""`/setup`: what a server chose, which permissions are missing, and where."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of, require_joined
from cogs.base.command_words import language_choices, words
from cogs.base.discord_api.client import RowanClient
from cogs.base.layout import button
from cogs.base.spoken_choice import SpokenChoice
from cogs.servers.image_button import READ_IMAGES
from cogs.servers.permissions import Missing, existing, lacking_permissions, unseen
from cogs.servers.rehearsals import BEGIN
from cogs.servers.review_channel import ReviewPost
from cogs.servers.review_readers import Counts, ReviewReaders, channel_rights, role_rights
from core.base.authority import Caller, require_manager
from core.base.defang import defang
from core.base.errors import Unavailable, Value
from core.base.ids import ChannelId, RoleId
from core.servers.review_readers import Readers, named
from services.base.outbox import ChannelProblem
from services.base.registration import Registration
from services.base.texts import Say
from services.servers.policy import Policies
from services.servers.settings import LIST_NAME_LENGTH, Clearable, ServerSettings, SetupChanges
from services.servers.setup import Servers
from services.servers.zones import zones_like

ClearOption = app_commands.Transform[str, SpokenChoice(Clearable, lambda one: f"setup-clear-{one}")]
_CHOICES, _ZONE_LENGTH = 25, 60
_NAMED = 10  # channels or members that are named before "and n more"


async def _zones(_interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    return [app_commands.Choice(name=zone, value=zone) for zone in zones_like(typed, _CHOICES)]


class Setup(commands.Cog):
    """The command `/setup`."""

    def __init__(
        self,
        *,
        client: RowanClient,
        answers: Answers,
        servers: Servers,
        review_post: ReviewPost,
        readers: ReviewReaders,
        registration: Registration,
        policies: Policies,
    ) -> None:
        self._client = client
        self._readers = readers
        self._review_post = review_post
        self._answers = answers
        self._servers = servers
        self._registration = registration
        self._policies = policies

    @app_commands.command(name="setup", description=words("command-setup"))
    @app_commands.describe(
        review_channel=words("command-setup-review-channel"),
        moderator_role=words("command-setup-moderator-role"),
        alert_role=words("command-setup-alert-role"),
        campaign_channel=words("command-setup-campaign-channel"),
        review_reader=words("command-setup-review-reader"),
        language=words("command-setup-language"),
        timezone=words("command-setup-timezone"),
        second_approval=words("command-setup-second-approval"),
        digest=words("command-setup-digest"),
        author_notices=words("command-setup-author-notices"),
        list_name=words("command-setup-list-name"),
        clear=words("command-setup-clear"),
    )
    @app_commands.choices(language=language_choices())
    @app_commands.autocomplete(timezone=_zones)
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.guild_only()
    async def setup(
        self,
        interaction: discord.Interaction,
        review_channel: discord.TextChannel | None = None,
        moderator_role: discord.Role | None = None,
        alert_role: discord.Role | None = None,
        campaign_channel: discord.TextChannel | None = None,
        review_reader: discord.Role | None = None,
        language: str | None = None,
        timezone: app_commands.Range[str, 0, _ZONE_LENGTH] | None = None,
        second_approval: bool | None = None,
        digest: bool | None = None,
        author_notices: bool | None = None,
        list_name: app_commands.Range[str, 0, LIST_NAME_LENGTH] | None = None,
        clear: ClearOption | None = None,
    ) -> None:
        """Change what is named, then show everything."""
        caller = caller_of(interaction, joined=False)  # who is no manager hears that first
        require_manager(caller)
        require_joined(interaction)
        changes = SetupChanges(
            review_channel=None if review_channel is None else ChannelId(review_channel.id),
            moderator_role=None if moderator_role is None else RoleId(moderator_role.id),
            alert_role=None if alert_role is None else RoleId(alert_role.id),
            campaign_channel=None if campaign_channel is None else ChannelId(campaign_channel.id),
            language=language,
            timezone=timezone,
            second_approval=second_approval,
            digest=digest,
            author_notices=author_notices,
            list_name=list_name,
            clear=None if clear is None else Clearable(clear),
            review_reader=None if review_reader is None else RoleId(review_reader.id),
        )
        guild = interaction.guild
        assert guild is not None  # noqa: S101  # caller_of refused otherwise
        counts: Counts | None = None
        if review_channel is not None or review_reader is not None:
            counts = await self._readers.counts(guild)
        settings = await self._servers.configure(
            caller,
            changes,
            review_channel=None if review_channel is None else channel_rights(review_channel, counts),
            review_reader=None if review_reader is None else role_rights(review_reader, counts),
        )
        readers = await self._readers.counted(settings)
        if counts is None and unseen(guild):
            counts = await self._readers.counts(guild)
        lacking = lacking_permissions(guild, settings, counts)
        say = await self._answers.sayer(interaction)
        problems = self._problems(guild, settings, readers, lacking.missing, say)
        lines = [self._title(settings, say, changed=changes.any), *_chosen(guild, settings, say), *problems]
        if settings.set_up and not problems:
            lines.append(say("setup-all-well"))
        if lacking.hidden:
            lines.append(say("setup-hidden", **_named_channels(lacking.hidden), count=len(lacking.hidden)))
        offers_images = await self._offers_images(settings)
        lines += [say("setup-offer-images")] if offers_images else []
        lines += ["", await self._next_step(caller, settings, say, faulty=bool(problems))]
        below = []
        if settings.set_up and not self._cards_wait(settings):
            below.append(button(BEGIN, say("rehearsal-button-begin")))
        if offers_images:
            below.append(button(READ_IMAGES, say("setup-button-images")))
        await self._answers.show(interaction, "\n".join(lines), below=below)

    def _title(self, settings: ServerSettings, say: Say, *, changed: bool) -> str:
        """Say first what holds. "Saved" is said only of what works."""
        if not settings.set_up:
            return say("setup-not-yet")
        if self._cards_wait(settings):
            return say("setup-saved-waits" if changed else "setup-waits")
        return say("setup-saved" if changed else "setup-current")

    def _cards_wait(self, settings: ServerSettings) -> bool:
        return self._review_post.problem(settings) is not None or settings.review_problem is not None

    async def _offers_images(self, settings: ServerSettings) -> bool:
        """Whether QR codes in pictures could be read and are not: that is off until a manager switches it on."""
        if not settings.set_up or not self._client.reads_messages:
            return False
        try:
            return not await self._policies.reads_pictures(settings.server)
        except Unavailable:  # who is told "saved" must not hang on a later look that fails
            return False

    async def _next_step(self, caller: Caller, settings: ServerSettings, say: Say, *, faulty: bool) -> str:
        """Say the one thing that a manager should do now."""
        if not settings.set_up:
            return say("setup-next-review")
        if faulty:
            return say("setup-next-mend")
        if settings.alert_role is None:
            return say("setup-next-alert")
        try:
            preset = await self._policies.suggested(caller.server)
        except Unavailable:  # who is told "saved" must not hang on a later look that fails
            preset = None
        if preset is not None:
            return say("setup-next-preset", preset=str(preset))
        return say("setup-next-report", channel=_channel(settings.review_channel, say("setup-none")))

    def _problems(
        self,
        guild: discord.Guild,
        settings: ServerSettings,
        readers: Readers,
        missing: Sequence[Missing],
        say: Say,
    ) -> list[str]:
        problems = []
        if not self._client.reads_messages:
            problems.append(say("setup-no-message-content"))
        if self._registration.behind is not None:
            problems.append(say("setup-commands-behind", why=self._registration.behind))
        problems += self._gone(guild, settings, say)
        problems += _too_many_readers(readers, say)
        problems += [_lacking(each, say) for each in missing]
        role = None if settings.moderator_role is None else guild.get_role(settings.moderator_role)
        if role is not None and not role.permissions.manage_messages:
            problems.append(say("setup-role-needs-commands", role=role.mention))
        alert = unpingable_alert_role(guild, settings)
        if alert is not None:
            problems.append(say("setup-alert-role-silent", role=alert.mention))
        return problems

    def _gone(self, guild: discord.Guild, settings: ServerSettings, say: Say) -> list[str]:
        """Say which of the chosen channels and roles are not there any more, and what only trying to post found out."""
        problems = []
        problem = self._review_post.problem(settings)
        if problem is ChannelProblem.DELETED:
            problems.append(say("setup-review-is-deleted"))
        elif problem is None and settings.review_problem is not None:
            problems.append(say("setup-review-refused"))
        if settings.campaign_channel is not None and guild.get_channel(settings.campaign_channel) is None:
            problems.append(say("setup-campaign-channel-gone"))
        roles = (settings.moderator_role, settings.alert_role)
        if any(role is not None and guild.get_role(role) is None for role in roles):
            problems.append(say("setup-role-gone"))
        return problems


def _chosen(guild: discord.Guild, settings: ServerSettings, say: Say) -> list[str]:
    """Say what the server chose."""
    none = say("setup-none")
    lines = [
        say("setup-review-channel", channel=_channel(settings.review_channel, none)),
        say("setup-moderator-role", role=_role(settings.moderator_role, none)),
        say("setup-alert-role", role=_role(settings.alert_role, none)),
        say("setup-campaign-channel", channel=_channel(settings.campaign_channel, none)),
        say("setup-timezone", zone=settings.timezone),
        say("setup-second-approval", on=str(settings.second_approval).lower()),
        say("setup-digest", on=str(settings.digest).lower()),
        say("setup-author-notices", on=str(settings.author_notices).lower()),
        say("setup-list-name", name=defang(settings.list_name) if settings.list_name else none),
    ]
    accepted = [_role(role, none) for role in sorted(settings.review_readers) if guild.get_role(role)]
    if accepted:
        lines.append(say("setup-review-readers", roles=tuple(accepted)))
    return lines


def _lacking(missing: Missing, say: Say) -> str:
    names = [say(f"permission-{each.replace('_', '-')}") for each in missing.permissions]
    channels = _named_channels(missing.channels)
    return say("setup-missing-permission", permission=tuple(names), **channels)


def _named_channels(channels: Sequence[discord.abc.GuildChannel]) -> dict[str, Value]:
    shown = tuple(channel.mention for channel in channels[:_NAMED])
    return {"channels": shown, "more": max(0, len(channels) - _NAMED)}


def _too_many_readers(readers: Readers, say: Say) -> list[str]:
    """Who reads the review channel and does not moderate: roles, for which cards wait, and single members, who are named."""
    if readers.everyone:
        return [say("setup-review-is-public")]
    told = [] if readers.private else [say("setup-review-is-open", **named(readers.roles))]
    if readers.alone:
        members = tuple(f"<@{user}>" for user in readers.alone[:_NAMED])
        more = max(0, len(readers.alone) - _NAMED)
        told.append(say("setup-review-read-alone", members=members, more=more))
    return told


def unpingable_alert_role(guild: discord.Guild, settings: ServerSettings) -> discord.Role | None:
    """The alert role, where a mention of it in the review channel would reach nobody; else None."""
    role = None if settings.alert_role is None else guild.get_role(settings.alert_role)
    if role is None or role.mentionable:
        return None
    places = existing(guild, settings.review_channel)
    rights = places[0].permissions_for(guild.me) if places else guild.me.guild_permissions
    return None if rights.mention_everyone else role


def _channel(channel: ChannelId | None, none: str) -> str:
    return none if channel is None else f"<#{channel}>"


def _role(role: RoleId | None, none: str) -> str:
    return none if role is None else f"<@&{role}>"
