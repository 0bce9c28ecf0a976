r"""What a reader of Discord could click on, whom a text notifies, what stands outside its spoilers: read from the text alone, by rules
that know nothing of Rowan.

https://support.discord.com/hc/en-us/articles/210298617; the rule of spoilers is `/^\|\|([\s\S]+?)\|\|/`, and heeds no escapes.
"""

import re

_ACTIVE = re.compile(
    r"https?://[^\s<]+"
    r"|<(?:https?|discord|steam):[^>\s]+>|<mailto:[^>\s]+@[^>\s]+>|<tel:\+?\d+>"
    r"|(?<!\\)<\+\d+>|(?<!\\)<[^@<>\s]+@[^@<>\s]+\.[a-z]+>"
    r"|(?<!\\)\[[^\]\n]+\]\(\s*<?[a-z]+:[^)\n]+\)"
    r"|\bdiscord(?:app)?\.(?:gg|com/invite)/[\w-]+|\bdiscord://\S+",
    re.IGNORECASE,
)
_NOTIFIES = re.compile(r"@everyone|@here|<@[!&]?\d+>")
_SPECIAL = re.compile(r"<#\d+>|</[^:>]+:\d+>|<t:-?\d+(?::\w)?>|<a?:\w+:\d+>|<id:\w+>|<sound:\d+:\d+>")
_BLOCK = re.compile(r"^\s*(?:#{1,3} |-# |>{1,3} |>>>)", re.MULTILINE)
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,10}[.)])(?=\s)", re.MULTILINE)
_CODE = re.compile(r"(?<!\\)`")
_SPOILER = re.compile(r"\|\|([\s\S]+?)\|\|")


def active_links(text: str) -> list[str]:
    """Everything that a click would open."""
    return [match[0] for match in _ACTIVE.finditer(text)]


def specials(text: str) -> list[str]:
    """Mentions, commands, times and emoji that Discord would draw, and headings and quotes."""
    return [match[0] for rule in (_NOTIFIES, _SPECIAL, _BLOCK) for match in rule.finditer(text)]


def list_items(text: str) -> list[str]:
    """The beginnings of lines that Discord draws as items of lists."""
    return _ITEM.findall(text)


def code_marks(text: str) -> int:
    """How many backticks could open code."""
    return len(_CODE.findall(text))


def outside_spoilers(text: str) -> str:
    """What is read without a click."""
    return _SPOILER.sub("", text)
