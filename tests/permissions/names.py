"""What there is to use, as the running bot knows it, each with the name by which docs/permissions.md calls it."""

import re
from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands

from tests.cogs.stage import Stage

_GROUP = re.compile(r"\?P<(?P<name>\w+)>|\?:")


def name_of(template: str) -> str:
    r"""A route as people read it: `case:(?P<id>\d{1,18}):claim(?P<private>:p)?` is `case:<id>:claim`."""
    said, at = "", 0
    while at < len(template):
        if template[at] != "(":
            said += template[at].replace("|", "/")
            at += 1
            continue
        end = _closing(template, at)
        said += _of_group(template[at + 1 : end], optional=template[end + 1 : end + 2] == "?")
        at = end + (2 if template[end + 1 : end + 2] == "?" else 1)
    return said


def _closing(template: str, opening: int) -> int:
    depth = 0
    for at in range(opening, len(template)):
        depth += {"(": 1, ")": -1}.get(template[at], 0)
        if depth == 0:
            return at
    raise ValueError(template)


def _of_group(inside: str, *, optional: bool) -> str:
    begins = _GROUP.match(inside)
    name = begins and begins["name"]
    if name == "private":  # the same action, in a private answer
        return ""
    said = f"<{name}>" if name else name_of(inside[begins.end() if begins else 0 :])
    return f"[{said}]" if optional else said


def routes(stage: Stage) -> dict[str, str]:
    """Every kind of custom id that the router knows: name to template."""
    return {name_of(route.template.pattern): route.template.pattern for route in stage.router._routes}


def choices(stage: Stage) -> set[str]:
    """Every value of a card's *More*: each is an action of its own."""
    found = set()
    for cog in stage.rowan.client.cogs.values():
        of_more = vars(cog).get("_of_more", {})
        row = "detection" if "Detection" in type(cog).__name__ else "case"
        found |= {f"{row}:<id>:more = {value}" for value in of_more}
    return found


def commands(stage: Stage) -> dict[str, app_commands.Command[Any, ..., Any]]:
    """Every command that can be given, by its name."""
    return {
        f"/{each.qualified_name}": each
        for each in stage.rowan.client.tree.walk_commands()
        if isinstance(each, app_commands.Command)
    }


def files(stage: Stage) -> set[str]:
    """Every command that gives a file instead where `export` is chosen, with that choice."""
    found = commands(stage).items()
    return {f"{name} (export)" for name, each in found if "export" in {one.name for one in each.parameters}}


def menus(stage: Stage) -> list[str]:
    """Every entry in the menu of a message or of a member."""
    kinds = (discord.AppCommandType.message, discord.AppCommandType.user)
    return [each.name for kind in kinds for each in stage.rowan.client.tree.walk_commands(type=kind)]


def suggestions(stage: Stage) -> Iterator[tuple[str, str]]:
    """Every option of a command that suggests something while it is typed: command and option."""
    for name, command in commands(stage).items():
        for parameter in command.parameters:
            if parameter.autocomplete:
                yield name, parameter.display_name


def everything(stage: Stage) -> set[str]:
    """The names of all that can be used."""
    suggested = {f"{command} {option}: …" for command, option in suggestions(stage)}
    pressed = {
        name for name in routes(stage) if not name.endswith(":more")
    }  # each of its values stands for itself
    return {*pressed, *choices(stage), *commands(stage), *files(stage), *menus(stage), *suggested}
