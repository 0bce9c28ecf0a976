"""The second half of a sweep: removing what was found, or putting it to review, a portion at a time.

A portion is what is found in one channel, a hundred messages at most, the newest first:

1. Each message is asked for anew. One that is gone, was edited, may stand by an exception, or stands where the policy leaves all alone
   by now, is counted and left.
2. In one transaction each of the others becomes a detection: what is sure is owed from then on and this process's, what is in doubt
   waits for moderators. Whoever is to go on knows by this row what was begun; a process that dies here leaves its removals to the
   worker of removals (services/scanning/removals.py), which asks for each message once more.
3. Messages that are young enough are deleted together, others one by one; each outcome is saved as that of any removal.

The sweep goes on only while it is running and this process's, which the transaction holds; and only while the person in whose name it
removes still moderates.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from core.base.errors import DiscordSilent, Unavailable
from core.base.ids import ChannelId, MessageId, UserId
from core.lists.patterns import Pattern
from core.scanning.sweeps import (
    MOST_TOGETHER,
    Doubt,
    Fate,
    Standing,
    Sweep,
    SweepState,
    Why,
    doubt_of,
    goes_together,
)
from services.base.ports import Clock, Storage
from services.scanning.groups import show
from services.scanning.posts import Surroundings
from services.scanning.removal_ports import Deletion, Removal, RemovalResult
from services.scanning.removals import Removals
from services.scanning.sweeps.finding import leaves_alone
from services.scanning.sweeps.matching import Matched, SweepMatching
from services.scanning.sweeps.ports import Judged, SweepsTx, SweptDiscord, SweptPost
from services.servers.cache import ServerCache, ServerView

_log = logging.getLogger(__name__)

GIVE_UP = 12  # portions in vain, in a row, before it is said of messages that Discord does not show them


class SweepDeleting:
    """Does a portion of it."""

    def __init__(
        self,
        *,
        storage: Storage[SweepsTx],
        discord: SweptDiscord,
        matching: SweepMatching,
        removals: Removals,
        surroundings: Surroundings,
        server_cache: ServerCache,
        clock: Clock,
        process: str,
        keep_text: timedelta,
    ) -> None:
        self._storage = storage
        self._discord = discord
        self._matching = matching
        self._removals = removals
        self._surroundings = surroundings
        self._server_cache = server_cache
        self._clock = clock
        self._process = process
        self._keep_text = keep_text

    async def portion(self, sweep: Sweep, pattern: Pattern, tries: int) -> None:
        """Work on some messages. `tries`: in vain, in a row. Raises Unavailable."""
        view = await self._server_cache.get(sweep.server)
        if not view.settings.set_up:
            await self._end(sweep, SweepState.PAUSED, Why.SERVER)
            return
        starter = sweep.starter
        if starter is None or not (await self._discord.standing(sweep.server, starter.id)).moderates:
            await self._end(sweep, SweepState.PAUSED, Why.STARTER)
            return
        waiting = await self._storage.glance.sweeps.next_messages(sweep.id, MOST_TOGETHER)
        if waiting is None:
            await self._end(sweep, SweepState.DONE, Why.NOTHING)
            return
        channel, messages = waiting
        try:
            judged = await self._judge(sweep, pattern, view, channel, messages)
        except DiscordSilent:
            if tries < GIVE_UP:
                raise
            judged = [Judged(each, Fate.HIDDEN) for each in messages]
        await self._delete(channel, await self._save(sweep, judged))

    async def _end(self, sweep: Sweep, to: SweepState, why: Why) -> None:
        async with self._storage.durable() as tx:
            if await tx.sweeps.mine(sweep.id, self._process, [SweepState.RUNNING]):
                await tx.sweeps.step(sweep.id, [SweepState.RUNNING], to, self._clock(), why=why)

    async def _judge(
        self,
        sweep: Sweep,
        pattern: Pattern,
        view: ServerView,
        channel: ChannelId,
        messages: Sequence[MessageId],
    ) -> Sequence[Judged]:
        """Look at each message as it stands. Raises Unavailable."""
        chain = await self._surroundings.channels_around(sweep.server, channel)
        if not chain:
            return [Judged(each, Fate.GONE) for each in messages]
        if leaves_alone(chain, view):
            return [Judged(each, Fate.LEFT_ALONE) for each in messages]
        now = await self._now(sweep, channel, messages)
        if now is None:
            return [Judged(each, Fate.HIDDEN) for each in messages]
        matched = await self._matching.matched(sweep.server, pattern, list(now.values()))
        holding = {each.swept.post.message: each for each in matched}
        carded = await self._storage.glance.sweeps.carded(list(holding))
        people: dict[UserId, Standing] = {}
        judged = []
        for message in messages:
            if message not in now:
                judged.append(Judged(message, Fate.GONE))
            elif message not in holding:
                judged.append(Judged(message, Fate.EDITED))
            else:
                found = holding[message]
                judged.append(await self._judged(sweep, view, found, chain, people, carded=message in carded))
        return judged

    async def _now(
        self, sweep: Sweep, channel: ChannelId, messages: Sequence[MessageId]
    ) -> dict[MessageId, SweptPost] | None:
        """Give those of the messages that stand: pages are read, each of which begins at the newest that is not known yet. None:
        Rowan may not read there.
        """
        found: dict[MessageId, SweptPost] = {}
        left = sorted(messages, reverse=True)
        while left:
            page = await self._discord.page(sweep.server, channel, left[0] + 1)
            if page is None:
                return None
            wanted = set(left)
            found |= {each.post.message: each for each in page.posts if each.post.message in wanted}
            left = [each for each in left[1:] if page.oldest is not None and each < page.oldest]
        return found

    async def _judged(
        self,
        sweep: Sweep,
        view: ServerView,
        matched: Matched,
        chain: Sequence[ChannelId],
        people: dict[UserId, Standing],
        *,
        carded: bool,
    ) -> Judged:
        post, hit = replace(matched.swept.post, channels=chain, channels_known=True), matched.hit
        if hit is None:
            return Judged(post.message, Fate.ALLOWED)
        author = Standing()
        if post.author_is_member and post.author is not None:
            user = post.author.id
            if user not in people:
                people[user] = await self._discord.standing(sweep.server, user)
            author = people[user]
        if author.roles & view.policy.exempt_roles:
            return Judged(post.message, Fate.EXEMPT)
        doubt = doubt_of(hit, pinned=matched.swept.pinned, author=author, action=sweep.action)
        if doubt is Doubt.NONE:
            return Judged(post.message, Fate.HANDED, post, hit)
        return Judged(post.message, Fate.CARDED if carded else Fate.REVIEW, post, hit, doubt)

    async def _save(self, sweep: Sweep, judged: Sequence[Judged]) -> Sequence[Removal]:
        """Save what was judged; returns the removals that are this process's now."""
        now, removals = self._clock(), list[Removal]()
        text_until = now + self._keep_text
        async with self._storage.bulk() as tx:
            if not await tx.sweeps.mine(sweep.id, self._process, [SweepState.RUNNING]):
                return []
            for each in judged:
                if each.fate is Fate.HANDED:
                    removal = await tx.sweeps.hand_over(sweep, each, self._process, now, text_until)
                    if removal is not None:
                        removals.append(removal)
                elif each.fate is Fate.REVIEW:
                    detection = await tx.sweeps.put_to_review(sweep, each, now, text_until)
                    if detection is not None:
                        await show(tx, detection, sweep.server, now)
            await tx.sweeps.settle(sweep.id, judged)
        return removals

    async def _delete(self, channel: ChannelId, removals: Sequence[Removal]) -> None:
        """Delete messages whose removals are this process's, together where Discord takes that."""
        now = self._clock()
        young = [each for each in removals if goes_together(each.message, now)]
        alone = [each for each in removals if each not in young]
        if len(young) > 1:
            deletion = await self._together(channel, young)
            if deletion is None:
                alone = list(removals)
            else:
                for each in young:
                    await self._removals.conclude(each, deletion)
        else:
            alone = list(removals)
        for each in alone:
            await self._removals.done(each)

    async def _together(self, channel: ChannelId, removals: Sequence[Removal]) -> Deletion | None:
        """None: Discord deletes them one by one alone. Whatever fails, each has an outcome: the worker of removals leaves what is
        this process's to it, as long as it lives.
        """
        messages = [each.message for each in removals]
        try:
            async with self._removals.turn(channel):
                return await self._discord.delete_together(removals[0].server, channel, messages)
        except Unavailable as error:
            _log.warning("sweep: messages wait for their deletion: %s", error.key)
            return Deletion(RemovalResult.FAILED, wait=error.retry_after)
        except Exception:  # noqa: BLE001  # a removal that fails must not be forgotten by a living process
            _log.exception("sweep: messages could not be deleted together")
            return Deletion(RemovalResult.FAILED, maybe_done=True)
