"""What a name that stands bare, with neither a scheme nor a page nor `www.`, may be besides a link: a number, a time, a variable's
attribute, or the place where two sentences meet. Such a link is likely at most (docs/decisions/0103-what-a-bare-name-may-be.md).
"""

import re
from typing import Final

from core.links.doubts.everyday import ATTRIBUTES, COMMANDS, FILES, SOURCE_ENDINGS, VARIABLES
from core.links.doubts.likely import CODE, FILE_NAME, HANDLE, NUMBER, SENTENCE_END
from core.links.doubts.plainer import opens_sentences
from core.links.doubts.sentences import may_meet
from core.links.popular import popular_names

# `12`, `4b`, `q4`, `3-2`, `30pm`, `12h30`, `3rd`, `10km`: a number, with its unit or without.
_NUMBER: Final = re.compile(
    r"v?\d+(?:[ap]m|[hmsk]|min|se[ck]|st|nd|rd|th|er|eme|km|cm|mm|kg|[kmgt]b|ms|px|pt|uhr|usd|eur|gbp)?\d*|\d{1,2}[a-z]|[a-z]\d|\d+-\d+"
)
# Counted things are abbreviated after the number, by a stop or without: `a 50.cc moped`.
_SHORT: Final = 2
_A_COUNT: Final = 4  # digits; names of hosts that are numbers have more
# An account's name may have a dot: `my tiktok is sofia.vip`.
_ACCOUNTS: Final = r"(?:tik ?tok|insta(?:gram|s)?|ig|snap(?:chat)?|threads|bluesky|bsky|psn|xbox|gamer ?tag|riot|epic|roblox|minecraft)"
_ACCOUNT_BEFORE: Final = re.compile(
    rf"(?i)(?<!\w)(?:{_ACCOUNTS}|user ?names?|user|handle|nick(?:name)?|login|my (?:discord|tag|acc|account|id|user)|nutzername|benutzername|usuario"
    r"|usuário|apodo|pseudo|utente|gebruikersnaam|kullanıcı adı[a-zı]*|ник|логин|юзер|add me(?: (?:on|at) \w{1,12})?)"
    r"(?:[\s:=@>–-]{1,3}(?:is|are|name|id|handle|acc(?:ount)?|user ?name|tag|at|now|ist|es|est|é|è|jest)){0,2}[\s:=@>–-]{1,4}\Z"
)
_ACCOUNT_BEHIND: Final = re.compile(rf"(?i),?\s(?:on|at|in|en|no|na|auf|sur|su|op|w|в)\s{_ACCOUNTS}(?!\w)")
_BEFORE_AN_ACCOUNT: Final = 48
# A word before a name, with options between them or not: `chmod +x name`.
_WORD_BEFORE: Final = re.compile(r"(?<![\w+-])([A-Za-z0-9+-]{2,10})(?:\s[+-][\w=-]{1,12}){0,2}\s['\"]?\Z")
_LONGEST_WORD: Final = 44
# A variable as programs write it, `playerList` or `player_list`.
_VARIABLE: Final = re.compile(r"[a-z][a-z0-9]*(?:[A-Z][A-Za-z0-9]*|_\w+)")
# Words of versions and numbers of things, in the languages that people chat in; a few words may stand between them and the number.
_NUMBERED_BEFORE: Final = re.compile(
    r"(?i)(?<!\w)(?:v|ver|vers[a-zóãï]{2,5}|version(?:s|en)?|wersj[aię]|verzi[aeoóu]|versjon|sürüm[a-zü]{0,5}|верси[яиюе]|версі[яїю]|الإصدار|إصدار|نسخه|संस्करण"
    r"|build|kernel|firmware|driver|drivers|bios|release|rev|revision|patch|update|updated|upgrade|upgraded|downgrade|changelog|section|chapter|oid|mib"
    r"|treiber|pilote|sterownik[a-z]{0,3}|abschnitt|kapitel|capítulo|rozdział|прошивк[аи]|сборк[аи]|драйвер[а-я]{0,2}|обновлени[ея]|rp|idr|eur|usd|€|\$|£|₫|₽)"
    r"\W{0,3}(?:[^\W\d]{1,12}\W{1,3}){0,3}\Z"
)
_BEFORE_A_NUMBER: Final = 60


