"""What AutoMod blocked by Rowan's rules becomes a detection: with its true reason, its text for an undo, its place on a card.

Discord gives such a message no number, and tells every process of it. Its number is made from what was blocked and when, so that
it is counted once; who sends the same again within a minute is counted once, too. The message was seen by nobody, so the
pipeline does not hear of it.
"""

import logging
from datetime import timedelta
from typing import Protocol

from core.base.categories import Category
from core.base.ids import DetectionId
from core.base.posts import PostKind
from core.links import Link, canonical, find_suspects
from core.lists.patterns import parse_pattern
from core.lists.refusals import PatternError
from core.lists.verdicts import Decision, Match, decide
from core.scanning.detections import KEEP_TEXT, Outcome, Person
from core.servers.policy import Action, ChannelMode, Policy, Tier
from services.base.ports import Clock, Storage
from services.base.worker import Bell, until_saved
from services.lists.live_index import LiveIndex
from services.lists.lookup import MatchSource
from services.scanning.author_notices import TellingTx, tell_author
from services.scanning.automod.ports import AutomodTx, Blocked
from services.scanning.automod.rounds import AutomodRounds
from services.scanning.groups import CountingTx, show
from services.scanning.posts import Detected, DetectionStore, Post
from services.servers.cache import ServerCache

_log = logging.getLogger(__name__)

RULE = "native"
"""What a detection names as its rule where AutoMod did the blocking."""
_PROCESS = ""  # nothing is owed: no process takes the row


class BlocksTx(AutomodTx, CountingTx, TellingTx, Protocol):
    """What a transaction offers here."""

    @property
    def detections(self) -> DetectionStore:
        """The store of table `detections`."""
        ...


class NativeBlocks:
    """Writes them down."""

    def __init__(
        self,
        *,
        storage: Storage[BlocksTx],
        server_cache: ServerCache,
        lists: MatchSource,
        index: LiveIndex,
        rounds: AutomodRounds,
        outbox_bell: Bell,
        clock: Clock,
        keep_text: timedelta = KEEP_TEXT,
    ) -> None:
        self._storage = storage
        self._server_cache = server_cache
        self._lists = lists
        self._index = index
        self._rounds = rounds
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._keep_text = keep_text

    async def heard(self, blocked: Blocked) -> DetectionId | None:
        """Write down what was blocked. None: by a rule of others, or another process was first."""
        return await until_saved(lambda: self._heard(blocked))

    async def _heard(self, blocked: Blocked) -> DetectionId | None:
        if not await self._storage.glance.automod.is_own(blocked.server, blocked.rule):
            return None
        policy = (await self._server_cache.get(blocked.server)).policy
        decision = await self._decision(blocked, policy)
        if decision is None or not decision.action.deletes:
            # The lists or the policy changed a moment ago, and the rule did not follow yet.
            await self._rounds.heard(blocked.server)
        match = _by_keyword(blocked.keyword) if decision is None else decision.match
        return await self._save(blocked, match)

    async def _decision(self, blocked: Blocked, policy: Policy) -> Decision | None:
        """Why it was blocked, as lists and policy say; what AutoMod matched is looked at where the text is not told."""
        links: list[Link] = []
        if blocked.content:
            links, _ = find_suspects([blocked.content], self._index.index.might_hold)
        matches = await self._lists.said(blocked.server, links) if links else None
        if matches is None or not matches.matches:
            link = canonical(_place_in(blocked.keyword))
            matches = None if link is None else await self._lists.said(blocked.server, [link])
        if matches is None or policy.mode_of(blocked.channels) is ChannelMode.OFF:
            return None
        return decide(matches.matches, policy)

    async def _save(self, blocked: Blocked, match: Match) -> DetectionId | None:
        now = self._clock()
        words = blocked.content
        about = f"{blocked.server}/{blocked.channels[0]}/{blocked.user}/{words or blocked.keyword}"
        async with self._storage.settling() as tx:
            number = await tx.automod.number_for(f"automod/{about}", now)
            if number is None:
                return None
            post = Post(
                place=PostKind.MESSAGE,
                server=blocked.server,
                channels=blocked.channels,
                message=number,
                texts=[words],
                words=words,
                author=Person(blocked.user, blocked.name),
                roles=blocked.roles,
                author_is_member=True,
            )
            detected = Detected(
                post=post,
                decision=Decision(Action.DELETE, match, RULE),
                outcome=Outcome.REMOVED,
                text=words,
                scanned=f"automod\n{about}",
                text_until=now + self._keep_text,
                now=now,
            )
            detection = await tx.detections.add(detected, _PROCESS)
            if detection is None:
                return None
            due = await show(tx, detection, blocked.server, now)
            await tell_author(tx, detection, blocked.server, now)
        if due:
            self._outbox_bell.ring()
        _log.info("detection %s: blocked by AutoMod", detection)
        return detection


def _place_in(keyword: str) -> str:
    """The address that a keyword stands for."""
    place = keyword.strip("*").lstrip("/")
    for dot in ("[.]", "(.)", "[dot]", "(dot)"):
        place = place.replace(dot, ".")
    return place.rstrip("/)>?#.,")


def _by_keyword(keyword: str) -> Match:
    """The reason as far as the keyword tells: no list holds the place any more."""
    place = _place_in(keyword)
    try:
        pattern = parse_pattern(place).text
    except PatternError:
        pattern = ""
    return Match(pattern, Tier.OWN, Category.OTHER, place)
