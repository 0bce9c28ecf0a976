"""What moderators do around cases, and what reminds them."""

from cogs.base.direct_messages import DirectMessages
from cogs.reports.card_buttons import MoreAction
from cogs.reports.digest import Digests
from cogs.reports.discord_files import DiscordFiles
from cogs.reports.handover import CaseHandover
from cogs.reports.history import CaseHistory
from cogs.reports.manager_alerts import ManagerAlerts
from cogs.reports.mutes import CaseMute
from cogs.reports.reminders import CaseReminders
from cogs.reports.undo import CaseUndo
from cogs.servers.managers import Managers
from cogs.servers.membership import Memberships
from db.reports.digest_store import DigestRows
from db.reports.file_store import FileRows
from db.reports.handover_store import HandoverRows
from db.reports.history_store import HistoryRows
from db.reports.manager_alert_store import ManagerAlertRows
from db.reports.mute_store import MuteRows
from db.reports.reminder_store import ReminderRows
from db.reports.undo_store import UndoRows
from services.base.outbox import Kind
from services.base.schedule import ScheduledJob
from services.reports.digest import DIGEST_LOOK_EVERY
from services.reports.evidence_files import Hashing
from services.reports.handover import Handover
from services.reports.history import CaseHistories
from services.reports.manager_alerts import LOOK_FOR_CONCERNED_EVERY
from services.reports.mutes import UNMUTED_LOOK_EVERY, Mutes
from services.reports.reminders import LOOK_EVERY
from services.reports.review import Review
from services.reports.undo import Undo
from wiring.spine import Spine


class CaseWork:
    """A part of the wing of reports. `more` is what the card's *More* calls; `rounds` run in the background."""

    def __init__(self, spine: Spine, reviewing: Review) -> None:
        self._spine = spine
        self._reviewing = reviewing
        self.undoing = Undo(
            UndoRows(spine.database, spine.vault), reviewing, spine.lists, spine.outbox, spine.clock
        )
        reminders = ReminderRows(spine.database)
        self._reminders = reminders
        self._digests = DigestRows(spine.database)
        self._concerned = ManagerAlertRows(spine.database, spine.vault)
        self._memberships = Memberships(spine.client, spine.servers)
        self.histories = CaseHistories(HistoryRows(spine.database, spine.vault), reviewing)
        self.mute_rows = MuteRows(spine.database, spine.vault)
        self.muting = Mutes(self.mute_rows, reviewing, spine.outbox, spine.clock)
        self.handing_over = Handover(
            HandoverRows(spine.database, spine.vault),
            reviewing,
            self._memberships,
            spine.server_rows,
            spine.outbox,
            spine.clock,
        )
        common = (spine.leases, spine.outbox, spine.clock, spine.process)
        self.rounds: list[ScheduledJob | Hashing] = [
            ScheduledJob("reminders", LOOK_EVERY, reminders.remind, *common),
            ScheduledJob("concerned", LOOK_FOR_CONCERNED_EVERY, self._concerned.look, *common),
            ScheduledJob("unmuted", UNMUTED_LOOK_EVERY, self.mute_rows.speak_up, *common),
            ScheduledJob("digest", DIGEST_LOOK_EVERY, self._digests.begin, *common),
            Hashing(FileRows(spine.database, spine.vault), DiscordFiles(), spine.clock),
        ]

    def more(self) -> dict[str, MoreAction]:
        """The rarer actions of a card, by the value of their choice."""
        spine = self._spine
        return {
            "history": CaseHistory(spine.answers, spine.router, self.histories).show,
            "handover": CaseHandover(spine.answers, spine.router, self.handing_over).ask,
            "mute": CaseMute(spine.answers, spine.router, self.muting).ask,
            "undelete": CaseUndo(spine.answers, spine.router, self._reviewing, self.undoing).undelete,
        }

    def add(self) -> None:
        """Performers."""
        spine = self._spine
        reminders = CaseReminders(spine.review_post, self._reminders, spine.texts)
        spine.performers[Kind.CASE_REMINDER] = reminders.perform
        concerned = ManagerAlerts(
            DirectMessages(spine.client, spine.postman),
            Managers(spine.client, spine.servers),
            self._memberships,
            self._concerned,
            spine.servers,
            spine.texts,
            spine.clock,
        )
        spine.performers[Kind.CONCERNED_NOTICE] = concerned.perform
        spine.performers[Kind.DIGEST] = Digests(spine.review_post, self._digests, spine.texts).perform
