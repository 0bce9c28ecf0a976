"""The baseline of reports: the smallest discord.py bot that answers every form that is sent with one sentence."""

import os

import discord

intents = discord.Intents.none()
intents.guilds = True


class BareFormBot(discord.Client):
    """Answers forms; saves nothing, checks nothing, remembers nothing."""

    async def on_ready(self) -> None:
        """Print that the bot is ready, as Rowan does."""
        print("ready: bare form bot", flush=True)

    async def on_interaction(self, interaction: discord.Interaction) -> None:
        """Answer a form with one call."""
        if interaction.type is discord.InteractionType.modal_submit:
            await interaction.response.send_message("Thank you.", ephemeral=True)


BareFormBot(intents=intents, max_messages=None, chunk_guilds_at_startup=False).run(
    os.environ["DISCORD_TOKEN"], log_handler=None
)
