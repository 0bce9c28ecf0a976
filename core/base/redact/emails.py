"""E-mail addresses, also spelled: `jane (at) example (dot) org`, `jane arroba example punto com`."""

import re
from collections.abc import Iterator
from typing import Final

from core.base.redact.late import Late

# A sign that no local part holds stands before it: what has another `@` in front is a handle, as of Mastodon.
_PLAIN: Final = Late(
    r"(?<![\w@.+/\-])[^\W_][\w.+%'&*=~!#$^-]{0,63}\s?@\s?(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,40})(?![\w@])",
    re.IGNORECASE,
)
_IN_BRACKETS: Final = Late(r"@\[(?:ipv6:)?[\d.:a-f]{7,45}\]", re.IGNORECASE)
_AT_WORDS: Final = (
    "at the rate(?: of)?|at|ät|arroba|arobase|aroba|arrobas|chez|chiocciola|klammeraffe|apenstaartje|snabel-?a|kukac|malpa|małpa|zavináč|miukumauku|"
    "собака|собачка|et|bei|في|فى|در|@-teken|snabel|kringle|kringla|alfakrøll|krøllalfa|ätt|kuyruklu a|آت|ات|أت|اَت|عند|ات ساين|at sign|एट|एट द रेट|アット|アットマーク|あっと|골뱅이|艾特|圈a|แอท|แอด|a còng|שטרודל|כרוכית|אט|παπάκι|παπακι|papaki|arond|a rond|coad[aă] de maimu[tț][aă]|равлик|песик|кльомба|маймунка|ludo a|manki|afna"
)
_DOT_WORDS: Final = "dot|دات|punkt|point|punto|ponto|punt|punct|kropka|tečka|tečka|pont|piste|prikk|точка|крапка|nokta|نقطة|نقطه|دوت|d0t|period|full stop|डॉट|ドット|どっと|닷|쩜|点|點|ดอท|จุด|chấm|titik|נקודה|دات|نقطة|nekuda|nkuda|τελεία|τελεια|teleia|pika|tocka|točka|bod|taškas|punkts|dott"
_OPEN, _CLOSE = r"[\[({<⟨‹«〈【「|*_-]{1,2}", r"[\])}>⟩›»〉】」|*_-]{1,2}"
_AT: Final = (
    rf"(?:\s{{0,2}}{_OPEN}\s?(?:{_AT_WORDS}|@)\s?{_CLOSE}\s{{0,2}}|\s{{1,2}}(?:{_AT_WORDS}|@)\s{{1,2}})"
)
_BRACKETED_AT: Final = rf"\s{{0,2}}{_OPEN}\s?(?:{_AT_WORDS}|@|a|ä)\s?{_CLOSE}\s{{0,2}}"
_DOT: Final = (
    rf"(?:\s{{0,2}}{_OPEN}\s?(?:{_DOT_WORDS}|\.)\s?{_CLOSE}\s{{0,2}}|\s{{1,2}}(?:{_DOT_WORDS})\s{{1,2}})"
)
_ANY_DOT: Final = rf"(?:{_DOT}|\s?\.\s?(?=[^\W_]))"
_NAME: Final = r"[^\W_][\w-]{0,62}"
_JOIN_WORDS: Final = "underscore|under score|unterstrich|tiret bas|tiret|souligné|guion bajo|guión bajo|guion|underline|underscor|hyphen|dash|minus|plus|bindestrich|trattino|podkreślnik|подчеркивание|нижнее подчеркивание|дефис|تحت|شرطة|اندرسكور|اندر سكور|アンダーバー|下划线|下劃線|밑줄|alt çizgi|тире"
_JOIN: Final = rf"(?:{_DOT}|\s{{1,2}}(?:{_JOIN_WORDS})\s{{1,2}}|\s?{_OPEN}(?:{_JOIN_WORDS}){_CLOSE}\s?)"
_LOCAL: Final = rf"(?<![\w@.+/-])[^\W_][\w.+-]{{0,63}}(?:{_JOIN}[\w+-]{{1,40}}){{0,3}}"
_ENDING: Final = (
    r"(?:com|org|net|edu|gov|mil|int|info|biz|io|me|co|ai|app|dev|gg|tv|xyz|online|site|mail|email|example|test|invalid|"
    r"de|at|ch|uk|fr|es|it|pt|br|nl|be|lu|pl|cz|sk|hu|ro|bg|gr|tr|ru|ua|by|kz|se|no|dk|fi|is|ee|lv|lt|ie|us|ca|mx|ar|cl|pe|"
    r"eg|sa|ae|qa|kw|bh|om|jo|lb|sy|iq|ye|ma|dz|tn|ly|sd|ps|ir|pk|in|bd|lk|id|my|sg|th|vn|ph|cn|hk|tw|jp|kr|au|nz|za|ng|ke|il|eu|"
    r"كوم|کام|كام|نت|اورج|أورج|اورگ|ком|ру|нет)(?!\w)"
)
_DOMAIN: Final = rf"(?:{_NAME}{_ANY_DOT}){{1,4}}{_ENDING}"
_SPELLED_DOMAIN: Final = rf"(?:{_NAME}{_ANY_DOT}){{0,3}}{_NAME}{_DOT}{_ENDING}"

