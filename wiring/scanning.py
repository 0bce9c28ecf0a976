"""The wing that checks what is posted: listening, removing, cards with undo, policy, catching up."""

from cogs.lists.discord_invites import DiscordInvites
from cogs.scanning.buttons import DetectionButtons
from cogs.scanning.card import DetectionCards
from cogs.scanning.discord_removals import PermissionWatch, Remover
from cogs.scanning.history import DiscordPast, Sessions
from cogs.scanning.listener import Listener
from cogs.scanning.posts_again import PostsAgain
from cogs.scanning.undo_notices import UndoNotices
from cogs.servers.policy import PolicyCommands
from db.scanning.gap_store import GapRows
from db.scanning.moderation_store import ModerationRows
from db.scanning.removal_store import DetectionRows
from db.scanning.sighting_store import SightingRows
from services.base.outbox import Kind
from services.lists.invite_questions import InviteQuestions
from services.lists.sightings import Sightings
from services.scanning.gaps import CatchUp
from services.scanning.moderation import DetectionModeration
from services.scanning.pipeline import ScanPipeline
from services.scanning.removals import Removals
from services.servers.cache import ServerCache
from services.servers.policy import Policies
from wiring.spine import Spine


class ScanningWing:
    """Its services; `add` puts its cogs on the client."""

    def __init__(self, spine: Spine) -> None:
        self._spine = spine
        self.views = ServerCache(spine.server_rows, spine.policy_rows, spine.policy_rows)
        spine.servers.on_change.append(self.views.forget)
        self.policies = Policies(spine.policy_rows, spine.server_rows, self.views.forget)
        self.remover = Remover(spine.client, spine.servers, spine.texts)
        self.detection_rows = DetectionRows(spine.database, spine.vault)
        self.removals = Removals(self.detection_rows, self.remover, spine.outbox, spine.clock, spine.process)
        self.scanning = ScanPipeline(
            self.detection_rows,
            self.views,
            spine.lists,
            spine.indexing,
            spine.invites,
            self.remover,
            self.removals,
            spine.outbox,
            spine.clock,
            spine.process,
        )
        self.asking = InviteQuestions(
            spine.invite_rows,
            spine.invites,
            DiscordInvites(spine.client),
            spine.indexing,
            spine.leases,
            spine.clock,
            spine.process,
        )
        self.sightings = Sightings(SightingRows(spine.database), spine.clock)
        self.settling_rows = ModerationRows(spine.database, spine.vault)
        self.settling = DetectionModeration(
            self.settling_rows,
            spine.server_rows,
            spine.policy_rows,
            spine.naming,
            spine.lists,
            spine.invites,
            self.removals,
            spine.outbox,
            spine.outbox_rows,
            spine.clock,
        )
        self.catching_up: CatchUp | None = None  # made by `add`, where messages may be read

    async def add(self) -> None:
        """Performers and cogs. Without message content nothing listens; what is known still has its cards."""
        spine = self._spine
        cards = DetectionCards(self.settling_rows, spine.invites, spine.review_post, spine.texts)
        spine.performers[Kind.DETECTION_CARD] = cards.perform
        returns = UndoNotices(
            spine.client,
            spine.postman,
            self.settling_rows,
            self.remover,
            spine.servers,
            spine.texts,
            spine.clock,
        )
        spine.performers[Kind.UNDO_NOTICE] = returns.perform
        await spine.client.add_cog(PolicyCommands(spine.answers, self.policies))
        await spine.client.add_cog(
            DetectionButtons(spine.answers, spine.router, self.settling, self.sightings)
        )
        await spine.client.add_cog(PermissionWatch(self.removals))
        if spine.client.reads_messages:
            await self._listen()

    async def _listen(self) -> None:
        spine = self._spine
        listening = Listener(spine.client, self.scanning)
        self.asking.reader = PostsAgain(spine.client, listening)
        self.catching_up = CatchUp(
            GapRows(spine.database),
            DiscordPast(spine.client, listening),
            self.views,
            spine.clock,
            spine.process,
            spine.settings.catch_up_hours,
        )
        await spine.client.add_cog(listening)
        await spine.client.add_cog(Sessions(self.catching_up))
