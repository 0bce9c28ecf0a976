"""Asking for which server a report is meant: a menu of those that the person shares with Rowan, in pages."""

import re
from collections import Counter
from collections.abc import Sequence

import discord

from cogs.base.layout import Card, Turning, fit
from cogs.servers.membership import Shared
from core.base.defang import plain
from services.base.texts import Say

_KEPT = r"report-for:(?P<token>[\w-]{1,60}):(?P<server>\d{1,20})"
WHICH_SERVER = _KEPT
WHICH_SERVER_PAGE = rf"{_KEPT}:(?P<page>\d{{1,4}})"
"""Custom ids. They name what was kept meanwhile, and in which server it is kept."""

SERVER_ID = re.compile(r"\d{1,20}", re.ASCII)
_ON_A_PAGE = 25  # what Discord lets a menu hold
_LABEL = 100
_DIGITS = 4  # the last of an id


def told_apart(say: Say, guilds: Sequence[discord.Guild]) -> list[tuple[discord.Guild, str]]:
    """Each server, with what tells it from others of its name; nothing where no other has it."""
    names = Counter(_looks(guild) for guild in guilds)
    return [(guild, _what_differs(say, guild) if names[_looks(guild)] > 1 else "") for guild in guilds]


def _looks(guild: discord.Guild) -> str:
    return " ".join(guild.name.casefold().split())


def _what_differs(say: Say, guild: discord.Guild) -> str:
    return say("report-server-same", members=guild.member_count or 0, end=str(guild.id)[-_DIGITS:])


def server_question(say: Say, kept: str, shared: Shared, page: int) -> discord.ui.LayoutView:
    """The question. `kept`: token and server of what was kept."""
    pages = max(1, -(-len(shared.known) // _ON_A_PAGE))
    page = min(max(page, 1), pages)
    shown = shared.known[(page - 1) * _ON_A_PAGE : page * _ON_A_PAGE]
    card = Card(discord.Colour.orange())
    card.text(say("report-server-which", doubt="yes" if shared.in_doubt else "no"))
    options = [
        discord.SelectOption(
            label=fit(plain(guild.name), _LABEL - 1), value=str(guild.id), description=apart or None
        )
        for guild, apart in told_apart(say, shared.known)
        if guild in shown
    ]
    card.select(f"report-for:{kept}", say("report-server-choose"), options)
    turning = Turning(say, lambda number: f"report-for:{kept}:{number + 1}")
    return turning.add(card, page - 1, pages).view()