_BRACKETED: Final = Late(rf"{_LOCAL}{_BRACKETED_AT}{_DOMAIN}", re.IGNORECASE)
_SIGN_AND_WORD: Final = Late(rf"{_LOCAL}\s?@\s?{_SPELLED_DOMAIN}", re.IGNORECASE)
_WORDS: Final = Late(rf"{_LOCAL}{_AT}{_SPELLED_DOMAIN}", re.IGNORECASE)
_WORD_AND_DOT: Final = Late(rf"({_LOCAL}){_AT}{_DOMAIN}", re.IGNORECASE)
_SPACED: Final = Late(
    rf"(?:(?<![\w@.+/-])[^\W_]\w{{0,30}}\s\.\s)?{_LOCAL}\s?@\s?(?:{_NAME}\s?\.\s?){{1,4}}{_ENDING}",
    re.IGNORECASE,
)
# Words for the sign that are written onto what stands beside them, in scripts without spaces and beside them.
_GLUED: Final = Late(
    rf"(?<![a-z0-9_@.+/-])[a-z0-9][a-z0-9_.+-]{{0,63}}\s{{0,2}}(?:골뱅이|앳|アットマーク|アット|あっとまーく|あっと|艾特|圈a|圈A|爱特|花a|собака|собачка|แอท|แอ็ด|गोलबैक|एट|آت|ات|شطرودل|שטרודל|\(a\)|\(at\))\s{{0,2}}"
    rf"(?:[a-z0-9][a-z0-9-]{{0,62}}\s{{0,2}}(?:\.|点|點|닷|쩜|점|ドット|どっと|точка|จุด|डॉट|נקודה|نقطة|دوت)\s{{0,2}}){{1,4}}(?:{_ENDING}|콤|컴|コム)",
    re.IGNORECASE,
)
# A sign in the place of the `@`, with the words that say so: `li#example.cn (# = @)`.
_REPLACED: Final = Late(
    r"([^\w\s@.()\[\]{}<>\"'/\\:;,-])\s?(?:→|->|=+>?|⇒|➡|>|is|to|with|for|as|durch|mit|ist|par|por|per|con|на|в|を|は|改成?|换成?|換成?|替换为?|为|ile|الى|إلى|بدل|代替|로|으로|:)\s?@|@\s?(?:→|->|=+|换成?|換成?)\s?([^\w\s@.()-])",
    re.IGNORECASE,
)
_AROUND: Final = r"(?<![\w@.+/-])[^\W_][\w.+-]{{0,63}}\s?{}\s?(?:[^\W_](?:[\w-]{{0,61}}[^\W_])?\.){{1,4}}[^\W\d_]{{2,18}}(?!\w)"
_QUOTED: Final = Late(
    r"\"[^\"\n@]{1,64}\"@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_]{2,24}(?![\w@])", re.IGNORECASE
)
_PROVIDER: Final = (
    r"(?:gmail|googlemail|hotmail|outlook|yahoo|ymail|icloud|protonmail|proton|aol|gmx|yandex|rambler|naver|hanmail|wanadoo|laposte|libero|"
    r"tiscali|rediffmail|tutanota|zoho|freenet|t-online|live|msn|seznam|centrum|interia|onet|abv|ukr|bk|inbox|mail|web|qq|163|126)"
)
# A comma or nothing where the dot should stand, and the greatest providers without their ending: who reads it knows it.
_MISTYPED: Final = Late(
    rf"(?<![\w@.+/-])[^\W_][\w.+-]{{0,63}}\s?@\s?{_PROVIDER}(?:\s?[,;:]\s?{_ENDING}|\s(?:com|net|de|ru|fr|it)(?!\w))"
    r"|(?<![\w@.+/-])[^\W_][\w.+-]{1,63}@(?:gmail|googlemail|hotmail|outlook|yahoo|icloud|protonmail|gmx)(?!\s?\.\s?\w|[\w@-])",
    re.IGNORECASE,
)
_LETTER_BY_LETTER: Final = Late(
    r"(?<![\w.+-])(?:[\w.+-]\s){2,40}@(?:\s[\w-]){2,40}\s\.(?:\s[^\W\d_]){2,10}(?!\s?\w)", re.IGNORECASE
)
_SPEAKS_OF_MAIL: Final = Late(
    r"(?:e-?mails?|mails?|gmail|inbox|correo|courriel|poczta|почт\w{0,3}|мыло|posta|بريد\w{0,4}|البريد\w{0,4}|إيميل\w{0,2}|ايميل\w{0,2}|ایمیل)\W",
    re.IGNORECASE,
)
# Words that stand before "at" in a sentence, and are nobody's address.
_NO_LOCAL_WORDS: Final = (
    "look looks looking looked meet meets see be is are was were am been being arrive arrived live lives living work works working worked "
    "stay staying stop start starts open opened closed here there me us you them him her it that this what all only even good bad best "
    "laugh smile point stare sold sell buy bought found find aimed hosted posted listed available online up not and or but anyone someone "
    "everyone people party event time point the a an check register registered sign signed join joined visit read more info order"
)
_NO_LOCAL: Final = frozenset(_NO_LOCAL_WORDS.split())
_NO_DOMAIN_WORDS: Final = "the a an my your his her our their this that it its some any every each one com once least last first all"
_NO_DOMAIN: Final = frozenset(_NO_DOMAIN_WORDS.split())
_MAIL_DISTANCE: Final = 40


