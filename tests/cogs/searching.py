"""Discord's search of messages, which simcord does not have: here it refuses, as where a bot may not search."""

from datetime import UTC, datetime
from typing import Any

from simcord.backend import errors
from simcord.http.router import RequestContext, route


def refuse_searches() -> None:
    """Let simcord know the route."""
    route("GET", "/guilds/{guild_id}/messages/search")(_search)


def _search(_ctx: RequestContext) -> Any:
    raise errors.missing_access()


def in_the_present(stage: Any) -> None:
    """Let simcord make messages of today: its own time begins in January, which is too long ago for a sweep."""
    begun = datetime(2026, 1, 1, tzinfo=UTC)
    clock = stage.env.backend.clock
    clock.advance((stage.clock() - begun).total_seconds() - clock.elapsed)
