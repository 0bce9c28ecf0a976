"""What a line of a list names: the list formats of hosts files, ad blockers, name servers and proxies.

A line is read by the shape that gives its format away, and is never read as something else: what a format says beside
"block this host or page" is refused with its own reason. What has no such shape is one name, which
`core/lists/patterns.py` reads as it was typed. docs/list-lines.md shows every format with its answer.
"""

import re
from collections.abc import Callable
from typing import Final

from core.lists.lines.blockers import blocker, exception, is_cosmetic
from core.lists.lines.names import LOCAL, PLAIN, negated, network, one, several
from core.lists.lines.resolvers import dnsmasq, hosts, name_server, policy_zone, proxy
from core.lists.refusals import ExceptionLine, PatternError

_BYTE_ORDER_MARK: Final = "\ufeff"  # some editors put this at the head of a file
# What most lines of the two commonest formats are; the same answer as below, in a fraction of the time.
_USUAL: Final = re.compile(
    r"(?:(?:0\.0\.0\.0|127\.0\.0\.1)[ \t]+|(\|\|))([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\.[A-Za-z]{2,63})(?(1)\^)"
)
_PASSED_OVER: Final = frozenset({"pattern-line-comment", "pattern-line-header"})
_COMMENT: Final = re.compile(r"#|!|;|//|<!--|--\s|/\*")
_FOR_PEOPLE: Final = re.compile(r"[#!;]+\s")  # no rule of an ad blocker begins so
_TRAILING: Final = re.compile(r"(?<!:)\s+(?:#|!|;|//).*", re.DOTALL)
_HEADER: Final = re.compile(
    r"\[\s*(?:adblock|adguard|ublock|abp)[^\]]*\]|\$(?:TTL|ORIGIN)\b.*"
    r"|(?:\S+\s+)?(?:\d+\s+)?(?:IN\s+)?(?:SOA|NS)\s+\S+\..*"
    r"|(?:server|payload|rules|rpz):|---|\)",
    re.IGNORECASE,
)
# A host that is the first of several fields.
_FIELDS: Final = re.compile(r"\"?[\w-]+(?:\.[\w-]+)+\"?[,;|\t]")
_FORMATS: Final[tuple[Callable[[str], tuple[str, ...] | None], ...]] = (
    network,
    hosts,
    dnsmasq,
    name_server,
    policy_zone,
    proxy,
    blocker,
    several,
)


def names_in(line: str) -> tuple[str, ...]:
    """What `line` names, each as `parse_pattern` reads it; nothing for a line without content.

    Raises PatternError with the reason where the line is a comment, or says something else than what to block.
    """
    text = line.strip().removeprefix(_BYTE_ORDER_MARK).strip()
    if not text or PLAIN.fullmatch(text):
        return (text,) if text else ()
    usual = _USUAL.fullmatch(text)
    if usual and usual[2].lower() not in LOCAL:
        return (usual[2],)
    _refuse_what_is_no_rule(text)
    text = _TRAILING.sub("", text).strip()
    for read in _FORMATS:
        names = read(text)
        if names is not None:
            return names
    if _FIELDS.match(text.rstrip(",")):
        raise PatternError("pattern-line-unknown")
    return (one(text),)


def is_passed_over(error: PatternError) -> bool:
    """Whether a line was refused because it is there for people, so that nobody need be told of each."""
    return error.reason in _PASSED_OVER


def _refuse_what_is_no_rule(text: str) -> None:
    if text.startswith("@@"):
        raise exception(text[2:])
    if is_cosmetic(text) and not _FOR_PEOPLE.match(text):
        raise PatternError("pattern-line-cosmetic")
    if (let_through := negated(text)) is not None:
        raise ExceptionLine(names=let_through, below=True)
    if _COMMENT.match(text):
        raise PatternError("pattern-line-comment")
    if _HEADER.fullmatch(text):
        raise PatternError("pattern-line-header")
