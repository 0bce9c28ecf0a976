"""A small moderation bot, to prove the local Discord. Plain discord.py; it knows nothing of the fake."""

import asyncio
import logging
import os
import re

import discord
from discord import app_commands
from discord.ext import commands, tasks

intents = discord.Intents.default()
intents.message_content = True
intents.members = True


class Verdict(discord.ui.DynamicItem[discord.ui.Button], template=r"verdict:(?P<act>ok|ban):(?P<uid>\d+)"):
    """A button on a review card that outlives the process."""

    def __init__(self, act: str, uid: int):
        button = discord.ui.Button(
            label=act.title(), custom_id=f"verdict:{act}:{uid}", style=discord.ButtonStyle.danger
        )
        super().__init__(button)
        self.act, self.uid = act, uid

    @classmethod
    async def from_custom_id(cls, interaction, item, match: re.Match[str]):
        return cls(match["act"], int(match["uid"]))

    async def callback(self, interaction: discord.Interaction):
        if not interaction.user.guild_permissions.moderate_members:
            await interaction.response.send_message("mods only", ephemeral=True)
            return
        embed = interaction.message.embeds[0].set_footer(text=f"{self.act} by {interaction.user}")
        await interaction.response.edit_message(embed=embed, view=None)


class ReportModal(discord.ui.Modal, title="Report a message"):
    reason = discord.ui.Label(text="Reason", component=discord.ui.TextInput(max_length=200))

    def __init__(self, target: discord.Message):
        super().__init__()
        self.target = target

    async def on_submit(self, interaction: discord.Interaction):
        await interaction.response.defer(ephemeral=True, thinking=True)
        await bot.post_review(self.target, f"reported: {self.reason.component.value}")
        await interaction.followup.send("Thanks, the moderators will look.", ephemeral=True)


class Bot(commands.Bot):
    async def setup_hook(self):
        self.add_dynamic_items(Verdict)
        await self.tree.sync()
        self.ticks = 0
        self.tick.start()

    async def on_ready(self):
        print("ready", flush=True)

    @tasks.loop(seconds=1)
    async def tick(self):
        self.ticks += 1

    async def post_review(self, message: discord.Message, why: str):
        channel = discord.utils.get(message.guild.text_channels, name="mod-review")
        view = discord.ui.View(timeout=None)
        view.add_item(Verdict("ok", message.author.id))
        view.add_item(Verdict("ban", message.author.id))
        embed = discord.Embed(title="Review", description=message.content)
        embed.add_field(name="Why", value=why)
        await channel.send(embed=embed, view=view, nonce=f"r{message.id}")

    async def on_message(self, message: discord.Message):
        if message.author.bot or message.guild is None or "badword" not in message.content:
            return
        await message.delete()
        await self.post_review(message, "bad word")
        try:
            await message.author.send("Your message was removed.")
        except discord.Forbidden:
            print("DMs closed", flush=True)


bot = Bot("!", intents=intents, guild_ready_timeout=0.1)


@bot.tree.command(description="Warn a member")
@app_commands.default_permissions(moderate_members=True)
@app_commands.describe(member="who", points="how many")
async def warn(
    interaction: discord.Interaction,
    member: discord.Member,
    reason: str,
    points: app_commands.Range[int, 1, 5] = 1,
):
    await interaction.response.send_message(f"Warned {member.mention}: {reason} ({points})", ephemeral=True)


@bot.tree.command(description="Breaks the three-second rule")
async def slow(interaction: discord.Interaction):
    await asyncio.sleep(3.3)
    await interaction.response.send_message("too late")


@bot.tree.command(description="Number of loop ticks")
async def ticks(interaction: discord.Interaction):
    await interaction.response.send_message(f"ticks={bot.ticks}")


@bot.tree.command(description="Sends an embed that is too long")
async def toolong(interaction: discord.Interaction):
    try:
        await interaction.response.send_message(embed=discord.Embed(description="x" * 4097))
    except discord.HTTPException as error:
        text = f"{error.status}/{error.code} {error.text}"[:1900]
        await interaction.response.send_message(text, ephemeral=True)


@bot.tree.context_menu(name="Report message")
async def report(interaction: discord.Interaction, message: discord.Message):
    await interaction.response.send_modal(ReportModal(message))


if __name__ == "__main__":
    bot.run(os.environ["DISCORD_TOKEN"], log_level=logging.INFO)
