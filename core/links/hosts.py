"""Finding what a host name ends in, by the Public Suffix List (https://publicsuffix.org/list/) as publicsuffixlist
ships it.

Every function takes an ASCII, lower-case host without a trailing dot. The list is read once, on first use.
"""

from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

import ada_url

from core.links.words import words

# Endings of private networks (RFC 6762 and what routers give): nobody else can be taken to a place of that name.
_PRIVATE_TLDS: Final = words("local lan internal home")
# Endings that stand in no public list and yet are used: other name systems, and the reserved ones of RFC 2606.
OTHER_TLDS: Final = _PRIVATE_TLDS | words(
    "onion i2p bit eth loki exit crypto zil wallet blockchain dao nft lib emc coin bazar gnu test example invalid"
)
MAX_HOST: Final = 253
MAX_LABEL: Final = 63


class SuffixRules(NamedTuple):
    """The list, taken apart: plain rules, `*.` rules by what follows the star, and `!` exceptions."""

    icann: frozenset[str]
    private: frozenset[str]
    wildcards: frozenset[str]
    private_wildcards: frozenset[str]
    exceptions: frozenset[str]
    tlds: frozenset[str]


@lru_cache(maxsize=1)
def suffix_rules() -> SuffixRules:
    """The rules of the list bundled with publicsuffixlist, IDN rules in their `xn--` form."""
    plain: dict[bool, set[str]] = {True: set(), False: set()}
    stars: dict[bool, set[str]] = {True: set(), False: set()}
    exceptions: set[str] = set()
    icann = True
    text = files("publicsuffixlist").joinpath("public_suffix_list.dat").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.startswith("//"):
            icann = icann and "===BEGIN PRIVATE DOMAINS===" not in line
            continue
        rule = line.split(None, 1)[0].lower() if line.strip() else ""
        if not rule:
            continue
        if not rule.isascii():
            rule = _ascii_rule(rule)
        if rule.startswith("!"):
            exceptions.add(rule[1:])
        elif rule.startswith("*."):
            stars[icann].add(rule[2:])
        else:
            plain[icann].add(rule)
    tlds = {rule.rpartition(".")[2] for rule in plain[True] | stars[True]} | OTHER_TLDS
    return SuffixRules(
        frozenset(plain[True]),
        frozenset(plain[False]),
        frozenset(stars[True]),
        frozenset(stars[False]),
        frozenset(exceptions),
        frozenset(tlds),
    )


def _ascii_rule(rule: str) -> str:
    mark = next((mark for mark in ("!", "*.") if rule.startswith(mark)), "")
    return mark + ada_url.idna_to_ascii(rule[len(mark) :]).decode("ascii")


def is_tld(label: str) -> bool:
    """Whether `label` ends real host names: in the public list, or one of OTHER_TLDS."""
    return label in suffix_rules().tlds


@lru_cache(maxsize=1)
def tlds_in_letters() -> frozenset[str]:
    """The endings that `is_tld` knows, as people write them: those of other scripts in their letters."""
    tlds = suffix_rules().tlds
    return frozenset(ada_url.idna_to_unicode(tld) if tld.startswith("xn--") else tld for tld in tlds)


def is_icann_suffix(host: str) -> bool:
    """Whether `host` is itself a suffix under which registries sell names, by the list's ICANN section."""
    rules = suffix_rules()
    if host in rules.icann or "." not in host:
        return True
    return host.partition(".")[2] in rules.wildcards and host not in rules.exceptions


def is_private_suffix(host: str) -> bool:
    """Whether `host` is one whose customers each own a name below it, by the list's private section."""
    rules = suffix_rules()
    return host in rules.private or (
        host.partition(".")[2] in rules.private_wildcards and host not in rules.exceptions
    )


def is_above_private_suffix(host: str) -> bool:
    """Whether names below `host` belong to customers of somebody, though `host` itself is no suffix: `run.app`."""
    return host in _above_private_suffixes()


@lru_cache(maxsize=1)
def _above_private_suffixes() -> frozenset[str]:
    rules = suffix_rules()
    found = set(rules.private_wildcards)
    for rule in rules.private | rules.private_wildcards:
        rest = rule.partition(".")[2]
        while "." in rest:
            found.add(rest)
            rest = rest.partition(".")[2]
    return frozenset(found - rules.icann)


def public_suffix(host: str) -> str:
    """The longest public suffix of `host`, of either section; the last label where no rule fits (rule `*`)."""
    rules = suffix_rules()
    rest = host
    while "." in rest:
        parent = rest.partition(".")[2]
        if rest in rules.exceptions:
            return parent
        if rest in rules.icann or rest in rules.private:
            return rest
        if parent in rules.wildcards or parent in rules.private_wildcards:
            return rest
        rest = parent
    return rest


def registrable(host: str) -> str | None:
    """The public suffix of `host` and one label more, or None where the host is no more than a suffix."""
    if is_ip(host):
        return None
    suffix = public_suffix(host)
    if suffix == host:
        return None
    label = host[: -len(suffix) - 1].rpartition(".")[2]
    return f"{label}.{suffix}" if label else None


def family_names(host: str) -> list[str]:
    """Every label of `host` that stands directly before a public suffix: `kiwi` in `a.kiwi.co.uk`, both in `kiwi.blogspot.com`.

    None in a private network: `kiwi.local:3000` is a machine at home, whatever it is called.
    """
    if is_ip(host) or host.rpartition(".")[2] in _PRIVATE_TLDS:
        return []
    names: list[str] = []
    rest = host
    while "." in rest:
        label, _, parent = rest.partition(".")
        if (is_icann_suffix(parent) or is_private_suffix(parent)) and not is_icann_suffix(rest):
            names.append(label)
        rest = parent
    return names


def is_ip(host: str) -> bool:
    """Whether `host`, as ada writes it, is an IPv4 or IPv6 address: no name ends in a number."""
    return host.startswith("[") or host.rpartition(".")[2].isdigit()


def is_host_name(host: str) -> bool:
    """Whether `host` is an address or has at least two labels of letters, digits, hyphens or underscores."""
    if host.startswith("["):
        return True
    labels = host.split(".")
    return (
        len(labels) > 1
        and len(host) <= MAX_HOST
        and all(0 < len(label) <= MAX_LABEL and label.strip(_LDH) == "" for label in labels)
    )


_LDH: Final = "abcdefghijklmnopqrstuvwxyz0123456789-_"
