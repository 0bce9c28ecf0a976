"""The wing that checks what is posted: listening, removing, cards with undo, catching up."""

import asyncio
import functools
from collections.abc import Mapping, Sequence

from db.scanning.stores import ScanningStores
from discord.ext import commands

from cogs.lists.discord_invites import DiscordInvites
from cogs.scanning.buttons import DetectionButtons
from cogs.scanning.card import DetectionCards
from cogs.scanning.discord_removals import PermissionWatch, Remover
from cogs.scanning.history import DiscordPast, Sessions
from cogs.scanning.listener import Listener
from cogs.scanning.posts_again import PostsAgain
from cogs.scanning.undo_notices import UndoNotices
from db.engine.storage import DatabaseStorage
from db.scanning.gap_store import GapRows
from db.scanning.moderation_store import ModerationRows
from db.scanning.removal_store import DetectionRows
from services.base.outbox import Kind, Performer
from services.base.worker import Bell
from services.lists.invite_questions import InviteQuestions
from services.lists.sightings import Sightings
from services.scanning.gaps import CatchUp
from services.scanning.moderation import DetectionModeration
from services.scanning.pipeline import ScanPipeline
from services.scanning.removals import Removals
from wiring.base import Base
from wiring.lists import ListsWing
from wiring.wing import Work


class ScanningWing:
    """Fills wiring.wing.Wing. Without message content nothing listens; what is known still has its cards."""

    def __init__(self, base: Base, lists: ListsWing) -> None:
        self._base = base
        self._lists = lists
        self.removal_bell = Bell()
        self.remover = Remover(base.client, base.servers, base.texts)
        self.detection_rows = DetectionRows(base.database, base.vault)
        self.removals = Removals(
            store=self.detection_rows,
            remover=self.remover,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
            process=base.process,
            bell=self.removal_bell,
        )
        self.pipeline = ScanPipeline(
            self.detection_rows,
            base.server_cache,
            lists.lookup,
            lists.index,
            lists.invites,
            self.remover,
            self.removals,
            base.outbox_bell,
            base.clock,
            base.process,
        )
        storage = DatabaseStorage(base.database, functools.partial(ScanningStores, vault=base.vault))
        self.sightings = Sightings(storage=storage, clock=base.clock)
        self.moderation_rows = ModerationRows(base.database, base.vault)
        self.moderation = DetectionModeration(
            self.moderation_rows,
            base.server_rows,
            base.policy_rows,
            lists.patterns,
            lists.lookup,
            lists.invites,
            self.removals,
            base.outbox_bell,
            base.outbox_rows,
            base.clock,
        )
        reads = base.client.reads_messages
        self.listener = Listener(base.client, self.pipeline) if reads else None
        self.reader = None if self.listener is None else PostsAgain(base.client, self.listener)
        self.catch_up = None if self.listener is None else self._catch_up(self.listener)
        self.invite_questions = InviteQuestions(
            storage=lists.storage,
            source=DiscordInvites(base.client),
            reader=self.reader,
            index=lists.index,
            leases=base.leases,
            clock=base.clock,
            bell=lists.invite_bell,
        )

    def _catch_up(self, listener: Listener) -> CatchUp:
        base = self._base
        return CatchUp(
            GapRows(base.database),
            DiscordPast(base.client, listener),
            base.server_cache,
            base.clock,
            base.process,
            base.settings.catch_up_hours,
        )

    def performers(self) -> Mapping[Kind, Performer]:
        base = self._base
        cards = DetectionCards(self.moderation_rows, self._lists.invites, base.review_post, base.texts)
        returns = UndoNotices(
            base.client,
            base.postman,
            self.moderation_rows,
            self.remover,
            base.servers,
            base.texts,
            base.clock,
        )
        return {Kind.DETECTION_CARD: cards.perform, Kind.UNDO_NOTICE: returns.perform}

    def cogs(self) -> Sequence[commands.Cog]:
        base = self._base
        cogs: list[commands.Cog] = [
            DetectionButtons(base.answers, base.router, self.moderation, self.sightings),
            PermissionWatch(self.removals),
        ]
        if self.listener is not None and self.catch_up is not None:
            cogs += [self.listener, Sessions(self.catch_up)]
        return cogs

    def background(self) -> Mapping[str, Work]:
        return {} if self.catch_up is None else {"catch-up": self.catch_up.run}

    def once_connected(self) -> Mapping[str, Work]:
        return {"removals": self.removals.run, "invites": self.invite_questions.run}

    async def finish(self, seconds: float) -> None:
        await asyncio.gather(
            self.pipeline.finish(seconds),
            self.removals.finish(seconds),
            self.invite_questions.finish(seconds),
        )

    def stop_listening(self) -> None:
        """Hear no message any more."""
        if self.listener is not None:
            self.listener.stop()
