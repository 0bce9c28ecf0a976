"""A manager's `/lists import` and `/lists undo`: a file that Discord brought, for the server's own list, and how it goes again.

It is read in short slices beside everything else that the bot does. What is larger than that allows is for the operator's
command line. Before it bites it is weighed what its new entries would have met here; where that is much, whoever asked is
asked once more. The file itself is not kept for that: where Discord has it is, sealed, and it is read again.
"""

import secrets
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final, Protocol

from core.base.authority import Caller, require_manager
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ImportId, ServerId
from core.lists.previews import Effect, as_shown, is_as_shown
from services.base.ports import Clock, Storage
from services.lists.entries import ENTRIES_PER_SERVER
from services.lists.imports.importing import Importing, Plan
from services.lists.imports.ports import Import, ImportState, ImportsTx, Stands
from services.lists.imports.reading import in_slices
from services.lists.imports.survey import Survey, survey
from services.lists.imports.targets import OwnTarget
from services.lists.lookup import ListLookup
from services.lists.previews.previews import Effects
from services.lists.previews.second_clicks import (
    KEPT_FOR,
    Asked,
    KeptQuestion,
    ListQuestionStore,
    Verb,
)

MOST_MEGABYTES: Final = 8
MOST_LINES: Final = 100_000
MOST_SHOWN: Final = 10
"""Imports that are listed, and offered for an undo."""
_BLOCK: Final = 16_384  # bytes
_PORTION: Final = 250  # entries: the event loop seals and hands over so many in two milliseconds
_MOST_QUESTIONS: Final = 20  # of one manager


@dataclass(frozen=True, slots=True)
class Sent:
    """What a manager sent: where Discord has the file and how it is called, and the command's options."""

    url: str
    name: str
    category: Category | None
    partial: bool


@dataclass(frozen=True, slots=True)
class Upload:
    """What became of a file. `done` None: nothing was changed; `others`: imports of which a part stands on this list.

    `effect`: what the new entries would have met here; `token`: of the question that must be answered first; `again`: it was
    asked before, and would do more by now.
    """

    plan: Plan
    done: Import | None
    others: Sequence[Import]
    effect: Effect
    token: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Listed:
    """An import to a server's list, and how much of it stands."""

    which: Import
    stands: Stands


class UploadsTx(ImportsTx, Protocol):
    """What a transaction offers to a manager's imports."""

    @property
    def list_questions(self) -> ListQuestionStore:
        """The store of table `list_questions`."""
        ...


