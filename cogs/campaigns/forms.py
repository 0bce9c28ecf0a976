"""The forms of `/campaign`. Their custom ids name what they are for and end in a token of their own, so that a form
that is sent twice (the person pressed *Submit* again after an error) makes one thing.
"""

import re
import secrets
from datetime import UTC, datetime

import discord

from cogs.base.forms import Form
from core.base.ids import CampaignId, SiteId, UpdateId
from core.campaigns.texts import CAMPAIGN_LIMITS, UPDATE_LIMITS, UpdateText
from core.campaigns.versions import UpdateKind
from services.base.texts import Say
from services.campaigns.campaigns import NOTHING_WANTED, Wanted

FORM = r"(?P<form>\d{1,20})"  # the token at the end of a form's custom id
WANTED = r"(?:site(?P<site>\d{1,15}):)?(?:(?P<visible>network|server):)?"  # of a new campaign
AT = r"(?:at(?P<at>\d{1,11}):)?"  # before it: when the update is to go out, in seconds since 1970; a year of four digits

_LONG = frozenset({"summary", "demand", "body"})
_REQUIRED = frozenset({"title", "headline", "body"})
_TOKEN_BITS = 63


def _token() -> int:
    return secrets.randbits(_TOKEN_BITS)


def token_of(form: Form) -> str:
    """The token at the end of a form's custom id."""
    return form.custom_id.rpartition(":")[2]


def create_form(say: Say, wanted: Wanted = NOTHING_WANTED) -> Form:
    """Make the form for a new campaign, of which the command's options said this."""
    site = "" if wanted.site is None else f"site{wanted.site}:"
    network = "" if wanted.network is None else f"{'network' if wanted.network else 'server'}:"
    form = Form(f"campaign:create:{site}{network}{_token()}", say("campaign-form-create"))
    for name, limit in CAMPAIGN_LIMITS.items():
        _field(form, name, limit, say(f"campaign-field-{name}"), say(f"campaign-field-help-{name}"), "")
    return form


def wanted_in(match: "re.Match[str]") -> Wanted:
    """What the options of the command said whose form was sent."""
    site, visible = match["site"], match["visible"]
    return Wanted(
        site=None if site is None else SiteId(int(site)),
        network=None if visible is None else visible == "network",
    )


def update_form(
    say: Say, campaign: CampaignId, at: datetime | None = None, text: UpdateText | None = None
) -> Form:
    """Make the form for a new update. `at`: when it is to go out; `text`: what stands in it already."""
    custom_id = f"campaign:{campaign}:update:{_at(at)}{_token()}"
    return _update_fields(Form(custom_id, say("update-form-new")), say, text)


def correct_form(say: Say, update: UpdateId, base: int, text: UpdateText, at: datetime | None = None) -> Form:
    """An update that was published, with what stands in it now (`base`: that version's number). `at`: when the correction
    is to go out.
    """
    custom_id = f"update:{update}:correct:{base}:{_at(at)}{_token()}"
    return _update_fields(Form(custom_id, say("update-form-correct", number=update)), say, text)


def _at(at: datetime | None) -> str:
    return "" if at is None else f"at{int(at.timestamp())}:"


def at_in(match: "re.Match[str]") -> datetime | None:
    """When the update of a form that was sent is to go out."""
    seconds = match.groupdict().get("at")
    return None if seconds is None else datetime.fromtimestamp(int(seconds), UTC)


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
