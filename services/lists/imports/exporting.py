"""Lists as files: a server's own list, or the shared one, in any format that Rowan reads."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Final, Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import EntryId, ServerId
from core.lists.formats import Format, Listed, Writer
from services.base.ports import Clock, Storage
from services.lists.imports.ports import OPERATOR
from services.servers.moderators import require_moderator_of
from services.servers.setup import ServerStore

_AT_ONCE: Final = 100  # entries; each is read back from what was written, which takes some milliseconds


class ExportedEntryStore(Protocol):
    """Entries of a list, in the order of their ids."""

    async def own_after(
        self, server: ServerId, after: EntryId, most: int, now: datetime
    ) -> list[tuple[EntryId, Listed]]:
        """Give entries of a server's own list with a higher id, without those whose time is over."""
        ...

    async def shared_after(self, after: EntryId, most: int) -> list[tuple[EntryId, Listed]]:
        """Give shared entries with a higher id that are listed, or that the operator confirms and nobody disputes."""
        ...


class ExportsTx(Protocol):
    """What reads offer to exports."""

    @property
    def exported(self) -> ExportedEntryStore:
        """Entries of a list, in the order of their ids."""
        ...

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...


class Exporting:
    """The use cases. Raise Unavailable, UserError."""

    def __init__(self, *, storage: Storage[ExportsTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock

    async def own_list(self, caller: Caller, form: Format, most: int) -> tuple[Writer, bytes]:
        """Give a moderator their server's own list as a file.

        Raises UserError unless they moderate the server, and where the list is empty or the file larger than `most` bytes.
        """
        await require_moderator_of(self._storage.glance.servers, caller)
        writer, pieces, size = Writer(form), list[bytes](), 0
        async for piece in self.pieces(caller.server, writer):
            pieces.append(piece.encode())
            size += len(pieces[-1])
            if size > most:
                raise UserError("export-large", server=str(caller.server))
        if not writer.written and not writer.left_out:
            raise UserError("export-empty")
        return writer, b"".join(pieces)

    async def pieces(self, server: ServerId, writer: Writer) -> AsyncIterator[str]:
        """A list as text, in pieces; OPERATOR is the shared list. Afterwards the writer knows what was left out."""
        yield writer.head(f"Rowan, {self._clock():%Y-%m-%d %H:%M} UTC")
        last = EntryId(0)
        while found := await self._after(server, last):
            yield "".join([writer.entry(listed) for _, listed in found])
            last = found[-1][0]
        yield writer.tail()

    async def _after(self, server: ServerId, last: EntryId) -> Sequence[tuple[EntryId, Listed]]:
        reading = self._storage.read.exported
        if server == OPERATOR:
            return await reading.shared_after(last, _AT_ONCE)
        return await reading.own_after(server, last, _AT_ONCE, self._clock())
