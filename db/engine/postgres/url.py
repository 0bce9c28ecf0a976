"""What DATABASE_URL says of a PostgreSQL server: whom to ask, by which name. The password is never shown."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote, urlsplit

from core.base.secrets import SecretText

SCHEMES = ("postgresql", "postgres")
# What may stand behind the `?`; anything else is a mistake that would be found out too late.
_OPTIONS = {
    "host",
    "port",
    "user",
    "password",
    "dbname",
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "target_session_attrs",
}
_TLS = {"disable", "allow", "prefer", "require", "verify-ca", "verify-full"}
# A name or an address, or the folder of a socket; of an address with colons the brackets are needed before a port.
_HOST = re.compile(r"(?:\[[0-9a-f:.]+\]|[^\[\]:/,]+)(?::\d{1,5})?|/[^:,]*", re.IGNORECASE)


_PORT = re.compile(r":(\d+)$")


@dataclass(frozen=True, slots=True)
class PostgresUrl:
    """A URL that `postgres_url` has read. Neither `str` nor `repr` holds its password."""

    whole: SecretText
    """With the password."""
    database: str
    """Its name. asyncpg does not look for it behind the `?` where a `/` stands before that."""
    shown: str
    """For people: `postgresql://rowan@db.example/rowan`."""
    several: bool = False
    """Whether it names several servers, of which the one is to be found that takes writes."""

    password: SecretText | None = None
    program: str = "rowan"
    """By what name the server knows who connects."""

    @property
    def url(self) -> str:
        """As asyncpg takes it, with the password."""
        return self.whole.plain()

    def __str__(self) -> str:
        return self.shown


def postgres_url(url: str) -> PostgresUrl | None:
    """Read the URL; None where it is none of PostgreSQL, or names no database or no user."""
    try:
        parts = urlsplit(url)
        options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    except ValueError:  # a bracket that is not closed, an option without a value
        return None
    login, _, named = parts.netloc.rpartition("@")
    name = unquote(parts.path[1:]) or options.get("dbname", "")
    user = unquote(login.partition(":")[0]) or options.get("user", "")
    # An `@` in a password is written `%40`: what follows it would be looked up as the name of a server.
    if parts.scheme not in SCHEMES or not name or not user or "@" in login:
        return None
    if parts.fragment or options.keys() - _OPTIONS or options.get("sslmode", "prefer") not in _TLS:
        return None
    hosts = (unquote(named) or options.get("host", "")).split(",")
    ports = [found[1] for host in hosts if (found := _PORT.search(host))] + options.get("port", "1").split(
        ","
    )
    if not all(_HOST.fullmatch(host) for host in hosts) or not all(map(_is_port, ports)):
        return None
    shown = f"postgresql://{user}@{','.join(hosts)}/{name}"
    return PostgresUrl(
        whole=SecretText(url),
        database=name,
        shown=shown,
        several=len(hosts) > 1 and "target_session_attrs" not in options,
        password=SecretText(login.partition(":")[2] or options.get("password", "")) or None,
    )


def _is_port(text: str) -> bool:
    return text.isdecimal() and 0 < int(text) < 1 << 16
