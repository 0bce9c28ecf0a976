"""What an invite on a list stands for, in words. The server's name is its owner's: defanged, on one line."""

from core.base.defang import defang
from core.lists.invites import Holding
from services.base.texts import Say


def holding_words(say: Say, holding: Holding) -> str:
    """A sentence about the entry."""
    return say(f"invite-{holding.behind}", **_values(holding))


def another_invite_words(say: Say, holding: Holding) -> str:
    """Why a link is covered that is not the invite on the list."""
    if holding.server is None:  # forgotten since
        return say("invite-another-plain")
    return say("invite-another", **_values(holding))


def _values(holding: Holding) -> dict[str, str]:
    name = defang(" ".join(holding.name.split()))
    return {"name": name or "?", "server": "?" if holding.server is None else str(holding.server)}
