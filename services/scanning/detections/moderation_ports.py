"""What the use cases on a detection need: a transaction of their own, and the present state of a message."""

from typing import Protocol

from core.base.ids import ChannelId, MessageId, ServerId
from services.lists.entries import AllowsTx, EntriesTx
from services.lists.shared_list.stances import StancesTx
from services.scanning.detections.settling import (
    JudgingTx,
    SettlingTx,
)
from services.scanning.posts import KeptPostStore
from services.servers.policy import PolicyStore
from services.servers.setup import ServerStore


class ModerationTx(SettlingTx, JudgingTx, EntriesTx, AllowsTx, StancesTx, Protocol):
    """What a transaction offers to moderators of detections."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def policies(self) -> PolicyStore:
        """The store of tables `policy_*`."""
        ...

    @property
    def waiting_posts(self) -> KeptPostStore:
        """The store of table `waiting_posts`."""
        ...


class MessageLooks(Protocol):
    """Asks Discord about messages that wait for a decision, at the moment of the call."""

    async def look(self, server: ServerId, channel: ChannelId, message: MessageId) -> object:
        """Have its cards say what became of it. Raises nothing where Discord does not say."""
        ...
