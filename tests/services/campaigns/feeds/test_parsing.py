"""What bytes from the web are as a feed: formats, encodings, namespaces, what is broken, what is made to harm."""

from datetime import UTC, datetime

import pytest

from services.campaigns.feeds.bodies import MOST_ITEMS, prepared
from services.campaigns.feeds.parsing import ReadFeed, read_feed
from tests.services.campaigns.feeds.bodies import ARABIC, BOMBS, NO_FEEDS, TITLES, item, rss

URL = "https://drop.example/feed"


def read(body: bytes, media_type: str = "application/rss+xml") -> ReadFeed:
    return read_feed(body, media_type, URL)


@pytest.mark.parametrize("name", TITLES)
def test_a_feed_is_read_however_it_is_written(name: str) -> None:
    body, title = TITLES[name]
    found = read(body)
    assert found.fault == ""
    assert found.items[0].title == title
    assert "root:" not in found.items[0].title


@pytest.mark.parametrize("name", NO_FEEDS)
def test_what_is_no_feed_says_so(name: str) -> None:
    body, fault = NO_FEEDS[name]
    found = read(body)
    assert (found.fault, list(found.items)) == (fault, [])


@pytest.mark.parametrize("name", BOMBS)
def test_bombs_neither_expand_nor_raise(name: str) -> None:
    found = read(BOMBS[name])
    assert all(len(each.title) + len(each.text) < 10_000 for each in found.items)


def test_what_the_server_says_of_the_encoding_counts() -> None:
    body = rss(item("حملة"), "windows-1256", "windows-1256").partition(b"?>")[2]
    found = read(body, "application/rss+xml; charset=windows-1256")
    assert found.items[0].title == "حملة"


def test_an_entry_of_atom() -> None:
    body = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><link href="https://drop.example/"/>
        <entry><title type="html">A &lt;b&gt;bold&lt;/b&gt; step</title><id>urn:1</id><link rel="alternate" href="/p/1"/>
        <link rel="enclosure" href="https://cdn.example/x.mp3"/><updated>2026-06-01T10:00:00+02:00</updated>
        <summary>Short</summary>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <b>two</b></p><script>x</script></div></content>
        </entry></feed>"""
    found = read(body, "application/atom+xml")
    (one,) = found.items
    assert (one.title, one.text, one.link) == ("A bold step", "One two", "https://drop.example/p/1")
    assert one.at == datetime(2026, 6, 1, 8, tzinfo=UTC)
    assert found.site == "https://drop.example/"


def test_an_item_of_a_json_feed() -> None:
    body = b"""{"version": "https://jsonfeed.org/version/1", "home_page_url": "https://drop.example/", "items": [
        {"id": "1", "url": "/p/1", "title": "One", "content_html": "<p>a</p><p>b</p>", "date_published": "2026-06-01T10:00:00Z"},
        {"id": 2, "content_text": "1 < 2 & <b>"}, "noise", {"id": null, "title": 7, "url": ["x"]}]}"""
    one, two, three = read(body, "application/feed+json").items
    assert (one.title, one.text, one.link) == ("One", "a\n\nb", "https://drop.example/p/1")
    assert one.at == datetime(2026, 6, 1, 10, tzinfo=UTC)
    assert two.text == "1 < 2 & <b>"
    assert (three.title, three.text, three.link) == ("", "", "")


@pytest.mark.long
def test_a_long_feed_is_read_from_its_beginning_and_says_what_is_left() -> None:
    inner = "".join(item(f"Headline {n}", number=n) for n in range(MOST_ITEMS + 20))
    found = read(rss(inner))
    assert (len(found.items), found.beyond) == (MOST_ITEMS, 20)
    assert found.items[0].title == "Headline 0"


def test_links_that_are_none_are_left_out() -> None:
    for link in ("javascript:alert(1)", "https://drop.example/" + "x" * 100_000, "mailto:a@drop.example"):
        found = read(rss(f"<item><title>a</title><link>{link}</link></item>"))
        assert found.items[0].link == ""


def test_dates_that_are_none_are_left_out() -> None:
    for date in ("yesterday", "Mon, 99 Foo 9999 10:00:00 GMT", "0001-01-01T00:00:00Z", "9" * 400):
        found = read(rss(f"<item><title>a</title><pubDate>{date}</pubDate></item>"))
        assert found.items[0].at is None


@pytest.mark.parametrize(
    ("title", "encoding", "says"),
    [
        (ARABIC, "windows-1256", "utf-8"),
        (ARABIC, "windows-1256", "iso-8859-1"),
        (ARABIC, "windows-1256", "nonsense"),
        ("Привет, мир: новости", "windows-1251", "utf-8"),
        ("日本語のニュース", "shift_jis", "us-ascii"),
    ],
)
def test_letters_that_are_not_those_that_a_feed_names_are_refused_instead_of_guessed(
    title: str, encoding: str, says: str
) -> None:
    found = read(rss(item(title, title), encoding, says))
    assert (found.fault, list(found.items)) == ("feed-encoding", [])


@pytest.mark.parametrize("says", ["utf-8", "windows-1251", "us-ascii"])
def test_one_broken_sign_leaves_the_other_letters_as_they_are(says: str) -> None:
    body = rss(item("Café naïve", ARABIC), "utf-8", says).replace("ï".encode(), b"\xc3")
    (one,) = read(body).items
    assert one.title == "Café na\ufffdve"
    assert one.text == ARABIC


def test_western_letters_in_a_feed_that_says_utf_8_are_read() -> None:
    for text in ("Café “quoted”", "It’s over", "¿Qué pasó?"):
        assert read(rss(item(text, "Words and words"), "windows-1252", "utf-8")).items[0].title == text


@pytest.mark.long
@pytest.mark.parametrize("kind", ["rss", "utf-16", "atom"])
def test_a_very_long_feed_costs_no_more_than_what_is_read_of_it(kind: str) -> None:
    many = 40 * MOST_ITEMS
    inner = "".join(item(f"Headline {n}", number=n) for n in range(many))
    body = rss(inner, "utf-16" if kind == "utf-16" else "utf-8")
    if kind == "atom":
        entry = "<a:entry><a:title>Headline {0}</a:title><a:id>urn:{0}</a:id></a:entry>"
        inner = "".join(entry.format(n) for n in range(many))
        body = f"<a:feed xmlns:a='http://www.w3.org/2005/Atom'>{inner}</a:feed>".encode()
    found = read(body)
    assert (len(found.items), found.beyond) == (MOST_ITEMS, many - MOST_ITEMS)
    assert found.items[-1].title == f"Headline {MOST_ITEMS - 1}"
    given = prepared(body, "").data  # what the parser gets
    assert given.count(b"<title>Headline ") + given.count(b"<a:title>") == MOST_ITEMS


@pytest.mark.long
def test_items_that_never_end_are_refused_before_they_are_parsed() -> None:
    assert read(rss("<item><title>x</title>" * 400_000)).fault == "feed-too-long"
