"""Which IP addresses are of the public internet, and so may be connected to.

What is not known to be public is not. Of IPv6 only 2000::/3 was ever given out (RFC 4291 section 2.4; IANA "IPv6 Global Unicast
Address Assignments"): all the rest (loopback, link-local, site-local, multicast, IPv4 in every wrapping that begins with
zeros, 64:ff9b::/96, 5f00::/16) is out without being named. Of IPv4 everything is given out that is not named here.

Python's `is_global` is not asked: it lets 192.88.99.1, ::ffff:0:127.0.0.1, fec0::1 and others through, each version of
Python others.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import Final

_IANA4 = "IANA IPv4 Special-Purpose Address Registry"
_IANA6 = "IANA IPv6 Special-Purpose Address Registry"

# Network, what it is, where that is said.
_NOT_PUBLIC_4: Final = (
    ("0.0.0.0/8", "this network", f"{_IANA4}; RFC 791"),
    ("10.0.0.0/8", "private", f"{_IANA4}; RFC 1918"),
    ("100.64.0.0/10", "shared by a provider's customers; metadata of Alibaba Cloud", f"{_IANA4}; RFC 6598"),
    ("127.0.0.0/8", "this machine", f"{_IANA4}; RFC 1122"),
    ("168.63.129.16/32", "Azure's platform", "Microsoft: What is IP address 168.63.129.16?"),
    ("169.254.0.0/16", "this link; metadata of most clouds", f"{_IANA4}; RFC 3927"),
    ("172.16.0.0/12", "private", f"{_IANA4}; RFC 1918"),
    ("192.0.0.0/24", "protocols, such as 192.0.0.8; metadata of Oracle Cloud", f"{_IANA4}; RFC 6890"),
    ("192.0.2.0/24", "documentation", f"{_IANA4}; RFC 5737"),
    ("192.31.196.0/24", "AS112: answers for private names", f"{_IANA4}; RFC 7535"),
    ("192.52.193.0/24", "AMT relays", f"{_IANA4}; RFC 7450"),
    ("192.88.99.0/24", "6to4 relays, withdrawn", f"{_IANA4}; RFC 7526"),
    ("192.168.0.0/16", "private", f"{_IANA4}; RFC 1918"),
    ("192.175.48.0/24", "AS112: answers for private names", f"{_IANA4}; RFC 7534"),
    ("198.18.0.0/15", "measuring of networks", f"{_IANA4}; RFC 2544"),
    ("198.51.100.0/24", "documentation", f"{_IANA4}; RFC 5737"),
    ("203.0.113.0/24", "documentation", f"{_IANA4}; RFC 5737"),
    ("224.0.0.0/4", "multicast", "IANA IPv4 Multicast Address Space Registry; RFC 5771"),
    ("240.0.0.0/4", "reserved, and 255.255.255.255, all of this link", f"{_IANA4}; RFC 1112, RFC 919"),
)
_GIVEN_OUT_6: Final = "2000::/3"
_NOT_PUBLIC_6: Final = (
    (
        "2001::/23",
        "protocols: Teredo 2001::/32, benchmarks, ORCHID, AMT, AS112",
        f"{_IANA6}; RFC 2928, RFC 4380",
    ),
    ("2001:db8::/32", "documentation", f"{_IANA6}; RFC 3849"),
    ("2002::/16", "6to4: any IPv4 address, wrapped", f"{_IANA6}; RFC 3056"),
    ("2620:4f:8000::/48", "AS112: answers for private names", f"{_IANA6}; RFC 7534"),
    ("3ffe::/16", "the 6bone, given back", "RFC 3701"),
    ("3fff::/20", "documentation", f"{_IANA6}; RFC 9637"),
)

_OUT_4: Final = tuple(IPv4Network(network) for network, _, _ in _NOT_PUBLIC_4)
_IN_6: Final = IPv6Network(_GIVEN_OUT_6)
_OUT_6: Final = tuple(IPv6Network(network) for network, _, _ in _NOT_PUBLIC_6)


def is_public(text: str) -> bool:
    """Whether this is an address of the public internet. What is no IP address, or names a zone of a link, is none."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv4Address):
        return not any(address in network for network in _OUT_4)
    return _is_public_6(address)


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id is not None or address not in _IN_6:
        return False
    return not any(address in network for network in _OUT_6)
