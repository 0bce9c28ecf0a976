"""Quick looks that tell whether a disguise is worth trying. A search that begins with a literal is worth three that do not."""

import re
from collections.abc import Callable
from typing import Final

from core.links.hosts import is_tld

# Endings that a doubtful dot must stand before. A list of all would make every "this .is" and "so. it" a host.
ENDINGS: Final = (
    r"(?:com|net|org|info|biz|gg|st|cc|xyz|top|ru|su|onion|io|co|tv|pl|hk|ch|li|lol|win|site|online|club|vip|pw|ws|de|fr|eu"
    r"|nl|se|uk|ca|au|jp|kr|cn|br|mx|cz|app|dev|icu|moe|rip|farm|forum)\b"
)
# ENDINGS without those that are words of many languages.
SURE_ENDINGS: Final = r"(?:com|net|org|info|biz|gg|cc|xyz|top|ru|su|onion|io|tv|lol|st|site|online|club|vip|icu|moe|pw|ws|co|app|dev|farm|forum)\b"
# A word behind which no sentence goes on: any ending may stand there.
LAST_WORD: Final = r"[a-z]{2,18}(?=/|\s*(?:\Z|\n))"
# The same without those that end a sentence more often than a host.
LAST_ENDING: Final = rf"(?!(?:in|is|it|no|so|to|me|at|my|be|do|am|us|as|by|on|de|la|se|si)\b){LAST_WORD}"
QUOTES: Final = "\"'“”„‟‘’‚‛«»‹›《》"
# "Dot" in languages that do not share their letters with English, so that nothing else looks like it.
OTHER_DOTS: Final = "نقطة|نقطه|دوت|ضوت|дот|точка|тчк|крапка|点|點|ドット|닷|점|נקודה|डॉट|दॉट|จุด|ডট|chấm|tečka|točka|ڈاٹ|نقطہ|டாட்|డాట్|ಡಾಟ್|ഡോട്ട്|ਡਾਟ|ຈຸດ|ចុច|ဒေါ့|нүкте|цэг|кропка|\\bدات\\b"
# Words for a dot that mean one in other languages, and nothing else between brackets.
BRACKETED_DOTS: Final = "punto|ponto|punkt|nokta|kropka|te[cč]ka|to[cč]ka|tačka|tochka|piste|titik|ch[aấ]m|punct|nuqta[th]?|noqta|punktum|bodka|prikk?|tuldok|nukta|noktah|full ?stop|κουκκίδα|τελεία|बिंदु"
# "Dot" as it is said in languages that share English's letters; before the endings of ENDINGS.
SPOKEN_DOTS: Final = "punktum|punkts|punkt|nokta|kropka|titik|te[cč]ka|to[cč]ka|ta[cč]ka|ch[aấ]m|bodka|prik|punct|nukta|τελεία|κουκίδα|წერტილი|կետ"
# The same where the word is said of other things, too; before SURE_ENDINGS.
OTHER_SPOKEN_DOTS: Final = "point|punto|ponto|punt|piste"
# "Dot" as it is written between brackets.
DOT_WORDS: Final = rf"\.?(?:d[o0]t|dawt)\.?|d\.o\.t|d o t|point|{OTHER_DOTS}"
SLASH_WORDS: Final = "slash|سلاش|слэш|слеш|barra|schrägstrich|スラッシュ"
HAS_OTHER_DOT: Final = re.compile(OTHER_DOTS)
HAS_BRACKETED_DOT: Final = re.compile(rf"[\[({{<]\s{{0,2}}(?:{BRACKETED_DOTS})\s{{0,2}}[\])}}>]")
# What is written between brackets that are to be taken out.
# What a regular expression or a pattern for many names says behind its dot, `name.*net`: no mark that a later one closes.
WILD: Final = r"\*(?![*\s])(?![\w.-]{1,63}\*)"
REMOVE: Final = "remove|delete|without|no|spam|ignore|anti|take|strip|drop"
_FULL_IPV6: Final = re.compile(r"(?<![\w:])[0-9a-f]{1,4}(?::[0-9a-f]{1,4}){7}(?![\w:])")
COLONS: Final = 7
"""How many an IPv6 address has that is written out."""
# Commas of other scripts. One with a space behind it alone is a comma; one with a space before it is none.
OTHER_COMMAS: Final = "،؛、，"
COMMA_APART: Final = re.compile(
    rf"(?:(?<=\s)[{OTHER_COMMAS}]\s{{1,3}}|[{OTHER_COMMAS}…])(?=[a-z]){ENDINGS}", re.IGNORECASE
)
# Marks that may stand on both sides of a dot, which stands apart.
APART: Final = r"*_~|`\"'<>+=:^#-"
BRACKETED: Final = re.compile(rf"[\])}}>]\s{{0,2}}{ENDINGS}")
# How the words of BRACKETED_DOTS end: looked for from the bracket that closes, in one pass with the endings.
_TAILS: Final = "ktum|odka|prik|rikk|ldok|ukta|ktah|stop|unto|onto|unkt|okta|opka|e[cč]ka|o[cč]ka|ačka|chka|iste|itik|ch[aấ]m|unct|uqta|qtah|qtat|oqta|κίδα|λεία|िंदु"
# The last letters of these are looked for first: a flood of brackets would be held against all of them.
_LAST: Final = f"[{''.join(sorted({tail[-1] for tail in _TAILS.split('|')}))}]"
MAY_BE_BRACKETED: Final = re.compile(
    rf"[\])}}>](?:\s{{0,2}}(?=[a-z]){ENDINGS}|(?<={_LAST}.)(?<=(?:{_TAILS}).)|(?<={_LAST}\s.)(?<=(?:{_TAILS})\s.))"
)
# Arrows, shapes, emoji: what may stand for a dot, or between two letters, without being either.
_SYMBOL: Final = r"[\u2190-\u27ff\u2900-\u2bff\u3012-\u3020\U0001f000-\U0001faff]"
# Such a sign with spaces around it counts only if it is round, or where nothing follows that could make a sentence of
# it.
_ROUND: Final = "[\u25cb\u25cf\u25c9\u25ef\u26aa\u26ab\u2b24\u2b55\U0001f518\U0001f534\U0001f535\U0001f7e0-\U0001f7eb\U0001f311\U0001f315]"
SYMBOL_DOT: Final = re.compile(
    rf"(?<=\w)(?:{_SYMBOL}{{1,3}}|\s{{0,2}}{_ROUND}\s{{0,2}}|\s{{0,2}}{_SYMBOL}{{1,3}}\s{{0,2}}(?=\w+\s*(?:/|\Z|\n)))(?={ENDINGS})"
    rf"|(?<=\w)\s{{0,2}}{_ROUND}\s{{0,2}}(?=({LAST_WORD}))",
    re.IGNORECASE,
)
SYMBOL_INSIDE: Final = re.compile(rf"(?<=[A-Za-z0-9.]){_SYMBOL}{{1,3}}(?=[A-Za-z0-9.])")
SYMBOL_BEFORE: Final = re.compile(rf"{_SYMBOL}\s{{0,2}}{ENDINGS}|{_ROUND}\ufe0f?\s{{0,2}}{LAST_WORD}")
# Three letters apart, of which one is none of the digits that versions and addresses are made of.
_SPACES: Final = re.compile(r" [a-z0-9] [a-z0-9](?<=(?<![a-z0-9])[a-z0-9] [a-z0-9] [a-z0-9])(?![a-z0-9])")
_WIDE_SPACES: Final = re.compile(
    r"  [a-z0-9]  [a-z0-9](?<=(?<![a-z0-9])[a-z0-9]  [a-z0-9]  [a-z0-9])(?![a-z0-9])"
)
_DOTS: Final = re.compile(r"\.(?:[a-z]\.[a-z0-9]|[a-z0-9]\.[a-z])\.")
_DASHES: Final = re.compile("-(?:[a-z]-[a-z0-9.]|[a-z0-9]-[a-z])-")
_COMMAS: Final = re.compile(",[a-z0-9],[a-z0-9.],")
_PLUSES: Final = re.compile("\\+[a-z0-9]\\+[a-z0-9.]\\+")
_ANY_SPACES: Final = re.compile(r"[^\W_] {1,2}[^\W_] {1,2}[^\W_](?!\w)")
_UNDERSCORE: Final = re.compile(r"_(?<=[a-z0-9.-]_)[*_~|`]*+[a-z0-9-]*+(?:[*_~|`]++[a-z0-9-]*+)?\.")
_DOT_UNDERSCORE: Final = re.compile(r"\.[a-z0-9-]*+_")
_FORMATTED: Final = re.compile(
    # Looks at each run of marks once, from its beginning: a flood of marks would be read over and over.
    r"[*_~|`](?<![*_~|`].)(?:(?<=[a-z0-9.-][*~|`])|(?=(?:(?<=_)|[*~|`]*+_)_*+[*~|`]))"
    r"[*_~|`]*+[a-z0-9-]*+(?:[*_~|`]++[a-z0-9-]*+)?\."
    r"|\.[^\s*~|`]{0,80}(?:[*|`]|~~)[*_~|`]*+[a-z0-9./?=&#-]"
)
_SLASH_APART: Final = re.compile(
    r"\.(?:[a-z]{2,14}(?:/[\w-]{0,40}){0,3}(?:\s{1,2}/|/\s{1,2}[\w-]{1,64}(?:\s{0,2}/|\s?\Z))|\s?gg/\s)"
)
_WORDED: Final = re.compile(
    rf"d[o0]t(?<=[\s_*~.|`:/<>{QUOTES}=+#!^;$%-]d[o0]t)[\s_*~.|`:/<>{QUOTES}=+#!^;$%-]|d o t[\s.]"
)
_GLUED_DOT: Final = re.compile(rf"dot(?<=[a-z0-9]dot){ENDINGS}")
_COMMA: Final = re.compile(rf",{ENDINGS}")
_SEMICOLON: Final = re.compile(rf";{ENDINGS}")
_SCHEME_ALONE: Final = re.compile(rf"://[\w-]{{2,63}}+\s(?:{SURE_ENDINGS}|[^\W_][\w-]{{1,40}}\.)")
_WWW_ALONE: Final = re.compile(rf"www[. ][\w-]{{2,63}}+\s{SURE_ENDINGS}")
_INVITE_ALONE: Final = re.compile(r"gg[/\\](?<!\w\w\.gg.)")
_FOREIGN_SLASH: Final = re.compile("سلاش|слэш|слеш|schrägstrich|ukośnik|lomítko")
_MARK_AT_SLASH: Final = re.compile(r"/(?:[\[({<\"']|(?<=[\])}>\"'`\[({]/))")
_BRACKET_AT_SLASH: Final = re.compile(
    r"\.[a-z]{2,18}(?:[\])}>\"'`]/\w|(?:/[\w-]{0,40}){0,3}(?:/[\[({<\"'][\w-]|[\[({]/\w))"
)
_SLASH_WORD: Final = re.compile(
    r"slash(?<=[\s(\[{<_*~-]slash)[\s)\]}>_*~-]|dash(?<=[\s(\[{<_*~-]dash)[\s)\]}>_*~-]"
)
# A dot between spaces, and the word behind it.
_SPACED_DOT: Final = re.compile(r" \.\s{1,8}([\w-]{1,63})(?![\w-])")
# A bracket that closes inside a name, up to 61 characters before a dot: in two steps, since a flood of brackets would be
# read on from each of them.
_RUN_TO_DOT: Final = re.compile(r"(?<![\w\[({<\])}>-])[\w\[({<-]*+[\])}>][\w\[({<\])}>-]*+\.(?=[\w\[({<])")
_CLOSED_INSIDE: Final = re.compile(r"[\])}>][\w\[({<.-]")
_CLOSED_BEHIND: Final = re.compile(r"\.[\w\[({<]{0,10}[\])}>]\w")
_LONGEST_INSIDE: Final = 63
_SPOKEN: Final = re.compile(
    rf" (?:(?:{OTHER_SPOKEN_DOTS}) {{1,3}}{SURE_ENDINGS}|(?:{SPOKEN_DOTS}) {{1,3}}{ENDINGS}|(?:{OTHER_SPOKEN_DOTS}|{SPOKEN_DOTS}) {{1,3}}{LAST_ENDING})"
)


