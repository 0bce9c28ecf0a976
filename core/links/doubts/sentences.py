"""Where two sentences may meet without a space between them: `zimno.to prawda`, `covid19.is over`, `gtk.org.do not load`.

No list holds all words, so a name that is none in it may be one. What follows tells more: an ending that begins sentences, with words
behind it, is likely at most, unless something says that a host is meant (docs/decisions/0111-sentences-that-meet.md).
"""

import re
from typing import Final, NamedTuple

from core.links.doubts.everyday import is_everyday, is_popular, languages_of, opens_in
from core.links.doubts.plainer import goes_on_in_a_sentence, near_words, opens_sentences
from core.links.hosts import is_icann_suffix, is_tld
from core.links.popular import COMMON_WORDS
from core.links.words import words

_SHORTENED: Final = re.compile(r"['’](?:s|ll|d|re|ve|t)\b")  # `it's`
# Endings under which people know good hosts: `grimholt.com.in the menu` begins with one.
_KNOWN_ENDINGS: Final = frozenset({"com", "net", "org"})
# What follows an ending where a sentence goes on: words or numbers, in quotes or brackets or not.
_GOES_ON: Final = re.compile(r"[,;:!?…]{0,3}\s{1,2}[\"'“„«(¿¡]{0,2}(?=\w)")
_NEXT: Final = re.compile(r"[^\W\d_]+")
# What says that a host follows: `the site grimhollow.to went down`.
_INTRODUCED: Final = re.compile(
    r"(?i)(?<!\w)(?:(?:web)?site|(?:web)?page|url|link|domain|host|forum|mirror|visit|sitio|p[aá]gina|sito|seite|webs(?:eite|ted|ida|tr[aá]nka)"
    r"|hjemmeside|stron[aęy]|stronie|adres|adresi|siteye|sitesi|sayfa|сайт[аеу]?|зеркало|موقع|سایت|साइट)\s?:?\s\Z"
)
_LOOK_BACK: Final = 24
_NOT_BEFORE_A_WORD: Final = frozenset("=&?:/@#")
# Verbs of which the name must be the subject: no sentence begins with `to is` or `in has`.
_VERBS: Final = words("is has had does did will would can could are were went got isnt wasnt hasnt doesnt")
# Verbs that begin an order where one of these follows: `sound.click the button`.
_ORDERS: Final = words(
    "download select click open run ping read buy search play call build save watch help check"
)
_OBJECTS: Final = words("a an the this that these those it my your our me you us them all both up down")
# What people end a thought with, and nothing follows: `the best.lol`.
_ADDED: Final = words("lol wow wtf cool")
_SUBJECTS: Final = words("it you one who")
_NO_SUBJECTS: Final = words("am as at be by do im in is me my no or so to us off on")
# Endings that are words, and yet mostly those of hosts: the words on both sides must be of the same language.
MOSTLY_OF_HOSTS: Final = words("co su de eu fr us")
# French verbs are written so with their pronouns: `dis-moi.je suis là`.
_BEHIND_A_VERB: Final = words("moi toi il elle on nous vous ils elles je tu ce la le les ci là y en lui")
# A word with a number behind it, as names of things are: `covid19`, `windows11`, `ps5`.
_NUMBERED: Final = re.compile(r"([^\W\d_]{2,})\d{0,4}")
# Labels that stand before the name of a host and are words by themselves.
_OF_SITES: Final = words(
    "forum forums board boards blog shop store login mail news app m en de fr es ru mobile old new web api cdn img wiki help support my secure"
    " live stream streams video videos tv chat play cam members"
)


class Seam(NamedTuple):
    """The last dot of a bare name, `text[start:host_end]`: `last` and `ending` stand on its sides, `rest` before them. Lower case."""

    text: str
    start: int
    host_end: int
    rest: str
    last: str
    ending: str

    @property
    def goes_on(self) -> bool:
        """Whether words follow."""
        return (
            goes_on_in_a_sentence(self.text, self.host_end)
            or _SHORTENED.match(self.text, self.host_end) is not None
        )

    @property
    def is_an_order(self) -> bool:
        """Whether the ending is a verb that begins an order: `sound.click the button`."""
        return self.ending in _ORDERS and not _OBJECTS.isdisjoint(self.following[:1])

    @property
    def following(self) -> list[str]:
        """The words behind the name, in lower case."""
        return [word.lower() for word in _NEXT.findall(self.text[self.host_end : self.host_end + _LOOK_BACK])]


