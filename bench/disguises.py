"""Disguised links and near misses, of which each contender is asked what it sees.

Two collections: fifty-five ways and twenty misses below, written apart from the engine; and, of the corpus that the
engine is tested with (tests/core/links), the lines about one plain host, which every contender can list.

And the hostile texts: 4,000 characters made to be slow, by what they are made of.
"""

import re
from pathlib import Path

LISTED = "listed-forum.net"
CORPUS_LISTED = "badforum.net"
CORPUS = Path(__file__).parent.parent / "tests" / "core" / "links"

_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([ntr\\]))")
_SINGLE = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


def corpus_lines(name: str) -> list[str]:
    """The texts of a file of the corpus that are about its plain host; its head says how it is written."""
    found, pattern = [], ""
    for line in (CORPUS / name).read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            pattern = line.rpartition("|")[2].strip()
        elif line and pattern == CORPUS_LISTED and (not line.startswith("# ") or line.startswith("# bad")):
            found.append(_ESCAPE.sub(_plain, line))
    return found


def _plain(escape: re.Match[str]) -> str:
    return _SINGLE.get(escape[3]) or chr(int(escape[1] or escape[2], 16))


DISGUISES: tuple[str, ...] = (
    # plain
    "https://listed-forum.net/threads/1",
    "HTTP://LISTED-FORUM.NET/",
    "listed-forum.net",
    "www.listed-forum.net/x",
    "https://sub.listed-forum.net:8443/x",
    "//listed-forum.net/x",
    # Markdown and marks
    "[harmless](https://listed-forum.net/x)",
    "[harmless](<https://listed-forum.net/x>)",
    "||https://listed-forum.net/x||",
    "`listed-forum.net`",
    "listed**-forum.n**et",
    "*listed*-forum.net",
    # defanged
    "hxxps://listed-forum[.]net/x",
    "listed-forum[.]net",
    "listed-forum(.)net",
    "listed-forum{.}net",
    "listed-forum [dot] net",
    "listed-forum dot net",
    "listed-forum . net",
    "h t t p s://listed-forum.net",
    "https[:]//listed-forum[.]net",
    "listed-forum\\.net",
    # unseen characters
    "list\u200bed-forum.net",
    "listed-forum\u200d.\u2060net",
    "listed\u00ad-forum.net",
    "li\u0336s\u0336t\u0336e\u0336d\u0336-\u0336f\u0336o\u0336r\u0336u\u0336m\u0336.\u0336n\u0336e\u0336t",
    "\u2066listed-forum\u2069.net",
    "https://listed-\u034fforum.net/x",
    # other letters
    "ｌｉｓｔｅｄ－ｆｏｒｕｍ．ｎｅｔ",
    "𝗅𝗂𝗌𝗍𝖾𝖽-𝖿𝗈𝗋𝗎𝗆.𝗇𝖾𝗍",
    "ⓛⓘⓢⓣⓔⓓ-ⓕⓞⓡⓤⓜ.ⓝⓔⓣ",
    "lіstеd-fоrum.net",  # Cyrillic і, е, о
    "listed-fοrum.net",  # Greek omicron
    "listed-forum。net",
    "listed-forum․net",
    "listed‐forum.net",
    # addresses as browsers read them
    "https://discord.com@listed-forum.net/x",
    "https://user:pass@listed-forum.net",
    "https://listed-forum.net\\@discord.com",
    "https:\\\\listed-forum.net\\x",
    "https:/listed-forum.net",
    "https:listed-forum.net/x",
    "https://listed-forum.net./x",
    "https://%6cisted-forum.net/x",
    "https://list%65d%2Dforum%2Enet",
    "https://listed-forum%252Enet/x",
    "https://listed-fo\trum.net",
    # carried inside others
    "https://web.archive.org/web/2024/https://listed-forum.net/x",
    "https://archive.ph/listed-forum.net/x",
    "https://r.example.org/?u=https%3A%2F%2Flisted-forum.net%2Fx",
    "https://r.example.org/?u=listed-forum.net",
    "https://listed--forum-net.translate.goog/x?_x_tr_sl=en",
    "https://images-ext-1.discordapp.net/external/abc/https/listed-forum.net/x.png",
    # glued
    "look:listed-forum.net/x!",
    "شاهدlisted-forum.netالآن",
)

NEAR_MISSES: tuple[str, ...] = (
    "someone@listed-forum.net",
    "mailto:someone@listed-forum.net",
    "notlisted-forum.net",
    "https://my-listed-forum.net/x",
    "https://listed-forum.network/x",
    "https://listed-forum.net.example.org/x",
    "https://listed-forum.netlify.app",
    "listed-forum net",
    "listed forum dot network",
    "https://example.org/listed-forum.net-is-back",
    "the listed-forum. Network outages are common",
    "https://listed-forum.org",
    "listed.forum.net",
    "https://github.com/someone/listed-forum",
    "listed-forumxnet",
    "https://listed-forums.net",
    "v1.2.3 listed",
    "https://xn--listed-forum-x.net",
    "listed-forum..nets",
    "https://example.org/search?q=listed-forum",
)


LENGTH = 4_000  # the most that a message of a Discord subscriber may hold


