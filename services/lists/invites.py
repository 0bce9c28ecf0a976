"""Invites on lists and in messages, as far as people and scanning see them: what is behind one, and whom to ask.

An entry that is an invite holds the server behind it, once Discord has said which (services/lists/invite_questions.py asks). While some
entry that acts in a server does, invites that Discord was not asked about yet are noted with the messages they stand
in, and those messages are looked at again when the answer is there.
"""

import asyncio
import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.base.errors import UserError
from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import PostKind
from core.links.link import invite_code
from core.lists.invites import Behind, Holding
from core.lists.patterns import Pattern, PatternKind
from services.base.ports import Clock
from services.base.worker import Bell
from services.lists.typed_pattern import shown_pattern

_log = logging.getLogger(__name__)

HOLDS_FOR = timedelta(
    seconds=0.5
)  # how long it is remembered whether an entry that acts in a server holds one

NAME_LENGTH = 60  # of a server's name, which its owner chose
# How long a moderator waits for what is behind an invite; no answer is deferred for it.
_LOOKS, _LOOK_SECONDS = 12, 0.1


class InviteStore(Protocol):
    """Table `invites`, and which posts wait for an answer (`invite_posts`)."""

    async def holds(self, server: ServerId, now: datetime) -> bool:
        """Whether an entry that may act in this server holds another server."""
        ...

    async def known(self, codes: Sequence[str]) -> Mapping[str, Holding]:
        """What Discord said about each code that it has answered; ASKED for those that it is asked about."""
        ...

    async def wonder(self, code: str, now: datetime) -> None:
        """A moderator wants to know now: the code is asked about next, unless the answer is there."""
        ...

    async def note_post(
        self,
        server: ServerId,
        place: PostKind,
        channel: ChannelId,
        message: MessageId,
        codes: Sequence[str],
        now: datetime,
    ) -> bool:
        """These codes are asked about, and the post is looked at again then. False: too many wait already."""
        ...


class Invites:
    """Asked by scanning, by commands and by cards."""

    def __init__(self, *, store: InviteStore, clock: Clock, questions_bell: Bell | None) -> None:
        """`questions_bell`: of the worker that asks Discord; None where this process asks nothing."""
        self._store = store
        self._clock = clock
        self._questions_bell = questions_bell
        self._holds: dict[ServerId, tuple[datetime, bool]] = {}

    async def note_post(
        self,
        server: ServerId,
        place: PostKind,
        channel: ChannelId,
        message: MessageId,
        codes: Sequence[str],
    ) -> None:
        """A post holds invites that nobody knows yet: they are asked about, while an entry holds a server here.

        Raises Unavailable.
        """
        if not await self.matters(server):
            return
        if await self._store.note_post(server, place, channel, message, codes, self._clock()):
            if self._questions_bell is not None:
                self._questions_bell.ring()
        else:
            _log.warning("too many invites wait for an answer; a message's are passed over")

    async def matters(self, server: ServerId) -> bool:
        """Whether it matters in this server where an invite leads. Raises Unavailable."""
        now = self._clock()
        known = self._holds.get(server)
        if known is None or now - known[0] >= HOLDS_FOR:
            known = self._holds[server] = now, await self._store.holds(server, now)
        return known[1]

    async def learn(self, codes: Sequence[str]) -> Mapping[str, Holding]:
        """Have Discord asked about these next, and wait for the answers for a moment. Raises Unavailable."""
        if self._questions_bell is not None:
            for code in codes:
                await self._store.wonder(code, self._clock())
            self._questions_bell.ring()
        for _ in range(0 if self._questions_bell is None else _LOOKS):
            known = await self._store.known(codes)
            if all(code in known and known[code].behind is not Behind.ASKED for code in codes):
                return known
            await asyncio.sleep(_LOOK_SECONDS)
        return await self._store.known(codes)

    async def holding(self, server: ServerId, patterns: Iterable[str]) -> dict[str, Holding]:
        """For those of the patterns that are invites: what each stands for in this server."""
        codes = {pattern: code for pattern in patterns if (code := invite_code(pattern)) is not None}
        if not codes:
            return {}
        known = await self._store.known(sorted(set(codes.values())))
        return {
            pattern: _seen_from(server, known.get(code, Holding(Behind.ASKED)))
            for pattern, code in codes.items()
        }

    async def before_listing(self, server: ServerId, pattern: Pattern) -> Holding | None:
        """What an invite that is to be listed leads to, if Discord says so within a moment; None for other patterns.

        Raises UserError where that is the very server whose list it is.
        """
        code = invite_code(pattern.text) if pattern.kind is PatternKind.INVITE else None
        if code is None:
            return None
        found = (await self.learn([code])).get(code, Holding(Behind.ASKED))
        if found.server == server:
            raise UserError("pattern-own-invite", pattern=shown_pattern(pattern.text))
        return found


def _seen_from(server: ServerId, found: Holding) -> Holding:
    return Holding(Behind.OWN, found.server, found.name) if found.server == server else found
