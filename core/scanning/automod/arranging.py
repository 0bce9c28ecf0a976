"""Which rule holds which keyword, and what is to be changed at Discord so that it does.

A keyword stays in the rule in which it stands, so that most changes of a list touch one rule. Rules are known by Discord's ids,
which Rowan keeps; of rules that others made only the number matters.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from core.scanning.automod.compiler import KEYWORDS

EXEMPT_CHANNELS = 50
EXEMPT_ROLES = 20
MESSAGE_LENGTH = 150


@dataclass(frozen=True, slots=True)
class RuleText:
    """All that a rule says; the order in it does not matter."""

    keywords: frozenset[str]
    allow: frozenset[str] = frozenset()
    channels: frozenset[int] = frozenset()  # in which it does nothing
    roles: frozenset[int] = frozenset()  # to whose members it does nothing
    message: str = ""  # what whoever is stopped is told

    @property
    def digest(self) -> str:
        """By which it is told whether somebody else changed the rule."""
        parts = [sorted(self.keywords), sorted(self.allow), sorted(self.channels), sorted(self.roles)]
        return sha256(repr((parts, self.message)).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Standing:
    """One of Rowan's rules as Discord has it. `others`: it also says what Rowan never says: an expression, an action."""

    rule: int
    text: RuleText
    enabled: bool = True
    others: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """What is to be done at Discord: first what is deleted, then what is changed, then what is made."""

    delete: Sequence[int] = ()
    change: Mapping[int, RuleText] = field(default_factory=dict)
    make: Sequence[RuleText] = ()

    @property
    def any(self) -> bool:
        """Whether anything is to be done."""
        return bool(self.delete or self.change or self.make)


def steps_to(
    keywords: Sequence[str], like: RuleText, standing: Sequence[Standing], rules: int, *, enable: bool = False
) -> Steps:
    """Find what makes the standing rules hold the keywords. `like`: what each rule says besides its keywords; `rules`: how many
    Rowan may have.

    A rule that people switched off is left as it is, and so are the keywords in it; `enable`: not any more.
    """
    off = [] if enable else [each for each in standing if not each.enabled]
    on = [each for each in standing if each not in off]
    asleep = frozenset[str]().union(*(each.text.keywords for each in off))
    wanted = [keyword for keyword in keywords if keyword not in asleep]
    needed = min(-(-len(wanted) // KEYWORDS), max(0, rules - len(off)))
    kept = sorted(on, key=lambda each: (-len(each.text.keywords.intersection(wanted)), each.rule))
    shares = _shares(wanted, [each.text.keywords for each in kept[:needed]], needed)
    texts = [RuleText(share, like.allow, like.channels, like.roles, like.message) for share in shares]
    change = {
        each.rule: text
        for each, text in zip(kept, texts, strict=False)
        if each.text != text or each.others or not each.enabled
    }
    return Steps(tuple(each.rule for each in kept[needed:]), change, tuple(texts[len(kept) :]))


def _shares(wanted: Sequence[str], before: Sequence[frozenset[str]], rules: int) -> list[frozenset[str]]:
    """Share the keywords out among so many rules."""
    wanted = wanted[: rules * KEYWORDS]
    shares: list[set[str]] = [set() for _ in range(rules)]
    rest = list[str]()
    where = {keyword: at for at, keywords in enumerate(before) for keyword in keywords}
    for keyword in wanted:
        at = where.get(keyword)
        if at is not None and len(shares[at]) < KEYWORDS:
            shares[at].add(keyword)
        else:
            rest.append(keyword)
    for share in shares:
        taken = rest[: KEYWORDS - len(share)]
        share.update(taken)
        rest = rest[len(taken) :]
    return [frozenset(share) for share in shares]
