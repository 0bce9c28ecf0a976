"""Whether somebody moderates the server that they act in, asked at each use case (DESIGN, rule 8)."""

from core.base.authority import Caller, require_moderator
from services.servers.settings import ServerSettings
from services.servers.setup import ServerStore


async def require_moderator_of(servers: ServerStore, caller: Caller) -> ServerSettings:
    """Give the settings of the caller's server. Raises UserError unless the caller moderates it."""
    settings = await servers.get(caller.server)
    require_moderator(caller, settings.moderator_role)
    return settings
