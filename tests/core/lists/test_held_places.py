"""How far a listed or reported place reaches, where Rowan itself is to ask there."""

import pytest

from core.base.web_address import links_of, read_web_address
from core.lists.held_places import belongs_to_many, hosts_of_pages, report_reaches


def _link(url: str):
    return links_of(read_web_address(url, ports=frozenset({80, 443})))[0]


@pytest.mark.parametrize(
    ("host", "many"),
    [
        *(
            (host, True)
            for host in ("github.com", "raw.githubusercontent.com", "gist.github.com", "youtube.com", "t.me")
        ),
        *((host, True) for host in ("github.io", "s3.amazonaws.com", "run.app")),
        *(
            (host, False)
            for host in ("me.github.io", "x.blogspot.com", "forum.example", "a.forum.co.uk", "93.184.215.14")
        ),
    ],
)
def test_hosts_that_belong_to_many(host: str, many: bool) -> None:
    assert belongs_to_many(host) is many


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("https://forum.example/x", ["forum.example"]),
        ("https://a.b.forum.co.uk/x", ["a.b.forum.co.uk", "b.forum.co.uk", "forum.co.uk"]),
        ("https://cdn.me.github.io/", ["cdn.me.github.io", "me.github.io"]),
        ("https://93.184.215.14/", ["93.184.215.14"]),
        ("https://raw.githubusercontent.com/me/list", []),
    ],
)
def test_whose_pages_keep_from_a_link(url: str, hosts: list[str]) -> None:
    assert hosts_of_pages(_link(url)) == hosts


@pytest.mark.parametrize(
    ("reported", "url", "reaches"),
    [
        ("forum.example/t/1", "https://forum.example/list", True),
        ("forum.example", "https://lists.forum.example/", True),
        ("a.forum.example/x", "https://forum.example/", True),
        ("a.forum.example:8080/x", "https://b.forum.example/", True),
        ("forum.example", "https://myforum.example/", False),
        ("forum.example", "https://forum.example.org/", False),
        ("example.org/forum.example", "https://forum.example/", False),
        ("a.github.io/x", "https://b.github.io/", False),
        ("a.github.io/x", "https://a.github.io/y", True),
        ("93.184.215.14/x", "http://93.184.215.14/y", True),
        ("[2606:4700::1111]/x", "http://[2606:4700::1111]/y", True),
        ("93.184.215.14", "http://93.184.215.15/", False),
        ("github.com/evil/x", "https://github.com/good/list", False),
        ("github.com/evil", "https://github.com/evil/list", True),
        ("github.com/evil/x", "https://github.com/evil", False),
        ("github.com", "https://github.com/good/list", False),
        ("github.com", "https://github.com/", True),
        ("raw.githubusercontent.com/good/list", "https://raw.githubusercontent.com/good/list", True),
        ("youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=1", True),
        ("youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=other", False),
        ("", "https://forum.example/", False),
    ],
)
def test_how_far_a_report_reaches(reported: str, url: str, reaches: bool) -> None:
    assert report_reaches(reported, _link(url)) is reaches
