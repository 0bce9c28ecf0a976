"""What the services about providers need of stores."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.ids import CampaignId
from core.campaigns.providers.facts import Fact, FactKind, NotKnown
from services.campaigns.versions import UpdatesTx


@dataclass(frozen=True, slots=True)
class KnownFact:
    """What is known of one host. `fact`: None where nothing was ever answered; `problem`: why nothing was answered last."""

    host: str
    kind: FactKind
    fact: Fact | None
    asked_at: datetime
    problem: NotKnown | None = None


class LinkedHosts(Protocol):
    """Knows the listed hosts of the site that a campaign is linked to."""

    async def linked_hosts(self, campaign: CampaignId, now: datetime, limit: int) -> Sequence[str]:
        """Give hosts that stand on the own list of the campaign's server, under its site; none without a site."""
        ...


class FactStore(LinkedHosts, Protocol):
    """The store of tables `provider_rounds` and `provider_facts`."""

    async def enlist(self, now: datetime, limit: int) -> None:
        """Have open campaigns asked about that are newer than those that are."""
        ...

    async def take(self, now: datetime, until: datetime, limit: int) -> Sequence[CampaignId]:
        """Take campaigns that are due; nobody else takes them until then."""
        ...

    async def due(self, campaign: CampaignId, at: datetime) -> None:
        """Have the campaign asked about at that time."""
        ...

    async def hasten(self, campaign: CampaignId, at: datetime) -> None:
        """Have the campaign asked about at that time, unless it is earlier anyway."""
        ...

    async def end(self, campaign: CampaignId) -> None:
        """Ask about the campaign no more; what is known stays."""
        ...

    async def of_campaign(self, campaign: CampaignId) -> Sequence[KnownFact]:
        """Give what is known, by host and kind."""
        ...

    async def save(self, campaign: CampaignId, known: KnownFact) -> None:
        """Write what is known of a host."""
        ...

    async def forget_others(self, campaign: CampaignId, hosts: Collection[str]) -> None:
        """Delete what is known of all hosts but these."""
        ...


class FactsTx(UpdatesTx, Protocol):
    """What a transaction offers."""

    @property
    def facts(self) -> FactStore:
        """The store of tables `provider_rounds` and `provider_facts`."""
        ...
