"""What a person is given of what Rowan keeps about them: a file for programs, and what is in it in words."""

import io
from collections.abc import Callable, Mapping, Sequence

import discord

from core.base.defang import defang
from core.base.ids import ServerId
from services.base.privacy.export_file import SECTIONS
from services.base.privacy.persons import Told, servers_in
from services.base.texts import Say

FILE = "rowan-export.json"
NameOf = Callable[[ServerId], str]


def in_words(say: Say, told: Mapping[str, Sequence[Told]], name_of: NameOf) -> str:
    """Say how much there is of what, and in which servers."""
    if not told:
        return "\n".join([say("privacy-export-nothing"), say("privacy-export-never")])
    lines = [say(f"privacy-export-{name}", count=len(told[name])) for name in SECTIONS if name in told]
    names = [defang(name_of(server)) or str(server) for server in servers_in(told)]
    servers = [say("privacy-export-servers", servers=", ".join(names))] if names else []
    return "\n".join(
        [
            f"### {say('privacy-export-title')}",
            *(f"- {line}" for line in lines),
            *servers,
            say("privacy-export-file", file=FILE),
            say("privacy-export-never"),
        ]
    )


def as_file(text: str) -> discord.File:
    """The file, to be sent along."""
    return discord.File(io.BytesIO(text.encode()), FILE)
