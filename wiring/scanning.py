"""Making the wing of scanning: it hears what is posted, removes it, shows cards with undo, catches up."""

import asyncio
import functools
from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.lists.discord_invites import DiscordInvites
from cogs.scanning.detections.actions import DetectionCardRoutes, detection_actions, with_reading
from cogs.scanning.detections.authors import Authors
from cogs.scanning.detections.buttons import DetectionButtons
from cogs.scanning.detections.card import DetectionCards
from cogs.scanning.detections.clicks import DetectionClicks
from cogs.scanning.detections.reading import DetectionReading
from cogs.scanning.detections.sweep_offer import DetectionSweep
from cogs.scanning.detections.undo_notices import UndoNotices, WhyRemoved
from cogs.scanning.discord_removals import PermissionWatch, Remover
from cogs.scanning.heard_members import HeardMembers
from cogs.scanning.listener import Listener
from cogs.scanning.missed.history import Sessions
from cogs.scanning.missed.posts_again import PostsAgain
from cogs.scanning.names import NameListener
from cogs.scanning.standing import DiscordMessages, StandingWatch
from cogs.scanning.surroundings import DiscordSurroundings
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.outbox import Kind, Performer
from services.base.worker import Bell
from services.lists.invite_questions import InviteQuestions
from services.scanning.detections.authors import AuthorPasts
from services.scanning.detections.group_pages import GroupPages
from services.scanning.detections.moderation import DetectionModeration
from services.scanning.detections.undo_notices import AuthorReturns
from services.scanning.missed.waiting_posts import WaitingPosts
from services.scanning.passed_on import PassedOn
from services.scanning.pipeline import ScanPipeline
from services.scanning.removals import Removals
from services.scanning.rule_recheck import RuleRecheck
from services.scanning.standing import StandingMessages
from services.scanning.standing_looks import StandingLooks
from services.scanning.unanswered import Unanswered
from wiring.base import Base
from wiring.hearing.appeals import AppealsPart
from wiring.hearing.automod import AutomodPart
from wiring.hearing.brigades import BrigadesPart
from wiring.hearing.missed import MissedPart
from wiring.hearing.pictures import PicturesPart
from wiring.hearing.shorteners import ShortenersPart
from wiring.hearing.sweep import Scanned, SweepPart
from wiring.lists import ListsWing
from wiring.wing import Work


