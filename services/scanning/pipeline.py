"""The pipeline that every post takes: from what somebody made others see to what is done about it.

texts -> links that some list might hold (memory alone; nearly every message ends here); what would hold up everybody
   else is read in another process (services/scanning/slow_texts.py), and decided when it says what it found
-> the server: set up? the review channel itself? a channel that is `off`?
-> what the lists say about the links, as this server sees them (one read); an invite or a short link of which nobody
   knows yet where it leads is noted, to be looked at again (services/scanning/unanswered.py)
-> policy, channel mode, exempt roles -> decision (core.lists.verdicts.decide)
-> detection row, committed: unique for a message and its scanned text, so that a repeat does nothing
-> act: `delete` and `timeout` remove now (services/scanning/removals.py), `review` makes a card due, `log` ends with the row.

Nothing here decides: core does. Nothing here speaks to Discord before the row is committed, save to ask what the gateway
did not tell (who wrote it, where it is). Where Discord does not say that, nothing is guessed: the post is kept as a row and
looked at again (services/scanning/missed/waiting_posts.py).
"""

import asyncio
import logging
from collections.abc import Coroutine, Sequence
from datetime import timedelta
from typing import Any, Protocol, TypeVar

from core.base.errors import DiscordSilent, Unavailable
from core.base.ids import DetectionId, UserId
from core.links import Link, find_suspects
from core.lists.verdicts import Decision, decide
from core.scanning.detections import KEEP_TEXT, Outcome, Person
from core.servers.policy import Action, ChannelMode
from services.base.health.correlation import correlated
from services.base.health.figures import SILENT, Meter
from services.base.ports import Clock, Storage
from services.base.worker import Bell, until_saved
from services.lists.live_index import LiveIndex
from services.lists.lookup import MatchSource
from services.scanning.brigades.notes import BrigadeNotes
from services.scanning.brigades.ports import BrigadeStore
from services.scanning.figures import DETECTIONS, SCANNED, SUSPECT, UNFINISHED
from services.scanning.groups import CountingTx, show
from services.scanning.posts import (
    Detected,
    DetectionStore,
    KeptPostStore,
    Post,
    Surroundings,
    Suspects,
    channels_of,
    detected_in,
    goes,
    roles_of,
)
from services.scanning.removal_ports import Removal
from services.scanning.removals import Removals
from services.scanning.slow_texts import NotRead, SlowTexts
from services.scanning.unanswered import Unanswered
from services.servers.cache import ServerCache

_log = logging.getLogger(__name__)

_FIRST_WAIT_SECONDS = 0.5
_LONGEST_WAIT_SECONDS = 60.0
FIRST_WAIT = timedelta(seconds=1)  # before a post that is kept is looked at again


Done = TypeVar("Done")


class PipelineTx(CountingTx, Protocol):
    """What a transaction offers to the pipeline."""

    @property
    def detections(self) -> DetectionStore:
        """The store of table `detections`."""
        ...

    @property
    def waiting_posts(self) -> KeptPostStore:
        """The store of table `waiting_posts`."""
        ...

    @property
    def brigades(self) -> BrigadeStore:
        """The store of tables `place_posts` and `brigades`."""
        ...


