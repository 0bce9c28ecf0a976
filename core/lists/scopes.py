"""What each scope would put on a list for some links, before anybody chooses a scope."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.links import Link
from core.lists.patterns import Pattern, Scope, pattern_for
from core.lists.refusals import PatternError


@dataclass(frozen=True, slots=True)
class Cover:
    """What one scope makes of one link: a pattern, or why there is none."""

    link: Link
    pattern: Pattern | None
    refusal: PatternError | None


def cover(link: Link, scope: Scope) -> Cover:
    """Say what the scope makes of the link. Never raises."""
    try:
        return Cover(link, pattern_for(link, scope), None)
    except PatternError as error:
        return Cover(link, None, error)


def covers(links: Sequence[Link]) -> dict[Scope, list[Cover]]:
    """Say what each scope that can be used on at least one link makes of each link."""
    made = {scope: [cover(link, scope) for link in links] for scope in Scope}
    return {scope: each for scope, each in made.items() if any(one.pattern is not None for one in each)}


def distinct(made: Mapping[Scope, list[Cover]]) -> dict[Scope, list[Cover]]:
    """What `covers` made, narrowest first, each scope that comes to the same once: as `host` where that is one of them."""
    together: dict[tuple[str | None, ...], list[Scope]] = {}
    for scope, each in made.items():
        patterns = tuple(None if one.pattern is None else one.pattern.text for one in each)
        together.setdefault(patterns, []).append(scope)
    chosen = [Scope.HOST if Scope.HOST in scopes else scopes[0] for scopes in together.values()]
    return {scope: made[scope] for scope in chosen}
