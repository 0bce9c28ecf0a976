"""What the reporter hears of a report that was filed: its receipt, and whether an emergency alerts somebody."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from core.base.categories import Category
from core.base.ids import CaseId, RoleId, ServerId, UserId
from core.reports.intake import FilingPlan
from core.reports.pings import Alert, KnownPing, alert
from services.reports.already_listed import Listed
from services.servers.settings import ServerSettings
from services.servers.setup import ServerStore


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A report of the same member that waits, or that a moderator has in hand."""

    case: CaseId
    claimed: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the reporter hears. `sent_before`: this very form; `added`: the same member, by another form.
    `link_unread`: there is no link in what they typed as one; it stands among the details. `listed`: what a list
    says of one of the links; `looked_again`: its message is handled by the server's policy now. `about_message`:
    False where it is about a link alone. `hears`: they are told how the case ends. `alert`: what is true of an
    emergency, with the role that is pinged for it; None for all else.
    """

    case: CaseId
    category: Category | None = None
    sent_before: bool = False
    added: bool = False
    link_unread: bool = False
    follows: CaseId | None = None
    listed: Listed | None = None
    looked_again: bool = False
    others: tuple[OpenReport, ...] = ()
    about_message: bool = True
    hears: bool = True
    alert: Alert | None = None
    alert_role: RoleId | None = None


class Hearing(Protocol):
    """The store of table `member_choices`, and what reporters were told."""

    async def hears(self, case: CaseId, server: ServerId, reporter: UserId) -> bool:
        """Whether this reporter of the case is told how it ends: they want to hear, and were not told before."""
        ...


class KnownPings(Protocol):
    """The store of table `alerts`."""

    async def known(self, case: CaseId) -> tuple[ServerId, KnownPing] | None:
        """Give what decides whether the case pings; None where there is no such case."""
        ...


class ReceiptTx(Protocol):
    """What a transaction offers to make a receipt."""

    @property
    def outcomes(self) -> Hearing:
        """The store of who wants to hear how a case ends."""
        ...

    @property
    def pings(self) -> KnownPings:
        """The store of table `alerts`."""
        ...

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...


async def with_alert(tx: ReceiptTx, receipt: Receipt, plan: FilingPlan, now: datetime) -> Receipt:
    """Add to the receipt of an emergency whether moderators are alerted: nobody in danger may rely on what is not so."""
    if receipt.category is None or not receipt.category.emergency:
        return receipt
    found, settings = await tx.pings.known(receipt.case), await tx.servers.get(plan.report.server)
    calls = plan.category.emergency and can_alert(settings) and not plan.quiet and not plan.held
    said = Alert.NOBODY if found is None else alert(found[1], now, calls=calls)
    return replace(receipt, alert=said, alert_role=settings.alert_role)


def can_alert(settings: ServerSettings) -> bool:
    """Whether moderators can be alerted at all: there is a role for it, and a channel that takes cards."""
    takes_cards = settings.review_channel is not None and settings.review_problem is None
    return takes_cards and settings.alert_role is not None
