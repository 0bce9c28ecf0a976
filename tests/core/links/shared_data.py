"""Where third-party test data lies: in `ROWAN_SHARED`, or beside the project. It is no part of it, so tests may skip."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

SHARED = Path(os.environ.get("ROWAN_SHARED") or Path(__file__).parents[4] / "shared")

needs_shared = [
    pytest.mark.shared,
    pytest.mark.skipif(
        not SHARED.is_dir(),
        reason=f"third-party test data is not at {SHARED}; ROWAN_SHARED names another place",
    ),
]


def read_json(name: str) -> list[Any]:
    return [
        case for case in json.loads((SHARED / name).read_text(encoding="utf-8")) if isinstance(case, dict)
    ]


def read_lines(name: str) -> list[str]:
    path = SHARED / name
    data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    return data.decode("utf-8").splitlines()


def all_hosts() -> set[str]:
    """The union of the host lists."""
    names = ("blocklistproject", "discord-phishing-links", "polkadot-phishing")
    return {host for name in names for host in read_lines(f"data/hosts/{name}.txt.gz")}


def messages(kind: str) -> list[str]:
    """Real chat messages, `plain` (no scheme, no `www.`) or `url`."""
    lines = map(json.loads, read_lines("data/chat/irc-30k.jsonl.gz"))
    return [line["text"] for line in lines if line["kind"] == kind]