def may_meet(text: str, start: int, host_end: int, *, capital: bool) -> bool:
    """Whether two sentences may meet at the last dot of the bare name `text[start:host_end]`; `capital`: its ending has one."""
    name, _, ending = text[start:host_end].lower().rpartition(".")
    rest, _, last = name.rpartition(".")
    seam = Seam(text, start, host_end, rest, last, ending)
    if _names_a_part(seam) or not (languages_of(ending) or opens_in(ending) or seam.is_an_order):
        return False
    if not (capital or opens_sentences(ending) or seam.is_an_order):
        return not rest and _stands_between_its_words(seam)
    if rest and is_tld(last):
        return capital or (seam.goes_on and _is_good_host(name, last, ending))
    if _ends_in_a_word(seam, capital=capital):
        return True
    if ending in MOSTLY_OF_HOSTS and not capital:
        return not rest and _stands_between_its_words(seam)
    return _goes_on_with(seam)


def _names_a_part(seam: Seam) -> bool:
    """Whether a verb follows of which the name is the subject: it begins as sites call their parts, and its ending is no word
    that a verb follows: `live.rook.cam has a stream`, but not `my new.house.it is big`.
    """
    named = bool(seam.rest) and _OF_SITES.issuperset(seam.rest.split("."))
    return named and seam.ending not in _SUBJECTS and not _VERBS.isdisjoint(seam.following[:1])


def _ends_in_a_word(seam: Seam, *, capital: bool) -> bool:
    """Whether what stands before the ending is a word that lists know, of its language or of that of the words beside it."""
    spoken = languages_of(seam.ending) | opens_in(seam.ending)
    if languages_of(seam.last) & spoken or (seam.last in COMMON_WORDS and "en" in spoken):
        return True
    return seam.goes_on and (capital or is_everyday(seam.last)) and _is_spoken_near(seam)


def _stands_between_its_words(seam: Seam) -> bool:
    """Whether an ending that is mostly one of hosts is a word here: the name is of its language, or the words on both sides are."""
    spoken = opens_in(seam.ending)
    if languages_of(seam.last) & spoken:
        return seam.goes_on or seam.ending in _ADDED
    if not seam.goes_on or seam.ending not in MOSTLY_OF_HOSTS:
        return False
    before = _NEXT.findall(seam.text[max(0, seam.start - _LOOK_BACK) : seam.start])[-1:]
    beside = [languages_of(word.lower()) & spoken for word in before + seam.following[:1]]
    both = len(beside) > 1 and bool(beside[0] & beside[1])
    return both and _may_be_a_word(seam.last, spoken)


def _is_spoken_near(seam: Seam) -> bool:
    """Whether a word beside the name is of a language of which the ending is a word, too."""
    spoken = languages_of(seam.ending)
    beside = map(languages_of, near_words(seam.text, seam.start, seam.host_end))
    return any(spoken & each and (opens_sentences(seam.ending) or "en" not in each) for each in beside)


def _goes_on_with(seam: Seam) -> bool:
    """Whether a sentence may begin with the ending, and nothing says that the name, a word of no list, is a host's."""
    text, start, ending, following = seam.text, seam.start, seam.ending, seam.following
    if not (seam.is_an_order or opens_in(ending)) or not _may_be_a_word(seam.last, opens_in(ending)):
        return False
    before = text[max(0, start - 1) : start]
    if before in _NOT_BEFORE_A_WORD or (seam.rest and not _begins_with_a_word(seam.rest)):
        return False
    goes_on = _GOES_ON.match(text, seam.host_end) or _SHORTENED.match(text, seam.host_end)
    if not goes_on or _INTRODUCED.search(text, max(0, start - _LOOK_BACK), start):
        return False
    if following and following[0] in _VERBS and ending in _NO_SUBJECTS:
        return False
    if seam.is_an_order or _SHORTENED.match(text, seam.host_end):
        return True
    return not following or _may_speak(following, ending) or _is_spoken_near(seam)


def _may_speak(following: list[str], ending: str) -> bool:
    """Whether the words behind the ending may be of its languages: one is, or none is in any list."""
    spoken = opens_in(ending)
    known = [languages for word in following[:2] if (languages := languages_of(word))]
    return not known or any(languages & spoken for languages in known)


def _begins_with_a_word(rest: str) -> bool:
    """Whether the labels before a name are words, and none that sites call a part of theirs."""
    return all(is_everyday(label) and label not in _OF_SITES for label in rest.split("."))


def _may_be_a_word(name: str, spoken: frozenset[str]) -> bool:
    """Whether a sentence can end in `name`: it is written as a word is, with a number behind it or without."""
    if "-" in name:
        return "fr" in spoken and name.rpartition("-")[2] in _BEHIND_A_VERB
    return _NUMBERED.fullmatch(name) is not None


def _is_good_host(name: str, last: str, ending: str) -> bool:
    """Whether `name` is more likely a host by itself than with `ending`, which registries may sell together with its own."""
    return last in _KNOWN_ENDINGS or not is_icann_suffix(f"{last}.{ending}") or is_popular(name)
