"""Hosts as browsers see them, and public suffixes: the suites of web-platform-tests and of the list itself."""

import ada_url

from core.links import find_links
from core.links.address import bare_host, read_address
from core.links.hosts import is_host_name, registrable
from core.lists.patterns import parse_pattern
from core.lists.refusals import PatternError
from tests.core.links.shared_data import needs_shared, read_json, read_lines

pytestmark = needs_shared
# Known failures, each with its reason.
KNOWN = {
    "http://foo.09..": "two dots end the host: no resolver takes it, and one more dot ends many a sentence"
}
WEB = ("http:", "https:", "ws:", "wss:", "ftp:")


def absolute_web(case: dict) -> bool:
    """Whether the case is an address with a web scheme that does not lean on its base."""
    typed = case["input"].strip().lower()
    scheme = typed.partition(":")[0] + ":"
    base = (case.get("base") or "").partition(":")[0] + ":"
    return scheme in WEB and scheme != base


def test_hosts_of_addresses():
    cases = [
        case
        for case in read_json("suites/wpt/urltestdata.json")
        if absolute_web(case) and not case.get("failure")
    ]
    cases = [case for case in cases if is_host_name(case["hostname"].rstrip("."))]
    wrong = []
    for case in cases:
        hosts = {link.host for link in find_links(case["input"])}
        if not hosts & {bare_host(case["hostname"]), mapped(case["hostname"])}:
            wrong.append((case["input"], case["hostname"], hosts))
    assert len(cases) > 100
    assert [case for case in wrong if case[0] not in KNOWN] == []


def mapped(host: str) -> str:
    """An IPv4 address that is written as an IPv6 address is the IPv4 address here."""
    address = read_address(host)
    return address.host if address else ""


def test_addresses_that_no_browser_opens_are_none():
    cases = [
        case
        for case in read_json("suites/wpt/urltestdata.json")
        if absolute_web(case) and case.get("failure")
    ]
    opened = []
    for case in cases:
        rest = case["input"].strip().partition(":")[2].lstrip("/\\")
        if rest and read_address(rest) is not None:
            opened.append(case["input"])
    assert len(cases) > 50
    assert opened == []


def test_international_names():
    cases = read_json("suites/wpt/IdnaTestV2.json") + read_json("suites/wpt/toascii.json")
    cases = [
        case
        for case in cases
        if case["input"] and (case["output"] is None or is_host_name(case["output"].rstrip(".")))
    ]
    wrong = []
    for case in cases:
        address = read_address(case["input"])
        expected = without_joiners(case["input"], case["output"])
        if (address.host if address else None) != expected:
            wrong.append(case["input"])
    assert len(cases) > 2_000
    assert wrong == []


JOINERS = {0x200C: None, 0x200D: None}


def without_joiners(typed: str, output: str | None) -> str | None:
    """The host that Rowan makes of a case: with a joiner and without it is one name, to be listed once."""
    plain = typed.translate(JOINERS)
    letters = ada_url.idna_to_unicode(output) if output else ""
    if plain == typed and letters.translate(JOINERS) == letters:
        return bare_host(output) if output else None
    try:
        host = ada_url.URL("https://" + (letters.translate(JOINERS) or plain)).hostname
    except ValueError:  # it is no name without
        return bare_host(output) if output else None
    return bare_host(host) if is_host_name(host.rstrip(".")) else None


def suffix_cases() -> list[tuple[str, str | None]]:
    found = []
    for line in read_lines("suites/psl/tests.txt"):
        fields = line.partition("//")[0].split()
        if len(fields) == 2 and fields[0] != "null" and not fields[0].startswith("."):
            found.append((fields[0], None if fields[1] == "null" else fields[1]))
    return found


def as_ascii(host: str) -> str:
    return ada_url.idna_to_ascii(host.lower()).decode("ascii")


def test_public_suffixes():
    cases = suffix_cases()
    wrong = [
        (host, expected, registrable(as_ascii(host)))
        for host, expected in cases
        if registrable(as_ascii(host)) != (as_ascii(expected) if expected else None)
    ]
    assert len(cases) > 60
    assert not wrong


def test_no_rule_of_the_list_may_be_listed_itself():
    rules = [
        line.split()[0]
        for line in read_lines("suites/psl/public_suffix_list.dat")
        if line and not line.startswith("//")
    ]
    taken = []
    for rule in rules:
        if rule.startswith(("*", "!")):
            continue
        try:
            taken.append(parse_pattern(rule).text)
        except PatternError:
            continue
    # The packaged list is younger than the suite's: what left it in between is a plain host again.
    assert len(taken) < 40, taken
