"""Saying what an invite on a list stands for. The server's name is its owner's words: defanged, on one line."""

from core.base.defang import defang
from core.lists.invites import Holding
from services.base.texts import Say


def holding_words(say: Say, holding: Holding) -> str:
    """Say which server an entry that is an invite stands for."""
    return say(f"invite-{holding.behind}", **_values(holding))


def another_invite_words(say: Say, holding: Holding) -> str:
    """Say why a link is covered that is not the invite on the list: it leads to that invite's server."""
    if holding.server is None:  # forgotten since
        return say("invite-another-plain")
    return say("invite-another", **_values(holding))


def _values(holding: Holding) -> dict[str, str]:
    name = defang(" ".join(holding.name.split()))
    return {"name": name or "?", "server": "?" if holding.server is None else str(holding.server)}
