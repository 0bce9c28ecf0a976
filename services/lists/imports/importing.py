"""The use cases of imports: look at a file, bring it in, go on after a kill, take it back.

A file is first read as a whole (survey.py), so that a fault is known before anything changes. Then its entries are
brought in, a portion in each transaction together with the position: whoever is killed leaves a row that says so, and the
same file goes on from there. An import writes one line of the audit when it is whole, and one when it was taken back.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from itertools import islice
from typing import Final

from core.base.categories import Category
from core.base.errors import UserError
from core.base.well_formed import readable
from core.lists.patterns import Pattern, PatternKind
from services.base.ports import Clock, Storage
from services.lists.entry_ends import EntryEnds
from services.lists.imports.portions import LARGEST, in_portions, until_none
from services.lists.imports.ports import OPERATOR, Import, ImportState, ImportsTx, NewImport
from services.lists.imports.survey import Item, Survey
from services.lists.imports.targets import Target

_ASKED_AT_ONCE: Final = 400
_FILE_NAME: Final = 100  # characters
LONG: Final = 100_000
"""A file with more entries is brought in in the order of their patterns, in which the database takes them several times as
fast. A shorter one keeps its order, by which its entries are then shown.
"""

Told = Callable[[int, int], None]
"""Is told how much of how much is done."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. `new`: entries that the list would take; `beyond`: those for which it has no room.

    `half`: the import of this file that was ended before it was whole, and would go on. `anew`: it would end as it stands and
    the file be gone through from its beginning, since that part was brought in under another bound, which had no room for
    some of it.
    """

    survey: Survey
    category: Category
    new: int
    known: int
    beyond: int
    half: Import | None = None
    anew: bool = False

    @property
    def faults(self) -> int:
        """How much of the file would be left out."""
        return self.survey.faults + self.beyond


class Importing:
    """The use cases. `changed` is told which keys are new, for this process's own index. Raise Unavailable, UserError."""

    def __init__(
        self,
        *,
        storage: Storage[ImportsTx],
        clock: Clock,
        changed: Callable[[Sequence[str]], None] = lambda _: None,
        portion: Callable[[], AbstractAsyncContextManager[ImportsTx]] | None = None,
        largest: int = LARGEST,
        long: int = LONG,
    ) -> None:
        """`portion` opens the transaction of a portion; None: one that runs beside the event loop. `largest`: entries of one.
        `long`: a file with more entries is brought in in the order of their patterns.
        """
        self._storage = storage
        self._clock = clock
        self._changed = changed
        self._portion = portion or storage.bulk
        self._largest = largest
        self._long = long

    async def plan(self, found: Survey, target: Target, category: Category) -> Plan:
        """Say what an import of this file would do; nothing is changed."""
        reading, known = self._storage.read, 0
        for texts in _cut(found.spool.texts()):
            known += len(await target.known(reading, texts))
        new = found.spool.count - found.spool.again - known
        standing = await reading.imports.standing(target.server, found.digest)
        half = next((each for each in standing if each.state.is_half), None)
        beyond = max(0, new - await target.room(reading))
        anew = half is not None and bool(half.beyond) and half.beyond_bound is not target.beyond_bound
        return Plan(found, category, new - beyond, known, beyond, half, anew)

    async def new_patterns(self, found: Survey, target: Target, most: int) -> list[Pattern]:
        """Give what the list would take of a file, so many patterns or some more."""
        reading, new = self._storage.read, list[Pattern]()
        items = (item for item in found.spool.items() if not item.again)
        while len(new) < most and (part := list(islice(items, _ASKED_AT_ONCE))):
            known = await target.known(reading, [item.pattern.text for item in part])
            new += [item.pattern for item in part if item.pattern.text not in known]
        return new

    async def bring_in(
        self, plan: Plan, target: Target, tell: Told = lambda *_: None, *, file_name: str = ""
    ) -> Import:
        """Bring the entries in, from where an import of the same file was ended. Returns the import, which is whole.

        Raises UserError where another process brings the same file in, or takes it back, and where it was begun otherwise.
        """
        await EntryEnds(storage=self._storage).end(
            self._clock()
        )  # what is over would hide what is brought in
        which = plan.half or await self._begun(plan, target, file_name)
        if which.state is not ImportState.RUNNING:
            raise UserError("import-being-undone")
        if not _is_read_alike(plan.survey, which):
            raise UserError("import-read-otherwise", form=str(which.form), entries=which.entries)
        if plan.anew:
            await self._end(which, ImportState.DONE, "list-import", target)
            which = await self._begun(plan, target, file_name)
        step = _Step(which, target, self._clock)

        def committed(_: int) -> None:
            self._changed(step.commit())
            self._storage.hint()
            tell(step.which.position, plan.survey.spool.count)

        spool = await plan.survey.spool.by_pattern() if which.by_pattern else plan.survey.spool
        try:
            items = spool.items(which.position)
            await in_portions(items, self._portion, step.write, committed, self._largest)
        finally:
            if which.by_pattern:
                spool.close()
        return await self._end(step.which, ImportState.DONE, "list-import", target)

    async def _begun(self, plan: Plan, target: Target, file_name: str) -> Import:
        found = plan.survey
        new = NewImport(
            target.server,
            found.digest,
            found.detected.form,
            plan.category,
            target.by,
            found.spool.count,
            found.faults,
            target.beyond_bound,
            " ".join(readable(file_name).split())[:_FILE_NAME],
            # Where not all find room, those go first that stand first in the file.
            by_pattern=found.spool.count > self._long and not plan.beyond,
        )
        async with self._storage.durable() as tx:
            if target.by is None and not target.server:
                await tx.imported.make_operator()
            await tx.servers.ensure(target.server)
            return await tx.imports.begin(new, self._clock())

    async def undo(self, which: Import, target: Target, tell: Told = lambda *_: None) -> Import:
        """Take back what an import brought and what still stands of it; what stood there before stays."""
        if which.state is ImportState.UNDONE:
            raise UserError("import-undone-already")
        async with self._storage.durable() as tx:
            await tx.imports.turn(which.id, ImportState.UNDOING, self._clock())

        done = 0

        async def take_back(tx: ImportsTx, most: int) -> int:
            nonlocal done
            now = self._clock()
            taken = await target.take_back(tx, which, most, now)
            await tx.imports.turn(which.id, ImportState.UNDOING, now, undone=taken.undone)
            done += taken.gone_through
            tell(done, which.added)
            return taken.gone_through

        await until_none(self._portion, take_back)
        return await self._end(which, ImportState.UNDONE, "list-import-undo", target)

    async def _end(self, which: Import, state: ImportState, action: str, target: Target) -> Import:
        async with self._storage.durable() as tx:
            now = self._clock()
            await tx.imports.turn(which.id, state, now)
            ended = await tx.imports.get(which.id)
            counts = (
                f"added {ended.added}, known {ended.known}, beyond {ended.beyond}, refused {ended.refused}"
            )
            after = f"{counts}, undone {ended.undone}" if ended.undone else counts
            subject = f"import/{ended.id} sha256 {ended.digest}"
            await tx.audit.note(ended.server, target.by, action, subject, now, after=after)
        self._storage.hint()
        return ended

    async def acts(self, target: Target) -> bool:
        """Whether the list acts anywhere: nothing is scanned in a server that was not set up, or that nobody has."""
        if target.server == OPERATOR:
            return True
        return target.server in await self._storage.read.servers.all_set_up()

    async def half(self) -> list[Import]:
        """Every import of which a part stands."""
        return await self._storage.read.imports.half()

    async def standing(self, target: Target, digest: str) -> list[Import]:
        """Every import of this file to this list that was not taken back to its end, the newest first.

        There are several where the file was brought in again, or by two processes at once. Raises UserError where there is none.
        """
        reading = self._storage.read
        found = await reading.imports.standing(target.server, digest)
        if not found:
            was_there = await reading.imports.newest(target.server, digest)
            raise UserError("import-undone-already" if was_there else "import-never")
        return found