class ScanningWing:
    """Fills wiring.wing.Wing. Without message content nothing listens; what is known still has its cards."""

    def __init__(self, base: Base, lists: ListsWing) -> None:
        self._base = base
        self._lists = lists
        storage = DatabaseStorage(
            base.database, functools.partial(ReportsStores, vault=base.vault)
        )  # undo tells cases
        self.storage = storage
        self.removal_bell = Bell()
        self.waiting_bell = Bell()
        self.members = HeardMembers(client=base.client)
        pasts = AuthorPasts(storage=storage, clock=base.clock)
        self.authors = Authors(members=self.members, pasts=pasts)
        self.surroundings = surroundings = DiscordSurroundings(client=base.client)
        self.remover = Remover(client=base.client, servers=base.servers, texts=base.texts)
        self.messages = messages = DiscordMessages(
            client=base.client, reads_messages=base.client.reads_messages
        )
        self.brigades = BrigadesPart(base, storage, surroundings)
        self.removals = Removals(
            storage=storage,
            remover=self.remover,
            rules=RuleRecheck(
                server_cache=base.server_cache,
                lists=lists.short.source_of_before,
                surroundings=surroundings,
            ),
            messages=messages,
            apart=lists.slow_texts,
            brigades=self.brigades.notes,
            outbox_bell=base.outbox_bell,
            waiting_bell=self.waiting_bell,
            clock=base.clock,
            process=base.process,
            bell=self.removal_bell,
            ours=base.ours,
            meter=base.meter,
        )
        self.shorteners = ShortenersPart(base, lists.short, lists.index, storage, self.waiting_bell)
        self.pipeline = ScanPipeline(
            storage=storage,
            server_cache=base.server_cache,
            lists=lists.short.source,
            index=lists.index,
            unanswered=Unanswered(invites=lists.invites, short_posts=self.shorteners.posts),
            surroundings=surroundings,
            removals=self.removals,
            slow_texts=lists.slow_texts,
            brigades=self.brigades.notes,
            outbox_bell=base.outbox_bell,
            waiting_bell=self.waiting_bell,
            clock=base.clock,
            process=base.process,
            keep_text=base.settings.kept.texts,
            meter=base.meter,
        )
        self.pictures = PicturesPart(base, storage, self.pipeline, surroundings, self.waiting_bell)
        self.standing = StandingMessages(
            storage=storage,
            removals=self.removals,
            outbox_bell=base.outbox_bell,
            waiting_bell=self.waiting_bell,
            clock=base.clock,
        )
        self.looks = StandingLooks(storage=storage, reader=messages, standing=self.standing)
        self.moderation = DetectionModeration(
            storage=storage,
            patterns=lists.patterns,
            lists=lists.lookup,
            invites=lists.invites,
            looks=self.looks,
            removals_bell=self.removal_bell,
            outbox_bell=base.outbox_bell,
            waiting_bell=self.waiting_bell,
            clock=base.clock,
        )
        self.appeals = AppealsPart(base, lists, self.authors, storage)
        self.sweep = SweepPart(base, lists, Scanned(storage, self.removals, surroundings, self.moderation))
        self.automod = AutomodPart(base, lists, self.members, surroundings, storage)
        self.group_pages = GroupPages(storage=storage)
        clicks = DetectionClicks(moderation=self.moderation, pages=self.group_pages)
        self._buttons = DetectionButtons(
            answers=base.answers,
            router=base.router,
            moderation=self.moderation,
            effects=lists.effects,
            second_clicks=lists.second_clicks,
            sites=lists.sites,
            pages=self.group_pages,
            clicks=clicks,
        )
        offer = DetectionSweep(offers=self.sweep.offers, clicks=clicks)
        others = detection_actions(self._buttons, offer)
        reading = DetectionReading(
            answers=base.answers,
            router=base.router,
            clicks=clicks,
            moderation=self.moderation,
            pages=self.group_pages,
            authors=self.authors,
            servers=base.servers,
            actions=others,
            blur=base.blur,
        )
        self.actions = with_reading(reading, others)
        self._listening()

    def _listening(self) -> None:
        """Make what needs message content, or waits for an answer about what was heard."""
        base, lists = self._base, self._lists
        reads = base.client.reads_messages
        self.names = NameListener(client=base.client, pipeline=self.pipeline, index=lists.index)
        self.listener = (
            Listener(
                client=base.client,
                pipeline=self.pipeline,
                members=self.members,
                hosts_seen=lists.hosts_seen,
                passed_on=PassedOn(storage=self.storage, clock=base.clock, sleep=base.sleep),
                pictures=self.pictures.looks,
                names=self.names,
            )
            if reads
            else None
        )
        self.reader = (
            None
            if self.listener is None
            else PostsAgain(client=base.client, listener=self.listener, ours=base.ours)
        )
        self.missed = MissedPart(base, self.storage, self.listener)
        self.waiting_posts = WaitingPosts(
            storage=self.storage,
            source=self.reader,
            clock=base.clock,
            process=base.process,
            bell=self.waiting_bell,
            ours=base.ours,
        )
        self.invite_questions = InviteQuestions(
            storage=lists.storage,
            source=DiscordInvites(base.client),
            reader=self.reader,
            index=lists.index,
            leases=base.leases,
            clock=base.clock,
            bell=lists.invite_bell,
            ours=base.ours,
        )

    def performers(self) -> Mapping[Kind, Performer]:
        base = self._base
        returns = AuthorReturns(storage=self.storage, clock=base.clock)
        cards = DetectionCards(
            moderation=self.moderation,
            returns=returns,
            notices=self.appeals.notices,
            authors=self.authors,
            servers=base.servers,
            groups=self.group_pages,
            invites=self._lists.invites,
            short_links=self._lists.short.short_links,
            review_post=base.review_post,
            actions=self.actions,
            texts=base.texts,
        )
        notices = UndoNotices(
            direct_messages=base.direct_messages,
            returns=returns,
            remover=self.remover,
            messages=self.messages,
            languages=base.languages,
            texts=base.texts,
        )
        own = {Kind.DETECTION_CARD: cards.perform, Kind.UNDO_NOTICE: notices.perform}
        return {
            **own,
            **self.appeals.performers(),
            **self.brigades.performers(),
            **self.sweep.performers(),
            **self.missed.performers(),
        }

    def cogs(self) -> Sequence[commands.Cog]:
        base = self._base
        cogs: list[commands.Cog] = [
            self._buttons,
            DetectionCardRoutes(router=base.router, actions=self.actions),
            WhyRemoved(answers=base.answers, router=base.router, moderation=self.moderation),
            StandingWatch(self.standing, self.looks, reads_messages=base.client.reads_messages),
            PermissionWatch(self.removals, self.missed.catch_up),
            *self.appeals.cogs(),
            *self.brigades.cogs(),
            *self.pictures.cogs(),
            *self.sweep.cogs(),
            *self.automod.cogs(),
        ]
        if self.listener is not None and self.missed.catch_up is not None:
            cogs += [self.listener, self.names, Sessions(self.missed.catch_up)]
        return cogs

    def background(self) -> Mapping[str, Work]:
        return {
            self.appeals.job.job: self.appeals.job.run,
            **self.brigades.background(),
            **self.missed.background(),
        }

    def once_connected(self) -> Mapping[str, Work]:
        return {
            **self.brigades.once_connected(),
            "removals": self.removals.run,
            "sweeps": self.sweep.worker.run,
            "standing-looks": self.looks.run,
            "invites": self.invite_questions.run,
            "waiting-posts": self.waiting_posts.run,
            **self.shorteners.once_connected(),
            **self.automod.once_connected(),
        }

    async def finish(self, seconds: float) -> None:
        await asyncio.gather(
            self.pictures.looks.finish(seconds),
            self.pipeline.finish(seconds),
            self.brigades.measures.finish(seconds),
            self.removals.finish(seconds),
            self.sweep.worker.finish(seconds),
            self.invite_questions.finish(seconds),
            self.waiting_posts.finish(seconds),
            self.shorteners.finish(seconds),
            self.automod.keeping.finish(seconds),
        )

    def stop_listening(self) -> None:
        """Stop hearing messages."""
        if self.listener is not None:
            self.listener.stop()
