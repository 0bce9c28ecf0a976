"""What people type into campaigns: cleaned, measured, refused with the field's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.errors import UserError
from core.base.redact import Masked
from core.campaigns.texts import (
    CAMPAIGN_LIMITS,
    UPDATE_LIMITS,
    UpdateText,
    campaign_text,
    changed,
    field_text,
    update_text,
    web_address,
    what_is_masked,
)
from core.campaigns.versions import UpdateKind

UPDATE = {"kind": "win", "headline": "They listened", "body": "At last.", "source": "", "warning": ""}


def refusal(typed: dict[str, str]) -> UserError:
    with pytest.raises(UserError) as caught:
        update_text({**UPDATE, **typed})
    return caught.value


def test_what_is_well_formed_is_taken_as_it_is() -> None:
    text = update_text({**UPDATE, "body": "One\n\ntwo  three", "source": "https://example.org/a"})
    assert text == UpdateText(UpdateKind.WIN, "They listened", "One\n\ntwo  three", "https://example.org/a")


@pytest.mark.parametrize("field", ["headline", "body"])
@pytest.mark.parametrize(
    "empty",
    [
        *("", "   ", "\u200b\u2060", "\u202e", "\x00\x07", "\u0301"),
        *("\u3164", "\uffa0\u115f", "\u2800\u2800", "\u180e", "\ufe0f", "\U000e0041", "\u17b4", "\u0640"),
    ],
)
def test_what_cannot_be_seen_is_empty(field: str, empty: str) -> None:
    error = refusal({field: empty})
    assert (error.key, error.values["field"]) == ("campaign-field-empty", field)


@pytest.mark.parametrize("field", ["headline", "body", "warning", "source"])
def test_what_is_too_long_is_refused_by_name(field: str) -> None:
    error = refusal({field: "x" * (UPDATE_LIMITS[field] + 1)})
    assert (error.key, error.values["field"]) == ("campaign-field-long", field)


@pytest.mark.parametrize("field", sorted(CAMPAIGN_LIMITS))
def test_a_campaigns_fields_are_measured_too(field: str) -> None:
    with pytest.raises(UserError, match="campaign-field-long"):
        campaign_text({"title": "x", field: "x" * (CAMPAIGN_LIMITS[field] + 1)})


@pytest.mark.parametrize("kind", ["", "victory", "WIN"])
def test_an_unknown_kind_is_refused(kind: str) -> None:
    assert refusal({"kind": kind}).key == "update-kind-unknown"


def test_a_missing_field_counts_as_empty() -> None:
    with pytest.raises(UserError, match="campaign-field-empty"):
        campaign_text({})


def test_lines_and_what_turns_text_around() -> None:
    assert field_text("headline", "one\ntwo\t three", 100) == "one two three"
    assert field_text("body", "one\r\n\n\n\n\ntwo", 100) == "one\n\ntwo"
    assert field_text("body", "a\u202eb\u2066c\u200fd", 100) == "abcd"
    assert field_text("body", "👩\u200d💻 می\u200cخواهم", 100) == "👩\u200d💻 می\u200cخواهم"


def test_a_letter_carries_a_few_marks_and_no_tower() -> None:
    assert (
        field_text("headline", "e" + "\u0301" * 50 + "f" + "\u0489" * 9, 100)
        == "e" + "\u0301" * 4 + "f" + "\u0489" * 4
    )
    for kept in ("مُحَمَّدٌ", "שִׁבְּרוּ", "é", "ế", "กี่", "👩🏽\u200d💻\ufe0f", "1\ufe0f\u20e3"):
        assert field_text("headline", kept, 100) == kept


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("javascript:alert(1)", "campaign-address-malformed"),
        ("ftp://example.org/x", "campaign-address-malformed"),
        ("example.org/x", "campaign-address-malformed"),
        ("https://", "campaign-address-malformed"),
        ("https://nodots/x", "campaign-address-malformed"),
        ("https://[", "campaign-address-malformed"),
        ("see https://example.org", "campaign-address-malformed"),
        ("https://example.org two", "campaign-address-malformed"),
        ("https://good.example@bad.example.org/", "campaign-address-userinfo"),
        ("https://example.org/" + "ü" * 400, "campaign-address-long"),
    ],
)
def test_what_is_no_safe_address_is_refused(typed: str, key: str) -> None:
    with pytest.raises(UserError, match=f"^{key}$"):
        web_address(typed)


def test_an_address_is_written_as_a_browser_takes_it() -> None:
    assert web_address("") == ""
    assert web_address("HTTPS://Example.ORG") == "https://example.org/"
    assert web_address("https://bücher.example.org/ä") == "https://xn--bcher-kva.example.org/%C3%A4"
    assert web_address("https://example.org/a>b`c||d") == "https://example.org/a%3Eb%60c%7C%7Cd"


@given(st.text())
def test_no_text_breaks_out_of_angle_brackets(typed: str) -> None:
    try:
        address = web_address("https://example.org/" + typed)
    except UserError:
        return
    assert not set(address) & set("<>`| \n\\")
    assert web_address(address) == address


@given(st.dictionaries(st.sampled_from([*UPDATE, "other"]), st.text(max_size=60)))
def test_whatever_arrives_is_taken_or_refused(typed: dict[str, str]) -> None:
    try:
        text = update_text(typed)
    except UserError:
        return
    assert all(len(getattr(text, name)) <= limit for name, limit in UPDATE_LIMITS.items() if name != "source")


def test_what_changed_is_told_by_field() -> None:
    before = update_text(UPDATE)
    assert changed(before, before) == ()
    after = update_text({**UPDATE, "kind": "setback", "body": "No.", "warning": "threats"})
    assert changed(before, after) == ("kind", "body", "warning")


@pytest.mark.parametrize(
    ("body", "masked"),
    [
        ("Write to jane@example.org", {Masked.EMAIL: 1}),
        ("Call +44 20 7946 0958 or 212-555-0147", {Masked.PHONE: 2}),
        ("It answers at 192.0.2.17", {Masked.IP: 1}),
        ("Call +44 20\u200b 7946 0958", {Masked.PHONE: 1}),
        ("https://example.org/a<mailto:jane@example.org>", {Masked.EMAIL: 1}),
        ("She lives at 12 Elm Street", {Masked.ADDRESS: 1}),
        ("Hauptstraße 5", {Masked.ADDRESS: 1}),
        (
            "12 Elm Street, jane@example.org, jane@example.org",
            {Masked.ADDRESS: 1, Masked.EMAIL: 2},
        ),
        ("All 34 cases were dropped on 12 May 2022", {}),
        ("Read https://example.org/street/12", {}),
    ],
)
def test_what_is_personal_is_counted_by_kind(body: str, masked: dict[Masked, int]) -> None:
    text = update_text({**UPDATE, "body": body})
    assert what_is_masked(text) == masked
