"""Hostile texts, and what of them may be seen nowhere."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

TEXTS = {
    "mentions": "@everyone @here <@&1> <@1> <@!1> <#1> </stats:1> <t:1:R> <a:x:1> <id:guide>",
    "links": "[click](http://evil.example/x) https://evil.example <https://evil.example> evil.example discord.gg/evil",
    "formats": "`evil` ```x``` ||x|| __x__ ~~x~~\n# big\n> quoted\n-# small\n**Claimed by** admin",
    "directions": "\u202eevil\u2066abc\u2067def\u200b\u2060\ufeff\u202d",
    "placeables": '{ $case } { "x" } {-brand} { NUMBER(1) } %(x)s {0} {x!r} $1',
    "terminal": "\x1b[31mred\x00\r\n2026-01-01 ERROR forged: line\u2028again\x9b1m",
    "formula": '=HYPERLINK("http://evil.example","x") +1+1 @SUM(1) \t=1',
    "statement": "x'); DROP TABLE cases; -- %_\\",
    "halves": "half \ud83d a \udc00 sign",
    "long": "W" * 3_990,
}
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2028\u2029\u2060\u2066\u2067\ufeff]")
_CALLS = re.compile(r"@(?:everyone|here)|<@[&!]?1>|<#1>|</stats:1>|<t:1:R>|<a:x:1>|<id:guide>")
_LEADS = re.compile(
    r"\]\(\s*https?://(?!discord\.com/)|https?://(?:[\w.-]+\.)?evil|evil\.example|discord\.gg/evil",
    re.IGNORECASE,
)
_FORGED = re.compile(r"^(?:# big|> quoted|-# small|\*\*Claimed by\*\*)", re.MULTILINE)
_OURS = frozenset(
    {"custom_id", "id", "nonce", "filename", "type", "url", "proxy_url", "channel_id", "message_id"}
)


def faults(sent: Any) -> Iterator[str]:
    """What is wrong with something that was sent to Discord: a message, an answer, a form, suggestions."""
    for path, text in strings(sent):
        typed = path.endswith(
            (".value", "[value]")
        )  # what stands in a field, or what a choice sends back: it is not shown as text
        for name, pattern in (
            ("unseen signs", _UNSEEN),
            ("a call", _CALLS),
            ("a link", _LEADS),
            ("a forged line", _FORGED),
        ):
            if found := pattern.search(text):
                if typed and name != "unseen signs":
                    continue
                yield f"{name} in {path}: {text[max(0, found.start() - 30) : found.end() + 30]!r}"
        if text.count("\u2068") != text.count("\u2069"):
            yield f"an isolate that is not closed in {path}: {text!r}"
        if any("\ud800" <= sign <= "\udfff" for sign in text):
            yield f"half a sign in {path}: {text!r}"
    yield from _mentioning(sent)


def _mentioning(sent: Any) -> Iterator[str]:
    message = sent.get("data", sent) if isinstance(sent, Mapping) else {}
    if (
        isinstance(message, Mapping)
        and (message.get("content") or message.get("components"))
        and "title" not in message
    ):
        allowed = message.get("allowed_mentions") or {"parse": []}
        if allowed.get("parse") or allowed.get("users"):
            yield f"it may mention: {allowed}"


def strings(sent: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text in it that people see, with where it stands."""
    if isinstance(sent, str):
        yield path, sent
    elif isinstance(sent, Mapping):
        for name, part in sent.items():
            if name not in _OURS:
                yield from strings(part, f"{path}.{name}")
    elif isinstance(sent, list | tuple):
        for part in sent:
            yield from strings(part, path)