class ScanPipeline:
    """Takes each post through the steps above. Call `suspects` first, and `scan` only for the links that it returns."""

    def __init__(
        self,
        *,
        storage: Storage[PipelineTx],
        server_cache: ServerCache,
        lists: MatchSource,
        index: LiveIndex,
        unanswered: Unanswered,
        surroundings: Surroundings,
        removals: Removals,
        slow_texts: SlowTexts,
        brigades: BrigadeNotes,
        outbox_bell: Bell,
        waiting_bell: Bell,
        clock: Clock,
        process: str,
        keep_text: timedelta = KEEP_TEXT,
        meter: Meter = SILENT,
    ) -> None:
        """`keep_text`: how long the text of a removed message is kept."""
        self._storage = storage
        self._server_cache = server_cache
        self._lists = lists
        self._index = index
        self._unanswered = unanswered
        self._surroundings = surroundings
        self._removals = removals
        self._slow_texts = slow_texts
        self._brigades = brigades
        self._outbox_bell = outbox_bell
        self._waiting_bell = waiting_bell
        self._clock = clock
        self._process = process
        self._keep_text = keep_text
        self._meter = meter
        self._busy: set[asyncio.Task[object]] = set()

    def suspects(self, texts: Sequence[str]) -> Suspects:
        """Find the links that some list of some server may hold. Memory alone: about a microsecond for a usual text, and a
        few milliseconds for any.
        """
        self._meter.count(SCANNED)
        return Suspects(*find_suspects(texts, self._index.index.might_hold))

    async def scan(self, post: Post, suspects: Suspects) -> DetectionId | None:
        """Decide and act. Where the database does not answer, again for a minute or two; a post that neither it nor Discord
        lets be decided is kept as a row, and looked at again. What is left of its texts is read, and decided in the end.
        """
        self._meter.count(SUSPECT)
        with correlated():
            return await self._scanned(post, suspects)

    async def _scanned(self, post: Post, suspects: Suspects) -> DetectionId | None:
        detection = None
        if suspects.links:
            detection = await self._counted(self._insistently(post, suspects.links))
        if not suspects.left:
            return detection
        self._meter.count(UNFINISHED)
        try:
            links = await self._slow_texts.suspects(post.whose, post.texts)
        except NotRead:
            await self._counted(self._keep(post, None))
            return detection
        late = await self._counted(self._insistently(post, links, late=True)) if links else None
        return late or detection

    async def look_again(self, post: Post, suspects: Suspects) -> DetectionId | None:
        """Decide and act, once, about a post that is kept somewhere. Raises Unavailable."""
        links, late = suspects
        if late:
            links = await self._slow_texts.suspects(post.whose, post.texts)
        return await self._counted(self._scan(post, links, late=late)) if links else None

    async def _counted(self, work: Coroutine[Any, Any, Done]) -> Done:
        """Do it as what must end before the process stops."""
        task = asyncio.current_task()
        if task is not None:
            self._busy.add(task)
        try:
            return await work
        finally:
            if task is not None:
                self._busy.discard(task)

    async def finish(self, seconds: float) -> None:
        """Let the scans that were begun end, when the process stops."""
        await self._slow_texts.stop()
        await asyncio.sleep(0)  # whoever waited for these texts keeps their post now
        if self._busy:
            await asyncio.wait(self._busy, timeout=seconds)

    async def _insistently(
        self, post: Post, links: Sequence[Link], *, late: bool = False
    ) -> DetectionId | None:
        wait = _FIRST_WAIT_SECONDS
        while True:
            try:
                return await self._scan(post, links, late=late)
            except DiscordSilent as silent:
                _log.warning("a message with a suspect link waits: Discord did not say whose it is, or where")
                await self._keep(post, silent.retry_after)
                return None
            except Unavailable as error:
                _log.warning("a message with a suspect link waits: %s", error.key)
                if wait > _LONGEST_WAIT_SECONDS:
                    _log.error("a message with a suspect link could not be looked at; it is kept for later")
                    await self._keep(post, None)
                    return None
            await asyncio.sleep(wait)
            wait *= 2

    async def _keep(self, post: Post, asked: timedelta | None) -> None:
        """Have it looked at again, soon, or when Discord may be asked, however long the database is busy."""
        now = self._clock()
        due_at = now + max(asked or timedelta(0), FIRST_WAIT)

        async def save() -> None:
            async with self._storage.settling() as tx:
                await tx.waiting_posts.keep(
                    post.server, post.place, post.channels[0], post.message, now, due_at
                )

        await until_saved(save)
        self._waiting_bell.ring()

    async def _scan(self, post: Post, links: Sequence[Link], *, late: bool = False) -> DetectionId | None:
        """`late`: the post may be another by now, or gone."""
        decision = await self._decide(post, links)
        if decision is None:
            return None
        late = late or bool(post.picture)  # it had to be fetched and read
        detected = detected_in(post, decision, self._clock(), self._keep_text)
        detection, again = await self._save(detected), False
        while detection is not None and not await self._act(detection, detected, late=late, again=again):
            # The database's server crashed before the row was on its disk: it is saved anew.
            detection, again = await until_saved(lambda: self._save(detected)), True
        if detection is not None:
            self._brigades.saved(detected.place_post)
            _log.info("detection %s: %s by %s", detection, decision.action, decision.rule)
            self._meter.count(DETECTIONS, decision.action, decision.match.tier)
        return detection

    async def _save(self, detected: Detected) -> DetectionId | None:
        """Save what was decided. None: it is an edit, or an embed that came late, around what was found here before."""
        if detected.outcome is Outcome.REVIEW:  # on the disk before anybody sees it: cards are taken durably
            async with self._storage.settling() as tx:
                detection = await tx.detections.add(detected, self._process)
                if detection is not None:
                    await self._brigades.note(tx, detected.place_post, detection)
                    await show(tx, detection, detected.post.server, detected.now)
            return detection
        # Of what goes at once the disk may have the row beside the request (DESIGN, rule 1); `_act` says where it was lost.
        goes_now = detected.outcome is Outcome.PENDING
        # What goes at once is counted with what became of it: the less is written before the request, the sooner that is sent.
        counted_later = goes_now and not self._removals.must_wait(detected.post.channels[0])
        async with self._storage.relaxed() if goes_now else self._storage.settling() as tx:
            detection = await tx.detections.add(detected, self._process)
            if detection is not None and not counted_later:
                await self._brigades.note(tx, detected.place_post, detection)
        return detection

    async def _decide(self, post: Post, links: Sequence[Link]) -> Decision | None:
        view = await self._server_cache.get(post.server)
        settings, policy = view.settings, view.policy
        if not settings.set_up or settings.review_channel in post.channels:
            return None
        if post.channels_known and policy.mode_of(post.channels) is ChannelMode.OFF:
            return None
        said = await self._lists.said(post.server, links)
        if not said.matches:
            await self._brigades.look_for_reported(post, links, view)
        if not said.matches and not said.waits:
            return None  # the usual end; what is not known about the post need not be asked
        channels = await channels_of(post, self._surroundings)
        out_of_sight = not channels or settings.review_channel in channels
        if out_of_sight or policy.mode_of(channels) is ChannelMode.OFF:
            return None
        roles = await roles_of(post, policy, self._surroundings)
        if policy.exempt_roles.intersection(roles):
            return None  # nor is anybody asked where their links lead
        decision = decide(said.matches, policy, channels, roles) if said.matches else None
        if said.waits and not post.named and not (decision is not None and goes(post.place, decision.action)):
            await self._unanswered.note(post, said)
        return decision

    async def _act(
        self, detection: DetectionId, detected: Detected, *, late: bool, again: bool = False
    ) -> bool:
        """Do what was decided; False: its row is not there any more. `again`: it may have been done before."""
        post = detected.post
        if detected.outcome is Outcome.REVIEW:
            self._outbox_bell.ring()
        if detected.outcome is not Outcome.PENDING:
            return True
        return await self._removals.done(
            Removal(
                id=detection,
                server=post.server,
                channel=post.channels[0],
                message=post.message,
                member=member_to_time_out(
                    detected.decision.action, post.author, is_member=post.author_is_member
                ),
                detected_at=detected.now,
                attempts=1,
                maybe_removed=again,
                case=None,
                link=detected.decision.match.link,
                by_rule=True,
                guess=detected.decision.match.guess,
                picture=post.picture,
                fresh=not late,
                read=post.texts if late and not post.picture else (),
                sign=detected.sign,
                place_post=detected.place_post,
            )
        )


def member_to_time_out(action: Action, author: Person | None, *, is_member: bool) -> UserId | None:
    """The member whom a removal also times out; None where the author is a bot, a webhook or not known."""
    return author.id if action is Action.TIMEOUT and is_member and author is not None else None
