"""What DATABASE_URL says of a PostgreSQL server: whom to ask, by which name. The password is never shown."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote, urlsplit

SCHEMES = ("postgresql", "postgres")
# What may stand behind the `?`; anything else is a mistake that would be found out too late.
_OPTIONS = {"host", "port", "user", "password", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey"}


@dataclass(frozen=True, slots=True)
class PostgresUrl:
    """A URL that `postgres_url` has read. Neither `str` nor `repr` holds its password."""

    url: str = field(repr=False)
    """As asyncpg takes it, with the password."""
    shown: str
    """For people: `postgresql://rowan@db.example/rowan`."""

    def __str__(self) -> str:
        return self.shown


def postgres_url(url: str) -> PostgresUrl | None:
    """Read the URL; None where it is none of PostgreSQL, or names no database or no user."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:  # a port that is none
        return None
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    name = unquote(parts.path[1:]) or options.get("dbname", "")
    user = unquote(parts.username or "") or options.get("user", "")
    if parts.scheme not in SCHEMES or not name or not user or parts.fragment or options.keys() - _OPTIONS:
        return None
    host = parts.hostname or options.get("host", "")
    if not host:
        return None
    where = f"[{host}]" if ":" in host else host
    at = f"{where}:{port}" if port else where
    return PostgresUrl(url=url, shown=f"postgresql://{user}@{at}/{name}")
