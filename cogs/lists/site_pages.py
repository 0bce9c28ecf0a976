"""The answers of `/blocklist site`: a site with its addresses, and what was changed of it."""

from collections.abc import Sequence

import discord

from cogs.base.layout import Card, Turning, button, fit
from cogs.lists.pages import moment, within
from cogs.lists.site_words import site_words
from cogs.lists.standing_lines import held_lines
from core.base.defang import defang
from core.lists.sites import site_key
from core.servers.policy import Tier
from services.base.texts import Say
from services.lists.sites import ChangedSite, Indicator, SitePage
from services.lists.typed_pattern import shown_pattern

_COLOUR = discord.Colour.dark_teal()
# Characters for the addresses of a page, and for what is above them.
_ROWS, _HEAD = 2200, 1700


def page(say: Say, found: SitePage) -> discord.ui.LayoutView:
    """A page: what the site is, then its addresses, each with where it stands and what is done about it here."""
    head = _head(say, found) if found.number == 0 else _head(say, found)[:1]
    card = Card(_COLOUR).text(fit("\n".join(head), _HEAD))
    rows = [within(say, _row(say, row), len(found.rows), _ROWS) for row in found.rows]
    card.line().text("\n".join(rows) if rows else say("site-empty"))
    name = site_key(found.name)
    turning = Turning(say, lambda number: f"lists:site:{number}:{name}")
    return turning.add(card, found.number, found.pages).view()


def changed(say: Say, done: ChangedSite) -> str | discord.ui.LayoutView:
    """The answer to a change: what it says now, and the offer to make one of two where the new name is taken."""
    before, after = done.before, done.after
    lines = []
    if after != before or done.into is None:
        key = "site-changed" if after != before else "site-unchanged"
        lines.append(say(key, name=site_words(after.words.name)))
    if after.words.name != before.words.name:
        lines.append(say("site-was-named", name=site_words(before.words.name)))
    if after.category is not before.category:
        told = {"before": say(f"category-{before.category}"), "after": say(f"category-{after.category}")}
        lines.append(say("list-changed-category", **told))
    if after.words.summary != before.words.summary:
        lines.append(say("site-summary", summary=defang(after.words.summary)))
    if after.note != before.note:
        lines.append(say("list-show-note", note=defang(after.note)))
    if after != before:
        lines.append(say("site-shared-later"))
    if done.into is None:
        return "\n".join(lines)
    into = done.into.words.name
    lines.append(say("site-name-taken", name=site_words(into)))
    merge = button(f"lists:merge:{after.id}:{done.into.id}", say("site-merge"))
    return Card(_COLOUR).text("\n".join(lines)).buttons(merge).view()


def _head(say: Say, found: SitePage) -> Sequence[str]:
    lines = [say("site-title", name=site_words(found.name), total=found.total)]
    own, shared = found.own, found.shared
    if own is None:
        lines.append(say("site-only-shared"))
    else:
        lines.append(say("site-inherits", category=say(f"category-{own.category}")))
        if own.words.summary:
            lines.append(say("site-summary", summary=defang(own.words.summary)))
        if own.note:
            lines.append(say("list-show-note", note=defang(own.note)))
    if shared.summary and (own is None or shared.summary != own.words.summary):
        lines.append(say("site-shared-summary", summary=defang(shared.summary)))
    if found.more:
        lines.append(say("site-more"))
    return lines


def _row(say: Say, row: Indicator) -> list[str]:
    pattern = shown_pattern(row.pattern.text)
    if row.tier is None or row.category is None or row.action is None:
        first = say("site-row-idle", pattern=pattern)
    else:
        first = say(
            "site-row",
            pattern=pattern,
            category=say(f"category-{row.category}"),
            list=say(f"tier-{row.tier}"),
            action="allowed" if row.allowed else str(row.action),
        )
    lines = [first]
    if row.shared is not None and row.shared.state is not None:
        if row.tier is not Tier.SHARED:  # else the row names the shared list itself
            lines.append(say("list-search-note", note=say(f"site-state-{row.shared.state}")))
        lines += [say("list-search-note", note=line) for line in held_lines(say, row.shared)]
    if row.own is not None and row.own.ends_at is not None:
        lines.append(say("list-search-note", note=say("list-ends", when=moment(row.own.ends_at))))
    return lines
