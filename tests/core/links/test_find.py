import pytest

from core.links import canonical, find_links

FOUND = [
    ("see https://a-forum.net/threads/x.1/ now", ["a-forum.net/threads/1"]),
    ("see https://a-forum.net/x. Then", ["a-forum.net/x"]),
    ("https://a-forum.net/b?utm_source=x&z=2&a=1#frag", ["a-forum.net/b?a=1&z=2"]),
    ("HTTPS://WWW.A-FORUM.NET.:443/X", ["a-forum.net/X"]),
    ("https://a-forum.net:8443/x", ["a-forum.net:8443/x"]),
    ("a-forum.net and b-forum.co.uk/x", ["a-forum.net", "b-forum.co.uk/x"]),
    ("[a-forum.net](https://b-forum.net/x)", ["a-forum.net", "b-forum.net/x"]),
    ("[x](<https://b-forum.net/x>)", ["b-forum.net/x"]),
    ("||https://a-forum.net/x||", ["a-forum.net/x"]),
    ("<https://a-forum.net/x>", ["a-forum.net/x"]),
    ("`a-forum.net` ```\nb-forum.net\n```\n> c-forum.net", ["a-forum.net", "b-forum.net", "c-forum.net"]),
    ("(https://en.wikipedia.org/wiki/A_(b))", ["en.wikipedia.org/wiki/A_(b)"]),
    ("hxxps://a-forum[.]net/x", ["a-forum.net/x"]),
    ("a-forum(.)net a2-forum{.}net a3-forum [dot] net", ["a-forum.net", "a2-forum.net", "a3-forum.net"]),
    ("a-forum dot net", ["a-forum.net"]),
    ("https://user:pw@a-forum.net/x", ["a-forum.net/x"]),
    ("https://discord.com@a-forum.net", ["a-forum.net"]),
    ("a-fo\u200brum.n\u00adet", ["a-forum.net"]),
    ("ａ－ｆｏｒｕｍ．ｎｅｔ", ["a-forum.net"]),
    ("https://%61-forum.net/%66oo", ["a-forum.net/foo"]),
    ("https://bücher-forum.example/x", ["xn--bcher-forum-thb.example/x"]),
    ("http://3221225991/x http://0xC0.0.2.8/", ["192.0.2.7/x", "192.0.2.8"]),
    ("http://[2001:db8::1]/x", ["[2001:db8::1]/x"]),
    ("https://web.archive.org/web/2020/https://a-forum.net/x", ["web.archive.org/web/2020/https://a-forum.net/x", "a-forum.net/x"]),
    ("https://r.example/?u=https%3A%2F%2Fa-forum.net%2Fx&v=1", ["r.example?u=https://a-forum.net/x&v=1", "a-forum.net/x"]),
    ("discord.com/invite/AbC", ["discord.gg/AbC"]),
    ("tg://resolve?domain=Some_Name", ["t.me/some_name"]),
    ("شاهدa-forum.netالآن", ["a-forum.net"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_links_are_found(text, expected):
    assert [link.canonical for link in find_links(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "hello", "someone@a-forum.net", "1.2.3", "version 1.2.3.4", "at 10.30 or 3.14", "main.py and README.md", "notes.txt",
        "the end.Next one", "a-forum net", "...", "a..net", ".net", "<@123456789> <:wave:123> <t:1700000000:R>", "x = foo.bar()",
        "/var/www/a-forum.net/index", "@everyone", "C:\\sites\\a-forum.net", "10:30", "std::vector", "e.g. this, i.e. that",
    ],
)  # fmt: skip
def test_what_is_no_link(text):
    assert find_links(text) == []


def test_a_link_tells_where_it_stood_and_how_it_was_disguised():
    text = "oh: hxxps://a-fo\u200brum[.]net/x !"
    (link,) = find_links(text)
    assert text[link.start : link.end] == link.written == "hxxps://a-fo\u200brum[.]net/x"
    assert link.how == ("scheme", "invisible", "dot")
    (plain,) = find_links("oh: https://a-forum.net/x !")
    assert plain.how == ()


def test_only_what_the_index_may_hold_is_returned():
    held = {"a-forum.net", "b-forum.*", "youtube.com/watch?v=abc"}
    text = "https://a-forum.net/x https://b-forum.st https://c-forum.net https://youtube.com/watch?v=abc https://youtube.com/watch?v=d"
    found = [link.canonical for link in find_links(text, held.__contains__)]
    assert found == ["a-forum.net/x", "b-forum.st", "youtube.com/watch?v=abc"]


def test_what_is_doubtful_counts_when_it_is_listed_by_name():
    assert find_links("bad-forum.sh") == []
    assert [link.host for link in find_links("bad-forum.sh", {"bad-forum.sh"}.__contains__)] == [
        "bad-forum.sh"
    ]
    assert find_links("bad-forum.sh", {"bad-forum.*"}.__contains__) == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("a-forum.net/x", "a-forum.net/x"),
        ("<https://a-forum.net/x>", "a-forum.net/x"),
        ("hxxps://a-forum[.]net/x", "a-forum.net/x"),
        ("a-forum . net", "a-forum.net"),
        ("a-forum.net/x?b=1&a=2", "a-forum.net/x?a=2&b=1"),
        ("setup.py", "setup.py"),
        ("words only", None),
        ("someone@a-forum.net", None),
        ("", None),
    ],
)
def test_what_is_typed_as_one_link(typed, expected):
    link = canonical(typed)
    assert (link.canonical if link else None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "https://news.example/?q=bad-forum.net ",
        "see news.example/?q=bad-forum.net now ",
        "https://bad-forum.net:x@news.example/ ",
        "someone@bad-forum.net, ",
    ],
)
def test_repeating_a_near_miss_does_not_make_it_a_link(text):
    assert find_links(text * 6, {"bad-forum.net"}.__contains__) == []


def test_a_link_behind_many_near_misses_is_found():
    before = "bad-forum.net@x " * 20
    assert find_links(before + "bad-forum.net", {"bad-forum.net"}.__contains__)
    assert find_links("https://a.net/" * 40 + "https://bad-forum.net/x", {"bad-forum.net"}.__contains__)


def test_a_bare_number_is_no_address():
    assert canonical("12345") is None
    assert canonical("http://3221226061/").canonical == "192.0.2.77"
