"""The stores of the wing of scanning, on those of lists."""

from functools import cached_property

from db.lists.stores import ListsStores
from db.scanning.appeals.appeal_store import AppealRows
from db.scanning.appeals.notice_store import AuthorNoticeRows
from db.scanning.automod.automod_store import AutomodRows
from db.scanning.brigades.brigade_store import BrigadeRows
from db.scanning.brigades.measure_store import MeasureRows
from db.scanning.group_store import GroupRows
from db.scanning.health_store import ScanningHealthRows
from db.scanning.missed.gap_store import GapRows
from db.scanning.missed.never_read_store import NeverReadRows
from db.scanning.missed.unread_store import UnreadRows
from db.scanning.missed.waiting_post_store import WaitingPostRows
from db.scanning.moderation_store import ModerationRows
from db.scanning.removal_store import DetectionRows
from db.scanning.shorteners.short_post_store import ShortPostRows
from db.scanning.shorteners.short_question_store import ShortQuestionRows
from db.scanning.sighting_store import FirstDayRows, SightingRows
from db.scanning.standing_store import StandingRows
from db.scanning.sweeps.sweep_store import SweepRows


class ScanningStores(ListsStores):
    """What a transaction of this wing and of those above offers."""

    @cached_property
    def detections(self) -> DetectionRows:
        return DetectionRows(self.sql, self.vault)

    @cached_property
    def moderation(self) -> ModerationRows:
        return ModerationRows(self.sql, self.vault)

    @cached_property
    def groups(self) -> GroupRows:
        return GroupRows(self.sql, self.vault)

    @cached_property
    def author_notices(self) -> AuthorNoticeRows:
        return AuthorNoticeRows(self.sql, self.vault)

    @cached_property
    def appeals(self) -> AppealRows:
        return AppealRows(self.sql, self.vault)

    @cached_property
    def automod(self) -> AutomodRows:
        return AutomodRows(self.sql, self.vault)

    @cached_property
    def brigades(self) -> BrigadeRows:
        return BrigadeRows(self.sql, self.vault)

    @cached_property
    def measures(self) -> MeasureRows:
        return MeasureRows(self.sql)

    @cached_property
    def standing(self) -> StandingRows:
        return StandingRows(self.sql)

    @cached_property
    def scanning_health(self) -> ScanningHealthRows:
        return ScanningHealthRows(self.sql)

    @cached_property
    def gaps(self) -> GapRows:
        return GapRows(self.sql)

    @cached_property
    def unread(self) -> UnreadRows:
        return UnreadRows(self.sql)

    @cached_property
    def never_read(self) -> NeverReadRows:
        return NeverReadRows(self.sql)

    @cached_property
    def waiting_posts(self) -> WaitingPostRows:
        return WaitingPostRows(self.sql)

    @cached_property
    def short_posts(self) -> ShortPostRows:
        return ShortPostRows(self.sql, self.vault)

    @cached_property
    def short_questions(self) -> ShortQuestionRows:
        return ShortQuestionRows(self.sql, self.vault)

    @cached_property
    def sweeps(self) -> SweepRows:
        return SweepRows(self.sql, self.vault)

    @cached_property
    def sightings(self) -> SightingRows:
        return SightingRows(self.sql)

    @cached_property
    def first_days(self) -> FirstDayRows:
        return FirstDayRows(self.sql)
