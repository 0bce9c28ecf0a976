"""Lines of the files of name servers and proxies that set something, or let something through: they block nothing."""

import pytest

from core.lists.patterns import Pattern, parse_pattern, patterns_in
from core.lists.refusals import PatternError

NOT_BLOCKED = {
    "pattern-line-unknown": [
        "dhcp-option=6,203.0.113.9",
        "bogus-nxdomain=203.0.113.9",
        "server=203.0.113.9#53",
        "mx-host = one.example,two.example",
        "auth-zone=one.example",
        "srv-host=_ldap._tcp.one.example",
        "rev-server=203.0.113.0/24,203.0.113.9",
        "local-ttl=3",
    ],
    "pattern-line-exception": [
        "DOMAIN-SUFFIX,one.example,DIRECT",
        "  - 'HOST,one.example, direct'",
        "IP-CIDR,203.0.113.9/32,DIRECT,no-resolve",
    ],
    "pattern-line-answered": [
        "DOMAIN-SUFFIX,one.example,PROXY",
        "IP-CIDR,203.0.113.9/32,Auto,no-resolve",
        "192.168.1.5 one.example",
        "10.0.0.5\tone.example two.example # the printer",
        "fd00::5 one.example",
    ],
}
BLOCKED = [
    "DOMAIN-SUFFIX,one.example,REJECT",
    "DOMAIN-SUFFIX,one.example,reject-drop",
    "- 'DOMAIN-SUFFIX,one.example'",
    "DOMAIN-SUFFIX,one.example,no-resolve",
    "172.0.0.1 one.example",  # of no network of one's own: a page that says "blocked" answers there
    "https://one.example/?a=b",
    "one.example/?a=b",
]


@pytest.mark.parametrize(
    ("line", "reason"), [(line, why) for why, lines in NOT_BLOCKED.items() for line in lines]
)
def test_what_blocks_nothing_becomes_no_entry(line: str, reason: str) -> None:
    assert [each.reason for _, each in patterns_in(line) if isinstance(each, PatternError)] == [reason]
    with pytest.raises(PatternError, match=reason):
        parse_pattern(line)


@pytest.mark.parametrize("line", BLOCKED)
def test_what_blocks_is_an_entry(line: str) -> None:
    ((_, found),) = patterns_in(line)
    assert isinstance(found, Pattern)
    assert found.text.startswith("one.example")
