"""`/check`: what the lists say about a text, by the functions that the listener calls."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ChannelId, ServerId, UserId
from core.base.well_formed import well_formed
from core.links import Link, find_links, is_dear, keys_in
from core.links.link import invite_code
from core.lists.invites import Behind, Holding
from core.lists.verdicts import Decision, Match, decide, winning_matches
from core.servers.policy import LISTED, Tier
from services.base.apart import Apart
from services.base.ports import Clock, Storage
from services.lists.invites import Invites
from services.lists.live_index import LiveIndex
from services.lists.lookup import MatchSource, Said
from services.lists.shared_list.reads import READ_A_DAY, ReadsTx, may_show
from services.lists.shorteners.short_links import ShortLinks
from services.servers.policy import PolicyStore
from services.servers.setup import ServerStore

TEXT_LENGTH = 4000
_WINDOW = timedelta(minutes=1)
_MEMBER_LIMIT, _MODERATOR_LIMIT = 5, 30
_INVITES = 3  # that Discord is asked about for one answer
_REMEMBERED = 10_000  # members whose last questions are remembered


@dataclass(frozen=True, slots=True)
class MemberAnswer:
    """What a member hears: how many links are listed, and why; which are not."""

    links: int
    categories: Sequence[Category]
    unlisted: Sequence[str] = ()  # canonical
    unknown: int = 0  # invites of which nobody knows where they lead, which matters here
    hidden: int = (
        0  # invites on no list behind which Discord shows no server, so that their codes alone were compared
    )
    guess: str = ""  # what makes the first only likely, where none is sure
    dark: Sequence[str] = ()  # short links, canonical, of which nobody knows where they lead


@dataclass(frozen=True, slots=True)
class ModeratorAnswer:
    """What a moderator hears: every match, the links without one, and what would be done with such a message by an
    ordinary member.
    """

    matches: Sequence[Match]
    decision: Decision | None
    holdings: Mapping[str, Holding]  # of those matching patterns that are invites
    unknown: int  # invites of which Discord has not said where they lead
    unlisted: Sequence[str] = ()  # canonical
    hidden: int = 0  # as for a member
    dark: Sequence[str] = ()  # short links, canonical, of which nobody knows where they lead


class CheckStores(ReadsTx, Protocol):
    """What reads offer to the check."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def policies(self) -> PolicyStore:
        """The store of tables `policy_*`."""
        ...


@dataclass(frozen=True, slots=True)
class _Looked:
    """The links of a text; and those, doubtful ones too, that some list may hold."""

    links: Sequence[Link]
    suspects: Sequence[Link]


