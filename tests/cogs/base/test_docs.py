"""docs/commands.md tells of every command with its options, and of none that does not exist."""

import re
from pathlib import Path

import discord
from discord import app_commands

from bot import parse
from tests.cogs.stage import Stage

DOCUMENT = (Path(__file__).parents[3] / "docs" / "commands.md").read_text(encoding="utf-8")


def registered(stage: Stage) -> dict[str, str]:
    """Each command as it is written: name, required options, optional ones in brackets."""
    found = {}
    for command in stage.rowan.client.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            options = [p.display_name if p.required else f"[{p.display_name}]" for p in command.parameters]
            found[command.qualified_name] = " ".join(["/" + command.qualified_name, *options])
    return found


async def test_every_command_stands_in_the_document_with_its_options(stage: Stage) -> None:
    lacking = [written for written in registered(stage).values() if f"`{written}`" not in DOCUMENT]
    assert lacking == []
    for menu in stage.rowan.client.tree.walk_commands(type=discord.AppCommandType.message):
        assert f"**{menu.name}**" in DOCUMENT


async def test_the_document_names_no_command_that_is_not_there(stage: Stage) -> None:
    told = set(re.findall(r"^\| `(/[^`]+)`", DOCUMENT, re.MULTILINE))
    assert told <= set(registered(stage).values())


NEEDED = {
    "restore": ["backup.db"],
    **{name: ["1"] for name in ("trust", "untrust", "ban", "forget", "stop-campaign")},
    "fetch": ["https://a.example"],
    "import": ["list.txt", "--shared"],
    "export": ["--shared"],
    "move": ["--to", "sqlite:///other.db"],
}


def test_every_command_of_the_command_line_stands_in_the_document() -> None:
    for name in re.findall(r"python bot\.py ([a-z-]+)", DOCUMENT):
        words = NEEDED.get(name, [])
        assert parse([name, *words]).command == name
