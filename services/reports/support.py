"""Support resources: findahelpline.com, and what the operator's file adds to it."""

import asyncio
import json
import stat
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from core.reports.support import BadEntry, Resource, read_resources
from services.base.ports import Clock
from services.reports.place_names import is_country

LOOK_EVERY = timedelta(hours=1)
SAID_AGAIN = timedelta(days=7)
"""How often the log says of the same entry that it should be looked at."""
_LARGEST = 200_000  # bytes of a file


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that the operator should look at: the key of a sentence and its values."""

    key: str
    values: dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Support:
    """What was read. `unreadable`: why the file gave nothing, '' where it did."""

    resources: tuple[Resource, ...] = ()
    bad: tuple[BadEntry, ...] = ()
    file: str = ""
    unreadable: str = ""

    def notices(self, today: date) -> list[Notice]:
        """What the operator should put right: a file that cannot be read, malformed entries, stale ones."""
        if self.unreadable:
            return [Notice("support-file-unreadable", {"file": self.file, "reason": self.unreadable})]
        malformed = [
            Notice("support-entry-malformed", {"file": self.file, "number": each.number, "field": each.field})
            for each in self.bad
        ]
        return [*malformed, *_stale(self.resources, self.file, today)]


def _stale(resources: Sequence[Resource], file: str, today: date) -> list[Notice]:
    return [
        Notice(
            "support-entry-stale",
            {"file": file, "name": each.name, "days": (today - each.verified_at).days},
        )
        for each in resources
        if each.is_stale(today)
    ]


def load_support(path: Path | None, today: date) -> Support:
    """Read the operator's file: TOML with `[[resource]]` tables, or JSON of the same shape. Never raises: people in
    danger are shown what there is, and the operator is warned.
    """
    if path is None:
        return Support()
    try:
        resources, bad = read_resources(_entries(path), today, is_country)
    except RecursionError:  # tables inside tables, thousands deep
        return Support(file=path.name, unreadable="nested too deeply")
    except (OSError, ValueError) as error:  # tomllib's and json's errors are ValueErrors
        reason = error.strerror if isinstance(error, OSError) else None
        return Support(file=path.name, unreadable=reason or str(error)[:120])
    return Support(tuple(resources), tuple(bad), path.name)


def _entries(path: Path) -> object:
    if not stat.S_ISREG(path.stat().st_mode):  # a pipe would be waited for without end
        raise ValueError("no file")
    with path.open("rb") as file:
        raw = file.read(_LARGEST + 1)
    if len(raw) > _LARGEST:
        raise ValueError("too large")
    text = raw.decode("utf-8-sig")
    said = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    return said.get("resource", []) if isinstance(said, dict) else said


class SupportFile:
    """What people are shown now. The file is read again each hour, so that a number that was put right is shown without a
    restart, and the operator hears of an entry that became stale meanwhile.
    """

    def __init__(self, *, path: Path | None, clock: Clock, tell: Callable[[Notice], None]) -> None:
        """Reads the file. `tell`: warns the operator; at the start somebody else does."""
        self._path = path
        self._clock = clock
        self._tell = tell
        today = clock().date()
        self._now = load_support(path, today)
        self._said: dict[tuple[str, str | int], date] = {
            _about(notice): today for notice in self._now.notices(today)
        }

    @property
    def now(self) -> Support:
        """What was read last."""
        return self._now

    async def run(self) -> None:
        """Look again and again, from the start on."""
        while True:
            await asyncio.sleep(LOOK_EVERY.total_seconds())
            await self.look()

    async def look(self) -> None:
        """Read the file again and tell what is new in it or was told a week ago. A file that cannot be read any more takes
        nothing away from what people are shown.
        """
        today = self._clock().date()
        read = await asyncio.to_thread(load_support, self._path, today)
        if not read.unreadable:
            self._now = read
        notices = read.notices(today)
        standing = {_about(notice) for notice in notices}
        self._said = {about: at for about, at in self._said.items() if about in standing}
        for notice in notices:
            about = _about(notice)
            if about not in self._said or today - self._said[about] >= SAID_AGAIN:
                self._said[about] = today
                self._tell(notice)


def _about(notice: Notice) -> tuple[str, str | int]:
    """What tells notices apart: what is wrong, with which entry. The number of days is not part of it."""
    values = notice.values
    return notice.key, values.get("name") or values.get("number") or values.get("file", "")
