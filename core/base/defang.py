"""Text from members, lists and reports → text that is safe to post: nothing clickable, nothing unfurls, nobody is mentioned."""

import re
from typing import Final

from core.links.doubts.plausible import GOES_ON, Doubt, doubt_about_name
from core.links.hosts import is_tld
from core.links.lookalikes import INVISIBLE

MAX_LINK: Final = 200  # characters, the backticks counted

_WEB: Final = re.compile(r"http(?=s?:)", re.IGNORECASE)
_OTHER_SCHEME: Final = re.compile(r"(?<=[A-Za-z0-9])(?<!hxxp)(?<!hxxps):(?=//)")
_AUTHORITY: Final = re.compile(r"(?:(?<=hxxp:)|(?<=hxxps:)|(?<=\[:\]))[/\\]+[^\s/?#\\]+")
_BARE_DOT: Final = re.compile(r"(?<!\[)\.(?!\])")
_NAME: Final = re.compile(r"(?<![^\W_])(?<![.-])[^\W_](?:[^\W_]|-)*(?:\.(?:[^\W_]|-)+)+(/?)")
# Discord shows the server behind an invite whatever stands before its name.
_INVITE: Final = re.compile(r"(?:(?<=discord)|(?<=discordapp))\.(?=(?:gg|com|me|io)/)", re.IGNORECASE)
_QUAD: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_EVERYONE: Final = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_MARKUP: Final = re.compile(r"<(?=[@#/:]|a:|t:|id:|sound:|\+\d|(?i:mailto:|tel:|sms:))")
_FORMATTING: Final = re.compile(r"(\\[!-/:-@\[-`{-~])|([\\*_~|`])")
_ESCAPE: Final = re.compile(r"\\(?=[\\*_~|`>#])")
_LINE_START: Final = re.compile(r"^([^\S\n]*)(?=(?:-?#{1,3}|>{1,3})(?:\s|$))", re.MULTILINE)
_LINE_ENDS: Final = re.compile("\r\n|[\r\u2028\u2029]")  # what some readers see as the end of a line
_SCHEME: Final = re.compile(r"(?:h(?:tt|xx)p(s?)|[a-z][a-z0-9+.-]{0,20})(?::|\[:\])[/\\]+", re.IGNORECASE)


def defang(text: str) -> str:
    """`text` made safe for a message: links as `hxxps://example[.]com`, no mention, no formatting, no hidden controls.

    Running it twice is running it once. It never raises.
    """
    text = _LINE_ENDS.sub("\n", INVISIBLE.sub("", text))
    text = _WEB.sub("hxxp", text)
    if ":" in text:  # as every match of these two; to look for a sign is fast
        text = _OTHER_SCHEME.sub("[:]", text)
        text = _AUTHORITY.sub(lambda match: _BARE_DOT.sub("[.]", match[0]), text)
    if "." in text:
        text = _NAME.sub(_name, text)
        text = _INVITE.sub("[.]", text)
    text = _EVERYONE.sub("＠", text)
    text = _MARKUP.sub("‹", text)
    text = text.replace("](", "] (")
    text = _FORMATTING.sub(lambda match: match[1] or "\\" + match[2], text)
    return _LINE_START.sub(r"\1\\", text)


def plain(text: str) -> str:
    """Defang a text for a place where Discord shows plain text: without the escapes that formatting would need."""
    return _ESCAPE.sub("", defang(text))


def defang_link(link_or_canonical: str, *, most: int | None = MAX_LINK) -> str:
    """An address as inline code, its host defanged: `` `hxxps://example[.]com/path` ``. What is longer than `most`
    characters is cut with an ellipsis; None: nothing is.
    """
    text = "".join(INVISIBLE.sub("", link_or_canonical).split())
    if len(text) > 1 and text[0] == text[-1] == "`":
        text = text[1:-1]
    text = text.replace("`", "'")
    scheme = _SCHEME.match(text)
    rest = (text[scheme.end() :] if scheme else text).lstrip("/\\")
    secure = "s" if scheme is None or scheme[1] is None else scheme[1].lower()
    cut = min((at for at in map(rest.find, "/?#\\") if at >= 0), default=len(rest))
    carried = _AUTHORITY.sub(lambda match: _BARE_DOT.sub("[.]", match[0]), _WEB.sub("hxxp", rest[cut:]))
    body = f"hxxp{secure}://{_BARE_DOT.sub('[.]', rest[:cut])}{carried}"
    if most is not None and len(body) > most - 2:
        body = body[: most - 3] + "…"
    return f"`{body}`"


def _name(match: re.Match[str]) -> str:
    name = match[0].removesuffix("/")
    if _QUAD.fullmatch(name):
        return match[0].replace(".", "[.]")
    if not is_tld(name.rpartition(".")[2].lower()):
        return match[0]
    goes_on = GOES_ON.match(match.string, match.end()) is not None
    if not match[1] and doubt_about_name(name, goes_on=goes_on).doubt in {Doubt.NAMED, Doubt.NO_LINK}:
        return match[0]
    return match[0].replace(".", "[.]")
