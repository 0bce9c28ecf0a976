"""What campaigns look like: no Discord needed."""

from collections.abc import Iterator
from dataclasses import replace

import discord
import pytest

from cogs.base.forms import LABEL_LENGTH
from cogs.campaigns import cards, forms
from cogs.campaigns import timelines as pages
from cogs.campaigns.choices import campaign_choices, update_choices
from core.base.ids import CampaignId, ChannelId, RoleId, UpdateId
from core.campaigns.texts import CAMPAIGN_LIMITS, UPDATE_LIMITS
from core.campaigns.versions import Delivery, DeliveryState, VersionState
from services.campaigns.deliveries import Copy
from services.campaigns.records import UpdateRecord
from services.campaigns.timelines import entries
from services.campaigns.updates import UpdateChoice
from tests.cogs.campaigns.given import (
    HOSTILE,
    NOW,
    ORIGIN,
    campaign,
    copy_of,
    delivery_of,
    filled,
    ids_in,
    say,
    texts_in,
    update,
    version,
)


def all_views(record: UpdateRecord, copy: Copy) -> Iterator[discord.ui.LayoutView]:
    gone = replace(record, withdrawn_at=NOW, withdrawn_reason=filled(500))
    delivery = delivery_of(record, channel=ChannelId(9))
    yield cards.copy_view(say, copy, RoleId(7))
    yield cards.withdrawn_view(say, gone, with_reason=True)
    yield cards.draft_view(say, copy, second=True)
    yield cards.draft_settled_view(say, record)
    yield cards.draft_settled_view(say, gone)
    yield cards.delivery_view(say, delivery, copy)
    for problem in ("deleted", "forbidden"):
        yield cards.stuck_view(say, replace(delivery, problem=problem))
        yield cards.stuck_view(say, replace(delivery, problem=problem, server=ORIGIN))
    for state in DeliveryState:
        settled = replace(delivery, delivery=Delivery(approve=True, version=1, state=state))
        yield cards.delivery_settled_view(say, settled)
        yield cards.delivery_settled_view(say, replace(settled, settled_by="Nora"))
    yield pages.timeline(say, record.campaign, entries([(record, None), (gone, None)]), 0, link_is_clean=True)
    yield pages.newest(say, entries([(record, None)] * 30), 0)


@pytest.mark.parametrize("body", [HOSTILE, "x", "a.example.com ", "|", "`", "\\", "👩‍💻", "مرحبا "])
def test_the_longest_and_most_hostile_input_fits_and_stays_inside(body: str) -> None:
    long = {name: filled(limit, body) for name, limit in UPDATE_LIMITS.items()}
    long |= {"headline": filled(150), "warning": filled(200), "source": "https://example.org/" + "a" * 480}
    first, second = version(**long), version(2, **{**long, "body": filled(1999, body)})
    about = replace(
        campaign(title=filled(100), link="https://example.org/" + "b" * 480),
        publisher=filled(40),
        outcome=filled(500),
        closed_at=NOW,
    )
    record = update(first, second, campaign=about)
    for view in all_views(record, copy_of(record, source=True, official=True)):
        texts = texts_in(view)
        assert sum(map(len, texts)) <= 4000
        assert view.total_children_count <= 40
        for text in texts:
            assert "https://evil" not in text
            assert "@everyone" not in text
            assert "<@1>" not in text
            assert "](" not in text
    spoiler = next(
        text for text in texts_in(cards.copy_view(say, copy_of(record), None)) if text.startswith("||")
    )
    assert spoiler.endswith("||")
    assert "||" not in spoiler[2:-2].replace("\\|", "")
    backslashes = len(spoiler[:-2]) - len(spoiler[:-2].rstrip("\\"))
    assert backslashes % 2 == 0  # else the last one would open the spoiler


