"""Saying on a case's card how each link was disguised, and what lists say about it."""

from collections.abc import Sequence

from cogs.lists.disguise_words import disguise_words
from cogs.lists.short_words import behind_words
from core.base.defang import defang, defang_link
from core.lists.verdicts import Match, winning_matches
from services.base.texts import Say
from services.lists.typed_pattern import shown_pattern
from services.reports.records import Case, CaseLink

_LINKS_SHOWN = 5


def link_lines(say: Say, case: Case, matches: Sequence[Match]) -> list[str]:
    """Say of each link what it is, how it was disguised, and what lists say."""
    if not case.links:
        return [say("case-no-links")]
    lines = []
    for link in case.links[:_LINKS_SHOWN]:
        lines += [_link(say, link), f"-# {_verdict(say, link, matches)}"]
    if len(case.links) > _LINKS_SHOWN:
        lines.append(say("case-links-more", count=len(case.links) - _LINKS_SHOWN))
    return lines


def _link(say: Say, link: CaseLink) -> str:
    shown = defang_link(link.canonical)
    if not link.how:
        return say("case-link", link=shown)
    return say("case-link-disguised", link=shown, how=disguise_words(say, link.how))


def _verdict(say: Say, link: CaseLink, matches: Sequence[Match]) -> str:
    """Say what the nearest list holds about one link."""
    about = [match for match in matches if match.link == link.canonical]
    winning = winning_matches(about)
    if about and not winning:
        return say("case-on-allowed")
    for match in winning:
        verdict = say(
            f"case-on-{match.tier}",
            pattern=shown_pattern(match.pattern),
            category=say(f"category-{match.category}"),
            source=defang(match.source) or "none",
        )
        return say.line(behind_words(say, match.leads_to), verdict) if match.leads_to else verdict
    return say("case-on-no-list")
