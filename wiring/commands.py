"""The operator's commands besides running the bot: what they print, and their exit status.

Each works beside a running bot. Bad input is a sentence on standard error and the status 2.
"""

import argparse
import base64
import contextlib
import functools
import os
import secrets
import sys
from collections.abc import Callable, Coroutine, Iterator, Mapping
from typing import Any, Final

from core.base.errors import UserError
from core.links.glance import compiled
from db.campaigns.stores import CampaignsStores
from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.engine.url import read_database_url
from db.lists.stores import ListsStores
from services.base.ports import system_clock
from services.base.redact_lines import redact_lines
from services.base.worker import Bell
from services.campaigns.stops import Stops
from services.lists.check_file import Checker, EveryList, Rules, check_lines
from services.lists.live_index import LiveIndex
from services.lists.lookup import ListLookup
from services.lists.operator_answers import OperatorAnswers
from services.lists.shared_list.forgetting import ForgetServer
from services.lists.shared_list.trust import Trust
from services.lists.typed_pattern import refused
from settings import Settings
from wiring.commandline import EXIT_FAULT, complain
from wiring.database import open_database, place_at, place_of, say, what_becomes_of
from wiring.doctor.machine import notices_in
from wiring.forgotten import operator_storage
from wiring.keys.watch import vault_of
from wiring.list_sources import list_sources
from wiring.operating.imports import export_list, import_list, say_half_imports
from wiring.operating.moving import Move, use_again
from wiring.privacy.operating import for_user
from wiring.privacy.rotation import NotTaken, Rotation

_FETCHED = 20_000_000  # bytes that `fetch` takes
_PROGRESS = 10_000  # lines between two reports of the progress


def new_key(_: argparse.Namespace) -> int:
    """Print a fresh secret."""
    print(base64.b64encode(secrets.token_bytes(32)).decode())
    return 0


async def check_config(settings: Settings, _: argparse.Namespace) -> int:
    """Check the settings, and say what the next start does with the database; nothing is changed. Raises DatabaseFault."""
    for notice in notices_of(settings):
        complain(notice)
    print(await what_becomes_of(settings))
    await say_half_imports(settings)
    if compiled.WHY_NOT:
        print(links_in_python())
    print(say("config-fine"))
    return 0


def links_in_python() -> str:
    """Say why messages are checked without the compiled part of the link engine."""
    return say("start-links-in-python", why=compiled.WHY_NOT)


def notices_of(settings: Settings) -> list[str]:
    """Say what should be looked at in the settings and in the file of support resources; Rowan runs all the same."""
    return [say(notice.key, **notice.values) for notice in notices_in(settings)]


async def operate(settings: Settings, options: argparse.Namespace) -> int:
    """Do `servers`, `trust`, `untrust`, `ban` or `forget`."""
    async with open_database(settings) as database:
        storage = operator_storage(database, await vault_of(database, settings))
        trust = Trust(storage=storage, clock=system_clock)
        forgetting = ForgetServer(storage=storage, clock=system_clock)
        operating = OperatorAnswers(trust=trust, forgetting=forgetting, say=say)
        try:
            match options.command:
                case "trust":
                    print(await operating.trust(options.server, options.group))
                case "untrust":
                    print(await operating.untrust(options.server))
                case "ban":
                    print(await operating.ban(options.server))
                case "forget":
                    print(await operating.forget(options.server))
                case _:
                    print(await operating.servers())
        except UserError as error:
            return complain(say(error.key, **error.values))
    if options.command == "servers":
        await say_half_imports(settings)
    return 0


async def stop_campaign(settings: Settings, options: argparse.Namespace) -> int:
    """Do `stop-campaign NUMBER [--undo]`."""
    async with open_database(settings) as database:
        stores = functools.partial(CampaignsStores, vault=await vault_of(database, settings))
        storage = DatabaseStorage(database, stores)
        stops = Stops(storage=storage, outbox_bell=Bell(), clock=system_clock)
        try:
            done = await (stops.resume if options.undo else stops.stop)(options.number)
        except UserError as error:
            return complain(say(error.key, **error.values))
    print(say("stop-undone" if options.undo else "stop-done", number=done.id))
    return 0


async def for_person(settings: Settings, options: argparse.Namespace) -> int:
    """Do `export-user` or `erase-user`."""
    return await for_user(settings, options, complain)


async def rotate_key(settings: Settings, _: argparse.Namespace) -> int:
    """Do `rotate-key`; the status is 1 where a running process does not take the new secret. Raises DatabaseFault, Unavailable."""
    async with open_database(settings) as database:
        try:
            return await Rotation(database=database, settings=settings, tell=_told).run()
        except NotTaken as error:
            return complain(say("rotate-not-taken", count=error.count, path=str(error.path)), 1)


async def bring(settings: Settings, options: argparse.Namespace) -> int:
    """Do `import`."""
    return await import_list(settings, options, complain)


