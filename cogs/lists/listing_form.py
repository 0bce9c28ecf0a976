"""The fields of the form that puts a link on the list: both a case's card and a detection's open it."""

from collections.abc import Mapping, Sequence

import discord

from cogs.base.category_options import category_options
from cogs.base.forms import Form
from cogs.lists.site_words import site_words
from core.base.categories import Category
from core.lists.patterns import Scope
from core.lists.scopes import Cover, distinct
from services.base.texts import Say
from services.lists.own_sites import site_choice
from services.lists.sightings import SEEN_DAYS, Seen
from services.lists.sites import LikeSite
from services.lists.typed_pattern import NOTE_LENGTH, shown_pattern

OPTION_LENGTH = 100  # characters of a select's label and of its description


def add_listing_fields(
    form: Form,
    say: Say,
    scopes: dict[Scope, list[Cover]],
    category: Category,
    seen: Mapping[Scope, Sequence[Seen]],
    like: LikeSite | None,
) -> None:
    """Add the fields that *list* asks for: how much to list, why, whether to share it, a note.

    `like`: the site that the link is like. It is offered as where the category comes from, since a form has room for five
    fields; who wants another site, or a new one, says so with `/blocklist add`.
    """
    form.choice("scope", say("case-list-scope"), _scope_options(say, scopes, seen))
    form.choice(
        "category", say("case-list-category"), [*_site_option(say, like), *category_options(say, category)]
    )
    yes_no = [
        discord.SelectOption(label=say("case-no"), value="no", default=True),
        discord.SelectOption(label=say("case-yes"), value="yes"),
    ]
    form.choice("share", say("case-list-share"), yes_no, description=say("case-list-share-help"))
    form.text("note", say("case-list-note"), description=say("case-list-note-help"), limit=NOTE_LENGTH)


def _site_option(say: Say, like: LikeSite | None) -> list[discord.SelectOption]:
    """The site that the link is like, as an option that is never chosen by itself: it may change what is done."""
    if like is None:
        return []
    return [
        discord.SelectOption(
            label=option_text(say("list-form-site", name=site_words(like.name))),
            value=site_choice(like.name),
            description=option_text(
                say(f"list-form-site-{like.likeness}", category=say(f"category-{like.category}"))
            ),
        )
    ]


def _scope_options(
    say: Say, scopes: dict[Scope, list[Cover]], seen: Mapping[Scope, Sequence[Seen]]
) -> list[discord.SelectOption]:
    offered = distinct(scopes)
    preset = _preset(offered, seen)
    return [
        discord.SelectOption(
            label=option_text(_scope(say, scope, seen.get(scope, ()))),
            value=scope,
            description=option_text(_covered(say, made)),
            default=scope is preset,
        )
        for scope, made in offered.items()
    ]


def _preset(offered: Mapping[Scope, list[Cover]], seen: Mapping[Scope, Sequence[Seen]]) -> Scope:
    """What is chosen already: the narrowest scope, which takes the fewest other places with it; but the host where other
    pages of it were reported or found here lately, too.
    """
    narrowest = next(iter(offered))
    counts = {scope: sum(one.count for one in seen.get(scope, ())) for scope in offered}
    whole = Scope.HOST in offered and counts[Scope.HOST] > counts[narrowest]
    return Scope.HOST if whole else narrowest


def _scope(say: Say, scope: Scope, seen: Sequence[Seen]) -> str:
    """Name a scope, and how often what it would cover was seen here; of several links, each by its number."""
    name = say(f"case-scope-{scope}")
    if not seen:
        return name
    counts = [f"{one.count}+" if one.more else str(one.count) for one in seen]
    if len(counts) > 1:
        counts = [f"{number}: {count}" for number, count in enumerate(counts, start=1)]
    key = "case-scope-posted" if any(one.posted for one in seen) else "case-scope-seen"
    posted = sum(one.posted for one in seen)
    return say(key, scope=name, days=SEEN_DAYS, counts=say.line(*counts), posted=posted)


def _covered(say: Say, made: list[Cover]) -> str:
    """Say what a scope would put on the list: one pattern, or one for each link."""
    patterns = {None if one.pattern is None else one.pattern.text for one in made}
    if len(patterns) == 1:
        return bare(shown_pattern(patterns.pop() or ""))
    return " · ".join(
        say("case-scope-refused", position=str(number))
        if one.pattern is None
        else say("case-scope-numbered", position=str(number), pattern=bare(shown_pattern(one.pattern.text)))
        for number, one in enumerate(made, start=1)
    )


def bare(code: str) -> str:
    """Take the backticks away: a select's texts know no formatting."""
    return code.strip("`")


def option_text(text: str) -> str:
    """Cut a text to what a select's option may hold."""
    return text if len(text) <= OPTION_LENGTH else text[: OPTION_LENGTH - 1] + "…"
