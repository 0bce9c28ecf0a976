"""Invites and the server behind them: which entries cover an invite by the server that both lead to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from core.base.ids import ServerId
from core.base.redact import redact
from core.base.well_formed import well_formed
from core.links.link import INVITES, invite_code

NAME_LENGTH: Final = 60  # of a server's name, which its owner chose
KNOWN_FOR: Final = timedelta(days=1)
NONE_FOR: Final = timedelta(minutes=15)
# Where somebody lists a code whose answer is as old as that, Discord is asked again.
LOOKED_AFTER_AGAIN: Final = timedelta(hours=1)

Leads = Mapping[str, ServerId | None]
"""Codes that Discord was asked about -> the server behind each; None: it knows none, or one that no entry may hold."""


class Behind(StrEnum):
    """What is known about the server behind an invite that a list holds."""

    HELD = "held"  # the entry holds that server
    OWN = "own"  # it is the very server that asks, so the entry counts by its code alone
    NONE = "none"  # Discord shows none: it is over, or only people whom it names can see it
    ASKED = "asked"  # not answered yet


@dataclass(frozen=True, slots=True)
class Holding:
    """What an entry that is an invite stands for.

    `server` and `name` (as Discord gave it) are given where there is a server.
    """

    behind: Behind
    server: ServerId | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class InviteAnswer:
    """What Discord said about an invite. `server` None: there is none (any more), or no server is behind it."""

    server: ServerId | None
    name: str = ""


@dataclass(frozen=True, slots=True)
class InviteState:
    """What is stored about an invite.

    `listed`: some list has it; `server` and `name`: what was last heard to be behind it.
    """

    listed: bool
    server: ServerId | None
    name: str = ""

    @property
    def holds(self) -> bool:
        """Whether an entry holds a server by this invite."""
        return self.listed and self.server is not None


def heard(before: InviteState, answer: InviteAnswer) -> InviteState:
    """The state of an invite after an answer.

    An entry goes on holding its server when the invite itself has run out.
    """
    if answer.server is None and before.listed:
        return before
    return InviteState(before.listed, answer.server, redact(well_formed(answer.name))[:NAME_LENGTH])


def believed_for(answer: InviteAnswer) -> timedelta:
    """How long an answer of Discord's counts."""
    return NONE_FOR if answer.server is None else KNOWN_FOR


def invite_key(code: str) -> str:
    """The key under which a pattern with this code is filed; also its canonical address."""
    return f"{INVITES}/{code}"


def same_server_keys(link: str, leads: Leads) -> list[str]:
    """The keys of the other invites to the server to which the invite `link` (canonical) leads."""
    code = invite_code(link)
    server = None if code is None else leads.get(code)
    if server is None:
        return []
    return [invite_key(other) for other, there in leads.items() if there == server and other != code]


def is_another_invite(pattern: str, link: str) -> bool:
    """Whether the pattern and the link are different invites, so that a match covers the link by the server behind
    both.
    """
    listed, found = invite_code(pattern), invite_code(link)
    return listed is not None and found is not None and listed != found