def test_a_copy_says_everything_that_a_reader_must_know() -> None:
    record = update(
        version(warning="threats", source="https://example.org/a"),
        version(2, body="Corrected.", warning="threats", source="https://example.org/a"),
        campaign=campaign(link="https://drop.example.org/"),
    )
    text = "\n".join(texts_in(cards.copy_view(say, copy_of(record, source=True, official=True), RoleId(7))))
    for part in (
        "<@&7>",
        "Drop the forum",
        "✅ Win",
        "update 12",
        "<t:1772366400:D>",
        "They listened",
        "||Corrected.||",
        "threats",
        "<https://example.org/a>",
        "<https://drop.example.org/>",
        "Corrected <t:1772366400:f>: Text",
        "Published by server-abc",
    ):
        assert part in text
    assert text.index("threats") < text.index("They listened")


def test_an_address_that_a_list_holds_cannot_be_clicked() -> None:
    record = update(
        version(source="https://bad.example.org/a"), campaign=campaign(link="https://worse.example.org/")
    )
    text = "\n".join(texts_in(cards.copy_view(say, copy_of(record), None)))
    assert "`hxxps://bad[.]example[.]org/a`" in text
    assert "`hxxps://worse[.]example[.]org/`" in text
    assert "https://" not in text


def test_a_draft_says_what_to_look_at() -> None:
    waiting = replace(version(2, VersionState.DRAFT, body="Write to jane@example.org"), base=1)
    card = cards.draft_view(say, copy_of(update(version(), waiting)), second=True)
    text = "\n".join(texts_in(card))
    assert "It changes: Text." in text
    assert "e-mail address" in text
    assert "Another moderator" in text
    assert "Somebody else changed" not in text
    assert ids_in(card) == ["update:12:approve:2", "update:12:edit:2", "update:12:discard:2"]


def test_a_draft_written_on_an_older_version_says_so() -> None:
    late = replace(version(3, VersionState.DRAFT, body="New"), base=1)
    record = update(version(), version(2, body="Between"), late)
    assert "Somebody else changed" in "\n".join(
        texts_in(cards.draft_view(say, copy_of(record), second=False))
    )


def test_what_is_withdrawn_keeps_nothing_of_the_text() -> None:
    record = update(withdrawn_at=NOW, withdrawn_reason="It was wrong")
    view = cards.withdrawn_view(say, record, with_reason=True)
    text = "\n".join(texts_in(view))
    assert "They listened" not in text
    assert "It was wrong" in text
    assert ids_in(view) == ["update:12:timeline"]
    assert "It was wrong" not in "\n".join(texts_in(cards.withdrawn_view(say, record, with_reason=False)))


def test_pages_hold_every_entry_once_in_order_and_clamp_the_number() -> None:
    records = [update(version(headline=f"Update {n}.", body="word " * 100)) for n in range(40)]
    shown, page = [], 0
    while True:
        view = pages.timeline(
            say, campaign(), entries([(one, None) for one in records]), page, link_is_clean=True
        )
        texts = texts_in(view)
        assert sum(map(len, texts)) <= 4000
        shown += [line for text in texts for line in text.splitlines() if line.startswith("**Update")]
        later = [item for item in view.walk_children() if isinstance(item, discord.ui.Button)][1]
        if later.disabled:
            break
        assert later.custom_id == f"campaign:5:timeline:{page + 1}"
        page += 1
    assert shown == [f"**Update {n}.**" for n in range(40)]
    last = pages.timeline(say, campaign(), entries([(one, None) for one in records]), 999, link_is_clean=True)
    assert texts_in(last) == texts


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
    assert shown["body"]["value"] == "x" * 2000
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


def test_a_refused_form_is_given_back_defanged() -> None:
    given = forms.given_back(
        say, {"kind": "win", "body": "See https://evil.example.com/a_b ``` " + "x" * 5000}
    )
    assert given is not None
    text = "\n".join(texts_in(given))
    assert len(text) <= 4000
    assert "https://" not in text
    assert "a_b" in text
    assert text.count("```") == 2
    assert forms.given_back(say, {"kind": "win", "body": "short"}) is None


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
