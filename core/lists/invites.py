"""Invites and the server behind them: which entries cover an invite by the server that both lead to."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from core.base.ids import ServerId
from core.links.link import INVITES, invite_code

Leads = Mapping[str, ServerId | None]
"""Codes that Discord was asked about -> the server behind each; None: it knows none, or one that no entry may hold."""


class Behind(StrEnum):
    """What is known about the server behind an invite that a list holds."""

    HELD = "held"  # the entry holds that server
    OWN = "own"  # it is the very server that asks, so the entry counts by its code alone
    NONE = "none"  # Discord knows no such invite (any more)
    ASKED = "asked"  # not answered yet


@dataclass(frozen=True, slots=True)
class Holding:
    """What an invite on a list stands for. `server` and `name` (as Discord gave it) where there is one."""

    behind: Behind
    server: ServerId | None = None
    name: str = ""


def invite_key(code: str) -> str:
    """The key under which a pattern with this code is filed; also its canonical address."""
    return f"{INVITES}/{code}"


def same_server_keys(link: str, leads: Leads) -> list[str]:
    """The keys of other invites that lead where the invite `link` (canonical) leads."""
    code = invite_code(link)
    server = None if code is None else leads.get(code)
    if server is None:
        return []
    return [invite_key(other) for other, there in leads.items() if there == server and other != code]


def is_another_invite(pattern: str, link: str) -> bool:
    """Whether an entry covers the link as another invite to the server that it holds."""
    listed, found = invite_code(pattern), invite_code(link)
    return listed is not None and found is not None and listed != found