class Uploads:
    """The use cases. Raise UserError, FileRefused, Unavailable."""

    def __init__(
        self,
        *,
        storage: Storage[UploadsTx],
        lookup: ListLookup,
        effects: Effects,
        clock: Clock,
        operators_bound: int,
    ) -> None:
        """`operators_bound`: how many entries the operator may bring to a server's list, beside those of its moderators."""
        self._importing = Importing(storage=storage, clock=clock, changed=lookup.changed, largest=_PORTION)
        self._storage = storage
        self._effects = effects
        self._clock = clock
        self._operators_bound = operators_bound
        self._busy: set[ServerId] = set()  # spares work; what is true stands in the database

    def may(self, caller: Caller, size: int) -> None:
        """Raises UserError unless this person may import a file of this size, before anybody fetches it."""
        require_manager(caller)
        if size > MOST_MEGABYTES * 1024**2:
            raise UserError("import-attachment-large", limit=MOST_MEGABYTES, server=str(caller.server))

    async def bring(self, caller: Caller, data: bytes, sent: Sent, *, dry_run: bool) -> Upload:
        """Bring the list in; where lines are refused, only with `partial`; where it would do much, ask first."""
        return await self._bring(caller, data, sent, dry_run=dry_run)

    async def asked(self, caller: Caller, token: str) -> Sent:
        """Give what a question is about, at the second click. Raises UserError where it is over."""
        return _sent((await self._kept(caller, token)).asked)

    async def sure(self, caller: Caller, data: bytes, token: str) -> Upload:
        """Bring in what was asked about; where it would do clearly more than was shown, it is asked anew."""
        kept = await self._kept(caller, token)
        made = await self._bring(caller, data, _sent(kept.asked), kept=kept, token=token)
        if made.done is not None:
            await self.cancel(caller, token)
        return made

    async def cancel(self, caller: Caller, token: str) -> None:
        """Do nothing of what was asked about."""
        require_manager(caller)
        async with self._storage.relaxed() as tx:
            await tx.list_questions.drop(caller.server, caller.user, token)

    async def listed(self, caller: Caller) -> list[Listed]:
        """Give the newest imports to this server's list, and how much of each stands."""
        require_manager(caller)
        reading = self._storage.read
        found = await reading.imports.of_server(caller.server, MOST_SHOWN)
        return [Listed(each, await reading.imported.stands(each.id)) for each in found]

    async def before_undo(self, caller: Caller, which: ImportId) -> Listed:
        """Say what would go if an import was taken back. Raises UserError where none of this server stands under the number."""
        found = await self._standing(caller, which)
        return Listed(found, await self._storage.read.imported.stands(which))

    async def undo(self, caller: Caller, which: ImportId) -> Import:
        """Take back what an import to this server's list brought."""
        async with self._alone(caller.server):
            found = await self._standing(caller, which)
            target = OwnTarget(server=caller.server, by=caller.user, most=ENTRIES_PER_SERVER)
            return await self._importing.undo(found, target)

    async def _standing(self, caller: Caller, which: ImportId) -> Import:
        require_manager(caller)
        found = await self._storage.read.imports.find(caller.server, which)
        if found is None:
            raise UserError("import-none-here")
        if found.state is ImportState.UNDONE:
            raise UserError("import-undone-already")
        return found

    async def _bring(
        self,
        caller: Caller,
        data: bytes,
        sent: Sent,
        *,
        dry_run: bool = False,
        kept: KeptQuestion | None = None,
        token: str | None = None,
    ) -> Upload:
        self.may(caller, len(data))
        async with self._alone(caller.server):
            found = await self._read(caller, data, sent.category)
            try:
                if kept is not None and found.digest != kept.asked.pattern:
                    raise UserError("import-changed")
                plan, target = await self._planned(caller, found, sent.category)
                effect = await self._effects.of(
                    caller.server, await self._importing.new_patterns(found, target, MOST_LINES)
                )
                done, again = None, kept is not None and not is_as_shown(effect, kept.shown)
                asks = effect.asks_twice if kept is None else again
                if dry_run or (plan.faults and not sent.partial and plan.half is None):
                    token = None
                elif asks and plan.half is None:
                    token = await self._ask(caller, found.digest, sent, effect, token)
                else:
                    token = None
                    done = await self._importing.bring_in(plan, target, file_name=sent.name)
            finally:
                found.spool.close()
            half = [each for each in await self._importing.half() if each.server == caller.server]
            others = [each for each in half if each.digest != found.digest]
            return Upload(plan, done, others, effect, token, again=again)

    async def _planned(
        self, caller: Caller, found: Survey, category: Category | None
    ) -> tuple[Plan, OwnTarget]:
        """What an import would do. What the operator began goes on within the operator's bound, so that it ends whole."""
        target = OwnTarget(server=caller.server, by=caller.user, most=ENTRIES_PER_SERVER)
        plan = await self._importing.plan(found, target, category or Category.HARASSMENT)
        if plan.half is not None and plan.half.beyond_bound:
            target = OwnTarget(
                server=caller.server, by=caller.user, most=self._operators_bound, beyond_bound=True
            )
            plan = await self._importing.plan(found, target, category or Category.HARASSMENT)
        return plan, target

    async def _ask(self, caller: Caller, digest: str, sent: Sent, effect: Effect, token: str | None) -> str:
        now, server, user = self._clock(), caller.server, caller.user
        token = token or secrets.token_urlsafe(12)
        options = {
            "url": sent.url,
            "name": sent.name,
            "category": None if sent.category is None else str(sent.category),
            "partial": sent.partial,
        }
        question = KeptQuestion(Asked(Verb.IMPORT, digest, options), as_shown(effect))
        async with self._storage.durable() as tx:
            await tx.servers.ensure(server)
            await tx.list_questions.keep(server, user, token, question, now, now + KEPT_FOR)
            await tx.list_questions.forget_older(server, user, _MOST_QUESTIONS)
        return token

    async def _kept(self, caller: Caller, token: str) -> KeptQuestion:
        require_manager(caller)
        kept = await self._storage.read.list_questions.get(caller.server, caller.user, token, self._clock())
        if kept is None or kept.asked.verb is not Verb.IMPORT:
            raise UserError("preview-over")
        return kept

    async def _read(self, caller: Caller, data: bytes, category: Category | None) -> Survey:
        if max(data.count(b"\n"), data.count(b"\r")) > MOST_LINES:
            raise UserError("import-attachment-long", limit=MOST_LINES, server=str(caller.server))
        return await survey(_blocks(data), None, category, in_slices, now=self._clock())

    @asynccontextmanager
    async def _alone(self, server: ServerId) -> AsyncIterator[None]:
        if server in self._busy:
            raise UserError("import-busy")
        self._busy.add(server)
        try:
            yield
        finally:
            self._busy.discard(server)


def _sent(asked: Asked) -> Sent:
    category = asked.options.get("category")
    return Sent(
        url=str(asked.options["url"]),
        name=str(asked.options["name"]),
        category=Category(str(category)) if category else None,
        partial=bool(asked.options["partial"]),
    )


def _blocks(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), _BLOCK):
        yield data[start : start + _BLOCK]