def at_dot(*after: str) -> Callable[[str], object]:
    """A search for a dot with one of these patterns right after it. One that begins with a character of a set is the cheapest."""
    return re.compile(rf"\.(?:{'|'.join(after)})").search


def single_letters(lower: str) -> bool:
    """Whether three letters stand apart in a row. Searches that begin with a literal beat one that does not."""
    return bool(
        (" " in lower and _SPACES.search(lower))
        or _DOTS.search(lower)
        or ("-" in lower and _DASHES.search(lower))
        or ("," in lower and _COMMAS.search(lower))
        or ("+" in lower and _PLUSES.search(lower))
        or ("  " in lower and _WIDE_SPACES.search(lower))
        or (not lower.isascii() and _ANY_SPACES.search(lower))
    )


def full_ipv6(lower: str) -> bool:
    """Whether an IPv6 address may be there that is written out, without `::`."""
    return lower.count(":") >= COLONS and _FULL_IPV6.search(lower) is not None


def beside_slash(lower: str) -> bool:
    """Whether a space, a bracket or a quote stands beside a slash,
    or `discord.gg/` or `t.me/` stands there incomplete.
    """
    return bool(
        (("/ " in lower or " /" in lower) and _SLASH_APART.search(lower))
        or ("gg" in lower and _INVITE_ALONE.search(lower))
        or ("me/" in lower and (" me/" in lower or ",me/" in lower or " .me/" in lower))
        or ("me /" in lower and (".me /" in lower or " me /" in lower))
        or (_MARK_AT_SLASH.search(lower) and _BRACKET_AT_SLASH.search(lower))
    )