def emails(text: str) -> Iterator[tuple[int, int]]:
    """Where e-mail addresses stand."""
    if "@" in text:
        for start, end in _with_sign(text):
            if not _is_a_machines(text[start:end]):
                yield start, end
        if replaced := _REPLACED.search(text):
            for match in re.finditer(_AROUND.format(re.escape(replaced[1] or replaced[2])), text):
                yield match.span()
    lower = text.lower()
    words = _WORD.findall(lower)
    if (not _WORDS_OF_AT.isdisjoint(words) and _MAY_HOLD_A_DOT.search(lower)) or _SIGN_IN_BRACKETS.search(
        text
    ):
        yield from _in_words(text)
    if any(word in lower for word in _GLUED_WORDS):
        for match in _GLUED.finditer(text):
            yield match.span()


_SIGN_IN_BRACKETS: Final = Late(rf"{_OPEN}\s?@\s?{_CLOSE}")


def _with_sign(text: str) -> Iterator[tuple[int, int]]:
    for match in _PLAIN.finditer(text):
        yield match.span()
    for pattern in (_QUOTED, _MISTYPED, _LETTER_BY_LETTER):
        for match in pattern.finditer(text):
            yield match.span()
    for match in _IN_BRACKETS.finditer(text):
        before = _LOCAL_BEFORE.search(text[max(0, match.start() - _LONGEST_LOCAL) : match.start()])
        if before:
            yield match.start() - len(before[0]), match.end()
    for pattern in (_SIGN_AND_WORD, _SPACED):
        for match in pattern.finditer(text):
            if not _is_sentence(match[0]):
                yield match.span()


def _in_words(text: str) -> Iterator[tuple[int, int]]:
    for match in _BRACKETED.finditer(text):
        yield match.span()
    for match in _WORDS.finditer(text):
        if not _is_sentence(match[0]):
            yield match.span()
    for match in _WORD_AND_DOT.finditer(text):
        if not _is_sentence(match[0]) and _is_meant(text, match):
            yield match.span()


_LONGEST_LOCAL: Final = 64
_LOCAL_BEFORE: Final = Late(r"[\w.+-]{1,64}\Z")
_WORD: Final = Late(r"[^\W_]+")
_WORDS_OF_AT: Final = frozenset(_WORD.findall(_AT_WORDS)) | {"a", "ä", "snabela"}
_MAY_HOLD_A_DOT: Final = Late(
    rf"\.\s?[^\W\d_]|(?<![^\W_])(?:{_DOT_WORDS})(?![^\W_])|[\[({{<]\s?\.", re.IGNORECASE
)
_GLUED_WORDS: Final = (
    "골뱅이",
    "앳",
    "アット",
    "あっと",
    "艾特",
    "圈a",
    "爱特",
    "花a",
    "собак",
    "собач",
    "แอ",
    "गोलबैक",
    "एट",
    "آت",
    "ات",
    "שטרודל",
    "(a)",
    "(at)",
)
_FIRST: Final = Late(r"[\w.+-]+")
_AFTER_AT: Final = Late(rf"{_AT}([\w-]+)", re.IGNORECASE)


def _is_a_machines(written: str) -> bool:
    """Whether it is where a program fetches from: `git@github.com`."""
    return written.lower().startswith(("git@", "hg@"))


def _is_sentence(written: str) -> bool:
    """Whether it reads as a sentence: `look at the dot com bubble`."""
    first = _FIRST.match(written)
    host = _AFTER_AT.search(written)
    return bool(first and first[0].lower() in _NO_LOCAL) or bool(host and host[1].lower() in _NO_DOMAIN)


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """Whether `somebody at example.com` is an address: somebody's name is no plain word, or mail is spoken of before."""
    local = match[1]
    if any(sign in local for sign in "._+") or any(sign.isdigit() for sign in local):
        return True
    return bool(_SPEAKS_OF_MAIL.search(text[max(0, match.start() - _MAIL_DISTANCE) : match.start()] + " "))
