"""The use cases of campaigns: who may do what, which card a click must come from, what is refused and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ChannelId, MessageId, ServerId
from core.links import Link
from core.lists.verdicts import Match
from core.servers.policy import Tier
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.base.worker import Bell
from services.campaigns import campaigns as campaigning
from services.campaigns.campaigns import Campaigns
from services.campaigns.deliveries import Deliveries
from services.campaigns.records import Campaign, Follow
from services.campaigns.timelines import Timelines
from services.campaigns.updates import Drafted, Place, Updates
from services.servers.setup import Servers
from tests.campaign_stores import ANN, BEN, NORA, NORTH, ORIGIN, SAM, SOUTH, Stores, person, stores
from tests.conftest import StandingClock
from tests.stores import storage_of

UPDATE = {"kind": "win", "headline": "They listened", "body": "At last.", "source": "", "warning": ""}
CREATE = {"title": "Drop the forum", "summary": "", "demand": "", "link": ""}
ELSEWHERE: Place = (ChannelId(7), MessageId(7))


@dataclass
class FakeLists:
    """What lists hold: hosts by server."""

    held: dict[ServerId, set[str]] = field(default_factory=dict)
    allowed: bool = False

    async def matches(self, server: ServerId, links: Sequence[Link]) -> list[Match]:
        return [
            Match(link.host, Tier.OWN, Category.HARASSMENT, link.canonical, allowed=self.allowed)
            for link in links
            if link.host in self.held.get(server, set())
        ]


@dataclass
class Wing:
    """The services on real stores, with lists that a test fills."""

    stores: Stores
    lists: FakeLists
    campaigns: Campaigns
    updates: Updates
    deliveries: Deliveries
    timelines: Timelines

    async def campaign(self, title: str = "Drop the forum") -> Campaign:
        return await self.campaigns.create(ANN, {**CREATE, "title": title}, f"form-{title}")

    async def draft(self, campaign: Campaign, form: str = "draft", **fields: str) -> Drafted:
        made, _ = await self.updates.draft(ANN, campaign.id, {**UPDATE, **fields}, form)
        await self.stores.all_posted()
        return made

    async def card(self, kind: str, subject: int) -> Place:
        place = await self.stores.outbox.place_of(kind, subject)
        assert place is not None
        return place

    async def approve(self, made: Drafted, by: Caller = BEN) -> int:
        place = await self.card(Kind.UPDATE_DRAFT, made.update)
        done = await self.updates.approve(by, made.update, made.version, place)
        await self.stores.all_posted()
        return done.reached


@pytest.fixture
async def wing(database: Database, vault: Vault, clock: StandingClock) -> Wing:
    built = stores(database, vault, clock)
    for server in (ORIGIN, NORTH, SOUTH):
        await built.set_up(server)
    await built.trust(ORIGIN)
    lists = FakeLists()
    bell = Bell()
    servers = Servers(
        storage=storage_of(database, vault), outbox_bell=bell, clock=clock, changed=lambda _: None
    )
    campaigns = Campaigns(built.campaigns, built.servers, lists, clock)
    updates = Updates(built.updates, campaigns, built.servers, lists, built.outbox, bell, clock)
    deliveries = Deliveries(
        built.deliveries, built.updates, built.servers, servers, lists, built.outbox, bell, clock
    )
    timelines = Timelines(built.timelines, campaigns, built.servers, lists)
    return Wing(built, lists, campaigns, updates, deliveries, timelines)


def refused(key: str) -> "pytest.RaisesExc[UserError]":
    return pytest.raises(UserError, match=f"^{key}$")


async def test_every_use_case_asks_for_a_moderator(wing: Wing) -> None:
    campaign = await wing.campaign()
    made = await wing.draft(campaign)
    place = await wing.card(Kind.UPDATE_DRAFT, made.update)
    member, away = person(ORIGIN, 99, moderator=False), person(NORTH, 98, moderator=False)
    follow = Follow(ChannelId(1), None, approve=False)
    for attempt in (
        lambda: wing.campaigns.may_create(member),
        lambda: wing.campaigns.create(member, CREATE, "x"),
        lambda: wing.campaigns.own(member, "1"),
        lambda: wing.campaigns.close(member, "1", "done"),
        lambda: wing.campaigns.follow(away, "1", follow),
        lambda: wing.campaigns.unfollow(away, "1"),
        lambda: wing.updates.draft(member, campaign.id, UPDATE, "x"),
        lambda: wing.updates.to_correct(member, "1"),
        lambda: wing.updates.to_edit(member, made.update, 1, place),
        lambda: wing.updates.redraft(member, made.update, 1, UPDATE, "x"),
        lambda: wing.updates.approve(member, made.update, 1, place),
        lambda: wing.updates.discard(member, made.update, 1, place),
        lambda: wing.updates.withdraw(member, "1", "because"),
        lambda: wing.deliveries.settle(away, made.update, 1, place, accept=True),
        lambda: wing.deliveries.retry(away, made.update, place),
    ):
        with refused("error-not-moderator"):
            await attempt()
    assert await wing.campaigns.choices(member, "own") == []
    assert await wing.updates.choices(member) == []
    record = await wing.stores.updates.get(made.update)
    assert record is not None
    assert record.standing is None


async def test_a_server_that_is_not_set_up_has_no_campaigns(wing: Wing) -> None:
    stranger = person(ServerId(4), 41)
    with refused("error-not-set-up"):
        await wing.campaigns.may_create(stranger)
    with refused("error-not-set-up"):
        await wing.timelines.newest(ServerId(4))


async def test_another_servers_campaign_and_update_are_not_ones_own(wing: Wing) -> None:
    campaign = await wing.campaign()
    made = await wing.draft(campaign)
    with refused("campaign-not-yours"):
        await wing.campaigns.own(NORA, str(campaign.id))
    with refused("campaign-not-yours"):
        await wing.campaigns.close(NORA, str(campaign.id), "ours now")
    with refused("campaign-not-yours"):
        await wing.updates.draft(NORA, campaign.id, UPDATE, "x")
    for attempt in (
        lambda: wing.updates.to_correct(NORA, str(made.update)),
        lambda: wing.updates.withdraw(NORA, str(made.update), "because"),
        lambda: wing.updates.redraft(NORA, made.update, 1, UPDATE, "x"),
        lambda: wing.updates.discard(NORA, made.update, 1, ELSEWHERE),
        lambda: wing.deliveries.settle(NORA, made.update, 1, ELSEWHERE, accept=True),
    ):
        with refused("update-unknown"):
            await attempt()


async def test_a_click_counts_on_the_card_alone(wing: Wing) -> None:
    made = await wing.draft(await wing.campaign())
    for click in (wing.updates.approve, wing.updates.discard, wing.updates.to_edit):
        with refused("error-unknown-button"):
            await click(BEN, made.update, 1, ELSEWHERE)


async def test_one_moderator_is_enough_unless_the_server_wants_two(wing: Wing) -> None:
    campaign = await wing.campaign()
    assert await wing.approve(await wing.draft(campaign), by=ANN) == 1
    await wing.stores.set_up(ORIGIN, second=True)
    second = await wing.draft(campaign, "draft-2")
    with refused("draft-needs-another"):
        await wing.approve(second, by=ANN)
    assert await wing.approve(second, by=BEN) == 1


async def test_a_button_without_a_version_means_the_draft(wing: Wing) -> None:
    made = await wing.draft(await wing.campaign())
    place = await wing.card(Kind.UPDATE_DRAFT, made.update)
    await wing.updates.approve(BEN, made.update, None, place)
    with refused("draft-approved-already"):
        await wing.updates.approve(BEN, made.update, None, place)


async def test_what_a_list_holds_is_no_source_and_no_link(wing: Wing) -> None:
    wing.lists.held[ORIGIN] = {"bad.example.org"}
    with refused("campaign-address-listed"):
        await wing.campaigns.create(ANN, {**CREATE, "link": "https://bad.example.org/"}, "x")
    campaign = await wing.campaign()
    for source in ("https://bad.example.org/a", "https://web.archive.org/web/2022/https://bad.example.org/a"):
        with pytest.raises(UserError) as caught:
            await wing.updates.draft(ANN, campaign.id, {**UPDATE, "source": source}, "x")
        assert caught.value.key == "campaign-address-listed"
        assert "bad.example.org" not in str(caught.value.values["pattern"])
    wing.lists.allowed = True  # a local exception beats every list
    await wing.updates.draft(ANN, campaign.id, {**UPDATE, "source": "https://bad.example.org/a"}, "x")


async def test_an_address_that_either_server_lists_by_now_cannot_be_clicked(wing: Wing) -> None:
    campaign = await wing.campaign()
    made = await wing.draft(campaign, source="https://bad.example.org/a")
    await wing.approve(made)
    record = await wing.stores.updates.get(made.update)
    assert record is not None
    assert (await wing.deliveries.copy(record, 1, NORTH)).links.source
    for server in (NORTH, ORIGIN):
        wing.lists.held = {server: {"bad.example.org"}}
        assert not (await wing.deliveries.copy(record, 1, NORTH)).links.source
    assert (await wing.deliveries.copy(record, 1, SOUTH)).links.official is False  # there is none


async def test_nothing_changed_is_no_correction_and_a_repeated_form_is_no_second_one(wing: Wing) -> None:
    made = await wing.draft(await wing.campaign())
    await wing.approve(made)
    with refused("update-nothing-changed"):
        await wing.updates.redraft(ANN, made.update, 1, UPDATE, "x")
    corrected = {**UPDATE, "headline": "They listened at last"}
    first = await wing.updates.redraft(ANN, made.update, 1, corrected, "form-y")
    assert await wing.updates.redraft(ANN, made.update, 1, corrected, "form-y") == first
    with refused("update-nothing-changed"):  # it waits already
        await wing.updates.redraft(ANN, made.update, 1, corrected, "form-z")
    with refused("update-nothing-changed"):  # back to what stands
        await wing.updates.redraft(ANN, made.update, 2, UPDATE, "form-z")


async def test_correct_shows_what_waits_else_what_stands(wing: Wing) -> None:
    made = await wing.draft(await wing.campaign())
    _, shown = await wing.updates.to_correct(ANN, "They listened")
    assert shown.number == 1
    await wing.approve(made)
    await wing.updates.redraft(ANN, made.update, 1, {**UPDATE, "body": "New"}, "x")
    _, shown = await wing.updates.to_correct(BEN, f"#{made.update}")
    assert (shown.number, shown.text.body) == (2, "New")
    await wing.updates.withdraw(ANN, str(made.update), "wrong")
    with refused("update-withdrawn-already"):
        await wing.updates.to_correct(ANN, str(made.update))


async def test_edit_opens_for_the_draft_on_the_card(wing: Wing) -> None:
    made = await wing.draft(await wing.campaign())
    place = await wing.card(Kind.UPDATE_DRAFT, made.update)
    assert (await wing.updates.to_edit(BEN, made.update, 1, place)).text.headline == "They listened"
    await wing.updates.redraft(BEN, made.update, 1, {**UPDATE, "body": "New"}, "x")
    with refused("draft-replaced-already"):
        await wing.updates.to_edit(ANN, made.update, 1, place)


async def test_a_campaign_is_meant_by_number_or_by_a_title_that_only_it_has(wing: Wing) -> None:
    first, second = await wing.campaign("Drop the forum"), await wing.campaign("2022")
    third = await wing.campaigns.create(ANN, {**CREATE, "title": "drop THE forum"}, "another")
    assert (await wing.campaigns.find(ORIGIN, "2022")).id == second.id
    assert (await wing.campaigns.find(ORIGIN, f" #{first.id} ")).id == first.id
    with refused("campaign-name-shared"):
        await wing.campaigns.find(ORIGIN, "Drop the forum")
    await wing.campaigns.close(ANN, str(third.id), "done")
    for nothing in ("", "9" * 60, "٣", "-1", "nope", "#"):
        with refused("campaign-unknown"):
            await wing.campaigns.find(ORIGIN, nothing)


async def test_a_follower_that_looks_first_decides_for_itself(wing: Wing) -> None:
    campaign = await wing.campaign()
    looks = Follow(ChannelId(302), None, approve=True)
    assert (await wing.campaigns.follow(SAM, "Drop the forum", looks))[1] is True
    made = await wing.draft(campaign)
    assert await wing.approve(made) == 2
    waiting = await wing.stores.deliveries.here(made.update, SOUTH)
    assert waiting is not None
    card = await wing.card(Kind.DELIVERY_DRAFT, waiting.id)
    with refused("error-unknown-button"):
        await wing.deliveries.settle(SAM, made.update, 1, ELSEWHERE, accept=True)
    await wing.stores.trust(ORIGIN, trusted=False)
    with refused("delivery-not-trusted"):
        await wing.deliveries.settle(SAM, made.update, 1, card, accept=True)
    await wing.stores.trust(ORIGIN)
    assert await wing.timelines.newest(SOUTH) == []
    await wing.deliveries.settle(SAM, made.update, None, card, accept=True)
    with refused("delivery-settled-already"):
        await wing.deliveries.settle(SAM, made.update, None, card, accept=False)
    assert [entry.update for entry in await wing.timelines.newest(SOUTH)] == [made.update]


async def test_what_cannot_be_followed(wing: Wing) -> None:
    campaign = await wing.campaign()
    follow = Follow(ChannelId(1), None, approve=False)
    with refused("campaign-follow-own"):
        await wing.campaigns.follow(BEN, str(campaign.id), follow)
    with refused("campaign-not-followed"):
        await wing.campaigns.unfollow(NORA, str(campaign.id))
    assert (await wing.campaigns.follow(NORA, str(campaign.id), follow))[1] is True
    await wing.campaigns.close(ANN, str(campaign.id), "done")
    assert (await wing.campaigns.follow(NORA, str(campaign.id), follow))[1] is False
    with refused("campaign-closed-already"):
        await wing.campaigns.follow(SAM, str(campaign.id), follow)
    with refused("campaign-closed-already"):
        await wing.campaigns.close(ANN, str(campaign.id), "twice")


async def test_there_is_an_end_to_campaigns(wing: Wing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaigning, "OPEN_CAMPAIGNS", 1)
    monkeypatch.setattr(campaigning, "FOLLOWS", 0)
    campaign = await wing.campaign()
    with refused("campaign-too-many"):
        await wing.campaign("Another")
    with refused("campaign-follows-many"):
        await wing.campaigns.follow(NORA, str(campaign.id), Follow(ChannelId(1), None, approve=False))


async def test_a_timeline_keeps_the_order_and_says_what_was_corrected_or_withdrawn(wing: Wing) -> None:
    campaign = await wing.campaign()
    first = await wing.draft(campaign, "draft-a")
    await wing.approve(first)
    wing.stores.clock.forward(hours=1)
    second = await wing.draft(campaign, "draft-b", headline="Second")
    await wing.approve(second)
    corrected = await wing.updates.redraft(
        ANN, first.update, 1, {**UPDATE, "headline": "First, corrected"}, "c"
    )
    await wing.stores.all_posted()
    await wing.approve(corrected)
    await wing.updates.withdraw(ANN, str(second.update), "It was wrong")
    await wing.draft(campaign, "draft-c", headline="Never approved")

    _, entries = await wing.timelines.timeline(NORTH, campaign.id)
    assert [entry.update for entry in entries] == [first.update, second.update]
    assert entries[0].text is not None
    assert entries[0].text.headline == "First, corrected"
    assert entries[0].corrected_at == wing.stores.clock()
    assert (entries[1].text, entries[1].withdrawn_reason) == (None, "It was wrong")
    assert [entry.update for entry in await wing.timelines.newest(ORIGIN)] == [second.update, first.update]

    await wing.stores.trust(ORIGIN, trusted=False)
    with refused("campaign-unknown"):
        await wing.timelines.timeline(NORTH, campaign.id)
    with refused("campaign-unknown"):
        await wing.timelines.find(NORTH, str(campaign.id))
    await wing.timelines.timeline(ORIGIN, campaign.id)


async def test_a_button_for_an_update_that_waits_for_nobody_is_no_button_of_rowans(
    wing: Wing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.base.outbox._LOOK_SECONDS", 0.001)
    campaign = await wing.campaign()
    made = await wing.draft(campaign)
    await wing.campaigns.follow(NORA, str(campaign.id), Follow(ChannelId(1), None, approve=False))
    await wing.approve(made)
    planted = (ChannelId(1), MessageId(987))
    with refused("error-unknown-button"):
        await wing.deliveries.settle(NORA, made.update, 1, planted, accept=True)
    with refused("error-unknown-button"):
        await wing.deliveries.retry(NORA, made.update, planted)
