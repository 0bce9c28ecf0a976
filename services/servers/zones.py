"""Time zones by their IANA names, such as `Europe/Berlin`."""

import functools
import zoneinfo
from datetime import tzinfo
from typing import Final

from core.base.errors import UserError

DEFAULT_ZONE: Final = "UTC"


@functools.cache
def _names() -> dict[str, str]:
    """Every zone by its name in small letters, in the order of the alphabet."""
    known = sorted(zoneinfo.available_timezones() | {DEFAULT_ZONE})
    return {name.casefold(): name for name in known if not name.startswith(("posix/", "right/", "localtime"))}


def zone_name(typed: str) -> str:
    """The zone that is meant, as IANA writes it. Raises UserError: there is none of this name."""
    found = _names().get("_".join(typed.split()).casefold())
    if found is None:
        raise UserError("setup-timezone-unknown")
    return found


def zone_of(name: str) -> tzinfo:
    """The zone of this name; UTC where this system knows it no more."""
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):
        return zoneinfo.ZoneInfo(DEFAULT_ZONE)


def zones_like(typed: str, most: int) -> list[str]:
    """Zones whose names hold what was typed so far: those in which a part begins so come first."""
    wanted = "_".join(typed.split()).casefold()
    fitting = [(folded, name) for folded, name in _names().items() if wanted in folded]
    fitting.sort(key=lambda each: not any(part.startswith(wanted) for part in (each[0], *each[0].split("/"))))
    return [name for _, name in fitting[:most]]
