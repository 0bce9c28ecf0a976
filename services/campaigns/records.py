"""Campaigns, updates, follows and deliveries as the stores give them.

Texts stand here as people wrote them; whoever shows them defangs them first.
"""

from dataclasses import dataclass
from datetime import datetime

from core.base.ids import CampaignId, ChannelId, DeliveryId, RoleId, ServerId, UpdateId
from core.campaigns.deliveries import Delivery
from core.campaigns.texts import CampaignText, UpdateText
from core.campaigns.versions import VersionState
from services.base.outbox import ChannelProblem


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign of one server.

    `publisher`: how other servers see that server; `trusted`: whether they see it at all.
    """

    id: CampaignId
    server: ServerId
    publisher: str
    trusted: bool
    text: CampaignText
    made_at: datetime
    outcome: str | None = None
    closed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One version of an update. `base`: the version that its form showed. Names are for fellow moderators' eyes."""

    number: int
    base: int | None
    text: UpdateText
    state: VersionState
    drafted_by: str | None
    drafted_at: datetime
    settled_by: str | None
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class UpdateRecord:
    """An update with all its versions, oldest first."""

    id: UpdateId
    campaign: Campaign
    versions: tuple[VersionRecord, ...]
    standing: int | None
    published_at: datetime | None
    withdrawn_at: datetime | None
    withdrawn_reason: str | None

    @property
    def draft(self) -> VersionRecord | None:
        """The version that waits for approval, if any does."""
        return next((version for version in self.versions if version.state is VersionState.DRAFT), None)

    def version(self, number: int) -> VersionRecord:
        """The version with this number. Raises KeyError."""
        for version in self.versions:
            if version.number == number:
                return version
        raise KeyError(number)

    def text_of(self, number: int) -> UpdateText | None:
        """The text of the version with this number; None where there is none."""
        return next((version.text for version in self.versions if version.number == number), None)

    def approved_before(self, number: int) -> VersionRecord | None:
        """The version that stood before this one; None for the first that was approved."""
        earlier = [
            version
            for version in self.versions
            if version.number < number and version.state is VersionState.APPROVED
        ]
        return earlier[-1] if earlier else None


@dataclass(frozen=True, slots=True)
class UpdateChoice:
    """An update of a server, as it is offered to a moderator there."""

    id: UpdateId
    campaign: str
    headline: str
    published: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Drafted:
    """The version that a form made."""

    update: UpdateId
    version: int


@dataclass(frozen=True, slots=True)
class SentForm:
    """The fields of an update's form, as sent.

    `token`: the form's own, so that one that arrives twice makes one version; `base`: the version that it showed,
    None for a new update.
    """

    text: UpdateText
    token: str
    base: int | None = None


@dataclass(frozen=True, slots=True)
class Follow:
    """Where a server gets a campaign's updates. `role`: the one that is mentioned; `approve`: it looks first."""

    channel: ChannelId
    role: RoleId | None
    approve: bool


@dataclass(frozen=True, slots=True)
class ServerDelivery:
    """One server's delivery as its row says, without its update."""

    id: DeliveryId
    server: ServerId
    delivery: Delivery
    problem: ChannelProblem | None


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """One server's delivery with its update. `channel`, `role`: where a first copy goes at the moment; None: nowhere any
    more. `problem`: why it cannot be posted.
    """

    id: DeliveryId
    server: ServerId
    update: UpdateRecord
    delivery: Delivery
    channel: ChannelId | None
    role: RoleId | None
    problem: ChannelProblem | None
    settled_by: str | None

    @property
    def own(self) -> bool:
        """Whether the delivery goes to the campaign's own server."""
        return self.server == self.update.campaign.server
