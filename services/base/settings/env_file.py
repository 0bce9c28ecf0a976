"""The file `.env`: its names and values, and what of it looks like a mistake."""

import difflib
import os
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from dotenv import dotenv_values

_ALIKE = 0.8  # of 1: a name in the file that is no setting; the nearest is named beside it
_ALIKE_IN_ENVIRONMENT = 0.9  # where many names are none of Rowan's


@dataclass(frozen=True, slots=True)
class Fault:
    """A setting that is missing or wrong. `key` names a Fluent message, `values` fill it; neither ever holds a secret."""

    key: str
    values: Mapping[str, str | int]


class SettingsFault(Exception):
    """Rowan cannot start as it is configured; `faults` holds every fault, `notices` what may be behind them."""

    def __init__(self, faults: list[Fault], notices: tuple[Fault, ...] = ()) -> None:
        super().__init__(", ".join(fault.key for fault in faults))
        self.faults = faults
        self.notices = notices


def read_file(file: Path) -> dict[str, str | None]:
    """The file's names and values; without `=` a name has no value. Raises SettingsFault where it cannot be read."""
    try:
        return dotenv_values(file, encoding="utf-8-sig")  # Windows' editors put a mark before the first name
    except UnicodeDecodeError:
        raise SettingsFault([Fault("config-file-not-utf8", {"path": str(file)})]) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise SettingsFault(
            [Fault("config-file-unreadable", {"path": str(file), "reason": reason})]
        ) from None


def misspelt(in_file: Mapping[str, str | None], names: Sequence[str]) -> list[Fault]:
    """Names that are none, with the nearest that is; of the environment those alone that are very like one."""
    found = []
    others = os.environ.keys() - set(names) - in_file.keys()
    for strange, alike in ((in_file.keys() - set(names), _ALIKE), (others, _ALIKE_IN_ENVIRONMENT)):
        for name in strange:
            near = difflib.get_close_matches(name.upper(), names, 1, alike)
            if near:
                found.append(Fault("config-name-misspelt", {"name": name[:60], "right": near[0]}))
            elif name in in_file:
                found.append(Fault("config-name-unknown", {"name": name[:60]}))
    lost = [name for name in names if name in in_file and in_file[name] is None]
    found += [Fault("config-no-equals-sign", {"name": name}) for name in lost]
    return sorted(found, key=lambda fault: str(fault.values["name"]))


def open_to_others(file: Path) -> list[Fault]:
    """The file holds the token and the key; no other user of the machine need read it (a group may be meant)."""
    try:
        mode = file.stat().st_mode
    except OSError:
        return []
    is_open = os.name == "posix" and mode & stat.S_IRWXO
    return [Fault("config-file-open", {"path": str(file), "mode": f"{mode & 0o777:04o}"})] if is_open else []
