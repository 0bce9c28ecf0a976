"""Whether shorteners may be asked where links lead: the settings, and their faults."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from services.base.settings.test_pairs import read_test_pairs

SHORTENER_SETTINGS: Final = ("RESOLVE_SHORTENERS", "SHORTENER_TEST_HOSTS")
_SWITCH: Final = {"": False, "off": False, "no": False, "0": False, "on": True, "yes": True, "1": True}

Said = Sequence[tuple[str, Mapping[str, str | int]]]


@dataclass(frozen=True, slots=True)
class ShortenerSettings:
    """The operator lets Rowan ask the known shorteners. `tests`: IP addresses with ports that count as such, for tests."""

    tests: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What was read. `settings`: None where it is switched off, or faulty; faults and notices are message keys with values."""

    settings: ShortenerSettings | None = None
    faults: Said = ()
    notices: Said = ()


def read_shortener_settings(values: Mapping[str, str]) -> ReadSettings:
    """Read the settings by their names."""
    switch, listed = SHORTENER_SETTINGS
    allowed, tests = _SWITCH.get(values[switch].lower()), read_test_pairs(values[listed])
    faults: list[tuple[str, Mapping[str, str | int]]] = []
    if allowed is None:
        faults.append(("config-switch", {"name": switch}))
    if tests is None:
        faults.append(("config-shortener-hosts", {}))
    if faults or tests is None:
        return ReadSettings(faults=faults)
    shown = ", ".join(f"{address}:{port}" for address, port in sorted(tests))
    notices = [("config-shortener-hosts-open", {"addresses": shown})] if tests else []
    return ReadSettings(ShortenerSettings(tests) if allowed else None, notices=notices)
