"""What a list excepts is none of its entries, in whatever format it says so."""

import pytest

from core.lists.exceptions import Exceptions, excepted_by
from core.lists.formats import Format, Meaning, detected, readings, records
from core.lists.lines.blockers import is_important
from core.lists.patterns import Pattern, patterns_in
from core.lists.refusals import ExceptionLine


def stands(*lines: str) -> list[str]:
    """The entries of a list with these lines."""
    exceptions, found = Exceptions(), dict[str, bool]()
    for line in lines:
        for _, each in patterns_in(line):
            if isinstance(each, ExceptionLine):
                exceptions.add(excepted_by(each))
            elif isinstance(each, Pattern):
                found[each.text] = is_important(line)
    return [text for text, important in found.items() if not exceptions.hold(text, is_important=important)]


@pytest.mark.parametrize(
    "lines",
    [
        ("||x.example^", "@@||x.example^"),
        ("@@||x.example^", "||x.example^"),  # in any order
        ("||x.example^$all", "@@||x.example^$document"),
        ("0.0.0.0 x.example", "@@||x.example^"),  # lists mix
        ("||x.example^", "@@x.example"),
        ("||x.example^", "@@|https://x.example/"),
        ("||sub.x.example^", "@@||x.example^"),  # it lets through what lies below, too
        ("||x.example/page^", "@@||x.example^"),
        ("||x.example/page/two", "@@||x.example/page"),
        ("x.example/watch?v=1", "@@||x.example^"),
        ("=x.example", "@@||x.example^"),
        ("||x.example^", "||x.example^$badfilter"),
        ("||x.example^$document", "||x.example^$document,badfilter"),
        ("||x.example^", "~x.example"),
        ("||one.example^", "@@||one.*^"),
        ("||203.0.113.9^", "@@||203.0.113.9^"),
        ("docs.google.com/forms/x", "@@||google.com^"),  # also of what may not be listed itself
        ("x.example CNAME .", "x.example CNAME rpz-passthru."),
        ("32.9.113.0.203.rpz-ip CNAME .", "32.9.113.0.203.rpz-ip CNAME rpz-passthru."),
        ("address=/x.example/", "server=/x.example/#"),
        ('local-zone: "x.example" static', 'local-zone: "x.example" transparent'),
        ("DOMAIN-SUFFIX,x.example,REJECT", "DOMAIN-SUFFIX,x.example,DIRECT"),
        ("||x.example^$important", "@@||x.example^$important"),
    ],
)
def test_what_a_list_excepts_is_no_entry_of_it(lines: tuple[str, ...]) -> None:
    assert stands(*lines) == []


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (("||x.example^", "@@||good.x.example^"), ["x.example"]),  # no pattern has a hole
        (("||x.example^", "@@||x.example/page^"), ["x.example"]),
        (("||x.example^", "@@||other.example^"), ["x.example"]),
        (("||ax.example^", "@@||x.example^"), ["ax.example"]),
        (("||x.example^", "@@||x.example^$script"), ["x.example"]),  # under a condition of its own
        (("||x.example^", "@@||x.example^$domain=a.example"), ["x.example"]),
        (("||x.example^", "@@||x.example^$generichide"), ["x.example"]),
        (("||x.example^", "@@/x/"), ["x.example"]),
        (("||x.example^", "||x.example^$third-party,badfilter"), ["x.example"]),  # of another rule
        (("||sub.x.example^", "||x.example^$badfilter"), ["sub.x.example"]),
        (("||x.example^", "@@||x.example^", "@@||x.example^$badfilter"), ["x.example"]),
        (("||x.example^$important", "@@||x.example^"), ["x.example"]),
        # Of name servers the closer name counts.
        (("address=/sub.x.example/", "server=/x.example/#"), ["sub.x.example"]),
        (("sub.x.example CNAME .", "x.example CNAME rpz-passthru."), ["sub.x.example"]),
    ],
)
def test_what_is_not_excepted_stands(lines: tuple[str, ...], left: list[str]) -> None:
    assert stands(*lines) == left


@pytest.mark.parametrize("line", ["||~x.example^", "~x.example,one.example", "|~x.example"])
def test_a_negated_domain_is_no_entry(line: str) -> None:
    assert not any(isinstance(found, Pattern) for _, found in patterns_in(line))


def test_what_stands_among_exceptions_of_an_object() -> None:
    text = b'{"whitelist": ["x.example", "google.com"], "blacklist": ["x.example", "sub.x.example", "y.example"]}'
    exceptions, found = Exceptions(), list[str]()
    for record in records([text], detected(text).form):
        for each in readings(record):
            if each.excepted:
                exceptions.add(each.excepted)
            if each.pattern and each.meaning is Meaning.ENTRY:
                found.append(each.pattern.text)
    assert [text for text in found if not exceptions.hold(text)] == ["y.example"]
    assert detected(text).form is Format.JSON
