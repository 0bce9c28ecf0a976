"""What Discord's AutoMod should hold for a server: asked of the lists and of the policy, then compiled (core/scanning/automod)."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from core.base.ids import ServerId
from core.links import Link, canonical
from core.lists.patterns import Pattern, PatternKind
from core.lists.verdicts import Decision, decide
from core.scanning.automod.arranging import EXEMPT_CHANNELS, EXEMPT_ROLES, MESSAGE_LENGTH, RuleText
from core.scanning.automod.compiler import RULES, Compiled, Entry, compile_keywords
from core.servers.policy import Action, ChannelMode, Policy
from services.base.ports import Clock, Storage
from services.lists.lookup import ListLookup
from services.scanning.automod.ports import AutomodDiscord, AutomodTx, Candidate, Place, Problem, SeenRule
from services.scanning.posts import Surroundings
from services.servers.cache import ServerCache

LATELY = timedelta(days=30)
CONSIDERED = 1500
"""Entries of each kind of list that are weighed, besides those that were found lately: more than six rules hold."""
_EXCEPTIONS = 5000
_AT_ONCE = 20  # links asked of the lists between two turns of the loop

MessageIn = Callable[[str], str]
"""What whoever is stopped is told, in a language."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What should stand. `like`: what each rule says besides its keywords; `free`: how many rules others leave to Rowan;
    `weighed`: how many entries of the lists were asked about; `stand`: at how many of these the policy deletes nothing now;
    `more`: whether some kind of list is so long that not all of it was weighed.
    """

    compiled: Compiled
    like: RuleText
    free: int
    problem: Problem = Problem.NONE
    weighed: int = 0
    stand: int = 0
    more: bool = False


class AutomodPlans:
    """Makes them. Raises Unavailable, AutomodForbidden."""

    def __init__(
        self,
        *,
        storage: Storage[AutomodTx],
        server_cache: ServerCache,
        lists: ListLookup,
        discord: AutomodDiscord,
        surroundings: Surroundings,
        message_in: MessageIn,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._server_cache = server_cache
        self._lists = lists
        self._discord = discord
        self._surroundings = surroundings
        self._message_in = message_in
        self._clock = clock

    async def plan(self, server: ServerId, seen: Sequence[SeenRule], own: frozenset[int]) -> Plan:
        """Plan for a server in which these rules with keywords stand, of which Rowan made `own`."""
        view = await self._server_cache.get(server)
        settings, policy = view.settings, view.policy
        free = max(0, RULES - sum(rule.rule not in own for rule in seen))
        places = await self._discord.places(server)
        channels = await self._exempt_channels(server, policy, places)
        # What was deleted is exempt from nothing, and would differ from what Discord has at each look.
        if settings.review_channel in {place.channel for place in places}:
            channels |= {settings.review_channel}
        roles = frozenset(policy.exempt_roles) & await self._discord.roles(server)
        message = self._message_in(settings.language)[:MESSAGE_LENGTH]
        like = RuleText(frozenset(), frozenset(), channels, roles, message)
        problem = _problem(like, free)
        if problem is not Problem.NONE or not settings.set_up:
            return Plan(Compiled((), (), ()), like, free, problem)
        found = await self._storage.read.automod.candidates(server, self._clock() - LATELY, CONSIDERED)
        entries, stand = await self._entries(server, policy, found.entries)
        exceptions = [*stand, *await self._storage.read.automod.exceptions(server, _EXCEPTIONS)]
        # Beside the loop: it is arithmetic on some ten thousand short texts.
        compiled = await asyncio.to_thread(compile_keywords, entries, exceptions, free)
        like = replace(like, allow=frozenset(compiled.allow))
        weighed = len(found.entries)
        return Plan(compiled, like, free, weighed=weighed, stand=weighed - len(entries), more=found.more)

    async def _exempt_channels(
        self, server: ServerId, policy: Policy, open_places: Sequence[Place]
    ) -> frozenset[int]:
        """Where the policy removes nothing. Of a thread with a mode of its own its channel is meant: AutoMod knows no threads
        apart.
        """
        if not policy.channels:
            return frozenset()
        places = list(open_places)
        known = {channel for place in places for channel in place.inside_out}
        for channel in policy.channels.keys() - known:  # a thread that is archived, or gone
            around = await self._surroundings.channels_around(server, channel)
            if around:
                places.append(Place(around[min(1, len(around) - 1)], around))
        return frozenset(
            int(place.channel)
            for place in places
            if policy.mode_of(place.inside_out) is not ChannelMode.ENFORCE
        )

    async def _entries(
        self, server: ServerId, policy: Policy, candidates: Sequence[Candidate]
    ) -> tuple[list[Entry], list[Pattern]]:
        """The entries whose sure matches are deleted here, and the patterns of those whose matches are not."""
        asked = [(each, link) for each in candidates if (link := _place_of(each.pattern)) is not None]
        entries, stand = list[Entry](), list[Pattern]()
        for start in range(0, len(asked), _AT_ONCE):
            part = asked[start : start + _AT_ONCE]
            decisions = await self._decisions(server, policy, [link for _, link in part])
            for candidate, link in part:
                decision = decisions.get(link.canonical)
                if decision is not None and decision.action.deletes:
                    entries.append(_entry(candidate, decision))
                else:
                    stand.append(candidate.pattern)
            await asyncio.sleep(0)
        return entries, stand

    async def _decisions(
        self, server: ServerId, policy: Policy, links: Sequence[Link]
    ) -> dict[str, Decision]:
        matches = await self._lists.matches(server, links)
        found: dict[str, Decision] = {}
        for link in links:
            decision = decide([each for each in matches if each.link == link.canonical], policy)
            if decision is not None:
                found[link.canonical] = decision
        return found


def _place_of(pattern: Pattern) -> Link | None:
    """An address that the pattern covers."""
    text = pattern.text.removeprefix("=")
    if pattern.kind is PatternKind.FAMILY:
        text = f"{text.removesuffix('.*')}.com"
    link = canonical(f"https://{text}")
    return None if link is None else replace(link, guess="")


def _entry(candidate: Candidate, decision: Decision) -> Entry:
    return Entry(
        candidate.pattern,
        decision.match.tier,
        decision.match.category,
        candidate.here,
        candidate.elsewhere,
        candidate.hosts,
        times_out=decision.action is Action.TIMEOUT,
    )


def _problem(like: RuleText, free: int) -> Problem:
    """Why nothing is to stand: better no rule than one that blocks where the policy does not."""
    if len(like.channels) > EXEMPT_CHANNELS:
        return Problem.CHANNELS
    if len(like.roles) > EXEMPT_ROLES:
        return Problem.ROLES
    return Problem.NONE if free else Problem.ROOM
