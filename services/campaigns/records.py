"""Campaigns, updates, follows and deliveries as the stores give them.

Texts stand here as people wrote them; whoever shows them defangs them first.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.base.ids import CampaignId, ChannelId, DeliveryId, RoleId, ServerId, UpdateId
from core.campaigns.deliveries import Delivery
from core.campaigns.texts import CampaignText, UpdateText
from core.campaigns.versions import PENDING, VersionState
from services.base.outbox import ChannelProblem


class StopReason(StrEnum):
    """Why nothing new of a campaign goes out: whose word it was, or what became of its server."""

    OPERATOR = "operator"
    BANNED = "banned"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign of one server.

    `publisher`: how other servers see that server; `trusted`: whether they see it at all. `network`: its server wants it
    seen by others; `site`: the name of the site on that server's own list that it is about; `stopped_why`: nothing new of it goes out.
    """

    id: CampaignId
    server: ServerId
    publisher: str
    trusted: bool
    text: CampaignText
    made_at: datetime
    outcome: str | None = None
    closed_at: datetime | None = None
    network: bool = True
    site: str | None = None
    stopped_at: datetime | None = None
    stopped_why: StopReason | None = None

    @property
    def orphaned(self) -> bool:
        """Whether its server is not there any more to keep it right."""
        return self.stopped_why in (StopReason.BANNED, StopReason.LEFT)


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One version of an update. `base`: the version that its form showed; `publish_at`: it is not to stand before. Names are
    for fellow moderators' eyes.
    """

    number: int
    base: int | None
    text: UpdateText
    state: VersionState
    drafted_by: str | None
    drafted_at: datetime
    settled_by: str | None
    settled_at: datetime | None
    publish_at: datetime | None = None


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
    def pending(self) -> VersionRecord | None:
        """The version that waits for approval or for its time, if any does."""
        return next((version for version in self.versions if version.state in PENDING), None)

    def version(self, number: int) -> VersionRecord:
        """The version with this number. Raises KeyError."""
        for version in self.versions:
            if version.number == number:
                return version
        raise KeyError(number)

    def text_of(self, number: int) -> UpdateText | None:
        """The text of the version with this number; None where there is none."""
        return next((version.text for version in self.versions if version.number == number), None)

    def replaced_by(self, number: int) -> list[int]:
        """The drafts that edits led through to this version, whose card it took over."""
        found: list[int] = []
        for version in reversed([one for one in self.versions if one.number < number]):
            if version.state is not VersionState.REPLACED:
                break
            found.append(version.number)
        return found

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
    """An update of a server, as it is offered to a moderator there. `scheduled`: approved for a time to come."""

    id: UpdateId
    campaign: str
    headline: str
    published: bool
    withdrawn: bool
    scheduled: bool = False


@dataclass(frozen=True, slots=True)
class Approved:
    """What an approval brought about. `own_channel`: the server named a channel for its own updates; `at`: it goes out
    then, None: it does now.
    """

    update: UpdateRecord
    reached: int
    own_channel: bool
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Drafted:
    """The version that a form made. `publish_at`: when it is to go out; None: once it is approved."""

    update: UpdateId
    version: int
    publish_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SentForm:
    """The fields of an update's form, as sent.

    `token`: the form's own, so that one that arrives twice makes one version; `base`: the version that it showed,
    None for a new update; `publish_at`: when it is to go out at the earliest, None: once it is approved.
    """

    text: UpdateText
    token: str
    base: int | None = None
    publish_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Follow:
    """Where a server gets a campaign's updates. `role`: the one that is mentioned; `approve`: it looks first."""

    channel: ChannelId
    role: RoleId | None
    approve: bool


@dataclass(frozen=True, slots=True)
class LostRole:
    """What a server is told of the role that a follow of it mentioned. `gone`: it is still the follow's, so none is mentioned;
    `follows`: the follow stands; `role`: the one that it mentions now.
    """

    campaign: Campaign
    role: RoleId | None
    gone: bool
    follows: bool


@dataclass(frozen=True, slots=True)
class ServerDelivery:
    """One server's delivery as its row says, without its update."""

    id: DeliveryId
    server: ServerId
    delivery: Delivery
    problem: ChannelProblem | None


@dataclass(frozen=True, slots=True)
class CopyCounts:
    """How far an update has come. `stand`: copies that stand in a channel, `changing` of them are to show something newer;
    `on_way`: not posted yet; `asked`: a follower's moderators look first; `failing`: they cannot be posted just now; `paused`: for
    long; `known`: servers that it is for, `begins`: there may be more.
    """

    stand: int = 0
    on_way: int = 0
    asked: int = 0
    failing: int = 0
    paused: int = 0
    changing: int = 0
    known: int = 0
    begins: bool = False

    @property
    def gone(self) -> int:
        """Servers where no copy stands nor will: it was deleted or declined there, or they follow no more."""
        return self.known - self.stand - self.on_way - self.asked - self.failing - self.paused

    @property
    def moves(self) -> bool:
        """Whether the counts will be others in a moment, without anybody doing anything."""
        return self.begins or self.on_way > 0 or self.changing > 0


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """One server's delivery with its update. `channel`, `role`: where a first copy goes at the moment; None: nowhere any
    more. `problem`: why it cannot be posted; `paused`: and that for so long that it is only looked at now and then.
    """

    id: DeliveryId
    server: ServerId
    update: UpdateRecord
    delivery: Delivery
    channel: ChannelId | None
    role: RoleId | None
    problem: ChannelProblem | None
    settled_by: str | None
    paused: bool = False

    @property
    def own(self) -> bool:
        """Whether the delivery goes to the campaign's own server."""
        return self.server == self.update.campaign.server
