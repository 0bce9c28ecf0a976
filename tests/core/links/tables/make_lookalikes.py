"""Writes core/links/data/lookalikes.txt: every character that a reader takes for ASCII, from Unicode's data and alphabets.txt.

Run by hand when Unicode moves on: `python tests/core/links/tables/make_lookalikes.py path/to/confusables.txt`.
Sources: UTS 39 confusables.txt; NFKC, letter names and decompositions as this Python's unicodedata knows them.
"""

import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path
from string import ascii_lowercase

TARGET = Path(__file__).parents[4] / "core" / "links" / "data" / "lookalikes.txt"
ALPHABETS = Path(__file__).with_name("alphabets.txt")
GOOD = re.compile(r"[a-z0-9./:@%?=&#\\()\[\]{}<>_+~*|-]{1,4}")
NAMED = re.compile(
    r"(?:LATIN (?:SMALL|CAPITAL) LETTER|LATIN LETTER SMALL CAPITAL|(?:NEGATIVE |CROSSED NEGATIVE )?(?:CIRCLED|SQUARED) LATIN"
    r" CAPITAL LETTER|REGIONAL INDICATOR SYMBOL LETTER|TAG LATIN (?:SMALL|CAPITAL) LETTER|COMBINING LATIN SMALL LETTER"
    r"|PARENTHESIZED LATIN (?:SMALL|CAPITAL) LETTER|TORTOISE SHELL BRACKETED LATIN CAPITAL LETTER) ([A-Z])(?: WITH .*)?"
)
LONGEST = 4  # characters that one is read as
DIGIT_NAMES = ("ZERO", "ONE", "TWO", "THREE", "FOUR", "FIVE", "SIX", "SEVEN", "EIGHT", "NINE")
DIGITS = {name: str(i) for i, name in enumerate(DIGIT_NAMES)}
NAMED_DIGIT = re.compile(
    r"(?:DINGBAT (?:NEGATIVE )?CIRCLED (?:SANS-SERIF )?|NEGATIVE CIRCLED |DOUBLE CIRCLED |PARENTHESIZED )DIGIT (\w+)"
)
# What comes before all else, where Unicode's reading is not what people use the letter for.
FIRST = {
    "b": "๒๖᥇",
    "c": "૮",
    "d": "๔໓ðԀ",
    "f": "Ŧ",
    "i": "ﾉ",
    "j": "Ꭻ",
    "m": "๓",
    "n": "ℵ",
    "o": "φϕΦ໐",
    "r": "ΓГЃҐӶ૨",
    "s": "ƧƨϨϩ",
    "t": "ƚɬʇ",
    "w": "᭙",
}
BY_HAND = {
    ".": "。｡．․·‧∙⋅•・･﹒︒۔܂˙॰᛫⸱⸰⸳ꞏᐧ𐄁𐎟𐤟⠂⠄⠐⠠٫ㆍᆞ●⚫",
    ",": "，、،︐︑﹐﹑､⹁⸲⸴⸝ꓹ߸𐄀",
    "?": "؟",
    ";": "；؛﹔︔⁏⸵",
    "/": "⁄∕⧸／╱",
    "\\": "∖⧵﹨＼",
    ":": "：꞉∶ː﹕",
    "-": "‐‑−﹣－⁃⁻",
    "@": "＠﹫",
    "[": "【〚「『〖",
    "]": "】〛」』〗",
    "<": "⟨〈",
    ">": "⟩〉",
    # Small Cyrillic and Greek letters that UTS 39 pairs with Latin small capitals alone.
    "k": "кκĸқҟӄҡќҜҝҞҠӃʞԟԞ",
    "f": "ғӻӺ",
    "p": "ϼҏҎ",
    "b": "вβБẞ",
    "d": "δժ",
    "e": "εєɛɜэЭӭЄԑξΞϵԐəƏ",
    "h": "нћђЋЂњҥҤԧԦԩԨ",
    "m": "м",
    "t": "тτʇтҭԏԎ",
    "r": "гɹɿґӷ",
    "n": "пηԥ",
    "w": "ωшщЩɰ",
    "u": "цμ",
    "y": "ψΨч",
    "x": "жχ",
    "z": "ζ",
}
# Read so only in a second reading: prose needs these as they are, or they are more often something else.
SECOND = {
    ".": "°º˚٠۰",
    "-": "–—―‒⸺ー一ㅡ─━～",
    "a": "▲△",
    "c": "©",
    "e": "Зз📧",
    "i": "1łŁ❗",
    "m": "♏〽",
    "n": "♑",
    "o": "⭕◯○◎⚪⭘☉",
    "r": "®",
    "s": "⚡💲",
    "t": "✝✞✟☦",
    "u": "⛎",
    "v": "✔✅♈",
    "x": "❌✖✕✗✘❎",
    "z": "💤",
    "kiwi": "🥝",
}
# What browsers take for others besides, by the shape of the letter: Chromium's table of confusables beside those of Unicode
# (components/url_formatter/spoof_checks/skeleton_generator.cc, its rules "ExtraConf" and its `character_map_`, as of 2025), and capitals.
SHAPES = {
    "p": "ϼҏþ",
    "b": "þß",
    "h": "ħнћңҥӈӊԋԧԩ",
    "k": "ĸκкқҝҟҡӄԟ",
    "n": "ŋпԥกח",
    "t": "ŧтҭԏ七丅丆丁ł",
    "w": "ωшщพฟພຟ",
    "m": "мӎ",
    "e": "єҽҿၔəƏ",
    "f": "ғӻ",
    "c": "ҫင",
    "ce": "œŒ",
    "y": "ұ丫",
    "x": "χҳӽӿ乂",
    "d": "ԃձ",
    "g": "ԍဌ",
    "s": "ടรຣຮ",
    "j": "၂",
    "o": "०০੦૦ଠ୦೦စ",
    "q": "৭੧૧",
    "u": "บບ",
    "0": "θΘϴଠ໐",
    "2": "२২੨૨೩೭շ",
    "3": "зЗҙҘӡӠउওਤ੩૩౩ဒვპੜკउ",
    "4": "੫丩ㄐ",
    "6": "ճ",
    "8": "৪੪୫",
    "9": "૭୨౨",
    "-": "⸻",
}
# Letters that this Python's character database does not have yet: the outlined ones of Unicode 16.
OUTLINED = {
    **{chr(0x1CCD6 + at): letter for at, letter in enumerate(ascii_lowercase)},
    **{chr(0x1CCF0 + at): str(at) for at in range(10)},
}
# Letters that Persian, Urdu and others write in their own way, for the Arabic ones.
ARABIC_LETTERS = {"ي": "یىېے", "ك": "کڪګ", "ه": "ہھەۀۂۿ", "و": "ۆۇۈۋ", "ا": "ٱ", "ة": "ۃ"}
ARABIC = {char: letter for letter, chars in ARABIC_LETTERS.items() for char in letter + chars}
ARABIC_OWN = {
    char for char in map(chr, range(0x620, 0x700)) if char.isalpha()
}  # living letters stay what they are
ARABIC_FORMS = range(0xFB50, 0xFEFD)
SYMBOLS = re.compile("[\u2190-\u27ff\u2900-\u2bff\U0001f000-\U0001faff]")
# Prose needs these as they are: an em dash, an ellipsis or a quote beside a host is no part of it.
KEPT = set("–—―‒…‥«»‹›“”‘’„‚‛‟´`′″™©®°")


