"""What the operator sets, from the environment and `.env`: one frozen value, every fault reported at once."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from core.base.limits import Limit
from core.base.retention import KEPT_SETTINGS, KeptFor
from core.base.secrets import SecretBytes, SecretText
from db.engine.postgres.url import PostgresUrl
from db.engine.url import read_database_url
from services.base.settings.env_file import Fault, SettingsFault, misspelt, open_to_others, read_file
from services.base.settings.health import HEALTH_SETTINGS, HealthSettings, read_health_settings
from services.base.settings.secrets import SECRET_SETTINGS, Secrets, read_secrets
from services.base.settings.shards import SHARD_SETTINGS, ShardSettings, read_shards
from services.base.settings.shorteners import SHORTENER_SETTINGS, ShortenerSettings, read_shortener_settings
from services.base.settings.test_pairs import read_test_pairs
from services.campaigns.providers import settings as provider_settings

_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_MOST_REPORTS, _LONGEST_CONTACT = 10_000, 200
_REPORT_LIMITS = (
    ("REPORTS_IN_5_MINUTES", 3, timedelta(minutes=5)),
    ("REPORTS_IN_AN_HOUR", 10, timedelta(hours=1)),
    ("REPORTS_IN_A_DAY", 24, timedelta(days=1)),
)
_EMERGENCY_LIMITS = (
    ("EMERGENCIES_IN_AN_HOUR", 10, timedelta(hours=1)),
    ("EMERGENCIES_IN_A_DAY", 50, timedelta(days=1)),
)
_TOKEN = re.compile(r"[\w-]+\.[\w-]+\.[\w-]+", re.ASCII)
_APPLICATION_ID = re.compile(r"\d{15,20}", re.ASCII)
_QUOTES = "\"'`“”‘’«»"  # those that word processors make, too


@dataclass(frozen=True, slots=True, repr=False)
class Settings:
    """The configuration. Its representation is left out, so that no log can hold a secret."""

    discord_token: SecretText
    database: Path | PostgresUrl
    """The file of SQLite, or where PostgreSQL is asked."""
    secret_key: SecretBytes
    log_level: str
    shared_quorum: int
    catch_up_hours: int
    report_limits: tuple[Limit, ...] = ()
    kept: KeptFor = field(default_factory=KeptFor)
    emergency_limits: tuple[Limit, ...] = ()
    claim_hours: int = 24
    imported_entries: int = 1_000_000  # that the operator may import to one server's own list
    list_interval: timedelta = timedelta(hours=1)
    subscriptions: int = 20  # lists that a server may follow
    subscribed_entries: int = 200_000  # that a followed list may have
    feed_interval: timedelta = timedelta(minutes=30)
    feeds: int = 20  # that a server may have
    support_file: Path | None = None
    old_secret: SecretBytes | None = None
    """The secret of before, while it is being changed to `secret_key`."""
    secret_file: Path | None = None
    """The file that holds the secret, where SECRET_KEY_FILE names one."""
    net_test_addresses: frozenset[tuple[str, int]] = frozenset()
    """IP addresses with ports that the client which fetches lets through, for tests."""
    list_contact: str = ""
    """Whom somebody may ask who finds themselves on the shared list; empty: nobody is named."""
    shards: ShardSettings = field(default_factory=ShardSettings)
    """Which of Discord's shards this process runs."""
    providers: provider_settings.ProviderSettings | None = None
    """Whom Rowan may ask who serves listed sites; None: nobody."""
    shorteners: ShortenerSettings | None = None
    """Which shorteners Rowan may ask where links lead; None: none."""
    backups: Path = Path("data/backups")
    """The folder of backups, where a command names none."""
    health: HealthSettings = field(default_factory=HealthSettings)
    folder: Path = Path()
    """From where relative paths are read."""
    notices: tuple[Fault, ...] = ()
    """What keeps Rowan from nothing, and should be looked at."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "discord_token", SecretText(self.discord_token))
        object.__setattr__(self, "secret_key", SecretBytes(self.secret_key))
        if self.old_secret is not None:
            object.__setattr__(self, "old_secret", SecretBytes(self.old_secret))


# Every name that is read, held against config.example.env by a test.
NAMES = (
    "DISCORD_TOKEN",
    "DATABASE_URL",
    *SECRET_SETTINGS,
    *SHARD_SETTINGS,
    "LOG_LEVEL",
    *HEALTH_SETTINGS,
    "SHARED_QUORUM",
    "CATCH_UP_HOURS",
    *(name for name, *_ in (*_REPORT_LIMITS, *_EMERGENCY_LIMITS)),
    "CLAIM_HOURS",
    "IMPORTED_ENTRIES_PER_SERVER",
    "SUPPORT_FILE",
    "LIST_INTERVAL",
    "SUBSCRIPTIONS_PER_SERVER",
    "ENTRIES_PER_SUBSCRIBED_LIST",
    "FEED_INTERVAL",
    "FEEDS_PER_SERVER",
    "NET_TEST_ADDRESSES",
    *SHORTENER_SETTINGS,
    "LIST_CONTACT",
    *provider_settings.PROVIDER_SETTINGS,
    *(name for name, *_ in KEPT_SETTINGS),
    "KEEP_LIST_CHANGES",
    "BACKUPS_FOLDER",
)


def load_settings(folder: Path, *, needs_token: bool = True) -> Settings:
    """Read the environment, then `folder/.env` for what it does not set. Raises SettingsFault with every fault."""
    file = folder / ".env"
    in_file = read_file(file)
    notices = (*misspelt(in_file, NAMES), *open_to_others(file))
    found = {**in_file, **os.environ}
    reader = _Reader({name: (found.get(name) or "").strip() for name in NAMES})
    secrets = reader.secrets()
    settings = Settings(
        discord_token=SecretText(reader.token() if needs_token else ""),
        database=reader.database(folder),
        secret_key=SecretBytes(secrets.secret),
        log_level=reader.level(),
        shared_quorum=reader.number("SHARED_QUORUM", 2, 1, 50),
        catch_up_hours=reader.number("CATCH_UP_HOURS", 24, 0, 336),
        report_limits=reader.limits(_REPORT_LIMITS),
        emergency_limits=reader.limits(_EMERGENCY_LIMITS),
        claim_hours=reader.number("CLAIM_HOURS", 24, 1, 720),
        imported_entries=reader.number("IMPORTED_ENTRIES_PER_SERVER", 1_000_000, 1, 5_000_000),
        list_interval=timedelta(seconds=reader.number("LIST_INTERVAL", 3600, 1, 604_800)),
        subscriptions=reader.number("SUBSCRIPTIONS_PER_SERVER", 20, 0, 200),
        subscribed_entries=reader.number("ENTRIES_PER_SUBSCRIBED_LIST", 200_000, 1, 1_000_000),
        feed_interval=timedelta(seconds=reader.number("FEED_INTERVAL", 1800, 1, 604_800)),
        feeds=reader.number("FEEDS_PER_SERVER", 20, 0, 200),
        kept=reader.kept(),
        support_file=reader.file("SUPPORT_FILE", folder),
        old_secret=None if secrets.old is None else SecretBytes(secrets.old),
        secret_file=secrets.file,
        net_test_addresses=reader.test_addresses(),
        list_contact=reader.line("LIST_CONTACT", _LONGEST_CONTACT),
        shards=reader.shards(),
        providers=reader.providers(),
        shorteners=reader.shorteners(),
        backups=reader.file("BACKUPS_FOLDER", folder) or folder / "data/backups",
        health=reader.health(),
        folder=folder,
        notices=(*notices, *reader.notices),
    )
    if reader.faults:
        raise SettingsFault(reader.faults, (*notices, *reader.notices))
    return settings


class _Reader:
    """Reads each value, collects each fault."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.faults: list[Fault] = []
        self.notices: list[Fault] = []

    def _fault(self, key: str, **values: str | int) -> None:
        self.faults.append(Fault(key, values))

    def token(self) -> str:
        token = self._values["DISCORD_TOKEN"]
        if not token:
            self._fault("config-token-missing")
        elif token[0] in _QUOTES or token[-1] in _QUOTES:
            self._fault("config-token-quoted")
        elif any(character.isspace() for character in token):
            self._fault("config-token-malformed")
        elif _APPLICATION_ID.fullmatch(token):
            self._fault("config-token-is-an-id")
        elif not _TOKEN.fullmatch(token):
            self._fault("config-token-no-token")
        return token

    def database(self, folder: Path) -> Path | PostgresUrl:
        url = self._values["DATABASE_URL"] or "sqlite:///data/rowan.db"
        database = read_database_url(url, folder)
        if isinstance(database, str):
            self._fault(database)
            return folder
        return database

    def secrets(self) -> Secrets:
        """Read the secret, and the one of before."""
        read = read_secrets(self._values)
        self.faults += [Fault(*fault) for fault in read.faults]
        return read

    def level(self) -> str:
        level = (self._values["LOG_LEVEL"] or "INFO").upper()
        if level not in _LEVELS:
            self._fault("config-level-unknown", level=level[:20], levels=", ".join(_LEVELS))
        return level

    def limits(self, named: Sequence[tuple[str, int, timedelta]]) -> tuple[Limit, ...]:
        """Read how many of one member's reports a server takes within which times."""
        return tuple(
            Limit(self.number(name, default, 1, _MOST_REPORTS), within) for name, default, within in named
        )

    def kept(self) -> KeptFor:
        """Read how long each thing is kept."""
        usual = KeptFor()
        days = {
            promise: timedelta(days=self.number(name, getattr(usual, promise).days, low, high))
            for name, promise, low, high in KEPT_SETTINGS
        }
        changes = self.number("KEEP_LIST_CHANGES", usual.list_changes, 1000, 10_000_000)
        return KeptFor(**days, list_changes=changes)

    def line(self, name: str, most: int) -> str:
        """Read a line that people are shown as it stands."""
        text = self._values[name]
        if len(text) > most or not text.isprintable() or "@everyone" in text or "@here" in text:
            self._fault("config-line", name=name, limit=most)
            return ""
        return text

    def file(self, name: str, folder: Path) -> Path | None:
        """Read the path of a file or a folder that may be named; whether it can be read is found out where that is done."""
        path = self._values[name]
        return (folder / path).resolve() if path else None

    def test_addresses(self) -> frozenset[tuple[str, int]]:
        """Read the pairs of this machine's address and a port that tests' own servers have; a notice tells of them."""
        pairs = read_test_pairs(self._values["NET_TEST_ADDRESSES"])
        if pairs is None:
            self._fault("config-test-addresses")
        elif pairs:
            shown = ", ".join(f"{address}:{port}" for address, port in sorted(pairs))
            self.notices.append(Fault("config-test-addresses-open", {"addresses": shown}))
        return pairs or frozenset()

    def shorteners(self) -> ShortenerSettings | None:
        """Read which shorteners Rowan may ask; a notice tells of those that tests bring."""
        read = read_shortener_settings(self._values)
        self.faults += [Fault(*fault) for fault in read.faults]
        self.notices += [Fault(*notice) for notice in read.notices]
        return read.settings

    def shards(self) -> ShardSettings:
        """Read which shards this process runs."""
        read = read_shards(self._values)
        self.faults += [Fault(*fault) for fault in read.faults]
        return read.settings

    def providers(self) -> provider_settings.ProviderSettings | None:
        """Read whom Rowan may ask who serves listed sites."""
        read = provider_settings.read_provider_settings(self._values)
        self.faults += [Fault(*fault) for fault in read.faults]
        return read.settings

    def health(self) -> HealthSettings:
        """Read how the operator looks at the running bot."""
        read = read_health_settings(self._values)
        self.faults += [Fault(*fault) for fault in read.faults]
        self.notices += [Fault(*notice) for notice in read.notices]
        return read.settings

    def number(self, name: str, default: int, low: int, high: int) -> int:
        text = self._values[name]
        if not text:
            return default
        digits = text.lstrip("0")[:12] or "0"  # more of them are beyond every bound
        if not (text.isascii() and text.isdigit() and low <= int(digits) <= high):
            self._fault("config-number", name=name, low=low, high=high)
            return default
        return int(digits)
