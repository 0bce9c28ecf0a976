"""Lines of hosts files, name servers and proxies.

Sources: hosts(5); dnsmasq(8); unbound.conf(5); the draft on response policy zones (draft-vixie-dnsop-dns-rpz); the rule
lists of v2ray and Clash.
"""

import re
from ipaddress import ip_address, ip_network
from typing import Final

from core.links.words import words
from core.lists.lines.names import LOCAL, NAME, SINKS, is_address, network, one, written
from core.lists.refusals import ExceptionLine, PatternError

_OWN_NETWORKS: Final = tuple(map(ip_network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")))
_NO_POLICIES: Final = words("no-resolve src extended-matching pre-matching block deny drop")
_SHORT_SINK: Final = re.compile(r"0|127(?:\.\d{1,3}){1,2}")  # as old programs write 0.0.0.0 and 127.0.0.1
_DNSMASQ: Final = re.compile(r"(address|server|local)\s*=\s*/(.+)/([^/]*)", re.IGNORECASE)
# Any other setting, of dnsmasq or of who knows what: `dhcp-option=6,203.0.113.9`, `server=203.0.113.9`. A name has a dot.
_SETTING: Final = re.compile(r"[a-z][a-z0-9_-]*\s*=\s*+(?!(?:[a-z]+:)?//).*", re.IGNORECASE | re.DOTALL)
_ZONE: Final = re.compile(r'local-zone\s*:\s*"?([^"\s]+)"?\s+"?([a-z_]+)"?', re.IGNORECASE)
_DATA: Final = re.compile(
    r"local-data\s*:\s*[\"']([^\"'\s]+)\s+(?:\d+\s+)?(?:IN\s+)?([A-Z]+)\s+([^\"']+)[\"']", re.IGNORECASE
)
_BIND: Final = re.compile(
    r'zone\s+"([^"]+)"\s*(?:IN\s*)?\{\s*type\s+(?:master|primary)\s*;.*\}\s*;?', re.IGNORECASE
)
_OTHER_ZONE: Final = re.compile(r"(?:local-zone|local-data|local-data-ptr|zone)\b.*", re.IGNORECASE)
_BLOCKING_ZONES: Final = words(
    "always_nxdomain always_refuse always_deny always_null always_nodata static redirect deny refuse inform_deny"
    " inform_redirect"
)
_RPZ: Final = re.compile(
    r"(\S+)\s+(?:\d+[smhdw]?\s+)?(?:IN\s+)?(?:\d+[smhdw]?\s+)?(CNAME|A|AAAA|DNAME|TXT)\s+(\S+)", re.IGNORECASE
)
_RPZ_ADDRESS: Final = re.compile(r"(\d{1,3})\.((?:\d{1,3}\.){3}\d{1,3})\.rpz-ip\.?", re.IGNORECASE)
_RPZ_BLOCKS: Final = words(". *. rpz-drop rpz-drop.")
_PROXY: Final = re.compile(
    r"(?:-\s*)?[\"']?(domain-suffix|host-suffix|domain-keyword|host-keyword|domain-regex|domain-wildcard|domain|host|"
    r"ip-cidr6?|url-regex|geosite|geoip|process-name|user-agent|rule-set)\s*,\s*([^,\s]+)(?:\s*,\s*([^,\s]*).*)?",
    re.IGNORECASE,
)
_ROUTED: Final = re.compile(
    r"(domain|full|keyword|include|geosite|ext):([^:\s]+)((?::|\s+)?@.*)?", re.IGNORECASE
)


def hosts(text: str) -> tuple[str, ...] | None:
    """`0.0.0.0 one.example two.example`: the hosts, never the address before them."""
    first, *names = text.split()
    if not names or not (is_address(first.partition("%")[0]) or _SHORT_SINK.fullmatch(first)):
        return None
    if not all(name.lower() in LOCAL or is_address(name) or NAME.fullmatch(name) for name in names):
        raise PatternError("pattern-line-unknown")
    if _is_of_own_network(first):
        raise PatternError("pattern-line-answered")
    meant = [name for name in names if name.lower() not in LOCAL and name not in SINKS]
    if not meant:
        raise PatternError("pattern-line-local")
    return tuple(one(name) for name in meant)


def dnsmasq(text: str) -> tuple[str, ...] | None:
    """`address=/one.example/two.example/0.0.0.0`, `server=/one.example/`: blocked where the answer leads nowhere."""
    found = _DNSMASQ.fullmatch(text)
    if found is None:
        if _SETTING.fullmatch(text):
            raise PatternError("pattern-line-unknown")
        return None
    names, answer = found[2].split("/"), found[3].strip()
    if answer and found[1].lower() != "address":
        raise ExceptionLine(names=names) if answer == "#" else PatternError("pattern-line-answered")
    if answer and answer not in SINKS:
        raise PatternError("pattern-line-answered")
    if "#" in names or "" in names:
        raise PatternError("pattern-line-wildcard")
    return tuple(one(name) for name in names)


def name_server(text: str) -> tuple[str, ...] | None:
    """`local-zone: "one.example" always_nxdomain` of unbound, `zone "one.example" {…}` of BIND."""
    zone = _ZONE.fullmatch(text)
    if zone:
        if zone[2].lower() not in _BLOCKING_ZONES:
            raise ExceptionLine(names=(zone[1].rstrip("."),))
        return (one(zone[1].rstrip(".")),)
    data = _DATA.fullmatch(text)
    if data:
        if data[2].upper() not in ("A", "AAAA") or data[3].strip() not in SINKS:
            raise PatternError("pattern-line-answered")
        return (one(data[1].rstrip(".")),)
    bind = _BIND.fullmatch(text)
    if bind:
        return (one(bind[1].rstrip(".")),)
    if _OTHER_ZONE.fullmatch(text) and not NAME.fullmatch(text):
        raise PatternError("pattern-line-unknown")
    return None


def policy_zone(text: str) -> tuple[str, ...] | None:
    """`one.example CNAME .`, a record of a response policy zone."""
    found = _RPZ.fullmatch(text)
    if found is None:
        return None
    name, kind, answer = found[1], found[2].upper(), found[3].lower()
    address = _RPZ_ADDRESS.fullmatch(name)
    if answer.startswith("rpz-passthru"):
        raise ExceptionLine(names=(_turned(address[2]) if address else name.rstrip("."),))
    if answer not in (_RPZ_BLOCKS if kind == "CNAME" else SINKS):
        raise PatternError("pattern-line-answered")
    if address:
        return network(f"{_turned(address[2])}/{address[1]}")
    if ".rpz-" in name.lower():
        raise PatternError("pattern-line-unknown")
    return (one(name.rstrip(".")),)


def _turned(address: str) -> str:
    """An address as a zone has it, the other way round."""
    return ".".join(reversed(address.split(".")))


def proxy(text: str) -> tuple[str, ...] | None:
    """`DOMAIN-SUFFIX,one.example`, `full:one.example`: the rules of proxies, which also know exact hosts and pieces."""
    found = _PROXY.fullmatch(text) or _ROUTED.fullmatch(text)
    if found is None:
        return None
    kind, name = found[1].lower(), found[2].strip("\"'")
    if found.re is _PROXY:
        _refuse_what_is_let_through(name, found[3])
    if kind in ("domain-suffix", "host-suffix") or (kind == "domain" and found.re is _ROUTED):
        return (one(name),)
    if kind in ("domain", "host", "full"):
        return ("=" + one(name),)
    if kind.startswith("ip-cidr"):
        return network(name) or (written(name),)
    if "keyword" in kind:
        raise PatternError("pattern-line-fragment")
    if "regex" in kind:
        raise PatternError("pattern-line-regex")
    raise PatternError("pattern-line-wildcard" if "wildcard" in kind else "pattern-line-unknown")


def _refuse_what_is_let_through(name: str, policy: str | None) -> None:
    """Refuse a rule that leads somewhere: `DOMAIN-SUFFIX,one.example,DIRECT`. Without a policy, the list is one of what to block."""
    what = (policy or "").strip("\"'").lower()
    if what == "direct":
        raise ExceptionLine(names=(name,))
    if what and what not in _NO_POLICIES and not what.startswith("reject"):
        raise PatternError("pattern-line-answered")


def _is_of_own_network(address: str) -> bool:
    """Whether a machine of one's own network answers, which a hosts file names and does not block: `192.168.1.5 one.example`."""
    found = ip_address(address) if is_address(address) else None
    return found is not None and any(
        found in network for network in _OWN_NETWORKS if network.version == found.version
    )