def _filled(unit: str, before: str = "", after: str = "") -> str:
    room = LENGTH - len(before) - len(after)
    return before + (unit * (room // len(unit) + 1))[:room] + after


def _nested(opening: str, middle: str, closing: str) -> str:
    depth = (LENGTH - len(middle)) // (len(opening) + len(closing))
    return _filled(" ", before=opening * depth + middle + closing * depth)


HOSTILE: dict[str, str] = {
    "plain prose": _filled("there is nothing to be seen in here, go along now "),
    "prose with a stop after each word": _filled("end. Of the. Thing and. So on. "),
    "`a.` × 2,000": _filled("a."),
    "one host of 4,000 characters": _filled("a", after=".net"),
    "labels of 63, no end": _filled("a" * 63 + "."),
    "names with real endings": _filled("a.com.net.org.co.uk.de."),
    "hosts without a space": _filled("a.com,b.net;c.org|"),
    "different hosts, one a word": " ".join(f"h{number}.example.com" for number in range(400))[:LENGTH],
    "different links": " ".join(f"https://h{number}.com/{number}?a={number}" for number in range(200))[
        :LENGTH
    ],
    "`http://` × 571": _filled("http://"),
    "`http://a` × 500": _filled("http://a"),
    "`https://a.com@` × 285": _filled("https://a.com@"),
    "`https://a.com/` in one another": _filled("https://a.com/"),
    "`hxxp[:]//` × 400": _filled("hxxp[:]//"),
    "dots": _filled("."),
    "spaced dots": _filled("a . "),
    "`a dot ` × 666": _filled("a dot "),
    "`a[.]` × 1,000": _filled("a[.]"),
    "`[` × 4,000": _filled("["),
    "brackets in one another": _nested("[", "a.com", "]"),
    "Markdown links in one another": _nested("[a](", "https://a.com", ")"),
    "`[a](b.c) ` × 444": _filled("[a](b.c) "),
    "formatting marks": _filled("*_~|`"),
    "formatted letters": _filled("**a**.**b**"),
    "zero-width flood": _filled("\u200b"),
    "zero-width between letters": _filled("a\u200b.\u200d"),
    "combining flood": _filled("\u0301", before="a"),
    "combining marks out of order": _filled("\u0315\u0300\u05ae\u0301", before="a"),
    "U+FDFA flood (18 letters each)": _filled("\ufdfa"),
    "U+FDFA with dots": _filled("\ufdfa."),
    "right-to-left overrides": _filled("\u202ea.b\u202c"),
    "tag characters": _filled("\U000e0061\U000e002e"),
    "full-width host": _filled("ａ．ｃｏｍ "),
    "mixed scripts": _filled("аα.ծc。"),
    "Cyrillic look-alikes": _filled("ехаmрlе.соm "),
    "Hangul, Han and stops": _filled("한국。中国．"),
    "Arabic glued to names": _filled("شاهدa.comالآن"),
    "`%25` nests": _filled("%25"),
    "`%2525252e` nests": _filled("a%2525252e"),
    "percent-encoded host": _filled("%61%2e"),
    "`&#46;` entities": _filled("a&#46;"),
    "`&amp;amp;` nests": _filled("&amp;"),
    "backslashes": _filled("\\"),
    "`a\\.` × 1,333": _filled("a\\."),
    "slashes": _filled("/"),
    "path of 2,000 segments": _filled("a/", before="https://a.com/"),
    "`../` × 1,300": _filled("../", before="https://a.com/"),
    "query of 1,000 parameters": _filled("a=1&", before="https://a.com/?"),
    "query of different parameters": ("https://a.com/?" + "&".join(f"p{n}={n}" for n in range(600)))[:LENGTH],
    "parameters that are addresses": _filled("u=https%3A%2F%2Fa.com&", before="https://a.com/?"),
    "`xn--` flood": _filled("xn--a."),
    "long punycode": _filled("xn--" + "a9" * 28 + "."),
    "digits and dots": _filled("1.2.3.4."),
    "addresses in every notation": _filled("http://0x7f.1 http://2130706433 http://0177.0.0.1 "),
    "IPv6": _filled("http://[::1]:80/ [2001:db8::1] "),
    "colons": _filled(":"),
    "`@` × 4,000": _filled("@"),
    "`a@b.com ` × 500": _filled("a@b.com "),
    "line breaks in a host": _filled("a\n.\n"),
    "commas for dots": _filled("a,com "),
    "emoji and mentions": _filled("<:wave:123456789012345678> <@123456789012345678> "),
    "`translate.goog` flood": _filled("a-b--c.translate.goog "),
    "round signs for dots": _filled("🔵🔵=🔵:🔵 "),
    "brackets that close first": _filled(")[)["),
    "brackets with a dot behind": _filled("](", after="](.a"),
    "brackets before schemes": _filled("~((%('(intent://('"),
    "brackets at numbers": _filled("[@"),
    "dots between tabs": _filled(". . . . [\t"),
    "entities among letters": _filled("зﷺə;&#46;"),
    "hosts with marks and pages": _filled("a.com_?u=https%3A%2F%2Fa.com[at]@ .a.com_//"),
    "hosts with marks": _filled("a.com_?u=x .b.co.uk_// "),
    "Telegram names": _filled("<.t.me/at.me/a'"),
    "schemes behind brackets": _filled("{https://http://a.com/x/y"),
    "numbers and archives": _filled("http://0x7f.1archive.ph/ . [a.com/x/y{=2E)"),
    "escapes between names": _filled("a.com%C3%A4[e x a.com\n\u200b"),
    "the listed host, over and over": _filled(f"{LISTED} "),
    "the listed host, disguised over and over": _filled(f"hxxps://{LISTED.replace('.', '[.]')}/\u200bx "),
}


def with_listed(text: str) -> str:
    """Put the listed host at the end of each text, so that no early way out is open."""
    tail = f" https://{LISTED}/x"
    return text[: LENGTH - len(tail)] + tail
