"""Reading where a database is: a file of SQLite, or a server of PostgreSQL."""

from pathlib import Path

from db.engine.postgres.url import SCHEMES, PostgresUrl, postgres_url


def read_database_url(url: str, folder: Path) -> Path | PostgresUrl | str:
    """Where a database is; the key of a Fluent message where the URL names none, in which nothing of the URL stands."""
    if url.startswith(tuple(f"{scheme}:" for scheme in SCHEMES)):
        return postgres_url(url) or "config-database-server-malformed"
    scheme, found, path = url.partition(":///")
    if scheme != "sqlite" or not found or not path or ":memory:" in path:  # it would forget every report
        return "config-database-malformed"
    return (folder / path).resolve()
