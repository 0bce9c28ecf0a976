"""What discord.py knows of the servers of several shards that come and go while the process runs."""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from discord.gateway import DiscordWebSocket
from discord.state import AutoShardedConnectionState

from core.base.shards import shard_of


class ShardNotOurs(Exception):  # no error: the shard is somebody else's by now
    """Something was heard of a shard that another process may have taken over."""


class ShardsState(AutoShardedConnectionState[Any]):
    """discord.py's memory, of which a shard's part begins anew with each of its sessions.

    `shard_ids` stays empty: which shards there are is not known beforehand, and discord.py would wait for all of them.
    """

    shard_count: int
    may_hear: Callable[[int], bool]
    """Whether this process certainly has the shard."""

    def parse_ready(self, data: Any) -> None:
        """Forget the shard's servers of before: one that is not named any more was left."""
        self.forget_shard(data["shard"][0])
        super().parse_ready(data)

    def forget_shard(self, shard: int) -> None:
        """Forget the servers of a shard, with all that is known of them."""
        for guild in list(self._guilds.values()):
            if shard_of(guild.id, self.shard_count) == shard:
                self._remove_guild(guild)


OPENED: ContextVar[Callable[["ShardSocket"], None]] = ContextVar("OPENED")
"""Who is told of a connection that was opened; discord.py gives it out only once it has identified."""


class ShardSocket(DiscordWebSocket):
    """discord.py's connection of one shard. It hears nothing once somebody else may have the shard, as after a pause of the
    whole process.
    """

    _connection: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        OPENED.get()(self)

    async def received_message(self, msg: Any, /) -> None:
        """Read a frame, if the shard is still this process's."""
        if not self._connection.may_hear(self.shard_id):
            raise ShardNotOurs
        await super().received_message(msg)
