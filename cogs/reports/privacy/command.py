"""`/privacy`: what Rowan stores about a member, what it sends them; their own copy of it, and its end."""

import re

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.layout import Card, button
from cogs.base.router import Router
from cogs.reports.privacy.export import as_file, in_words
from cogs.servers.elsewhere import Elsewhere
from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from core.base.retention import KeptFor
from core.reports.intake import KEPT_AT_MOST
from services.base.ports import Clock
from services.base.privacy.export_file import written
from services.base.privacy.persons import Persons, Wish
from services.reports.outcomes import Outcomes

_ERASE = "privacy:erase"
UNNAMED = "none"  # of a server whose name is not known just now
_SHORT = "short"  # said only where it is so
_ABOUT = (
    "reports",
    "reported",
    "removed",
    "moderating",
    "rows",
    "seen",
    "pictures",
    "left",
    "else",
    _SHORT,
    "notices",
    "yours",
    "language",
)


def days_of(kept: KeptFor) -> dict[str, int]:
    """The days that the command names."""
    named = ("evidence", "names", "texts", "rows", "hosts_seen", "audit_names", "left_servers")
    return {"open": KEPT_AT_MOST.days, **{name: getattr(kept, name).days for name in named}}


class Privacy(commands.Cog):
    """The command with its parts; everyone may use it, in a server and in a direct message."""

    def __init__(
        self,
        *,
        elsewhere: Elsewhere,
        answers: Answers,
        router: Router,
        outcomes: Outcomes,
        persons: Persons,
        kept: KeptFor,
        asks_shorteners: bool,
        clock: Clock,
    ) -> None:
        """`kept`, `asks_shorteners`: what the operator set, told as it is."""
        self._days = days_of(kept)
        self._elsewhere = elsewhere
        self._about = [part for part in _ABOUT if asks_shorteners or part != _SHORT]
        self._answers = answers
        self._outcomes = outcomes
        self._persons = persons
        self._clock = clock
        router.add(rf"{_ERASE}:(?P<user>\d{{1,20}})", self._erase)

    privacy = app_commands.Group(
        name="privacy",
        description=words("command-privacy"),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
        allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
    )

    @privacy.command(name="about", description=words("command-privacy-about"))
    async def about(self, interaction: discord.Interaction) -> None:
        """Tell what is stored about a member, for how long, and who sees it."""
        say = await self._answers.sayer(interaction)
        days = {name: say("privacy-days", days=number) for name, number in self._days.items()}
        told = "\n".join(say(f"privacy-about-{part}", **days) for part in self._about)
        card = Card(discord.Colour.teal()).text(f"### {say('privacy-about-title')}\n{told}")
        await self._answers.show(interaction, card.view())

    @privacy.command(name="notices", description=words("command-privacy-notices"))
    @app_commands.describe(on=words("command-privacy-notices-on"))
    async def notices(self, interaction: discord.Interaction, on: bool) -> None:
        """Choose whether to hear how one's reports to this server end."""
        await self._outcomes.choose(caller_of(interaction, joined=False), notices=on)
        name = "" if interaction.guild is None else interaction.guild.name  # empty where Rowan itself is not
        server = defang(name) or UNNAMED
        key = "privacy-notices-on" if on else "privacy-notices-off"
        await self._answers.say(interaction, key, server=server)

    @privacy.command(name="export", description=words("command-privacy-export"))
    async def export(self, interaction: discord.Interaction) -> None:
        """Give somebody what is kept about them, in every server."""
        user = UserId(interaction.user.id)
        with self._persons.counted(Wish.EXPORT, user):
            told = await self._persons.export(user)
        say = await self._answers.sayer(interaction)
        files = [as_file(written(user, told, self._clock()))] if told else []
        await self._answers.show(interaction, in_words(say, told, self._name_of), *files)

    def _name_of(self, server: ServerId) -> str:
        return self._elsewhere.name(server) or ""

    @privacy.command(name="erase", description=words("command-privacy-erase"))
    async def erase(self, interaction: discord.Interaction) -> None:
        """Say what will be erased and what stays until when, before anything is."""
        say = await self._answers.sayer(interaction)
        days = {name: say("privacy-days", days=number) for name, number in self._days.items()}
        told = "\n".join(say(f"privacy-erase-{part}", **days) for part in ("what", "stays", "not", "sure"))
        card = Card(discord.Colour.red()).text(f"### {say('privacy-erase-title')}\n{told}")
        pressed = f"{_ERASE}:{interaction.user.id}"
        card.buttons(button(pressed, say("privacy-erase-button"), discord.ButtonStyle.danger))
        await self._answers.show(interaction, card.view())

    async def _erase(self, interaction: discord.Interaction, match: re.Match[str]) -> None:
        """Erase whoever pressed, whom the button was made for."""
        user = UserId(interaction.user.id)
        if int(match["user"]) != user:
            raise UserError("privacy-erase-not-yours")
        with self._persons.counted(Wish.ERASE, user):
            await self._persons.erase(user)
        # The same words whatever was there: they must not tell whether a case is open about somebody.
        say = await self._answers.sayer(interaction)
        await self._answers.show(interaction, f"{say('privacy-erased')}\n{say('privacy-erase-stays')}")
