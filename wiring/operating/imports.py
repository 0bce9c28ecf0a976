"""The operator's `import` and `export`: lists from files and as files, beside a running bot."""

import argparse
import functools
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, Final

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ServerId
from core.lists.formats import FileRefused, Format, Writer
from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.lists.stores import ListsStores
from db.reports.stores import ReportsStores
from services.base.ports import system_clock
from services.lists.imports.exporting import Exporting
from services.lists.imports.importing import Importing, Plan
from services.lists.imports.ports import OPERATOR
from services.lists.imports.reading import in_processes, in_slices
from services.lists.imports.report import done, effect_told, file_refused, goes_on, report, standing
from services.lists.imports.survey import MOST_LINES, Survey, survey
from services.lists.imports.targets import OwnTarget, SharedTarget, Target
from services.lists.previews.previews import MOST_PATTERNS, Effects
from services.lists.shared_list.trust import printable, server_of
from settings import Settings
from wiring.database import open_database, place_of, say
from wiring.keys.watch import vault_of
from wiring.operating.publishing import publish_list

EXIT_REFUSED: Final = 1  # the list has faults, and nothing was changed
_BLOCK: Final = 65_536  # bytes
_PROCESSES: Final = 4  # that read a long list, at most
_MEGABYTE: Final = 1024 * 1024
_LONG: Final = 4 * _MEGABYTE  # bytes; a shorter file is read before further processes are there


