"""The baseline of removals: the smallest discord.py bot that deletes messages holding a fixed substring."""

import os

import discord

WORD = os.environ["BENCH_WORD"]

intents = discord.Intents.none()
intents.guilds = True
intents.guild_messages = True
intents.message_content = True


class BareBot(discord.Client):
    """Listens and deletes; remembers nothing."""

    async def on_ready(self) -> None:
        """Print that the bot is ready, as Rowan does."""
        print("ready: bare bot", flush=True)

    async def on_message(self, message: discord.Message) -> None:
        """Look for the substring; delete with one call."""
        if WORD in message.content:
            await message.delete()


BareBot(intents=intents, max_messages=None, chunk_guilds_at_startup=False).run(
    os.environ["DISCORD_TOKEN"], log_handler=None
)
