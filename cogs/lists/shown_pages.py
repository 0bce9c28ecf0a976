"""The answer to `/blocklist show`: what happens here, why, and everything that this server may know of a place."""

import discord

from cogs.base.layout import messages_of
from cogs.lists.invite_words import holding_words
from cogs.lists.pages import moment, site_and_end, where_it_stands, who_said, why
from cogs.lists.site_words import site_words
from cogs.lists.standing_lines import standing_lines
from core.base.defang import defang
from core.lists.verdicts import Decision, Match
from core.servers.policy import Tier
from services.base.texts import Say
from services.lists.own_results import PatternReport
from services.lists.shared_list.shared import SharedView
from services.lists.typed_pattern import shown_pattern

_COLOUR = discord.Colour.dark_teal()


def shown(say: Say, found: PatternReport, contact: str = "") -> list[discord.ui.LayoutView]:
    """Everything, what happens first, in as many messages as that takes. `contact`: whom a listed party may ask."""
    holding = [] if found.holding is None else [holding_words(say, found.holding)]
    parts = ["\n".join([*_effect(say, found), *_hits(say, found), *holding])]
    parts += ["\n".join(lines) for lines in (_own(say, found), _allowed(say, found)) if lines]
    if found.let_through_by and not _is_let_through(found):
        parts.append(_let_through(say, found))
    parts.append("\n".join(_shared(say, found.shared, contact)))
    if found.covered_by:
        covers = [
            say(
                "list-show-cover",
                pattern=shown_pattern(match.pattern),
                list=say(f"tier-{match.tier}"),
                category=say(f"category-{match.category}"),
            )
            for match in found.covered_by
        ]
        parts.append("\n".join([say("list-show-covered"), *covers]))
    return messages_of(_COLOUR, say("list-show-title", pattern=shown_pattern(found.pattern.text)), parts)


def _effect(say: Say, found: PatternReport) -> list[str]:
    """What is done here about a message with it, sure and likely, and what of the policy says so."""
    sure, likely = found.effect.sure, found.effect.likely
    if not found.set_up:
        return [say("list-effect-not-set-up")]
    if not found.is_listed:
        return [say("list-effect-unlisted")]
    if found.hidden_by:
        allows = tuple(shown_pattern(pattern.text) for pattern in found.hidden_by)
        return [say("list-effect-allowed", patterns=allows)]
    if _is_let_through(found):
        return [_let_through(say, found)]
    if sure is None:
        winner = found.effect.winner
        lines = [say("list-effect-off"), *([] if winner is None else [_because(say, winner)])]
    else:
        lines = [say(f"list-effect-{sure.action}"), f"{_because(say, sure.match)} {_rule(say, sure)}"]
        lines += _words(say, sure.match)
        if likely is not None and likely.action is not sure.action:
            lines.append(say(f"list-effect-likely-{likely.action}"))
    return lines + ([say("list-effect-elsewhere")] if found.effect.elsewhere else [])


def _is_let_through(found: PatternReport) -> bool:
    """Whether nothing is done here since somebody whom this server follows lets it through."""
    return bool(found.let_through_by) and found.effect.winner is None


def _let_through(say: Say, found: PatternReport) -> str:
    return say("list-show-let-through", names=tuple(map(defang, found.let_through_by)))


def _because(say: Say, match: Match) -> str:
    return say(
        "list-effect-because",
        pattern=shown_pattern(match.pattern),
        list=say(f"tier-{match.tier}"),
        category=say(f"category-{match.category}"),
    )


def _words(say: Say, match: Match) -> list[str]:
    """What a subscribed list says of an entry; what the own and the shared list say stands further down."""
    if match.tier is not Tier.SUBSCRIBED or not match.note:
        return []
    return [say("list-show-note", note=defang(match.note))]


def _rule(say: Say, decision: Decision) -> str:
    named = {"category": say(f"category-{decision.match.category}")} if decision.rule == "category" else {}
    return say(f"check-rule-{decision.rule}", **named)


def _own(say: Say, found: PatternReport) -> list[str]:
    entry = found.own
    if entry is None:
        return [say("list-show-not-own")]
    case, when = entry.case or 0, moment(entry.added_at)
    lines = [
        say("list-show-own", category=say(f"category-{entry.category}")),
        say("list-show-by-nobody", when=when, case=case)
        if entry.added_by is None
        else say("list-show-by", when=when, who=f"<@{entry.added_by}>", case=case),
    ]
    if entry.note:
        lines.append(say("list-show-note", note=defang(entry.note)))
    return lines + site_and_end(say, entry)


def _allowed(say: Say, found: PatternReport) -> list[str]:
    if found.allowed is None:
        return []
    when, who = moment(found.allowed.added_at), found.allowed.added_by
    lines = [
        say("list-show-allowed-nobody", when=when)
        if who is None
        else say("list-show-allowed", when=when, who=f"<@{who}>")
    ]
    if found.allowed.reason:
        lines.append(say("list-show-reason", reason=defang(found.allowed.reason)))
    return lines


def _hits(say: Say, found: PatternReport) -> list[str]:
    if found.hits.last is None:
        return [say("list-show-no-hits")]
    return [say("list-show-hits", count=found.hits.count, when=moment(found.hits.last, "R"))]


def _shared(say: Say, view: SharedView | None, contact: str) -> list[str]:
    if view is None:
        return [say("sharing-state-none")]
    lines = where_it_stands(say, view)
    if view.category is not None:
        lines.append(say("sharing-category", category=say(f"category-{view.category}")))
    if view.site.name:
        lines.append(say("list-show-site", name=site_words(view.site.name)))
    if view.note:
        lines.append(say("list-show-note", note=defang(view.note)))
    return [*lines, *who_said(say, view.said), *why(say, view.said), *standing_lines(say, view, contact)]
