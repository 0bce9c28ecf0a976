"""The forms of `/campaign`. Their custom ids name what they are for and end in a token of their own, so that a form
that is sent twice (the person pressed *Submit* again after an error) makes one thing.
"""

import secrets
from collections.abc import Mapping

import discord

from cogs.base.forms import Form
from cogs.base.layout import Card
from cogs.campaigns.cards import fit
from cogs.campaigns.choices import plain
from core.base.ids import CampaignId, UpdateId
from core.campaigns.texts import CAMPAIGN_LIMITS, UPDATE_LIMITS, UpdateText
from core.campaigns.versions import UpdateKind
from services.base.texts import Say

FORM = r"(?P<form>\d{1,20})"  # the token at the end of a form's custom id

_LONG = frozenset({"summary", "demand", "body"})
_REQUIRED = frozenset({"title", "headline", "body"})
_TOKEN_BITS = 63
_SOON_TYPED, _GIVEN_BACK = 40, 3500  # characters of a form


def _token() -> int:
    return secrets.randbits(_TOKEN_BITS)


def create_form(say: Say) -> Form:
    """A new campaign."""
    form = Form(f"campaign:create:{_token()}", say("campaign-form-create"))
    for name, limit in CAMPAIGN_LIMITS.items():
        _field(form, name, limit, say(f"campaign-field-{name}"), say(f"campaign-field-help-{name}"), "")
    return form


def update_form(say: Say, campaign: CampaignId) -> Form:
    """A new update."""
    return _update_fields(Form(f"campaign:{campaign}:update:{_token()}", say("update-form-new")), say, None)


def correct_form(say: Say, update: UpdateId, base: int, text: UpdateText) -> Form:
    """An update that was published, with what stands in it now (`base`: that version's number)."""
    form = Form(f"update:{update}:correct:{base}:{_token()}", say("update-form-correct", number=update))
    return _update_fields(form, say, text)


def edit_form(say: Say, update: UpdateId, base: int, text: UpdateText) -> Form:
    """A draft, with what stands in it."""
    form = Form(f"update:{update}:redraft:{base}:{_token()}", say("update-form-edit", number=update))
    return _update_fields(form, say, text)


def _update_fields(form: Form, say: Say, text: UpdateText | None) -> Form:
    chosen = None if text is None else text.kind
    form.choice(
        "kind",
        say("update-field-kind"),
        [
            discord.SelectOption(
                label=say(f"update-kind-{kind}"),
                value=kind,
                description=say(f"update-kind-help-{kind}"),
                default=kind is chosen,
            )
            for kind in UpdateKind
        ],
    )
    for name, limit in UPDATE_LIMITS.items():
        value = "" if text is None else str(getattr(text, name))
        _field(form, name, limit, say(f"update-field-{name}"), say(f"update-field-help-{name}"), value)
    return form


def given_back(say: Say, values: Mapping[str, str]) -> discord.ui.LayoutView | None:
    """The texts of a form that was refused, to be copied; None where they are soon typed again."""
    typed = "\n\n".join(text for name, text in values.items() if text and name != "kind")
    if len(typed) < _SOON_TYPED:
        return None
    text = fit(plain(typed).replace("`", "'"), _GIVEN_BACK)
    return Card().text(say("campaign-form-given-back")).text(f"```\n{text}\n```").view()


def _field(form: Form, name: str, limit: int, label: str, description: str, value: str) -> None:
    form.text(
        name,
        label,
        description=description,
        required=name in _REQUIRED,
        long=name in _LONG,
        limit=limit,
        value=value,
    )
