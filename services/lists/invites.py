"""Invites on lists and in messages, as people and scanning see them: which server is behind one, and which to ask
about.

An entry that is an invite holds the server behind it, once Discord has said which (services/lists/invite_questions.py asks). While some
entry that acts in a server does, invites that Discord was not asked about yet are noted with the messages they stand
in, and those messages are looked at again when the answer is there.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Literal, Protocol

from core.base.errors import UserError
from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import PostKind
from core.links.link import invite_code
from core.lists.invites import KNOWN_FOR, Behind, Holding
from core.lists.patterns import Pattern, PatternKind
from services.base.patience import Sleep, until_known
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.lists.typed_pattern import shown_pattern

_log = logging.getLogger(__name__)

# How long it is remembered whether an entry that acts in a server holds another server.
HOLDS_FOR = timedelta(seconds=0.5)
WAITS_FOR = timedelta(hours=1)  # how long a post waits for an answer
CODES = 2000  # posts that wait, and codes that no list holds
POSTS_PER_SERVER = 500
_PORTION = 100  # rows that one transaction forgets

# How long a moderator waits for what is behind an invite; no answer is deferred for it.
_AGAIN, _LOOK_SECONDS = 12, 0.1
_BEFORE_ALL_OTHERS = datetime(1970, 1, 1, tzinfo=UTC)


class HeldInvites(Protocol):
    """The store of table `invites` as whatever puts a pattern onto a list needs it."""

    async def hold(self, pattern: Pattern, now: datetime) -> None:
        """If the pattern is an invite, have Discord asked which server is behind it.

        What is known already counts at once.
        """
        ...


class InviteStore(HeldInvites, Protocol):
    """The store of table `invites`, and which posts wait for an answer (`invite_posts`)."""

    async def holds(self, server: ServerId, now: datetime) -> bool:
        """Whether an entry that may act in this server holds another server."""
        ...

    async def known(self, codes: Sequence[str]) -> Mapping[str, Holding]:
        """Give what Discord said about each code that it has answered; ASKED for codes that it is asked about."""
        ...

    async def waiting(self, server: ServerId) -> tuple[int, int]:
        """Count the posts of the server that wait, and all codes that no list holds."""
        ...

    async def ask(self, code: str, due_at: datetime, useful_until: datetime, now: datetime) -> None:
        """Have Discord asked about the code at `due_at`, unless it has an answer that still counts or is listed with
        its server known.
        """
        ...

    async def add_post(
        self,
        server: ServerId,
        place: PostKind,
        channel: ChannelId,
        message: MessageId,
        codes: Sequence[str],
        now: datetime,
    ) -> None:
        """Note that the post is to be looked at again when these codes have an answer."""
        ...

    async def forget_posts(self, seen_until: datetime, most: int) -> int:
        """Forget posts that have waited since that time or longer; returns how many."""
        ...

    async def forget_seen(self, now: datetime, most: int) -> int:
        """Forget codes that no list holds and whose answer no longer counts; returns how many."""
        ...

    async def on_no_list(self, most: int) -> Sequence[str]:
        """Give codes that are kept as listed, though no list holds them any more."""
        ...

    async def let_go(self, code: str, believed_until: datetime) -> None:
        """If no list holds the code, keep it as one that was only seen; its answer counts until then."""
        ...


class InvitesTx(Protocol):
    """What a transaction offers to invites."""

    @property
    def invites(self) -> InviteStore:
        """The store of tables `invites` and `invite_posts`."""
        ...


class Invites:
    """The use cases around invites, for scanning, commands and cards."""

    def __init__(
        self,
        *,
        storage: Storage[InvitesTx],
        clock: Clock,
        questions_bell: Bell | None,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        """`questions_bell`: the bell of the worker that asks Discord; None where this process asks nothing."""
        self._storage = storage
        self._clock = clock
        self._questions_bell = questions_bell
        self._sleep = sleep
        self._holds: dict[ServerId, tuple[datetime, bool]] = {}

    async def note_post(
        self,
        server: ServerId,
        place: PostKind,
        channel: ChannelId,
        message: MessageId,
        codes: Sequence[str],
    ) -> None:
        """Have Discord asked about the unknown invites of a post, while an entry that acts here holds another server.

        Raises Unavailable.
        """
        if not await self.matters(server):
            return
        now = self._clock()
        async with self._storage.settling() as tx:
            posts, waiting = await tx.invites.waiting(server)
            full = posts >= POSTS_PER_SERVER or waiting >= CODES
            if not full:
                for code in codes:
                    await tx.invites.ask(code, now, now + WAITS_FOR, now)
                await tx.invites.add_post(server, place, channel, message, codes, now)
        if full:
            _log.warning("too many invites wait for an answer; a message's are passed over")
        elif self._questions_bell is not None:
            self._questions_bell.ring()

    async def matters(self, server: ServerId) -> bool:
        """Whether an entry that acts in this server holds another server, so that it matters where invites lead.
        Raises Unavailable.

        Raises Unavailable.
        """
        now = self._clock()
        known = self._holds.get(server)
        if known is None or now - known[0] >= HOLDS_FOR:
            known = self._holds[server] = now, await self._storage.read.invites.holds(server, now)
        return known[1]

    async def learn(self, codes: Sequence[str]) -> Mapping[str, Holding]:
        """Have Discord asked about these invites next, and wait a moment for the answers. Raises Unavailable."""
        if self._questions_bell is not None:
            await self.ask_next(codes)
            self._questions_bell.ring()
            await until_known(
                lambda: self._answered(codes), again=_AGAIN, seconds=_LOOK_SECONDS, sleep=self._sleep
            )
        return await self._storage.read.invites.known(codes)

    async def _answered(self, codes: Sequence[str]) -> Literal[True] | None:
        known = await self._storage.read.invites.known(codes)
        return all(code in known and known[code].behind is not Behind.ASKED for code in codes) or None

    async def ask_next(self, codes: Iterable[str]) -> None:
        """Put these invites before all others that wait for Discord, unless they are answered. Raises Unavailable."""
        now = self._clock()
        async with self._storage.relaxed() as tx:
            for code in codes:
                await tx.invites.ask(code, _BEFORE_ALL_OTHERS, now + WAITS_FOR, now)

    async def holding(self, server: ServerId, patterns: Iterable[str]) -> dict[str, Holding]:
        """Say what each of the patterns that is an invite stands for in this server."""
        codes = {pattern: code for pattern in patterns if (code := invite_code(pattern)) is not None}
        if not codes:
            return {}
        known = await self._storage.read.invites.known(sorted(set(codes.values())))
        return {
            pattern: _seen_from(server, known.get(code, Holding(Behind.ASKED)))
            for pattern, code in codes.items()
        }

    async def before_listing(self, server: ServerId, pattern: Pattern) -> Holding | None:
        """Say which server an invite that is to be listed leads to, if Discord says so within a moment; None for
        other patterns.

        Raises UserError where that is the very server whose list it is.
        """
        code = invite_code(pattern.text) if pattern.kind is PatternKind.INVITE else None
        if code is None:
            return None
        found = (await self.learn([code])).get(code, Holding(Behind.ASKED))
        if found.server == server:
            raise UserError("pattern-own-invite", pattern=shown_pattern(pattern.text))
        return found

    async def purge(self, now: datetime) -> int:
        """Forget posts that waited too long, invites that were only seen,
        and invites on no list any more; returns how many rows.
        """
        forgotten, portion = 0, _PORTION
        while portion == _PORTION:
            async with self._storage.bulk() as tx:
                portion = await tx.invites.forget_posts(now - WAITS_FOR, _PORTION)
                if portion < _PORTION:
                    portion += await tx.invites.forget_seen(now, _PORTION - portion)
            forgotten += portion
        for code in await self._storage.read.invites.on_no_list(_PORTION):
            async with self._storage.bulk() as tx:
                await tx.invites.let_go(code, now + KNOWN_FOR)
        return forgotten


def _seen_from(server: ServerId, found: Holding) -> Holding:
    return Holding(Behind.OWN, found.server, found.name) if found.server == server else found
