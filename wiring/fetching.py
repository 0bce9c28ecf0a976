"""Making the client that fetches, and telling an operator what it makes of an address."""

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field

from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.lists.stores import ListsStores
from db.reports.stores import ReportsStores
from net.base.client import GuardedClient
from net.base.resolver import SystemResolver
from net.base.transport import GuardedTransport
from services.base.fetching import (
    Content,
    EveryHeldPlace,
    Failed,
    FailureReason,
    Fetcher,
    FetchResult,
    HeldPlaces,
    Refused,
    Stepper,
)
from services.base.ports import Clock
from services.lists.held_places import ListedPlaces
from services.reports.reported_places import ReportedPlaces
from settings import Settings


def make_fetcher(database: Database, vault: Vault, settings: Settings, clock: Clock) -> Fetcher:
    """Make the one client for everything that leaves over HTTP. It holds nothing open between two fetches."""
    return _guarded(database, vault, clock, settings.net_test_addresses)


def make_stepper(database: Database, vault: Vault, settings: Settings, clock: Clock) -> Stepper:
    """Make the client that asks shorteners; tests may bring theirs."""
    tests = frozenset[tuple[str, int]]() if settings.shorteners is None else settings.shorteners.tests
    return _guarded(database, vault, clock, settings.net_test_addresses | tests)


def _guarded(
    database: Database, vault: Vault, clock: Clock, let_through: frozenset[tuple[str, int]]
) -> GuardedClient:
    places = held_places(database, vault)
    return GuardedClient(
        transport=GuardedTransport(places=places, resolver=SystemResolver(), let_through=let_through),
        clock=clock,
        test_ports=frozenset(port for _, port in let_through),
    )


def held_places(database: Database, vault: Vault) -> HeldPlaces:
    """Collect what knows places that Rowan's network must not touch: a line each."""
    lists = DatabaseStorage(database, functools.partial(ListsStores, vault=vault))
    reports = DatabaseStorage(database, functools.partial(ReportsStores, vault=vault))
    return EveryHeldPlace([ListedPlaces(storage=lists), ReportedPlaces(storage=reports)])


@dataclass(frozen=True, slots=True)
class FetchTold:
    """What `bot.py fetch` says: a line of JSON, and the key of a sentence with its values, where there is more to say."""

    ok: bool
    json: str
    key: str = ""
    values: Mapping[str, str | int] = field(default_factory=dict)


def told(result: FetchResult) -> FetchTold:
    """Put the outcome of a fetch into words. A status that the server gave is no refusal: it stands under `status`."""
    hops: Sequence[Mapping[str, object]] = [asdict(hop) for hop in result.hops]
    status = result.hops[-1].status if result.hops else None
    ok, reason, key = isinstance(result, Content), None, ""
    values: dict[str, str | int] = {}
    match result:
        case Refused():
            reason, key = str(result.reason), f"fetch-refused-{result.reason}"
        case Failed():
            reason = None if result.reason is FailureReason.STATUS else str(result.reason)
            key, values = f"fetch-failed-{result.reason}", {"status": status or 0}
        case _:
            pass
    line = json.dumps({"ok": ok, "status": status, "hops": hops, "refused": reason})
    return FetchTold(ok, line, key, values)