def guess_about_number(text: str, start: int, host_end: int) -> str:
    """What makes the IPv4 address `text[start:host_end]`, which stands bare, only likely: it may be a version, or a sum.

    Versions have small parts. Two of three digits, or none below ten and one of three digits, are an address's.
    """
    parts = text[start:host_end].split(".")
    if any(len(part) > 1 and part.startswith("0") for part in parts):
        return NUMBER
    long = sum(len(part) > 2 for part in parts)  # noqa: PLR2004 - three digits
    if not (long > 1 or (long and all(len(part) > 1 for part in parts))):
        return NUMBER
    return NUMBER if _NUMBERED_BEFORE.search(text, max(0, start - _BEFORE_A_NUMBER), start) else ""


def guess_about_bare(text: str, start: int, host_end: int) -> str:
    """What makes the bare name `text[start:host_end]` only likely; "" for nothing."""
    host = text[start:host_end]
    lower = host.lower()
    name, _, ending = lower.rpartition(".")
    last = name.rpartition(".")[2]
    number = _NUMBER.fullmatch(last)
    of_a_program = "" if lower.startswith("www.") else _guess_about_program(text, start, host)
    if of_a_program or lower.startswith("www."):
        return of_a_program
    if "." in name and all(len(part) == 1 or _NUMBER.fullmatch(part) for part in name.split(".")):
        return NUMBER if number else SENTENCE_END  # `b.c.in`, `1.0.dev`
    if host == text.strip():  # who writes nothing but a name means it
        return ""
    if number or len(last) == 1:
        of_a_number = number and len(ending) == _SHORT and last.isdigit() and len(last) <= _A_COUNT
        return (NUMBER if number else SENTENCE_END) if of_a_number or opens_sentences(ending) else ""
    capital = host[-len(ending)].isupper() and not host[-len(ending) :].isupper()
    meets = SENTENCE_END if may_meet(text, start, host_end, capital=capital) else ""
    return HANDLE if _is_an_account(text, start, host_end) else meets


def _is_an_account(text: str, start: int, host_end: int) -> bool:
    """Whether the words beside the name say that an account is called so."""
    return (
        _ACCOUNT_BEFORE.search(text, max(0, start - _BEFORE_AN_ACCOUNT), start) is not None
        or _ACCOUNT_BEHIND.match(text, host_end) is not None
    )


def _guess_about_program(text: str, start: int, host: str) -> str:
    """What makes `host`, which stands bare at `start`, a name in a program or that of a file; "" for nothing."""
    name, _, ending = host.lower().rpartition(".")
    if _is_attribute(host.rpartition(".")[0], name, ending):
        return CODE
    of_a_file = ending in SOURCE_ENDINGS and (name in FILES or _is_behind_a_command(text, start))
    return FILE_NAME if of_a_file else ""


def _is_behind_a_command(text: str, start: int) -> bool:
    """Whether the word before the name is a command that takes the name of a file: `perl name.pl`."""
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    return before is not None and before[1].lower() in COMMANDS


def _is_attribute(written: str, name: str, ending: str) -> bool:
    """Whether the name is that of an attribute: `user.id`, `playerList.map`, `p.name`."""
    if ending == "name":
        return True
    if ending not in ATTRIBUTES:
        return False
    first, last = name.partition(".")[0], name.rpartition(".")[2]
    known = (first in VARIABLES or last in VARIABLES) and last not in popular_names()
    return known or len(last) == 1 or _VARIABLE.fullmatch(written.rpartition(".")[2]) is not None
