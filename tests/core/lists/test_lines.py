"""What a line of a list names, in every format, and what is refused rather than guessed."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.lists.lines import is_passed_over, names_in
from core.lists.patterns import Pattern, PatternKind, parse_pattern, patterns_in
from core.lists.refusals import PatternError
from tests.conftest import examples

NAMED = [
    ("one.example", ["one.example"]),
    ("\ufeffone.example\r", ["one.example"]),
    ("  one.example  # what it is", ["one.example"]),
    ("one.example ; since two.example", ["one.example"]),
    ("one.example // two.example", ["one.example"]),
    ("one.example ! two.example", ["one.example"]),
    ("0.0.0.0 one.example", ["one.example"]),
    ("127.0.0.1\tone.example two.example # three.example", ["one.example", "two.example"]),
    ("127.0.0.1 109.201.135.46", ["109.201.135.46"]),
    ("::1 localhost one.example", ["one.example"]),
    ("fe80::1%lo0 one.example", ["one.example"]),
    ("93.184.216.34 one.example", ["one.example"]),
    ("0 one.example", ["one.example"]),
    ("127.1 one.example", ["one.example"]),
    ("0.0.0.0 *.one.example", ["*.one.example"]),
    ("0.0.0.0 bücher.example", ["bücher.example"]),
    ("one.example two.example", ["one.example", "two.example"]),
    ("one.example, https://two.example/page", ["one.example", "https://two.example/page"]),
    ('"one.example",', ["one.example"]),
    ("- one.example", ["one.example"]),
    ("*.one.example", ["*.one.example"]),
    (".one.example", ["one.example"]),
    ("+.one.example", ["one.example"]),
    ("one.example/*", ["one.example"]),
    ("*://*.one.example/*", ["one.example"]),
    ("https://one.example/page/*", ["one.example/page"]),
    ("=one.example", ["=one.example"]),
    ("gloombarn.*", ["gloombarn.*"]),
    ("*.gloombarn.*", ["*.gloombarn.*"]),
    ("203.0.113.9", ["203.0.113.9"]),
    ("203.0.113.9/32", ["203.0.113.9"]),
    ("2001:db8::1", ["[2001:db8::1]"]),
    ("2001:db8::1/128", ["[2001:db8::1]"]),
    ("[2001:db8::1]", ["[2001:db8::1]"]),
    ("||one.example^", ["one.example"]),
    ("||one.example", ["one.example"]),
    ("||one.example^|", ["one.example"]),
    ("||one.example^*", ["one.example"]),
    ("||one.example/*", ["one.example"]),
    ("||one.example^$all", ["one.example"]),
    ("||one.example^$document,important", ["one.example"]),
    ("||one.example/page^", ["one.example/page"]),
    ("||gloombarn.*^", ["gloombarn.*"]),
    ("||*.one.example^", ["*.one.example"]),
    ("||203.0.113.9^", ["203.0.113.9"]),
    ("|https://one.example/a|", ["https://one.example/a"]),
    ("address=/one.example/0.0.0.0", ["one.example"]),
    ("address=/one.example/two.example/", ["one.example", "two.example"]),
    ("address=/one.example/#", ["one.example"]),
    ("address=/.one.example/::", ["one.example"]),
    ("server=/one.example/", ["one.example"]),
    ("local=/one.example/", ["one.example"]),
    ('local-zone: "one.example" always_nxdomain', ["one.example"]),
    ('local-zone: "one.example." redirect', ["one.example"]),
    ('local-data: "one.example A 0.0.0.0"', ["one.example"]),
    ('local-data: "one.example. 60 IN AAAA ::"', ["one.example"]),
    ('zone "one.example" { type master; notify no; file "null.zone.file"; };', ["one.example"]),
    ("one.example CNAME .", ["one.example"]),
    ("*.one.example 60 IN CNAME *.", ["*.one.example"]),
    ("one.example A 0.0.0.0", ["one.example"]),
    ("one.example. CNAME rpz-drop.", ["one.example"]),
    ("32.9.113.0.203.rpz-ip CNAME .", ["203.0.113.9"]),
    ("DOMAIN-SUFFIX,one.example,REJECT", ["one.example"]),
    ("DOMAIN,one.example", ["=one.example"]),
    ("domain:one.example", ["one.example"]),
    ("full:one.example", ["=one.example"]),
    ("IP-CIDR,203.0.113.9/32,no-resolve", ["203.0.113.9"]),
    ("https://one.example/a#b", ["https://one.example/a#b"]),
    ("https://one.example/?a=$5", ["https://one.example/?a=$5"]),
    ("**one.example**", ["one.example"]),
    ("||https://one.example||", ["https://one.example"]),
    ("hxxps://one[.]example/a", ["hxxps://one[.]example/a"]),
    ("hxxps: //one dot example", ["hxxps: //one dot example"]),
    ("[my-label](https://one.example)", ["[my-label](https://one.example)"]),
    ("", []),
    (" \t\r\n", []),
    ("\ufeff", []),
]

REFUSED = {
    "pattern-line-comment": [
        "# one.example",
        "#one.example",
        "! https://one.example/patch",
        "!one.example",
        "; one.example",
        "// one.example",
        "//one.example",
        "<!-- one.example -->",
        "-- one.example",
        "/* one.example */",
        "## one.example ##",
        "\ufeff# one.example",
    ],
    "pattern-line-header": [
        "[Adblock Plus 2.0]",
        "[AdGuard]",
        "[uBlock Origin]",
        "$TTL 300",
        "$ORIGIN rpz.one.example.",
        "@ IN SOA localhost. root.localhost. 1 2 3 4 5",
        "@ 300 IN NS localhost.",
        "  NS  localhost.",
        "server:",
        "payload:",
        "---",
    ],
    "pattern-line-exception": [
        "@@||one.example^",
        "@@||one.example^$important",
        "@@one.example",
        'local-zone: "one.example" transparent',
        "one.example CNAME rpz-passthru.",
        "server=/one.example/#",
    ],
    "pattern-line-cosmetic": [
        "one.example##.ad",
        "##.ad",
        "one.example,two.example##div > a",
        "one.example#@#.ad",
        "one.example#?#div:has(> a)",
        "one.example##+js(nowebrtc)",
        'one.example#%#//scriptlet("x")',
        "one.example#$#body { color: red }",
        'one.example$$script[tag-content="x"]',
        "~one.example##.ad",
    ],
    "pattern-line-cancels": ["||one.example^$badfilter", "||one.example^$third-party,badfilter"],
    "pattern-line-denyallow": [
        "*$script,domain=one.example,denyallow=two.example",
        "||one.example^$denyallow=a.one.example",
    ],
    "pattern-line-narrowed": [
        "||one.example^$third-party",
        "||one.example^$3p,script",
        "||one.example^$domain=two.example|three.example",
        "||one.example^$csp=script-src",
        "||one.example^$removeparam=x",
        "||one.example^$~script",
        "||one.example^$all,domain=two.example",
        "||one.example^$dnsrewrite=NOERROR;A;1.2.3.4",
        "one.example$popup",
        "||one.example^$anoption",
    ],
    "pattern-line-regex": [
        "/one\\d\\.example/",
        "/banner[0-9]+/$script",
        "regexp:^grim\\d\\.net$",
        "^(.+\\.)?one\\.example$",
        "(^|\\.)one\\.example$",
        "one[0-9]+.example",
        "DOMAIN-REGEX,^one",
        "/ads/",
    ],
    "pattern-line-wildcard": [
        "clk.one*.example",
        "one*.example",
        "*one.example",
        "*one.example*",
        "one.*.example",
        "one.example*",
        "||one*.example^",
        "https://one.example/a*b",
        "0.0.0.0 one*.example",
        "DOMAIN-WILDCARD,*.one?.example",
    ],
    "pattern-line-everything": ["*", "*://*/*", "||*^", "* CNAME .", "address=/#/0.0.0.0"],
    "pattern-line-fragment": [
        "keyword:one",
        "DOMAIN-KEYWORD,one",
        "/banner/*$image,all^",
        "||one.example^page",
    ],
    "pattern-line-network": [
        "203.0.113.0/24",
        "10.0.0.0/8",
        "2001:db8::/32",
        "IP-CIDR,10.0.0.0/8",
        "203.0.113.9/99",
        "203.0.113.0/255.255.255.0",
        "203.0.113.1-203.0.113.9",
    ],
    "pattern-line-local": [
        "127.0.0.1 localhost",
        "0.0.0.0 0.0.0.0",
        "::1 ip6-localhost ip6-loopback",
        "255.255.255.255 broadcasthost",
    ],
    "pattern-line-answered": [
        "address=/one.example/192.168.1.5",
        "server=/one.example/9.9.9.9",
        "one.example CNAME two.example.",
        "one.example A 192.168.1.5",
        'local-data: "one.example A 192.168.1.5"',
    ],
    "pattern-line-unknown": [
        "one.example,scam,2024-01-01",
        "one.example;scam",
        "one.example|scam",
        "cname=one.example,two.example",
        "0.0.0.0 and some words",
        "local-zone: one.example",
        "include:other",
        "geosite:cn",
        "24.0.113.0.203.rpz-client-ip CNAME .",
    ],
}
# Lines of which a moderator would be understood, and a list is not.
WITH_WORDS = ["see one.example for more", "one.example is bad", "the address is hxxps://one[.]example"]
WITH_SIGNS = [
    '{"host":"one.example"}',
    '["one.example",',
    "redirect=one.example",
    "&ad=one.example",
    "://one.example^",
    "-.one.example",
    "% one.example",
    "@ one.example",
    "Domain: one.example",
    "1. one.example",
]


@pytest.mark.parametrize(("line", "names"), NAMED)
def test_what_a_line_names(line: str, names: list[str]) -> None:
    assert list(names_in(line)) == names


@pytest.mark.parametrize(
    ("line", "reason"), [(line, why) for why, lines in REFUSED.items() for line in lines]
)
def test_what_is_no_block_is_refused_with_its_reason(line: str, reason: str) -> None:
    assert [error.reason for _, error in patterns_in(line) if isinstance(error, PatternError)] == [reason]
    with pytest.raises(PatternError) as caught:
        parse_pattern(line)
    assert caught.value.reason == reason
    assert is_passed_over(caught.value) == (reason in ("pattern-line-comment", "pattern-line-header"))


@pytest.mark.parametrize("line", WITH_WORDS)
def test_words_around_a_name_are_no_format(line: str) -> None:
    ((_, error),) = patterns_in(line)
    assert isinstance(error, PatternError)
    assert error.reason == "pattern-line-unknown"
    assert parse_pattern(line).text == "one.example"


@pytest.mark.parametrize("line", WITH_SIGNS)
def test_signs_of_a_format_that_is_not_known_are_not_passed_over(line: str) -> None:
    ((_, error),) = patterns_in(line)
    assert isinstance(error, PatternError)
    assert error.reason == "pattern-line-unknown"


def test_one_bad_name_of_a_line_leaves_the_others() -> None:
    found = list(patterns_in("0.0.0.0 discord.com one.example co.uk"))
    assert [name for name, _ in found] == ["discord.com", "one.example", "co.uk"]
    assert [each.text if isinstance(each, Pattern) else each.reason for _, each in found] == [
        "pattern-protected",
        "one.example",
        "pattern-public-suffix",
    ]


def test_an_address_in_numbers_is_a_host() -> None:
    for line, text in (("203.0.113.9/32", "203.0.113.9"), ("2001:db8::1/128", "[2001:db8::1]")):
        pattern = parse_pattern(line)
        assert (pattern.kind, pattern.text) == (PatternKind.HOST, text)


MARKS = [
    "one.example",
    "two.example/a",
    "127.0.0.1",
    "*",
    "||",
    "^",
    "$",
    "#",
    "!",
    ";",
    "//",
    "/",
    " ",
    ",",
    "@@",
    "domain=",
    "[",
    "]",
]


@pytest.mark.parametrize(
    "page", ["127.0.0.1//127.0.0.1", "http://203.0.113.9/24", "http://203.0.113.9/255.255.255.0"]
)
def test_a_page_that_would_be_read_as_a_network_is_refused(page: str) -> None:
    with pytest.raises(PatternError, match="pattern-line-network"):
        parse_pattern(page)


@example(line="two.example/a,#")
@given(st.lists(st.sampled_from(MARKS), max_size=9).map("".join) | st.text(max_size=40))
@examples(300)
def test_whatever_the_line_it_is_answered(line: str) -> None:
    for _, found in patterns_in(line):
        assert isinstance(found, (Pattern, PatternError))
        if isinstance(found, Pattern):
            assert parse_pattern(found.text) == found
