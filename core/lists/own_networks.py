"""Addresses and names that lead nowhere but into a machine's own network: nobody else reaches them, so that no list needs them.

Sources: https://www.iana.org/assignments/iana-ipv4-special-registry/, the same of IPv6, of multicast; RFC 6761, 6762, 8375;
https://www.icann.org/en/board-activities-and-meetings/materials/approved-resolutions-special-meeting-of-the-icann-board-29-07-2024-en
(`internal`). Addresses of documentation stand for any other in examples, and are no own network.
"""

from ipaddress import ip_address, ip_network
from typing import Final

from core.links.hosts import is_ip
from core.links.words import words

_NETWORKS: Final = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "224.0.0.0/4",  # many at once
        "240.0.0.0/4",  # and 255.255.255.255, all
        "::/127",  # none, and this machine
        "fc00::/7",
        "fe80::/10",
        "fec0::/10",
        "ff00::/8",
    )
)
ENDINGS: Final = words("arpa internal lan local localdomain localhost")
"""Names below these are of no public network."""


def is_of_own_network(host: str) -> bool:
    """Whether `host`, as links have it, is of no public network."""
    if not is_ip(host):
        return host.rpartition(".")[2] in ENDINGS
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return False
    return any(address in network for network in _NETWORKS if network.version == address.version)
