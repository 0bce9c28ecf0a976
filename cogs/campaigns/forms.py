"""The forms of `/campaign`. Their custom ids name what they are for and end in a token of their own, so that a form
that is sent twice (the person pressed *Submit* again after an error) makes one thing.
"""

import secrets

import discord

from cogs.base.forms import Form
from core.base.ids import CampaignId, UpdateId
from core.campaigns.texts import CAMPAIGN_LIMITS, UPDATE_LIMITS, UpdateText
from core.campaigns.versions import UpdateKind
from services.base.texts import Say

FORM = r"(?P<form>\d{1,20})"  # the token at the end of a form's custom id

_LONG = frozenset({"summary", "demand", "body"})
_REQUIRED = frozenset({"title", "headline", "body"})
_TOKEN_BITS = 63


def _token() -> int:
    return secrets.randbits(_TOKEN_BITS)


def create_form(say: Say) -> Form:
    """Make the form for a new campaign."""
    form = Form(f"campaign:create:{_token()}", say("campaign-form-create"))
    for name, limit in CAMPAIGN_LIMITS.items():
        _field(form, name, limit, say(f"campaign-field-{name}"), say(f"campaign-field-help-{name}"), "")
    return form


def update_form(say: Say, campaign: CampaignId, text: UpdateText | None = None) -> Form:
    """Make the form for a new update. `text`: what stands in it already."""
    return _update_fields(Form(f"campaign:{campaign}:update:{_token()}", say("update-form-new")), say, text)


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