class TextCheck:
    """The use case. Raises UserError where somebody asks too often."""

    def __init__(
        self,
        *,
        storage: Storage[CheckStores],
        lookup: MatchSource,
        invites: Invites,
        short_links: ShortLinks | None = None,
        index: LiveIndex,
        apart: Apart,
        clock: Clock,
    ) -> None:
        """`short_links`: None where the operator lets no shortener be asked."""
        self._storage = storage
        self._lookup = lookup
        self._invites = invites
        self._short_links = short_links
        self._index = index
        self._apart = apart
        self._clock = clock
        self._asked: dict[tuple[ServerId, UserId], deque[datetime]] = {}

    async def check(
        self, caller: Caller, text: str, channels: Sequence[ChannelId]
    ) -> MemberAnswer | ModeratorAnswer:
        """Say what the lists hold of a text. `channels`: the place from the inside out, as for a message."""
        settings = await self._storage.glance.servers.get(caller.server)
        moderator = caller.is_moderator(settings.moderator_role)
        self._count(caller, _MODERATOR_LIMIT if moderator else _MEMBER_LIMIT)
        text = well_formed(text[:TEXT_LENGTH])
        looked = await self._look(caller, text)
        links = looked.suspects
        if not moderator:
            return await self._for_member(caller.server, looked)
        said = await self._said(caller.server, links)
        matches = said.matches
        shared = {match.pattern for match in matches if match.tier is Tier.SHARED}
        if not await may_show(self._storage, settings, len(shared), self._clock()):
            raise UserError("sharing-read-enough", limit=READ_A_DAY)
        policy = await self._storage.read.policies.get(caller.server)
        scanned = settings.set_up and settings.review_channel not in channels
        holdings = await self._invites.holding(caller.server, {match.pattern for match in matches})
        decision = decide(matches, policy, channels) if scanned else None
        unlisted = _unlisted(looked, matches, said.unknown, said.dark)
        return ModeratorAnswer(
            matches,
            decision,
            holdings,
            len(said.unknown),
            unlisted,
            hidden=await self._hidden(caller.server, unlisted),
            dark=_dark(said),
        )

    async def _look(self, caller: Caller, text: str) -> _Looked:
        """Read the text; elsewhere where it is made to be slow to read."""
        might_hold = self._index.index.might_hold
        if not is_dear([text]):
            return _Looked(find_links(text), find_links(text, might_hold))
        links = await self._apart.apart(caller.user, find_links, text)
        keys = await self._apart.apart(caller.user, keys_in, text)
        held = frozenset(filter(might_hold, keys))
        return _Looked(links, await self._apart.apart(caller.user, _links_with, text, held))

    async def _for_member(self, server: ServerId, looked: _Looked) -> MemberAnswer:
        """Neither Discord nor a shortener is asked: a member could have them asked about any number of links."""
        said = await self._lookup.said(server, looked.suspects)
        unknown = said.unknown if said.unknown and await self._invites.matters(server) else ()
        listed = [match for match in winning_matches(said.matches) if match.tier in LISTED]
        categories = sorted({match.category for match in listed}, key=list(Category).index)
        unlisted = _unlisted(looked, listed, unknown, said.dark)
        guess = "" if any(match.sure for match in listed) else next((match.guess for match in listed), "")
        links = len({match.link for match in listed})
        hidden = await self._hidden(server, unlisted)
        return MemberAnswer(links, categories, unlisted, len(unknown), hidden, guess, _dark(said))

    async def _said(self, server: ServerId, links: Sequence[Link]) -> Said:
        """Ask the lists; ask again once Discord and shorteners have said where unknown links lead, or after a moment."""
        said = await self._lookup.said(server, links)
        if said.short and self._short_links is not None:
            await self._short_links.learn([link for link in links if link.canonical in said.short])
            said = await self._lookup.said(server, links)
        if not said.unknown or not await self._invites.matters(server):
            return replace(said, unknown=())
        await self._invites.learn(said.unknown[:_INVITES])
        return await self._lookup.said(server, links)

    async def _hidden(self, server: ServerId, unlisted: Sequence[str]) -> int:
        """How many of these links are invites behind which Discord showed no server, where it matters which is: they are over, or
        only people whom they name can see them.
        """
        found = await self._invites.holding(server, unlisted)
        hidden = sum(holding.behind is Behind.NONE for holding in found.values())
        return hidden if hidden and await self._invites.matters(server) else 0

    def _count(self, caller: Caller, limit: int) -> None:
        now = self._clock()
        if len(self._asked) > _REMEMBERED:
            self._asked = {
                who: times for who, times in self._asked.items() if times and now - times[-1] < _WINDOW
            }
        times = self._asked.setdefault((caller.server, caller.user), deque())
        while times and now - times[0] >= _WINDOW:
            times.popleft()
        if len(times) >= limit:
            again = times[0] + _WINDOW
            raise UserError("check-often", when=f"<t:{int(again.timestamp()) + 1}:R>")
        times.append(now)


def _links_with(text: str, held: frozenset[str]) -> list[Link]:
    return find_links(text, held.__contains__)


def _dark(said: Said) -> tuple[str, ...]:
    """The short links without a match of which nobody knows where they lead."""
    listed = {match.link for match in said.matches}
    return tuple(link for link in said.dark if link not in listed)


def _unlisted(
    looked: _Looked, matches: Sequence[Match], unknown: Sequence[str], dark: Sequence[str]
) -> list[str]:
    """The links without a match, in order. An address that only carries one that has, or is carried by it, is no link of
    its own, and an invite or a short link that leads nobody knows where is on no list and off none.
    """
    listed = {match.link for match in matches}
    taken = [(link.start, link.end) for link in looked.suspects if link.canonical in listed]
    return [
        link.canonical
        for link in looked.links
        if link.canonical not in listed
        and link.canonical not in dark
        and not any(link.start < end and start < link.end for start, end in taken)
        and not any(invite_code(key) in unknown for key in link.keys)
    ]
