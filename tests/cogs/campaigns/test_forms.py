"""The forms of `/campaign`, and what is offered while a person types."""

from dataclasses import replace

from cogs.base.forms import LABEL_LENGTH
from cogs.campaigns import forms
from cogs.campaigns.choices import campaign_choices, update_choices
from core.base.ids import CampaignId, UpdateId
from core.campaigns.texts import CAMPAIGN_LIMITS, UPDATE_LIMITS
from services.campaigns.records import UpdateChoice
from tests.cogs.campaigns.samples import HOSTILE, campaign, version
from tests.wording import say


def test_forms_are_within_discords_limits_and_prefilled() -> None:
    long = version(**{name: "x" * limit for name, limit in UPDATE_LIMITS.items()}).text
    for form in (
        forms.create_form(say),
        forms.update_form(say, CampaignId(10**14)),
        forms.correct_form(say, UpdateId(10**14), 999999, long),
        forms.edit_form(say, UpdateId(10**14), 999999, long),
    ):
        raw = form.to_dict()
        assert len(raw["custom_id"]) <= 100
        assert len(raw["title"]) <= 45
        assert len(raw["components"]) <= 5
        for label in raw["components"]:
            assert 1 <= len(label["label"]) <= LABEL_LENGTH
            assert len(label.get("description") or "") <= 100
    shown = {one["component"]["custom_id"]: one["component"] for one in raw["components"]}
    assert shown["body"]["value"] == "x" * 4000
    assert [option["value"] for option in shown["kind"]["options"] if option.get("default")] == ["win"]
    fields = {one["component"]["custom_id"] for one in forms.create_form(say).to_dict()["components"]}
    assert fields == set(CAMPAIGN_LIMITS)


def test_every_label_and_its_help_fit_uncut() -> None:
    for name in (*CAMPAIGN_LIMITS, *UPDATE_LIMITS):
        of = "campaign" if name in CAMPAIGN_LIMITS else "update"
        assert len(say(f"{of}-field-{name}")) <= LABEL_LENGTH
        assert len(say(f"{of}-field-help-{name}")) <= 100


def test_two_forms_never_share_a_custom_id() -> None:
    assert forms.create_form(say).custom_id != forms.create_form(say).custom_id


def test_choices_are_plain_short_and_found_by_number_or_words() -> None:
    named = [campaign(title=HOSTILE + "x" * 30), replace(campaign(title="Another"), id=CampaignId(77))]
    for choice in campaign_choices(named, ""):
        assert len(choice.name) <= 100
        assert "https://" not in choice.name
    assert [choice.value for choice in campaign_choices(named, "ANOTH")] == ["77"]
    assert [choice.value for choice in campaign_choices(named, "#77")] == ["77"]
    updates = [
        UpdateChoice(UpdateId(n), "C", f"Headline {n}", published=True, withdrawn=False) for n in range(40)
    ]
    assert len(update_choices(updates, "")) == 25
    assert update_choices(updates, "headline 39")[0].value == "39"
