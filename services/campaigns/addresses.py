"""Deciding by what lists hold which addresses in campaigns and updates are refused."""

from collections.abc import Sequence
from typing import Protocol

from core.base.defang import defang_link
from core.base.errors import UserError
from core.base.ids import ServerId
from core.links import Link, canonical, find_links
from core.lists.verdicts import Match, winning_matches


class ListView(Protocol):
    """Knows what lists hold; services.lists.lookup.ListLookup fills it."""

    async def matches(self, server: ServerId, links: Sequence[Link]) -> list[Match]:
        """Find every entry that covers one of the links, as this server sees it."""
        ...


async def listed(lists: ListView, server: ServerId, address: str) -> Match | None:
    """Find the entry that holds this address, or one inside it, for this server; None where none does."""
    itself = canonical(address)
    links = [*([] if itself is None else [itself]), *find_links(address)]
    winning = winning_matches(await lists.matches(server, links))
    return winning[0] if winning else None


async def refuse_listed(lists: ListView, server: ServerId, address: str) -> None:
    """Refuse an address that a list holds, since Rowan does not link there. Raises UserError."""
    match = await listed(lists, server, address) if address else None
    if match is not None:
        raise UserError("campaign-address-listed", pattern=defang_link(match.pattern), tier=str(match.tier))
