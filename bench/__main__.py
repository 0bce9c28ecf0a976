"""`python -m bench [NAME ...]`: run the named benchmarks, or all; print tables and keep them in build/bench/."""

import sys
from collections.abc import Callable
from pathlib import Path

from bench import (
    automod,
    campaigns,
    feeds,
    hashed,
    hostile,
    links,
    lists,
    redact,
    removal,
    reports,
    servers,
    start,
)
from bench.database import both, one, scale

BENCHMARKS: dict[str, Callable[[], str]] = {
    "automod": automod.main,
    "campaigns": campaigns.main,
    "database": one.main,
    "databases": both.main,
    "feeds": feeds.main,
    "hashed": hashed.main,
    "hostile": hostile.main,
    "links": links.main,
    "lists": lists.main,
    "redact": redact.main,
    "removal": removal.main,
    "reports": reports.main,
    "scale": scale.main,
    "servers": servers.main,
    "start": start.main,
}
OUT = Path(__file__).parent.parent / "build" / "bench"


def main(names: list[str]) -> int:
    """Run them in order; returns the exit status."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are: {', '.join(BENCHMARKS)}", file=sys.stderr)
        return 2
    OUT.mkdir(parents=True, exist_ok=True)
    for name in names or list(BENCHMARKS):
        print(
            f"{name}: {(sys.modules[BENCHMARKS[name].__module__].__doc__ or '').splitlines()[0]}", flush=True
        )
        table = BENCHMARKS[name]()
        (OUT / f"{name}.md").write_text(table + "\n", encoding="utf-8")
        print(table, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