async def export(settings: Settings, options: argparse.Namespace) -> int:
    """Do `export`."""
    return await export_list(settings, options, complain)


async def move(settings: Settings, options: argparse.Namespace) -> int:
    """Do `move --to URL` or `move --cancel`. Raises DatabaseFault, Unavailable."""
    source, folder = place_of(settings), str(settings.folder)
    if options.cancel:
        await use_again(source, folder, _told, system_clock)
        return 0
    url = sys.stdin.readline().strip() if options.to == "-" else options.to
    target = read_database_url(url, settings.folder)
    if isinstance(target, str):
        return complain(say("move-bad-url"))
    if target == settings.database:
        return complain(say("move-same", path=source.shown))
    to = place_at(target)
    await Move(source=source, target=to, folder=folder, tell=_told, clock=system_clock).run()
    print(say("move-done", path=to.shown, other=source.shown))
    return 0


def _told(key: str, **values: str | int) -> None:
    print(say(key, **values), flush=True)


def redact(options: argparse.Namespace) -> int:
    """Do `redact`, which needs no settings and no database; the status is 2 where a line was no text."""
    faults = 0
    with _closed_pipe():
        for number, redacted in enumerate(redact_lines(sys.stdin.buffer, jsonl=options.jsonl), start=1):
            print(redacted.json, flush=True)
            if redacted.fault:
                faults += 1
                complain(say("check-bad-line", line=number))
    return EXIT_FAULT if faults else 0


@contextlib.contextmanager
def _closed_pipe() -> Iterator[None]:
    """Whoever reads what is printed may have seen enough, as `check | head`; nor may the interpreter flush at its end."""
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


async def check_by_rules(options: argparse.Namespace) -> int:
    """Do `check --rules FILE`, which needs no settings and no database."""
    try:
        text = options.rules.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        return complain(say("check-cannot-read", file=str(options.rules), reason=error.strerror or "?"))
    rules = Rules(text.split("\n"))
    for bad in rules.bad:  # said, and the line passed over: the rest is still worth checking by
        why = refused(bad.error)
        # Not "nothing was changed": the rest is taken.
        sentence = say(why.key, **why.values).removesuffix(say("nothing-changed")).rstrip()
        complain(say("check-bad-rule", file=options.rules.name, line=bad.line, why=sentence))
    if rules.passed_over:
        complain(say("check-passed-over", file=options.rules.name, lines=rules.passed_over))
    return await _check(rules, jsonl=options.jsonl)


async def check_by_lists(settings: Settings, options: argparse.Namespace) -> int:
    """Do `check` by what is on any list of the database."""
    async with open_database(settings) as database:
        storage = await _lists_storage(database, settings)
        sources = list_sources(storage, system_clock, settings.shared_quorum)
        index = LiveIndex(storage=storage, sources=sources)
        await index.load()
        lookup = ListLookup(storage=storage, sources=sources, index=index, clock=system_clock)
        return await _check(EveryList(lookup=lookup, index=index), jsonl=options.jsonl)


async def fetch(settings: Settings, options: argparse.Namespace) -> int:
    """Do `fetch URL`; the status is 1 where nothing could be had."""
    from services.base.fetching import FetchLimits, FetchRequest
    from wiring.fetching import make_fetcher, told  # the other commands need no httpx

    async with open_database(settings) as database:
        fetcher = make_fetcher(database, await vault_of(database, settings), settings, system_clock)
        found = told(await fetcher.fetch(FetchRequest(options.url, FetchLimits(size=_FETCHED))))
    print(found.json)
    if found.key:
        complain(say(found.key, **found.values))
    return 0 if found.ok else 1


async def _lists_storage(database: Database, settings: Settings) -> DatabaseStorage[ListsStores]:
    return DatabaseStorage(database, functools.partial(ListsStores, vault=await vault_of(database, settings)))


async def _check(checker: Checker, *, jsonl: bool) -> int:
    read = found = faults = 0
    with _closed_pipe():
        async for checked in check_lines(sys.stdin.buffer, checker, jsonl=jsonl):
            print(checked.json, flush=True)
            read, found = read + 1, found + checked.found
            if checked.fault:
                faults += 1
                complain(say("check-bad-line", line=read))
            if read % _PROGRESS == 0 and sys.stderr.isatty():
                complain(say("check-progress", lines=read, found=found))
    return EXIT_FAULT if faults else 0


WORK: Final[Mapping[str, Callable[[Settings, argparse.Namespace], Coroutine[Any, Any, int]]]] = {
    "check": check_by_lists,
    "check-config": check_config,
    "erase-user": for_person,
    "export": export,
    "export-user": for_person,
    "fetch": fetch,
    "import": bring,
    "move": move,
    "rotate-key": rotate_key,
    "stop-campaign": stop_campaign,
}
"""What each command does; the others are the operator's words about servers."""
ALONE: Final[Mapping[str, Callable[[argparse.Namespace], int]]] = {"new-key": new_key, "redact": redact}
"""The commands that need no settings."""