def confusables(path: Path) -> dict[str, str]:
    table = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        fields = line.partition("#")[0].split(";")
        if len(fields) < 3:
            continue
        source = "".join(chr(int(code, 16)) for code in fields[0].split())
        if (
            not source.isascii()
        ):  # ASCII letters are pairs too (1 and l, rn and m): folding those would join real names
            target = "".join(chr(int(code, 16)) for code in fields[1].split())
            table[source] = target.replace("rn", "m")
    return table


def by_hand() -> list[dict[str, str]]:
    """What each of the alphabets says, then what is read besides them: one character to one."""
    lines = ALPHABETS.read_text(encoding="utf-8").splitlines()
    styles = [line for line in lines if line and not line.startswith(("# ", "## "))]
    tables = [
        {char: target for target, chars in FIRST.items() for char in chars},
        *(dict(zip(reversed(style), reversed(ascii_lowercase), strict=True)) for style in styles),
        {char: target for target, chars in BY_HAND.items() for char in chars},
    ]
    return [{char: target for char, target in table.items() if not char.isascii()} for table in tables]


def bare(text: str) -> str:
    """`text` in its compatible form without marks; the case is kept, for a capital may look like another letter."""
    plain = unicodedata.normalize("NFKD", text)
    return "".join(char for char in plain if not unicodedata.category(char).startswith("M"))


def ascii_reading(text: str, table: dict[str, str]) -> str:
    """`text` in ASCII, its letters by `table` where they are none; "" where that is not all of it."""
    for _ in range(3):
        text = bare("".join(table.get(char, char) for char in text))
    text = text.lower()
    return text if GOOD.fullmatch(text) else ""


