"""A manager's `/lists import`: a file that Discord brought, for the server's own list.

It is read in short slices beside everything else that the bot does. What is larger than that allows is for the operator's
command line.
"""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from core.base.authority import Caller, require_manager
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ServerId
from services.base.ports import Clock, Storage
from services.lists.entries import ENTRIES_PER_SERVER
from services.lists.imports.importing import Importing, Plan
from services.lists.imports.ports import Import, ImportsTx
from services.lists.imports.reading import in_slices
from services.lists.imports.survey import Survey, survey
from services.lists.imports.targets import OwnTarget
from services.lists.lookup import ListLookup

MOST_MEGABYTES: Final = 8
MOST_LINES: Final = 100_000
_BLOCK: Final = 16_384  # bytes
_PORTION: Final = 250  # entries: the event loop seals and hands over so many in two milliseconds


@dataclass(frozen=True, slots=True)
class Upload:
    """What became of a file. `done` None: nothing was changed; `others`: imports of which a part stands on this list."""

    plan: Plan
    done: Import | None
    others: Sequence[Import]


class Uploads:
    """The use case. Raises UserError, FileRefused, Unavailable."""

    def __init__(self, *, storage: Storage[ImportsTx], lookup: ListLookup, clock: Clock) -> None:
        self._importing = Importing(storage=storage, clock=clock, changed=lookup.changed, largest=_PORTION)
        self._busy: set[ServerId] = set()  # spares work; what is true stands in the database

    def may(self, caller: Caller, size: int) -> None:
        """Raises UserError unless this person may import a file of this size, before anybody fetches it."""
        require_manager(caller)
        if size > MOST_MEGABYTES * 1024**2:
            raise UserError("import-attachment-large", limit=MOST_MEGABYTES, server=str(caller.server))

    async def bring(
        self, caller: Caller, data: bytes, category: Category | None, *, dry_run: bool, partial: bool
    ) -> Upload:
        """Bring the list in; where lines are refused, only with `partial`."""
        self.may(caller, len(data))
        async with self._alone(caller.server):
            found = await self._read(caller, data, category)
            try:
                target = OwnTarget(server=caller.server, by=caller.user, most=ENTRIES_PER_SERVER)
                plan = await self._importing.plan(found, target, category or Category.HARASSMENT)
                done = None
                if not dry_run and (plan.half is not None or partial or not plan.faults):
                    done = await self._importing.bring_in(plan, target)
            finally:
                found.spool.close()
            half = [each for each in await self._importing.half() if each.server == caller.server]
            return Upload(plan, done, [each for each in half if each.digest != found.digest])

    @staticmethod
    async def _read(caller: Caller, data: bytes, category: Category | None) -> Survey:
        if max(data.count(b"\n"), data.count(b"\r")) > MOST_LINES:
            raise UserError("import-attachment-long", limit=MOST_LINES, server=str(caller.server))
        return await survey(_blocks(data), None, category, in_slices)

    @asynccontextmanager
    async def _alone(self, server: ServerId) -> AsyncIterator[None]:
        if server in self._busy:
            raise UserError("import-busy")
        self._busy.add(server)
        try:
            yield
        finally:
            self._busy.discard(server)


def _blocks(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _BLOCK):
        yield data[start : start + _BLOCK]
