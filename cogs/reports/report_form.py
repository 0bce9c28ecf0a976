"""The form of a report: what is wrong comes first and nothing is preset, so that nobody calls for help, or fails to, by
leaving a field alone.
"""

import discord

from cogs.base.forms import TITLE_LENGTH, Form
from core.base.categories import Category
from core.base.defang import plain
from core.reports.report_form import DETAILS_LENGTH, LINK_LENGTH, Draft
from services.base.texts import Say


def report_form(say: Say, token: str, draft: Draft, *, alerts: bool, server: str = "") -> Form:
    """The form. `alerts`: an emergency alerts the moderators; `server`: its name, where it is opened elsewhere."""
    titled = say("report-form-title-for", server=plain(server)) if server else say("report-form-title")
    fits = len(titled) < TITLE_LENGTH
    form = Form(f"report:{token}", titled if fits else say("report-form-title"))
    if not fits:
        form.says(say("report-form-for", server=server))
    form.radio("category", say("report-form-category"), _categories(say, alerts=alerts))
    if draft.message is None:
        _link(form, say, draft)
    form.text(
        "details",
        say("report-form-details"),
        description=say("report-form-details-help"),
        long=True,
        limit=DETAILS_LENGTH,
    )
    if draft.message is not None:
        _link(form, say, draft)
    return form


def _categories(say: Say, *, alerts: bool) -> list[discord.RadioGroupOption]:
    alert = "yes" if alerts else "no"
    return [
        discord.RadioGroupOption(
            label=say(f"category-{category}"),
            value=category,
            description=say(f"report-what-{category}", alert=alert)
            if category.emergency
            else say(f"report-what-{category}"),
        )
        for category in Category
    ]


def _link(form: Form, say: Say, draft: Draft) -> None:
    alone = draft.message is None
    label = say("report-form-link") if alone else say("report-form-link-more")
    described = say("report-form-link-help") if alone else say("report-form-link-more-help")
    form.text("link", label, description=described, limit=LINK_LENGTH, value=draft.link)