class Progress:
    """Tells how far a long work is: in one line of a terminal that is written anew, else in a line now and then."""

    def __init__(self, key: str, total: int, unit: int = 1) -> None:
        self._key, self._total, self._unit = key, total, unit
        self._is_terminal = sys.stderr.isatty()
        self._every = 0.5 if self._is_terminal else 10.0
        self._began = self._told = time.monotonic()
        self._first: int | None = None

    def __call__(self, done: int, total: int = 0) -> None:
        """Note that so much is done."""
        now = time.monotonic()
        if self._first is None:  # what an earlier run did is no work of this one
            self._first = done
        if now - self._told < self._every:
            return
        self._told = now
        total = total or self._total
        rate = max((done - self._first) / (now - self._began), 1e-9)
        left = int(max(0, total - done) / rate)
        line = say(
            self._key,
            done=done // self._unit,
            total=-(-total // self._unit),
            rate=int(rate / self._unit),
            left=f"{left // 60}:{left % 60:02}",
        )
        end = "" if self._is_terminal else "\n"
        print(f"\r{line}\x1b[K" if self._is_terminal else line, end=end, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line to what is said next."""
        if self._is_terminal:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)


async def import_list(settings: Settings, options: argparse.Namespace, complain: Callable[..., int]) -> int:
    """Do `import`. Returns 1 where the list has faults and nothing was changed, 2 where the file cannot be read."""
    category = options.category or Category.HARASSMENT
    try:
        target = _target(settings, options)
        found = await _read(options)
    except OSError as error:
        return complain(say("import-cannot-read", file=str(options.file), reason=error.strerror or "?"))
    except UserError as error:
        return complain(say(error.key, **error.values))
    except FileRefused as error:
        return complain(say("import-nothing-read", why=file_refused(say, error)), EXIT_REFUSED)
    try:
        async with open_database(settings) as database:
            importing = await _importing(database, settings)
            if options.undo:
                return await _undo(importing, target, found)
            effects = await _effects(database, settings)
            return await _bring_in(importing, effects, target, found, category, options, complain)
    except UserError as error:
        return complain(say(error.key, **error.values), EXIT_REFUSED)
    finally:
        found.spool.close()


async def _bring_in(
    importing: Importing,
    effects: Effects,
    target: Target,
    found: Survey,
    category: Category,
    options: argparse.Namespace,
    complain: Callable[..., int],
) -> int:
    plan = await importing.plan(found, target, category)
    for line in report(say, plan, printable):
        print(line)
    if target.server != OPERATOR:
        for line in await _effect(importing, effects, target, plan):
            print(line)
    if not await importing.acts(target):
        print(say("import-not-set-up", server=str(target.server)))
    faulty = plan.faults and not options.partial
    if options.dry_run:
        print(say("import-dry"))
        return EXIT_REFUSED if faulty else 0
    if faulty and plan.half is None:  # what was begun with --partial goes on
        return complain(say("import-faults", option="--partial"), EXIT_REFUSED)
    for line in goes_on(say, plan):
        print(line, flush=True)
    progress = Progress("import-writing", found.spool.count)
    ended = await importing.bring_in(plan, target, progress, file_name=options.file.name)
    progress.end()
    for line in done(say, ended):
        print(line)
    await say_what_stands(importing)
    return 0


async def _effect(importing: Importing, effects: Effects, target: Target, plan: Plan) -> list[str]:
    """What the new entries would have met in the server lately; of a long list, the first of them."""
    new = await importing.new_patterns(plan.survey, target, MOST_PATTERNS)
    effect = await effects.of(target.server, new[:MOST_PATTERNS])
    unweighed = max(0, plan.new + plan.beyond - MOST_PATTERNS)
    return list(effect_told(say, replace(effect, unweighed=unweighed)))


async def _undo(importing: Importing, target: Target, found: Survey) -> int:
    count = 0
    for which in await importing.standing(target, found.digest):
        progress = Progress("import-undoing", which.added)
        ended = await importing.undo(which, target, progress)
        progress.end()
        count += ended.undone
    print(say("import-undone", count=count))
    await say_what_stands(importing)
    return 0


async def _read(options: argparse.Namespace) -> Survey:
    size = options.file.stat().st_size
    progress = Progress("import-reading", size, _MEGABYTE)
    processes = min(_PROCESSES, os.cpu_count() or 1)
    read = in_processes(processes) if size > _LONG and processes > 1 else in_slices
    with options.file.open("rb") as file:
        found = await survey(
            _blocks(file), options.format, options.category, read, progress, now=system_clock()
        )
    progress.end()
    return found


def _blocks(file: Any) -> Iterator[bytes]:
    while block := file.read(_BLOCK):
        yield block


def _target(settings: Settings, options: argparse.Namespace) -> Target:
    if options.shared:
        return SharedTarget(most=MOST_LINES, clock=system_clock)
    return OwnTarget(server=server_of(options.server), by=None, most=settings.imported_entries)


async def _storage(database: Database, settings: Settings) -> DatabaseStorage[ListsStores]:
    return DatabaseStorage(database, functools.partial(ListsStores, vault=await vault_of(database, settings)))


async def _effects(database: Database, settings: Settings) -> Effects:
    storage = DatabaseStorage(
        database, functools.partial(ReportsStores, vault=await vault_of(database, settings))
    )  # what was found and reported
    return Effects(
        storage=storage,
        clock=system_clock,
        quorum=settings.shared_quorum,
        seen_for=settings.kept.hosts_seen,
    )


async def _importing(database: Database, settings: Settings) -> Importing:
    storage = await _storage(database, settings)
    # A portion that the power takes with it takes its position along: the same file goes on from there.
    return Importing(storage=storage, clock=system_clock, portion=storage.relaxed)


async def say_what_stands(importing: Importing) -> None:
    """Say of which imports a part stands."""
    for which in await importing.half():
        print(standing(say, which))


async def say_half_imports(settings: Settings) -> None:
    """Say of which imports a part stands, if the database is there and as this program has it."""
    place = place_of(settings)
    if not await place.is_there():
        return
    database = await place.open()
    try:
        if not await place.missing(database):
            await say_what_stands(await _importing(database, settings))
    finally:
        await database.close()


async def export_list(settings: Settings, options: argparse.Namespace, complain: Callable[..., int]) -> int:
    """Do `export`: the list on standard output, what it lacks on standard error; with `--signed` an issue of it."""
    try:
        server: ServerId = OPERATOR if options.shared else server_of(options.server)
    except UserError as error:
        return complain(say(error.key, **error.values))
    if options.signed or options.hashed or options.new_key:
        return await publish_list(settings, options, server, complain)
    writer = Writer(options.format or Format.PLAIN)
    async with open_database(settings) as database:
        exporting = Exporting(storage=await _storage(database, settings), clock=system_clock)
        try:
            async for piece in exporting.pieces(server, writer):
                sys.stdout.buffer.write(piece.encode())
            sys.stdout.buffer.flush()
        except BrokenPipeError:  # `export | head` has seen enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
    if not writer.written and not writer.left_out:
        complain(say("export-nothing"))
    for line in what_is_missing(writer):
        complain(line)
    return 0


def what_is_missing(writer: Writer) -> Iterator[str]:
    """Say what of the entries a format could not take."""
    if writer.left_out:
        yield say("export-left-out", count=writer.left_out)
    if writer.written and not writer.keeps_words:
        yield say("export-wordless")
    if writer.endless:
        yield say("export-endless", count=writer.endless)