def formatted(lower: str) -> bool:
    """Whether a mark other than an underscore stands inside a word with a dot."""
    starred = "*" in lower or "`" in lower or "|" in lower or "~" in lower
    return starred and _FORMATTED.search(lower) is not None


def underscored(lower: str) -> bool:
    """Whether an underscore stands inside a word with a dot."""
    return _UNDERSCORE.search(lower) is not None or _DOT_UNDERSCORE.search(lower) is not None


def worded(lower: str) -> bool:
    """Whether a word for a dot stands between spaces, or between a name and its ending."""
    if "dot" in lower and (_WORDED.search(lower) or _GLUED_DOT.search(lower)):
        return True
    if "0" in lower and "d0t" in lower and _WORDED.search(lower):
        return True
    return not lower.isascii() and HAS_OTHER_DOT.search(lower) is not None


def in_words(lower: str) -> bool:
    """Whether a sign other than the dot of English is spoken out ("slash", "hyphen"), or is left out."""
    if ("ash" in lower and _SLASH_WORD.search(lower)) or spoken(lower):
        return True
    if "://" in lower and _SCHEME_ALONE.search(lower):
        return True
    if "www" in lower and _WWW_ALONE.search(lower):
        return True
    if "barra" in lower and " barra " in lower:
        return True
    return "hyphen" in lower or (not lower.isascii() and _FOREIGN_SLASH.search(lower) is not None)


def spoken(lower: str) -> bool:
    """Whether another language's word for a dot stands between spaces."""
    return (
        ("nt" in lower and ("nto " in lower or "oint " in lower or " punt " in lower))
        or " punct " in lower
        or " piste " in lower
        or ("k" in lower and ("kt" in lower or "ka " in lower or "ik " in lower))
        or not lower.isascii()  # all the words: their languages write other letters, too
    ) and _SPOKEN.search(lower) is not None


def comma(lower: str) -> bool:
    """Whether an ending stands after a comma."""
    return ("," in lower and _COMMA.search(lower) is not None) or (
        ";" in lower and _SEMICOLON.search(lower) is not None
    )


def spaced_dot(lower: str) -> bool:
    """Whether what follows a dot between spaces could end a host."""
    return " ." in lower and any(is_tld(word) or word.isdigit() for word in set(_SPACED_DOT.findall(lower)))


def inside_brackets(lower: str) -> bool:
    """Whether brackets stand in a name with a dot."""
    return _CLOSED_BEHIND.search(lower) is not None or any(
        _CLOSED_INSIDE.search(lower, max(run.start(), run.end() - _LONGEST_INSIDE), run.end())
        for run in _RUN_TO_DOT.finditer(lower)
    )
