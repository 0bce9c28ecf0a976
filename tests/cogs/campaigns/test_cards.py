"""What an update's cards look like, in every state: no Discord needed."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import discord
import pytest

from cogs.campaigns import cards, decided_cards
from cogs.campaigns.timelines import pages
from core.base.ids import ChannelId, RoleId
from core.base.redact import MASK
from core.campaigns.deliveries import Delivery, DeliveryState
from core.campaigns.texts import UPDATE_LIMITS
from core.campaigns.versions import VersionState
from services.base.outbox import ChannelProblem
from services.campaigns.deliveries import ShownVersion
from services.campaigns.records import CopyCounts, UpdateRecord
from services.campaigns.timelines import entries
from tests.cogs.campaigns.samples import (
    ACTIONS,
    HOSTILE,
    NOW,
    ORIGIN,
    campaign,
    delivery_of,
    filled,
    ids_in,
    shown_of,
    texts_in,
    update,
    version,
)
from tests.wording import said, say

COUNTS = CopyCounts(stand=3, on_way=1, asked=2, failing=1, paused=1, changing=1, known=9, begins=True)


async def all_views(record: UpdateRecord, shown: ShownVersion) -> AsyncIterator[discord.ui.LayoutView]:
    gone = replace(record, withdrawn_at=NOW, withdrawn_reason=filled(500))
    delivery = delivery_of(record, channel=ChannelId(9))
    yield cards.copy_view(say, shown, RoleId(7), ACTIONS)
    yield cards.withdrawn_view(say, gone, ACTIONS, with_reason=True)
    yield cards.draft_view(say, shown, ACTIONS, second=True, reaches=3)
    for at in (NOW, NOW + timedelta(days=1)):
        waits = replace(shown, version=replace(shown.version, publish_at=at))
        yield cards.draft_view(say, waits, ACTIONS, second=True, reaches=3)
        yield decided_cards.scheduled_view(say, waits, ACTIONS, reaches=3)
    yield decided_cards.draft_settled_view(say, record, COUNTS, ACTIONS)
    yield decided_cards.draft_settled_view(say, gone, None, ACTIONS)
    yield cards.delivery_view(say, delivery, shown, ACTIONS)
    for problem in (ChannelProblem.DELETED, ChannelProblem.FORBIDDEN):
        yield cards.stuck_view(say, replace(delivery, problem=problem), ACTIONS)
        yield cards.stuck_view(say, replace(delivery, problem=problem, paused=True), ACTIONS)
        yield cards.stuck_view(say, replace(delivery, problem=problem, server=ORIGIN), ACTIONS)
    for state in DeliveryState:
        settled = replace(delivery, delivery=Delivery(approve=True, version=1, state=state))
        yield cards.delivery_settled_view(say, settled)
        yield cards.delivery_settled_view(say, replace(settled, settled_by="Nora"))
    yield await pages.timeline(say, record.campaign, entries([(record, None), (gone, None)]), 0)
    for page in range(5):
        yield await pages.newest(say, [(record.campaign, NOW)] * 30, entries([(record, None)] * 30), page)


@pytest.mark.parametrize("body", [HOSTILE, "x", "a.example.com ", "|", "`", "\\", "👩‍💻", "مرحبا "])
async def test_the_longest_and_most_hostile_input_fits_and_stays_inside(body: str) -> None:
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
    async for view in all_views(record, shown_of(record, source=True, official=True)):
        texts = texts_in(view)
        assert sum(map(len, texts)) <= 4000
        assert view.total_children_count <= 40
        for text in texts:
            assert "https://evil" not in text
            assert "@everyone" not in text
            assert "<@1>" not in text
            assert "](" not in text
    spoiler = next(
        text
        for text in texts_in(cards.copy_view(say, shown_of(record), None, ACTIONS))
        if text.startswith("||")
    )
    assert spoiler.endswith("||")
    assert "||" not in spoiler[2:-2].replace("\\|", "")
    backslashes = len(spoiler[:-2]) - len(spoiler[:-2].rstrip("\\"))
    assert backslashes % 2 == 0  # else the last one would open the spoiler


@pytest.mark.parametrize("warning", ["", "threats"])
def test_a_draft_that_its_card_cannot_hold_is_read_whole(warning: str) -> None:
    body = " ".join(f"a{number}. {'*' * 34}" for number in range(50))
    assert len(body) <= UPDATE_LIMITS["body"]
    record = update(version(), version(2, VersionState.DRAFT, body=body, warning=warning))
    delivery = delivery_of(record, delivery=Delivery(approve=True, waiting=2))
    card = "\n".join(texts_in(cards.delivery_view(say, delivery, shown_of(record), ACTIONS)))
    assert "a49" not in card
    first = cards.whole_view(say, shown_of(record), 0)
    assert ids_in(first)[1] == "update:12:whole:2:1"
    both = [texts_in(cards.whole_view(say, shown_of(record), page)) for page in (0, 1)]
    for texts in both:
        assert sum(map(len, texts)) <= 4000
        assert all(text.count("||") % 2 == 0 for text in texts)
    read = "\n".join(text for texts in both for text in texts)
    assert all(f"a{number}. " in read for number in range(50))
    assert read.count(r"\*") == body.count("*")
    said(read, "update-publisher", name="server-abc")


def test_a_copy_says_everything_that_a_reader_must_know() -> None:
    record = update(
        version(warning="threats", source="https://example.org/a"),
        version(2, body="Corrected.", warning="threats", source="https://example.org/a"),
        campaign=campaign(link="https://drop.example.org/"),
    )
    text = "\n".join(
        texts_in(cards.copy_view(say, shown_of(record, source=True, official=True), RoleId(7), ACTIONS))
    )
    for part in (
        "<@&7>",
        "Drop the forum",
        say("update-line", kind=say("update-kind-win"), when="<t:1772366400:D>", number=12),
        "They listened",
        "||Corrected.||",
        "threats",
        "<https://example.org/a>",
        "<https://drop.example.org/>",
        say("update-corrected", when="<t:1772366400:f>", what=say("update-field-body")),
        say("update-publisher", name="server-abc"),
    ):
        assert part in text
    assert text.index("threats") < text.index("They listened")


def test_an_address_that_a_list_holds_cannot_be_clicked() -> None:
    record = update(
        version(source="https://bad.example.org/a"), campaign=campaign(link="https://worse.example.org/")
    )
    text = "\n".join(texts_in(cards.copy_view(say, shown_of(record), None, ACTIONS)))
    assert "`hxxps://bad[.]example[.]org/a`" in text
    assert "`hxxps://worse[.]example[.]org/`" in text
    assert "https://" not in text


def test_a_draft_says_what_to_look_at() -> None:
    waiting = replace(version(2, VersionState.DRAFT, body="Write to jane@example.org"), base=1)
    card = cards.draft_view(say, shown_of(update(version(), waiting)), ACTIONS, second=True, reaches=3)
    text = "\n".join(texts_in(card))
    assert say("draft-title-correction", number=12, what=say("update-field-body")) in text
    said(text, "draft-masked", what=say("draft-masked-email", count=1), mask=MASK)
    assert "jane" not in text
    said(text, "draft-reaches", count=3)
    assert say("draft-second") in text
    assert say("draft-stale") not in text
    assert ids_in(card) == [f"update:12:{verb}:2" for verb in ("approve", "edit", "screen", "discard")]


PERSONAL = "+44 20 7946 0958"


def test_what_points_to_a_person_is_masked_in_every_text_and_the_draft_says_what() -> None:
    written = version(headline=f"Call {PERSONAL}", body="jane@example.org", warning=f"names {PERSONAL}")
    about = campaign(title=f"Call {PERSONAL}")
    published = update(written, campaign=about)
    draft = update(replace(written, state=VersionState.DRAFT), campaign=about)
    withdrawn = update(written, campaign=about, withdrawn_at=NOW, withdrawn_reason=f"It named {PERSONAL}")
    shown = [
        cards.copy_view(say, shown_of(published), None, ACTIONS),
        cards.draft_view(say, shown_of(draft), ACTIONS, second=False, reaches=14),
        decided_cards.draft_settled_view(say, published, COUNTS, ACTIONS),
        cards.withdrawn_view(say, withdrawn, ACTIONS, with_reason=True),
        decided_cards.draft_settled_view(say, withdrawn, COUNTS, ACTIONS),
    ]
    for each in shown:
        text = "\n".join(texts_in(each))
        assert MASK in text
        assert "7946" not in text
        assert "jane" not in text
    told = "\n".join(texts_in(shown[1]))
    said(told, "draft-reaches", count=14)
    said(told, "draft-masked-email", count=1)
    said(told, "draft-masked-phone", count=2)


def test_a_draft_written_on_an_older_version_says_so() -> None:
    late = replace(version(3, VersionState.DRAFT, body="New"), base=1)
    record = update(version(), version(2, body="Between"), late)
    assert say("draft-stale") in "\n".join(
        texts_in(cards.draft_view(say, shown_of(record), ACTIONS, second=False, reaches=3))
    )


def test_what_is_withdrawn_keeps_nothing_of_the_text() -> None:
    record = update(withdrawn_at=NOW, withdrawn_reason="It was wrong")
    view = cards.withdrawn_view(say, record, ACTIONS, with_reason=True)
    text = "\n".join(texts_in(view))
    assert "They listened" not in text
    assert "It was wrong" in text
    assert ids_in(view) == ["update:12:timeline"]
    assert "It was wrong" not in "\n".join(
        texts_in(cards.withdrawn_view(say, record, ACTIONS, with_reason=False))
    )


@pytest.mark.parametrize("who", [None, "Ann"])
def test_a_draft_that_was_discarded_with_its_campaign_names_nobody(who: str | None) -> None:
    last = replace(version(state=VersionState.DISCARDED), settled_by=who, settled_at=NOW)
    text = "\n".join(texts_in(decided_cards.draft_settled_view(say, update(last), None, ACTIONS)))
    assert ("Ann" in text) == (who is not None)
    assert say("draft-somebody") not in text
