"""What campaigns look like, and what each outcome of a post means: no Discord needed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

import discord
import pytest

from cogs.base.forms import LABEL_LENGTH
from cogs.base.postman import Message
from cogs.campaigns import cards, forms
from cogs.campaigns import timelines as pages
from cogs.campaigns.choices import campaign_choices, update_choices
from cogs.campaigns.posts import CampaignPosts
from core.base.ids import CampaignId, ChannelId, DeliveryId, MessageId, RoleId, ServerId, UpdateId
from core.campaigns.texts import CAMPAIGN_LIMITS, UPDATE_LIMITS, CampaignText, UpdateText
from core.campaigns.versions import Delivery, DeliveryState, UpdateKind, VersionState
from services.base.outbox import Dropped, Later, Lost, OutboxRow, Outcome, Posted, Waiting
from services.base.texts import default_texts
from services.campaigns.deliveries import Copy, Links
from services.campaigns.records import Campaign, DeliveryRecord, UpdateRecord, Written
from services.campaigns.timelines import entries
from services.campaigns.updates import UpdateChoice
from services.servers.setup import ServerSettings

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOSTILE = "||@everyone <@1> [x](https://evil.example.com) **b** `c` \n# big "
ORIGIN, NORTH = ServerId(1), ServerId(2)


def say(key: str, **values: str | int) -> str:
    return default_texts().say("en", key, **values)


def filled(limit: int, with_text: str = HOSTILE) -> str:
    return (with_text * limit)[:limit]


def campaign(*, title: str = "Drop the forum", link: str = "", trusted: bool = True) -> Campaign:
    text = CampaignText(title, "What it is about", "Drop it", link)
    return Campaign(CampaignId(5), ORIGIN, "server-abc", trusted=trusted, text=text, made_at=NOW)


def version(number: int = 1, state: VersionState = VersionState.APPROVED, **fields: Any) -> Written:
    values = {"kind": UpdateKind.WIN, "headline": "They listened", "body": "At last.", **fields}
    return Written(number, None, UpdateText(**values), state, "Ann", NOW, "Ben", NOW)


def update(*versions: Written, **fields: Any) -> UpdateRecord:
    shown = versions or (version(),)
    standing = max((one.number for one in shown if one.state is VersionState.APPROVED), default=None)
    values: dict[str, Any] = {
        "campaign": campaign(),
        "standing": standing,
        "published_at": NOW if standing else None,
        "withdrawn_at": None,
        "withdrawn_reason": None,
        **fields,
    }
    return UpdateRecord(id=UpdateId(12), versions=shown, **values)


def copy_of(record: UpdateRecord, **links: bool) -> Copy:
    shown = record.versions[-1]
    return Copy(record, shown, record.approved_before(shown.number), Links(**links))


def texts_in(view: discord.ui.LayoutView) -> list[str]:
    return [item.content for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay)]


def ids_in(view: discord.ui.LayoutView) -> list[str]:
    return [item.custom_id or "" for item in view.walk_children() if isinstance(item, discord.ui.Button)]


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


def delivery_of(record: UpdateRecord, **fields: Any) -> DeliveryRecord:
    values: dict[str, Any] = {
        "delivery": Delivery(approve=False, version=1),
        "channel": ChannelId(9),
        "role": None,
        "problem": None,
        "settled_by": None,
        **fields,
    }
    return DeliveryRecord(id=DeliveryId(3), server=NORTH, update=record, **values)


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


# What an outcome means.

ROW = OutboxRow(1, "update_copy", 3, NORTH, None, None, "nonce", 1, 1, None)
STANDS = replace(ROW, channel=ChannelId(9), message=MessageId(8))


@dataclass
class FakeDeliveries:
    record: DeliveryRecord
    problems: list[str | None] = field(default_factory=list)

    async def get(self, delivery: DeliveryId) -> DeliveryRecord:
        return self.record

    async def copy(self, record: UpdateRecord, number: int, server: ServerId) -> Copy:
        return Copy(record, record.written(number), record.approved_before(number), Links())

    async def note_problem(self, delivery: DeliveryId, problem: str | None) -> None:
        self.problems.append(problem)


@dataclass
class FakePostman:
    outcome: Outcome
    sent: list[tuple[int, Message]] = field(default_factory=list)

    async def deliver(self, row: OutboxRow, channel: ChannelId, message: Message) -> Outcome:
        self.sent.append((channel, message))
        return self.outcome


class FakeClient:
    """A server that has the role 7 and no other."""

    def get_guild(self, server: int) -> Any:
        return self

    def get_role(self, role: int) -> Any:
        return self if role == 7 else None


class FakeServers:
    async def get(self, server: ServerId) -> ServerSettings:
        return ServerSettings(server)


POSTED = Posted(ChannelId(9), MessageId(8))


async def perform(
    record: DeliveryRecord, outcome: Outcome = POSTED, row: OutboxRow = ROW
) -> tuple[Outcome, FakePostman, FakeDeliveries]:
    postman, deliveries = FakePostman(outcome), FakeDeliveries(record)
    posts: Any = CampaignPosts
    performer = posts(FakeClient(), postman, None, deliveries, FakeServers(), default_texts())
    return await performer.copy(row), postman, deliveries


async def test_a_copy_mentions_the_chosen_role_if_it_is_still_there() -> None:
    for role, mentioned in ((RoleId(7), 7), (RoleId(6), None), (None, None)):
        outcome, postman, _ = await perform(delivery_of(update(), role=role))
        assert outcome == POSTED
        assert postman.sent[0][1].role == mentioned


@pytest.mark.parametrize("problem", ["deleted", "forbidden"])
async def test_a_channel_that_takes_nothing_is_told_and_tried_again_ever_more_rarely(problem: str) -> None:
    outcome, _, deliveries = await perform(delivery_of(update()), Waiting(problem))
    assert deliveries.problems == [problem]
    assert isinstance(outcome, Later)
    waits = []
    for attempts in (1, 2, 5, 12, 500):
        outcome, _, _ = await perform(
            delivery_of(update()), Waiting(problem), replace(ROW, attempts=attempts)
        )
        assert isinstance(outcome, Later)
        assert outcome.wait is not None
        waits.append(outcome.wait.total_seconds())
    assert waits == sorted(waits)
    assert waits[-1] == 3600


async def test_the_end_of_a_problem_is_told() -> None:
    _, _, deliveries = await perform(delivery_of(update(), problem="deleted"))
    assert deliveries.problems == [None]


async def test_a_copy_that_people_deleted_stays_deleted() -> None:
    outcome, _, _ = await perform(delivery_of(update()), Lost(), STANDS)
    assert isinstance(outcome, Dropped)
    outcome, _, deliveries = await perform(delivery_of(update()), Waiting("deleted"), STANDS)
    assert isinstance(outcome, Dropped)
    assert deliveries.problems == []


async def test_a_copy_that_waits_for_approval_is_not_posted() -> None:
    outcome, postman, _ = await perform(delivery_of(update(), delivery=Delivery(approve=True, waiting=1)))
    assert isinstance(outcome, Dropped)
    assert postman.sent == []


async def test_after_unfollowing_or_a_withdrawal_only_what_stands_is_written_anew() -> None:
    ended = Delivery(approve=False, version=1, state=DeliveryState.ENDED)
    _, postman, _ = await perform(delivery_of(update(), delivery=ended), row=STANDS)
    assert postman.sent[0][1].edit_only
    outcome, _, _ = await perform(delivery_of(update(), delivery=ended, channel=None))
    assert isinstance(outcome, Dropped)
    _, postman, _ = await perform(delivery_of(update(withdrawn_at=NOW)), row=STANDS)
    assert postman.sent[0][1].edit_only


async def test_a_publisher_that_lost_trust_posts_and_corrects_nothing_but_can_withdraw() -> None:
    distrusted = campaign(trusted=False)
    for row in (ROW, STANDS):
        outcome, postman, _ = await perform(delivery_of(update(campaign=distrusted)), row=row)
        assert isinstance(outcome, Later)
        assert postman.sent == []
    gone = update(campaign=distrusted, withdrawn_at=NOW, withdrawn_reason="their words")
    _, postman, _ = await perform(delivery_of(gone), row=STANDS)
    assert "their words" not in "\n".join(texts_in(postman.sent[0][1].view))
    own = replace(delivery_of(update(campaign=distrusted)), server=ORIGIN)
    outcome, _, _ = await perform(own)
    assert outcome == POSTED
