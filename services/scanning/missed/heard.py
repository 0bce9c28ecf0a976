"""Of each shard of this process, whether its messages are heard."""

from collections import defaultdict
from dataclasses import dataclass


@dataclass(slots=True)
class Session:
    """A shard's connection to Discord."""

    heard: bool = False  # it stands
    begun: int = 0  # sessions that began
    opened: int = 0  # those of them whose gap is written down

    @property
    def listens(self) -> bool:
        """Whether messages are heard, and what was missed before is written down."""
        return self.heard and self.opened == self.begun


class Sessions(defaultdict[int, Session]):
    """The connections by their shards."""

    def __init__(self) -> None:
        super().__init__(Session)

    def heard(self) -> frozenset[int]:
        """The shards that are listened to."""
        return frozenset(shard for shard, session in self.items() if session.listens)
