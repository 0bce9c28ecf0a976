"""`/blocklist export`: a server's own list as a file."""

import io
from collections.abc import Iterator

import discord
from discord import app_commands

from cogs.base.answers import Answers
from cogs.base.callers import caller_of
from core.lists.formats import Format, Writer
from services.base.texts import Say
from services.lists.imports.exporting import Exporting

FORMATS = [app_commands.Choice(name=str(form), value=str(form)) for form in Format]


class Exports:
    """Answers with the server's own list as a file."""

    def __init__(self, *, answers: Answers, exporting: Exporting) -> None:
        self._answers = answers
        self._exporting = exporting

    async def show(self, interaction: discord.Interaction, form: Format) -> None:
        """Give the file, and say what it lacks."""
        caller = caller_of(interaction)
        most = interaction.guild.filesize_limit if interaction.guild else 0
        writer, data = await self._exporting.own_list(caller, form, most)
        say = await self._answers.sayer(interaction)
        file = discord.File(io.BytesIO(data), filename=f"blocklist.{writer.suffix}")
        await self._answers.show(interaction, "\n".join(_exported(say, writer)), file)


def _exported(say: Say, writer: Writer) -> Iterator[str]:
    yield say("export-written", count=writer.written)
    if writer.left_out:
        yield say("export-left-out", count=writer.left_out)
    if writer.written and not writer.keeps_words:
        yield say("export-wordless")
    if writer.endless:
        yield say("export-endless", count=writer.endless)
