"""`/privacy`: what Rowan stores about a member, and what it sends them."""

import discord
from discord import app_commands
from discord.ext import commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from cogs.base.command_words import words
from cogs.base.layout import Card
from core.base.defang import defang
from core.base.retention import KeptFor
from core.reports.intake import KEPT_AT_MOST
from services.reports.outcomes import Outcomes

UNNAMED = "none"  # of a server whose name is not known just now
_ABOUT = (
    "reports",
    "reported",
    "removed",
    "moderating",
    "rows",
    "seen",
    "left",
    "else",
    "notices",
    "language",
)


class Privacy(commands.Cog):
    """The command with its two parts; everyone may use it."""

    def __init__(self, *, answers: Answers, outcomes: Outcomes, kept: KeptFor) -> None:
        """`kept`: what the operator set, told as it is."""
        self._days = {
            "open": KEPT_AT_MOST.days,
            **{
                name: getattr(kept, name).days
                for name in (
                    "evidence",
                    "names",
                    "texts",
                    "rows",
                    "hosts_seen",
                    "audit_names",
                    "left_servers",
                )
            },
        }
        self._answers = answers
        self._outcomes = outcomes

    privacy = app_commands.Group(name="privacy", description=words("command-privacy"), guild_only=True)

    @privacy.command(name="about", description=words("command-privacy-about"))
    async def about(self, interaction: discord.Interaction) -> None:
        """Tell what is stored about a member, for how long, and who sees it."""
        say = await self._answers.sayer(interaction)
        days = {name: say("privacy-days", days=number) for name, number in self._days.items()}
        told = "\n".join(say(f"privacy-about-{part}", **days) for part in _ABOUT)
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
