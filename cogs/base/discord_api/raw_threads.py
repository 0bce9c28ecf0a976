"""A thread as Discord's JSON has it."""

from collections.abc import Mapping
from typing import Any


def archived_at(thread: Mapping[str, Any]) -> str | None:
    """When a thread was archived, as Discord writes it."""
    at = (thread.get("thread_metadata") or {}).get("archive_timestamp")
    return at if isinstance(at, str) else None
