"""What an operator or a manager does with files, and how a process dies at it."""

from datetime import UTC, datetime

from core.base.categories import Category
from core.base.ids import ServerId
from core.lists.formats import Format, Writer
from services.lists.imports.exporting import Exporting
from services.lists.imports.importing import LONG, Importing, Plan
from services.lists.imports.ports import Import, ImportsTx
from services.lists.imports.reading import in_slices
from services.lists.imports.survey import Survey, survey
from services.lists.imports.targets import OwnTarget, SharedTarget, Target, Written
from tests.services.lists.process import A, Process

NOW = datetime(2026, 1, 1, tzinfo=UTC)


async def looked_at(
    text: str, form: Format | None = None, category: Category | None = None, now: datetime = NOW
) -> Survey:
    return await survey([text.encode()], form, category, in_slices, now=now)


def many(count: int) -> str:
    return "".join(f"0.0.0.0 host-{number}.example\n" for number in range(count))


class Bringing:
    """What an operator or a manager does with files."""

    def __init__(self, rowan: Process, *, long: int = LONG) -> None:
        self.rowan = rowan
        self.importing = Importing(
            storage=rowan.storage, clock=rowan.clock, changed=rowan.lookup.changed, long=long
        )
        self.own: Target = OwnTarget(server=A, by=None, most=1000)
        self.shared: Target = SharedTarget(most=1000, clock=rowan.clock)

    async def plan(self, text: str, target: Target | None = None) -> Plan:
        return await self.importing.plan(await looked_at(text), target or self.own, Category.SCAM)

    async def bring(self, text: str, target: Target | None = None) -> Import:
        return await self.importing.bring_in(await self.plan(text, target), target or self.own)

    async def listed(self, server: ServerId = A, form: Format = Format.PLAIN) -> list[str]:
        exporting = Exporting(storage=self.rowan.storage, clock=self.rowan.clock)
        pieces = [piece async for piece in exporting.pieces(server, Writer(form))]
        return [line for line in "".join(pieces).splitlines() if not line.startswith("#")]


class Dies(Exception):
    """The process dies here."""


class DyingTarget:
    """Dies after some portions, in the middle of the next."""

    def __init__(self, target: Target, portions: int) -> None:
        self.server, self.by, self.beyond_bound = target.server, target.by, target.beyond_bound
        self._target, self._left = target, portions

    async def write(self, tx: ImportsTx, which: Import, items: object, now: object) -> Written:
        written = await self._target.write(tx, which, items, now)  # type: ignore[arg-type]  # handed on
        if not self._left:
            raise Dies
        self._left -= 1
        return written

    def __getattr__(self, name: str) -> object:
        return getattr(self._target, name)