def named(char: str) -> str:
    """The letter or the digit that the name of `char` tells."""
    if unicodedata.category(char) == "Nd":
        return str(unicodedata.decimal(char))
    letter = NAMED.fullmatch(unicodedata.name(char, ""))
    if letter:
        return letter[1].lower()
    digit = NAMED_DIGIT.fullmatch(unicodedata.name(char, ""))
    return DIGITS.get(digit[1], "") if digit else ""


def arabic(char: str) -> str:
    """The Arabic letters that `char` is a form of."""
    if ord(char) in ARABIC_FORMS and "ARABIC" in unicodedata.name(char, ""):
        plain = unicodedata.normalize("NFKC", char)
        letters = "".join(ARABIC.get(c, c) for c in plain if unicodedata.category(c) == "Lo")
        return letters if len(letters) <= LONGEST else ""  # a phrase in one character makes a flood of a text
    return ARABIC.get(char, "").replace(char, "")


def readings(
    char: str, table: dict[str, str], hands: list[dict[str, str]], usual: dict[str, str]
) -> list[str]:
    """What a reader takes `char` for, the more usual first; none when for nothing in ASCII."""
    small_i = ascii_reading(char.lower(), table) == "i"
    alike = ascii_reading(char, table)
    found = [
        hands[0].get(char, ""),
        arabic(char),
        named(char),
        ascii_reading(char, {}),
        *(hand.get(char, "") for hand in hands),
        usual.get(bare(char), ""),
        "i" if small_i and alike == "l" else "",  # a capital I
        alike,
        ascii_reading(char.lower(), table) if char not in usual else "",
        *(target for target, chars in SECOND.items() if char in chars),
        "o" if is_ring(char) else "",
    ]
    return [target for target in dict.fromkeys(found) if target and target != char]


def build(confusables_path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """What each character is read as, and what some are read as besides."""
    table = confusables(confusables_path)
    hands = by_hand()
    first: dict[str, str] = {}
    second: dict[str, str] = {}
    usual = {char: target for hand in reversed(hands) for char, target in hand.items()}
    seconds = {char for chars in SECOND.values() for char in chars}
    for char in map(chr, range(0x80, 0x1FFFF)):
        category = unicodedata.category(char)
        if (
            category == "Cn" and char not in table
        ):  # assigned by no version of Unicode, or to nothing of interest
            continue
        if (category[0] in "CZ" and category != "Cn") or (category[0] == "M" and char not in usual):
            continue
        found = readings(char, table, hands, usual)
        late = char in KEPT or (
            category == "So"
            and SYMBOLS.match(char)
            and not (named(char) or ascii_reading(char, table) or char in BY_HAND["."])
        )
        late = late or (char in seconds and len(found) == 1) or (char in ARABIC_OWN and not arabic(char))
        if found and not late:
            first[char] = found.pop(0)
        found = [
            target for target in found if char in seconds or (len(target) == 1 and target not in "/()[]<>")
        ]
        if found:
            second[char] = found[-1] if char in seconds else found[0]
    return first | OUTLINED, second


def is_ring(char: str) -> bool:
    """Whether `char` is a zero of another script: a ring, which beside letters is an o. In Arabic it is a dot."""
    ring = unicodedata.category(char) == "Nd" and unicodedata.decimal(char) == 0
    return ring and not re.match(
        "DIGIT|FULLWIDTH|MATHEMATICAL|ARABIC|EXTENDED ARABIC", unicodedata.name(char)
    )


def shapes(first: dict[str, str]) -> dict[str, str]:
    """What some characters are read as besides the first reading."""
    rings = {char: "o" for char in first if is_ring(char)}
    by_hand = {char: target for target, chars in SHAPES.items() for char in chars}
    return {char: target for char, target in (rings | by_hand).items() if target != first.get(char)}


def render(first: dict[str, str], second: dict[str, str]) -> str:
    lines = [
        "# Characters that a reader takes for others. Generated by tests/core/links/tables/make_lookalikes.py; do not edit.",
        f"# Derived from UTS 39 confusables.txt 17.0.0 (2025-07-22) and the character database {unicodedata.unidata_version},",
        "# (c) Unicode, Inc., under the Unicode License V3 (https://www.unicode.org/license.txt).",
        "# A line: what is read, a space, the characters that are read so. After an empty line: a second reading of some, and a third.",
        "# The third is what Chromium's spoof checker takes them for besides (BSD-3-Clause, (c) The Chromium Authors).",
    ]
    for at, found in enumerate((first, second, shapes(first))):
        groups = defaultdict(list)
        for char, target in found.items():
            groups[target].append(char)
        lines += [""] * (at > 0)
        lines += [f"{target} {''.join(sorted(groups[target]))}" for target in sorted(groups)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    TARGET.write_text(render(*build(Path(sys.argv[1]))), encoding="utf-8")
