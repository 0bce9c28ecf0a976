"""How the operator looks at the running bot: where it answers about its health, and in which form its log is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Final

HEALTH_SETTINGS: Final = ("LOG_FORMAT", "HEALTH_ADDRESS")
_FORMATS: Final = ("text", "json")
_ADDRESS: Final = re.compile(
    r"(?:\[([0-9a-f:.]+(?:%\w+)?)\]|([0-9.]+)):([1-9]\d{0,4})", re.ASCII | re.IGNORECASE
)
_LAST_PORT: Final = 65_535
_IPV6: Final = 6


@dataclass(frozen=True, slots=True)
class HealthAddress:
    """An IP address of this machine, and a port."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class HealthSettings:
    """`address`: where figures and probes are answered; None: nowhere. `json`: a line of the log is a JSON object."""

    address: HealthAddress | None = None
    json: bool = False


@dataclass
class ReadHealth:
    """What was read; a fault or a notice is a message key with its values."""

    settings: HealthSettings = field(default_factory=HealthSettings)
    faults: list[tuple[str, dict[str, str | int]]] = field(default_factory=list)
    notices: list[tuple[str, dict[str, str | int]]] = field(default_factory=list)


def read_health_settings(values: Mapping[str, str]) -> ReadHealth:
    """Read the settings by their names."""
    read = ReadHealth()
    form = (values["LOG_FORMAT"] or "text").lower()
    if form not in _FORMATS:
        read.faults.append(("config-log-format", {"format": form[:20], "formats": ", ".join(_FORMATS)}))
    text = values["HEALTH_ADDRESS"]
    address = _address(text) if text else None
    if text and address is None:
        read.faults.append(("config-health-address", {}))
    if address is not None and _is_open(address.host):
        read.notices.append(("config-health-open", {"address": str(address)}))
    read.settings = HealthSettings(address, json=form == "json")
    return read


def _address(text: str) -> HealthAddress | None:
    """An address is numbers: a name may stand for several, also for some that nobody thought of."""
    found = _ADDRESS.fullmatch(text)
    if found is None or int(found[3]) > _LAST_PORT:
        return None
    try:
        host = ip_address(found[1] or found[2])
    except ValueError:
        return None
    is_bracketed = found[1] is not None
    return HealthAddress(str(host), int(found[3])) if is_bracketed == (host.version == _IPV6) else None


def _is_open(host: str) -> bool:
    """Whether others than this machine and its own network may reach it."""
    address = ip_address(host)
    return address.is_unspecified or address.is_global
