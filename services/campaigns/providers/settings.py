"""Whom the operator lets Rowan ask who serves listed sites: the settings, and their faults."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

PROVIDER_SETTINGS: Final = ("PROVIDER_FACTS", "DOH_RESOLVER", "RDAP_SERVICE")
_REGISTRY: Final = "https://rdap.org/"
_SWITCH: Final = {"": False, "off": False, "no": False, "0": False, "on": True, "yes": True, "1": True}
_TEST_ADDRESS: Final = re.compile(r"http://(127\.0\.0\.1:[1-9]\d{0,4})(?=/|$)", re.ASCII)
_PORTS: Final = frozenset({443})


@dataclass(frozen=True, slots=True)
class ProviderSettings:
    """Whom the operator lets Rowan ask. `resolver`: the address of DNS over HTTPS; `registry`: where RDAP begins."""

    resolver: str
    registry: str


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """What was read. `settings`: None where it is switched off, or faulty; a fault is a message key with its values."""

    settings: ProviderSettings | None = None
    faults: Sequence[tuple[str, Mapping[str, str | int]]] = ()


def read_provider_settings(values: Mapping[str, str]) -> ReadSettings:
    """Read the settings by their names. Addresses are https, save those that NET_TEST_ADDRESSES names."""
    allowed = _SWITCH.get(values["PROVIDER_FACTS"].lower())
    if allowed is None:
        return ReadSettings(faults=[("config-switch", {"name": "PROVIDER_FACTS"})])
    resolver, registry = values["DOH_RESOLVER"], values["RDAP_SERVICE"]
    named = [("DOH_RESOLVER", resolver), ("RDAP_SERVICE", registry)]
    tests = values["NET_TEST_ADDRESSES"]
    faults: list[tuple[str, Mapping[str, str | int]]] = [
        ("config-https-address", {"name": name})
        for name, address in named
        if address and not _is_address(address, tests)
    ]
    if allowed and not resolver:
        faults.append(("config-no-resolver", {}))
    if faults or not allowed:
        return ReadSettings(faults=faults)
    return ReadSettings(ProviderSettings(resolver, registry or _REGISTRY))


def _is_address(text: str, tests: str) -> bool:
    if "?" in text or "#" in text:
        return False
    test = _TEST_ADDRESS.match(text)
    if test is not None:
        return test[1] in re.split(r"[\s,]+", tests)
    # To read addresses takes the whole engine of links, which a command that meets none need not load.
    from core.base.web_address import WebAddressError, read_web_address

    try:
        return read_web_address(text, ports=_PORTS).scheme == "https"
    except WebAddressError:
        return False
