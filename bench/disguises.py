"""Disguised links and near misses, of which each contender is asked what it sees.

Two collections: fifty-five ways and twenty misses below, written apart from the engine; and, of the corpus that the
engine is tested with (tests/core/links), the lines about one plain host, which every contender can list.
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
