"""Texts of 4,000 characters that are made to be slow, by what they are made of."""

from bench.disguises import LISTED

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
