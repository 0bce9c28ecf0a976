"""What bytes from the web are as a feed: RSS, Atom, RDF and CDF by feedparser, JSON Feed 1.0 and 1.1 by the standard library.

Only the other process calls this (`reading.py`): a feed may be made to take all time and all memory. feedparser is loaded
there alone. docs/decisions/0160-the-parser-of-feeds.md says why it is this one.
"""

import contextlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from urllib.parse import urljoin

from core.campaigns.feeds.items import LONGEST_LINK, FeedItem, keys_of, once_each
from core.campaigns.feeds.plain import LONGEST, looks_like_html, plain_of_html, tidy
from services.campaigns.feeds.bodies import MOST_ITEMS, BodyError, prepared

_TITLE: Final = 500
_TEXT: Final = 4_000  # characters of an item that travel: twice what a draft has room for
_ID: Final = 2_000
_JSON_FEED: Final = "https://jsonfeed.org/version/1"
_BEGINS_JSON: Final = (b"{", b"\xef\xbb\xbf{", b"\xff\xfe{", b"\xfe\xff\x00{")
_PAGE: Final = re.compile(rb"<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE)
_END: Final = re.compile(rb"</\s*(?:[\w.-]+:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_TAIL: Final = 20_000
_LINK: Final = re.compile(rb"<link\s[^<>]{1,1000}>", re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(r"""([a-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_FEED_TYPES: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json"})
_SHOWN_FEEDS: Final = 3
_YEARS: Final = range(1990, 2200)


@dataclass(frozen=True, slots=True)
class ReadFeed:
    """What a body holds. `fault`: why it is no feed, as the key of a sentence. `site`: the address that it names as its own.
    `beyond`: items that were not read. `feeds`: of a web page,
    the addresses of feeds that it names.
    """

    items: Sequence[FeedItem] = ()
    site: str = ""
    fault: str = ""
    beyond: int = 0
    feeds: Sequence[str] = ()


def read_feed(body: bytes, media_type: str, url: str) -> ReadFeed:
    """Read a body that came from this address. Whatever it is made of, nothing is raised."""
    try:
        if body[:4].lstrip().startswith(_BEGINS_JSON):
            return _read_json(body, url)
        return _read_xml(body, media_type, url)
    except MemoryError:
        return ReadFeed(fault="feed-unreadable")
    except Exception:  # noqa: BLE001  # a parser of other people's texts: any fault of its own is the feed's
        return ReadFeed(fault="feed-no-feed")


@dataclass(frozen=True, slots=True)
class _Raw:
    """An item before its texts are read. `html`: whether `text` is."""

    id: str
    link: str
    title: str
    text: str
    html: bool
    at: datetime | None


def _read_xml(body: bytes, media_type: str, url: str) -> ReadFeed:
    import feedparser

    try:
        prepared_body = prepared(body, media_type)
    except BodyError as error:
        return ReadFeed(fault=error.fault)
    kind = "application/xml; charset=utf-8" if prepared_body.utf8 else media_type or "application/xml"
    headers = {"content-type": kind, "content-location": url}
    # Bytes alone would be taken for the name of a file, text for an address to ask.
    read = feedparser.parse(
        io.BytesIO(prepared_body.data),
        response_headers=headers,
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    entries = read.get("entries") or []
    if not entries and not read.get("version"):
        if _PAGE.search(body[:4096]):
            return ReadFeed(fault="feed-is-page", feeds=_feeds_of(body[:100_000], url))
        return ReadFeed(fault="feed-no-feed")
    site = _text(read.get("feed", {}).get("link"))
    if read.get("bozo") and not _END.search(body[-_TAIL:].replace(b"\0", b"")):
        return ReadFeed(fault="feed-cut")  # what its last item says is cut, too
    raw = [_of_entry(entry) for entry in entries[:MOST_ITEMS]]
    return _made(raw, site, len(entries) + prepared_body.beyond)


def _of_entry(entry: Mapping[str, Any]) -> _Raw:
    contents = [*(entry.get("content") or []), entry.get("summary_detail") or {}]
    texts = [(_text(each.get("value")), _text(each.get("type"))) for each in contents]
    text, kind = max(texts, key=lambda each: len(each[0]), default=("", ""))
    # Asked for as of a plain dict: feedparser's own gives one date for the other, and warns.
    at = entry.get("published_parsed") or dict.get(entry, "updated_parsed")  # type: ignore[call-overload]  # it is a dict
    moment = None
    if at is not None and at[0] in _YEARS:
        with contextlib.suppress(ValueError, TypeError, OverflowError):
            moment = datetime(at[0], at[1], at[2], at[3], at[4], min(at[5], 59), tzinfo=UTC)
    return _Raw(
        id=_text(entry.get("id")),
        link=_text(entry.get("link")),
        title=_text(entry.get("title")),
        text=text,
        html=kind != "text/plain",
        at=moment,
    )


def _read_json(body: bytes, url: str) -> ReadFeed:
    told = json.loads(body)
    if not isinstance(told, dict) or not _text(told.get("version")).startswith(_JSON_FEED):
        return ReadFeed(fault="feed-no-feed")
    items = told.get("items")
    if not isinstance(items, list):
        return ReadFeed(fault="feed-no-feed")
    raw = [_of_json(item, url) for item in items[:MOST_ITEMS] if isinstance(item, dict)]
    return _made(raw, _text(told.get("home_page_url")), len(items))


def _of_json(item: Mapping[str, Any], url: str) -> _Raw:
    html = _text(item.get("content_html"))
    plain = _text(item.get("content_text")) or _text(item.get("summary"))
    given = item.get("id")
    link = _text(item.get("url")) or _text(item.get("external_url"))
    return _Raw(
        id=str(given) if isinstance(given, int | float) else _text(given),
        link=urljoin(url, link) if link else "",
        title=_text(item.get("title")),
        text=html or plain,
        html=bool(html),
        at=_moment(_text(item.get("date_published")) or _text(item.get("date_modified"))),
    )


def _moment(written: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    at = at if at.tzinfo is not None else at.replace(tzinfo=UTC)
    return at if at.year in _YEARS else None


def _made(raw: Sequence[_Raw], site: str, given: int) -> ReadFeed:
    site = site if len(site) <= LONGEST_LINK else ""
    items = once_each([_item(each, site) for each in raw])
    return ReadFeed(items, site, beyond=max(0, given - MOST_ITEMS))


def _item(raw: _Raw, site: str) -> FeedItem:
    text = plain_of_html(raw.text) if raw.html else tidy(raw.text[:LONGEST])
    title = plain_of_html(raw.title) if looks_like_html(raw.title[:_TEXT]) else tidy(raw.title)
    title = " ".join(title.split())
    link = raw.link if raw.link.startswith(("http://", "https://")) and len(raw.link) <= LONGEST_LINK else ""
    keys = keys_of(raw.id[:_ID], link, title, text, site)
    return FeedItem(title[:_TITLE], text[:_TEXT], link, keys, raw.at)


def _feeds_of(head: bytes, url: str) -> Sequence[str]:
    """The feeds that a web page names in its head."""
    found = []
    for tag in _LINK.findall(head):
        given = {
            name.lower(): a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag.decode("utf-8", "replace"))
        }
        if given.get("type", "").lower() in _FEED_TYPES and given.get("href"):
            with contextlib.suppress(ValueError):
                found.append(urljoin(url, given["href"]))
    return list(dict.fromkeys(found))[:_SHOWN_FEEDS]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
