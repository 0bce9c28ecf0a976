"""Short links as people and scanning see them: what is known of where they lead, and which to ask about.

Shorteners are asked in the background, one request a step (services/scanning/shorteners/asking.py), and only where the operator
switched that on.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol

from core.base.ids import ServerId
from core.links import Link, canonical
from core.lists.shorteners.answers import ShortLink, ShortState
from core.lists.shorteners.hosts import Shorteners
from services.base.patience import Sleep, until_known
from services.base.ports import Clock, Storage
from services.base.worker import Bell

WAITS_FOR = timedelta(hours=1)
"""How long it is tried to learn where a link leads, and how long messages wait for that."""

_BEFORE_ALL_OTHERS = datetime(1970, 1, 1, tzinfo=UTC)
# How long a moderator waits for what is behind a short link; no answer is deferred for it.
_AGAIN, _LOOK_SECONDS = 12, 0.1
_ASKED_AT_ONCE = 3  # short links that shorteners are asked about for one question of a moderator's


@dataclass(frozen=True, slots=True)
class KnownShort:
    """What is kept about a short link. `believed_until`: until then its shortener is not asked again."""

    link: ShortLink
    believed_until: datetime


@dataclass(frozen=True, slots=True)
class Asker:
    """By whose message it is asked: a server, and an author in it, or a channel where Discord names none."""

    server: ServerId
    whose: int


class ShortLinkStore(Protocol):
    """The store of table `short_links`, for whoever needs to know where links lead."""

    async def known(self, links: Sequence[str]) -> Mapping[str, KnownShort]:
        """Give what is kept about each of these links, canonical."""
        ...

    async def ask(
        self, link: str, host: str, asker: Asker | None, due_at: datetime, now: datetime
    ) -> ShortLink:
        """Have the shortener `host` asked about the link at `due_at`, unless there is an answer that still counts: gives
        what stands then. No answer comes between this and the end of the transaction.
        """
        ...


class ShortLinksTx(Protocol):
    """What a transaction offers to whoever needs to know where links lead."""

    @property
    def short_links(self) -> ShortLinkStore:
        """The store of table `short_links`."""
        ...


class ShortLinks:
    """What is known of short links; `learn` asks about them for a moderator."""

    def __init__(
        self,
        *,
        storage: Storage[ShortLinksTx],
        shorteners: Shorteners,
        bell: Bell,
        clock: Clock,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """`bell`: of the worker that asks shorteners."""
        self._storage = storage
        self._shorteners = shorteners
        self._bell = bell
        self._clock = clock
        self._sleep = sleep

    def among(self, links: Sequence[Link]) -> dict[str, Link]:
        """The short links among some links, by their canonical addresses; of two the surer."""
        found: dict[str, Link] = {}
        for link in links:
            if self._shorteners.host_of(link) and (link.canonical not in found or link.sure):
                found[link.canonical] = link
        return found

    async def known(self, links: Sequence[str], *, of_any_age: bool = False) -> Mapping[str, ShortLink]:
        """Give what is known of these links, canonical. A link without an answer that still counts is ASKED.

        `of_any_age`: an older answer counts as well. Raises Unavailable.
        """
        now = self._clock()
        kept = await self._storage.glance.short_links.known(links)
        return {
            link: kept[link].link
            if link in kept and (of_any_age or kept[link].believed_until > now)
            else ShortLink(ShortState.ASKED)
            for link in links
        }

    async def place_behind(self, link: str) -> str:
        """Give the last place, canonical, to which a short link was seen to lead; '' where nothing is known of it.

        Raises Unavailable.
        """
        way = (await self.known([link], of_any_age=True))[link].way
        place = canonical(way[-1]) if way else None
        return "" if place is None else place.canonical

    async def learn(self, links: Sequence[Link]) -> None:
        """Have shorteners asked about these links next, and wait a moment for the answers. Raises Unavailable."""
        short = dict(list(self.among(links).items())[:_ASKED_AT_ONCE])
        now = self._clock()
        async with self._storage.relaxed() as tx:
            for address, link in short.items():
                host = self._shorteners.host_of(link)
                await tx.short_links.ask(address, host, None, _BEFORE_ALL_OTHERS, now)
        self._bell.ring()
        await until_known(
            lambda: self._answered(list(short)), again=_AGAIN, seconds=_LOOK_SECONDS, sleep=self._sleep
        )

    async def _answered(self, links: Sequence[str]) -> Literal[True] | None:
        known = await self.known(links)
        return all(each.state is not ShortState.ASKED for each in known.values()) or None