class _Step:
    """Writes a portion with its position. `which`: the import as it was committed last."""

    def __init__(self, which: Import, target: Target, clock: Clock) -> None:
        self.which = which
        self._target = target
        self._clock = clock
        self._moved = which
        self._keys: list[str] = []

    async def write(self, tx: ImportsTx, items: Sequence[Item]) -> None:
        """Write one portion. Raises UserError where another process was at this import meanwhile."""
        now = self._clock()
        written = await self._target.write(tx, self.which, items, now)
        for pattern in written.added:
            if pattern.kind is PatternKind.INVITE:
                await tx.invites.hold(pattern, now)
        added = len(written.added)
        known = len(items) - added - written.beyond
        moved = await tx.imports.advance(
            self.which,
            len(items),
            now,
            added=added,
            known=known,
            beyond=written.beyond,
            siteless=written.siteless,
        )
        if moved is None:
            raise UserError("import-elsewhere")
        self._moved, self._keys = moved, [pattern.key for pattern in written.added]

    def commit(self) -> Sequence[str]:
        """Note that the portion stands; returns the keys that are new."""
        self.which = self._moved
        return self._keys


def _is_read_alike(found: Survey, which: Import) -> bool:
    """Whether the entries stand at the places that the import's position counts: another format, or another answer to
    categories that are not known, gives others.
    """
    return (found.detected.form, found.spool.count) == (which.form, which.entries)


def _cut(texts: Iterator[str]) -> Iterator[list[str]]:
    while part := list(islice(texts, _ASKED_AT_ONCE)):
        yield part
