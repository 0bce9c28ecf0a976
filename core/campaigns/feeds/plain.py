"""HTML of strangers as plain text: what its readers see, without anything that acts, counts or hides. Pure."""

import re
from html.parser import HTMLParser
from typing import Final

from core.links.words import words

LONGEST: Final = 200_000
"""Characters of HTML that are read of one text; what comes after them is left out."""

_DROPPED: Final = words(
    "script style template noscript iframe object embed svg math head title audio video canvas form select textarea button"
)
_EMPTY: Final = words("area base br col embed hr img input link meta param source track wbr")
_PARAGRAPHS: Final = words("p blockquote h1 h2 h3 h4 h5 h6")
_BLOCKS: Final = _PARAGRAPHS | words(
    "address article aside dd div dl dt fieldset figcaption figure footer header hr li main nav ol pre section table tbody td "
    "tfoot th thead tr ul"
)
_LOOKS_LIKE_HTML: Final = re.compile(
    r"</?[A-Za-z][^<>]{0,500}>|<!--|&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,30}\d{0,2});"
)
_WEB: Final = re.compile(r"https?://(?:www\.)?([^\s?#]{1,80})", re.IGNORECASE)
_SPACES: Final = re.compile(r"[^\S\n]+")
_LINES: Final = re.compile(r" ?\n ?")
_BLANK: Final = re.compile(r"\n{3,}")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PIXEL: Final = 2
_DIGITS: Final = 6
_DEEPEST: Final = 200


def looks_like_html(text: str) -> bool:
    """Whether a text that should be plain has tags or entities in it."""
    return _LOOKS_LIKE_HTML.search(text) is not None


def plain_of_html(html: str) -> str:
    """What a reader sees of it. A link stays as its words, with the place that it leads to behind them."""
    reader = _Reader()
    reader.feed(html[:LONGEST])
    reader.close()
    return tidy("".join(reader.parts))


def tidy(text: str) -> str:
    """A text without spaces and blank lines too many."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _BLANK.sub("\n\n", _LINES.sub("\n", _SPACES.sub(" ", text))).strip()


class _Reader(HTMLParser):
    """Collects the text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._dropped: list[str] = []  # elements that are open and of which nothing is read
        self._links: list[tuple[str, int]] = []  # of open links: where to, and which part begins their words

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if self._dropped or tag in _DROPPED or _is_hidden(given):
            if tag not in _EMPTY and len(self._dropped) < _DEEPEST:
                self._dropped.append(tag)
            return
        if tag == "br":
            self.parts.append("\n")
        elif tag == "img":
            self._picture(given)
        elif tag == "li":
            self.parts.append("\n• ")
        elif tag in _BLOCKS:
            self.parts.append("\n\n" if tag in _PARAGRAPHS else "\n")
        elif tag == "a":
            self._links.append((given.get("href") or "", len(self.parts)))

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            if tag in self._dropped:  # what was left open inside it ends with it
                while self._dropped.pop() != tag:
                    pass
            return
        if tag == "a" and self._links:
            self._end_link(*self._links.pop())
        elif tag in _BLOCKS:
            self.parts.append("\n\n" if tag == "p" else "\n")

    def handle_data(self, data: str) -> None:
        if not self._dropped:
            self.parts.append(data.replace("\n", " "))

    def _picture(self, given: dict[str, str | None]) -> None:
        words = (given.get("alt") or "").strip()
        if words and not any(_size(given.get(side)) <= _PIXEL for side in ("width", "height")):
            self.parts.append(f"[{words}]")

    def _end_link(self, target: str, begun: int) -> None:
        place = _WEB.match(target.strip())
        if place is None:
            return
        shown = place[1].rstrip("/")
        words = "".join(self.parts[begun:])
        if words.strip() and shown.partition("/")[0].casefold() not in words.casefold():
            self.parts.append(f" ({shown})")


def _is_hidden(given: dict[str, str | None]) -> bool:
    return "hidden" in given or _HIDDEN.search(given.get("style") or "") is not None


def _size(written: str | None) -> int:
    digits = (written or "").strip().removesuffix("px")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < _DIGITS else _PIXEL + 1
