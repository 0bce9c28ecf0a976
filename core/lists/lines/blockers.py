"""Lines of ad blockers.

Sources: https://adguard.com/kb/general/ad-filtering/create-own-filters/,
https://github.com/gorhill/uBlock/wiki/Static-filter-syntax.
"""

import re
from typing import Final

from core.links.words import words
from core.lists.lines.names import one
from core.lists.refusals import ExceptionLine, PatternError

_COSMETIC: Final = re.compile(r"#@?[?$%]{0,2}#(?![\s#]|\Z)|#@?[?$%]{1,2}#|\$@?\$(?=[a-z])|\$@\$")
_SHOWN: Final = re.compile(r"(\*\*\*|\*\*|__|~~|\|\|)([^*|]+)\1")
_OPTIONS: Final = re.compile(
    r"\$(~?[a-z0-9_-]+(?:=[^,\s]*)?(?:,~?[a-z0-9_-]+(?:=[^,\s]*)?)*)\Z", re.IGNORECASE
)
# Options that leave a rule whole for who opens the address.
_WHOLE: Final = words("all document doc important")
_KNOWN: Final = words(
    "all badfilter document doc important third-party 3p first-party 1p popup popunder script image img stylesheet css"
    " object object-subrequest xmlhttprequest xhr subdocument frame ping websocket webrtc font media other match-case"
    " domain from to method denyallow redirect redirect-rule rewrite csp removeparam queryprune removeheader header"
    " permissions replace uritransform urlskip cookie network app client dnstype dnsrewrite ctag strict1p strict3p"
    " inline-script inline-font elemhide ehide generichide ghide specifichide shide genericblock content jsinject"
    " urlblock extension stealth empty mp4 cname ipaddress reason jsonprune hls noop"
)


def is_cosmetic(text: str) -> bool:
    """Whether the line hides something on a page (`one.example##.ad`)."""
    return _COSMETIC.search(text) is not None and "://" not in text.partition("#")[0]


def blocker(text: str) -> tuple[str, ...] | None:
    """`||one.example^`, `|https://one.example/page|`, with options or without."""
    shown = _SHOWN.fullmatch(text)
    if shown:  # bold or hidden, as a message shows it
        return (one(shown[2]),)
    rule, options = _options_of(text)
    if not text.startswith("|") and not options and not text.endswith("^"):
        return None
    if not rule.startswith("/"):  # a regular expression, or a piece of an address, whatever its options say
        _refuse_options(rule, options)
    return (_place(rule),)


def exception(text: str) -> ExceptionLine:
    """What `@@||one.example^` is about: the place, where it holds for whoever opens the address. `text`: without the `@@`."""
    rule, options = _options_of(text)
    names = _named_wholly(rule, options)
    if "badfilter" in options:
        return ExceptionLine("pattern-line-cancels", names, of_exceptions=True)
    return ExceptionLine(names=names, below=True, is_important="important" in options)


def is_important(text: str) -> bool:
    """Whether the rule says that exceptions of the list shall not hold against it."""
    return "important" in text and "important" in _options_of(text)[1]


def _named_wholly(rule: str, options: list[str]) -> tuple[str, ...]:
    """The place of a rule that is about all of it; none where the options narrow it, or where it has no single place."""
    if not _WHOLE.issuperset(option for option in options if option != "badfilter"):
        return ()
    try:
        return (_place(rule),)
    except PatternError:
        return ()


def _place(rule: str) -> str:
    """The place of a rule without its options. Raises PatternError where it is about none, or about a piece of one."""
    if rule.startswith("/"):
        raise PatternError("pattern-line-regex" if rule.endswith("/") else "pattern-line-fragment")
    name = rule.removeprefix("||").removeprefix("|").removesuffix("|")
    name = name.removesuffix("*") if name.endswith("^*") else name
    name = name.removesuffix("^")
    if "|" in name or "^" in name:
        raise PatternError("pattern-line-fragment")
    return one(name)


def _options_of(text: str) -> tuple[str, list[str]]:
    """The rule and its options, in lower case; what follows a `$` and is none belongs to the rule."""
    found = _OPTIONS.search(text)
    if found is None:
        return text, []
    options = found[1].lower().split(",")
    if not text.startswith("|") and not all(_name(option) in _KNOWN for option in options):
        return text, []
    return text[: found.start()], options


def _refuse_options(rule: str, options: list[str]) -> None:
    names = {_name(option) for option in options}
    if "badfilter" in names:
        raise ExceptionLine("pattern-line-cancels", _named_wholly(rule, options))
    if "denyallow" in names:
        raise PatternError("pattern-line-denyallow")
    if not _WHOLE.issuperset(options):
        raise PatternError("pattern-line-narrowed")


def _name(option: str) -> str:
    return option.partition("=")[0].lstrip("~")
