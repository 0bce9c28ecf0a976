"""Bodies as the web gives them: in odd encodings, broken, or made to harm."""

from collections.abc import Mapping

ARABIC = "حملة ضد المنتدى: الشركة ردت اليوم"


def rss(inner: str, encoding: str = "utf-8", says: str | None = None) -> bytes:
    return (
        f'<?xml version="1.0" encoding="{says or encoding}"?><rss version="2.0"><channel><title>T</title>'
        f"<link>https://drop.example/</link>{inner}</channel></rss>"
    ).encode(encoding)


def item(title: str = "One", text: str = "Text", number: int = 1) -> str:
    return (
        f"<item><title>{title}</title><link>https://drop.example/{number}</link><guid>g{number}</guid>"
        f"<description>{text}</description></item>"
    )


_LAUGHS = '<!ENTITY l0 "lol">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))

TITLES: Mapping[str, tuple[bytes, str]] = {
    "UTF-16": (rss(item(ARABIC), "utf-16"), ARABIC),
    "windows-1256": (rss(item(ARABIC), "windows-1256"), ARABIC),
    "says Latin-1, is UTF-8": (rss(item(ARABIC), "utf-8", "iso-8859-1"), ARABIC),
    "says UTF-16, is UTF-8": (rss(item(ARABIC), "utf-8", "utf-16"), ARABIC),
    "no declaration": (f"<rss version='2.0'><channel>{item(ARABIC)}</channel></rss>".encode(), ARABIC),
    "a mark at the beginning": (b"\xef\xbb\xbf" + rss(item(ARABIC)), ARABIC),
    "spaces before": (b"\n\n  " + rss(item()), "One"),
    "a warning before": (b"<br />\n<b>Warning</b>: mysql\n" + rss(item()), "One"),
    "entities of HTML": (rss(item("a&nbsp;b &hellip; c")), "a b … c"),
    "a bare &": (rss(item("this & that")), "this & that"),
    "HTML in a title": (rss(item("&lt;b&gt;One&lt;/b&gt; &amp;amp; two")), "One & two"),
    "a control character": (rss(item("a\x0bb")), "a b"),
    "an external entity": (
        b'<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + rss(item("x &e; y")).partition(b"?>")[2],
        "x &e; y",
    ),
    "an external DTD": (
        b'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd">' + rss(item()).partition(b"?>")[2],
        "One",
    ),
    "RDF": (
        (
            b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">'
            b'<channel rdf:about="x"><title>T</title></channel><item rdf:about="https://drop.example/1"><title>One</title>'
            b"<link>https://drop.example/1</link></item></rdf:RDF>"
        ),
        "One",
    ),
    "Atom with a prefix": (
        (
            b'<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title><a:entry><a:title>One</a:title>'
            b'<a:id>urn:1</a:id><a:link href="/1"/><a:summary>S</a:summary></a:entry></a:feed>'
        ),
        "One",
    ),
    "JSON": (
        b'{"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 1, "title": "One", "url": "/1"}]}',
        "One",
    ),
    "JSON in UTF-16": (
        '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "1", "title": "حملة"}]}'.encode(
            "utf-16"
        ),
        "حملة",
    ),
}
"""Bodies whose first item has this title."""

NO_FEEDS: Mapping[str, tuple[bytes, str]] = {
    "nothing": (b"", "feed-no-feed"),
    "noise": (bytes(range(256)) * 20, "feed-no-feed"),
    "a text": (b"Hello there", "feed-no-feed"),
    "a page": (b"<!DOCTYPE html><html><body>x</body></html>", "feed-is-page"),
    "other XML": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "feed-no-feed"),
    "cut in a text": (rss(item())[:-60], "feed-cut"),
    "cut in a tag": (rss(item() + item(number=2))[:-90], "feed-cut"),
    "other JSON": (b'{"items": []}', "feed-no-feed"),
    "JSON without items": (b'{"version": "https://jsonfeed.org/version/1.1"}', "feed-no-feed"),
    "cut JSON": (b'{"version": "https://jsonfeed.org/version/1.1", "items": [', "feed-no-feed"),
    "deep JSON": (
        b'{"version": "https://jsonfeed.org/version/1.1", "items": ' + b"[" * 200_000,
        "feed-no-feed",
    ),
    "a long number": (b'{"version": ' + b"9" * 100_000 + b"}", "feed-no-feed"),
}

BOMBS: Mapping[str, bytes] = {
    "entities in entities": f"<!DOCTYPE r [{_LAUGHS}]>".encode() + rss(item("x &l9;")).partition(b"?>")[2],
    "one entity often": b'<!DOCTYPE r [<!ENTITY a "'
    + b"a" * 20_000
    + b'">]>'
    + rss(item("x", "&a;" * 20_000)).partition(b"?>")[2],
    "declarations": b"<!DOCTYPE r [" + b"<!ENTITY a " * 50_000 + b"]>" + rss(item()),
    "comments": b"<rss version='2.0'><channel><item><title>" + b"<!--" * 100_000,
    "sections": b"<rss version='2.0'><channel><item><title>" + b"<![CDATA[" * 50_000,
}
"""Bodies that are read within seconds, whatever becomes of them, and that never expand."""

ENDLESS: bytes = rss(item("x", "<b>" * 500_000))
"""One that the parser would read for minutes."""
