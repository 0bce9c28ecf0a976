"""How Discord's AutoMod matches a keyword, as its documentation says (*Keyword Matching Strategies*, read in November 2026).

A keyword is met whatever the case of its letters. Without a star it is met as a whole word: white space, or an end of the text,
on both sides. A star at its beginning or at its end lets the word go on there. AutoMod reads the text as it was typed: it
decodes no percent-encoding and takes off no disguise.
"""

from collections.abc import Callable, Iterable


def meets(keyword: str, text: str) -> bool:
    """Whether a keyword is met in a text, as the documentation says."""
    return _met(keyword, text, str.isspace)


def may_meet(keyword: str, text: str) -> bool:
    """Whether a keyword is met where any sign ends a word, not white space alone: Discord does not promise that it goes on to
    match as it documents, and what may stand must never be blocked.
    """
    return _met(keyword, text, lambda sign: not sign.isalnum())


def _met(keyword: str, text: str, ends_word: Callable[[str], bool]) -> bool:
    core, folded = keyword.strip("*").lower(), text.lower()
    opens, goes_on = keyword.startswith("*"), keyword.endswith("*")
    at = folded.find(core) if core else -1
    while at >= 0:
        end = at + len(core)
        begins = opens or at == 0 or ends_word(folded[at - 1])
        if begins and (goes_on or end == len(folded) or ends_word(folded[end])):
            return True
        at = folded.find(core, at + 1)
    return False


def first_met(keywords: Iterable[str], text: str) -> str | None:
    """The first of the keywords that is met in a text."""
    return next((keyword for keyword in keywords if meets(keyword, text)), None)
