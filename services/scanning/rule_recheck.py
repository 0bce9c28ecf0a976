"""Whether a removal that had to wait is still asked for: lists and policies change while Rowan may not delete."""

from dataclasses import replace

from core.base.ids import ChannelId, ServerId
from core.links import canonical
from core.lists.verdicts import decide
from services.lists.lookup import MatchSource
from services.scanning.posts import Surroundings
from services.servers.cache import ServerCache


class RuleRecheck:
    """Fills services.scanning.removal_ports.Rules."""

    def __init__(self, *, server_cache: ServerCache, lists: MatchSource, surroundings: Surroundings) -> None:
        self._server_cache = server_cache
        self._lists = lists
        self._surroundings = surroundings

    async def still_delete(
        self, server: ServerId, channel: ChannelId, link_text: str, guess: str, *, in_picture: bool = False
    ) -> bool:
        view = await self._server_cache.get(server)
        link = canonical(link_text)
        if link is None or not view.settings.set_up or (in_picture and not view.policy.images):
            return False
        said = await self._lists.said(server, [replace(link, guess=guess)])
        if not said.matches:
            return False
        channels = await self._surroundings.channels_around(server, channel)
        # The author's roles were looked at when the message was found.
        decision = decide(said.matches, view.policy, channels)
        return decision is not None and decision.action.deletes

    async def lets_stand(self, server: ServerId, link_text: str) -> bool:
        link = canonical(link_text)
        return link is not None and await self._lists.allowed(server, link)
