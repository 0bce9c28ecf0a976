"""What a change of a server's policy would have done with what lists found there lately."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final, Protocol

from core.base.ids import ServerId
from core.scanning.policy_effects import Around, FoundAlike, otherwise
from core.servers.policy import Policy
from core.servers.policy_changes import PolicyChange, PolicyEffect, begins_to_look
from services.base.ports import Clock, Storage

DAYS: Final = 7
LOOKED_THROUGH: Final = 5000  # of the newest messages


class FoundStore(Protocol):
    """The store of table `detections`, as far as a policy decided about them."""

    async def alike(self, server: ServerId, since: datetime, most: int) -> Sequence[FoundAlike]:
        """Count the newest messages in which lists found something since then, at most so many, by what a policy goes by."""
        ...


class FoundTx(Protocol):
    """What reads offer here."""

    @property
    def sightings(self) -> FoundStore:
        """The store of table `detections`."""
        ...


class PolicyEffects:
    """Fills services.servers.policy.PolicyEffects. It asks nobody's rights: whoever calls it does."""

    def __init__(self, *, storage: Storage[FoundTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def of(
        self, server: ServerId, policy: Policy, change: PolicyChange, around: Around
    ) -> PolicyEffect:
        """Weigh a change of the policy as it stands. Links that are switched off, and those of exempt roles, leave no trace,
        so nothing is known of them.
        """
        since, after = self._clock() - timedelta(days=DAYS), change.applied(policy)
        found = await self._storage.read.sightings.alike(server, since, LOOKED_THROUGH)
        count = sum(each.count for each in found)
        return PolicyEffect(
            found=count,
            days=DAYS,
            otherwise=otherwise(found, policy, after, around),
            more=count >= LOOKED_THROUGH,
            is_blind=begins_to_look(policy, after),
        )
