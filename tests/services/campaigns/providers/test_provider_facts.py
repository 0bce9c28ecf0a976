"""Who serves a campaign's site: asked, believed, proposed as a draft; with registries that misbehave."""

from datetime import timedelta

import pytest

from core.base.ids import UpdateId
from core.campaigns.providers.facts import FactKind, NotKnown
from core.campaigns.versions import UpdateKind, VersionState
from db.engine.database import Database
from services.base.fetching import FetchLimits
from services.base.outbox import Kind
from services.campaigns.providers import questions
from services.campaigns.providers.complaints import Complaints
from services.campaigns.providers.facts import ProviderFacts
from services.campaigns.screening import is_clean
from tests.people import member
from tests.services.campaigns.asking import NEST, Asking, link
from tests.services.campaigns.driver import ANN, BEN, NORA, ORIGIN, CampaignsDriver
from tests.services.campaigns.registries import alias, answer, domain, http, record
from tests.wording import refused, said

OWNER, REGISTRAR, SERVERS = FactKind.OWNER, FactKind.REGISTRAR, FactKind.NAME_SERVERS
BAD = {
    "silence": None,
    "nothing": b"",
    "no HTTP": b"hello\r\n\r\n",
    "an error": http(b"", "text/plain", "503 Service Unavailable"),
    "another type": http(b"<html>", "text/html"),
    "garbage of the right type": http(b"\xff\x00{", "application/rdap+json"),
    "garbage of DNS": http(b"\xff\x00{", "application/dns-message"),
    "too much": http(b"x" * 2_000_000, "application/rdap+json"),
    "more than it said": http(b"x", "application/rdap+json").replace(
        b"Content-Length: 1", b"Content-Length: 9"
    ),
    "a way to the site": http(b"", "text/plain", "302 Found", f"Location: http://{NEST}/"),
    "a way to this network": http(b"", "text/plain", "302 Found", "Location: http://10.0.0.1/"),
    "a circle": http(b"", "text/plain", "302 Found", "Location: /rdap/domain/nest.example"),
}


async def test_two_answers_within_hours_are_one(asking: Asking) -> None:
    """Whoever died after it had asked is followed by another, who asks again."""
    campaign = await asking.begin()
    await asking.day(2)
    asking.world.serve_nest(owner="Other Cloud")
    await asking.day()
    async with asking.driver.storage.relaxed() as tx:
        await tx.facts.due(campaign.id, asking.driver.clock())
    asking.driver.clock.forward(minutes=46)
    assert await asking.facts.work(asking.driver.clock()) == 0
    assert await asking.value(campaign, OWNER) == "Nimbus Hosting"
    assert await asking.day() == 1


async def test_of_a_customers_host_no_domain_is_asked_for(asking: Asking) -> None:
    campaign = await asking.driver.campaign()
    asking.world.addresses["nest.github.io"] = ["203.0.113.7"]
    await link(asking.driver.database, campaign.id, ORIGIN, "nest.github.io", "203.0.113.8")
    await asking.day()
    assert not any(each.startswith("domain") for each in asking.world.asked)
    found = await asking.driver.storage.read.facts.of_campaign(campaign.id)
    assert {(each.host, each.kind, each.fact is not None) for each in found} == {
        ("nest.github.io", OWNER, True),
        ("203.0.113.8", OWNER, True),
    }


async def test_what_registries_say_is_known_with_its_time_and_nothing_touches_the_site(
    asking: Asking,
) -> None:
    campaign = await asking.begin()
    assert await asking.day() == 0
    first = asking.driver.clock()
    await asking.day(2)
    known = await asking.known(campaign)
    values = {kind: each.fact.value for kind, each in known.items() if each.fact}
    assert values == {OWNER: "Nimbus Hosting", REGISTRAR: "Nimbus Names", SERVERS: "nimbus.example"}
    for each in known.values():
        assert each.fact is not None
        assert (each.fact.since, each.fact.seen_at, each.fact.sure) == (first, asking.driver.clock(), True)
    # No name server of this machine was asked for anything, and nobody was connected to but the two.
    assert asking.names.asked == []
    assert set(asking.world.asked) == {
        *("dns nest.example 1", "dns nest.example 28", "domain nest.example"),
        *("ip 203.0.113.7", "ip 203.0.113.8"),
    }


async def test_it_asks_once_a_day_and_one_process_alone(asking: Asking, other: CampaignsDriver) -> None:
    await asking.begin()
    second = asking.of(other, other.database)
    await asking.day()
    asked = len(asking.world.asked)
    await second.work(other.clock())
    await asking.facts.work(asking.driver.clock())
    asking.driver.clock.forward(hours=23)
    await asking.facts.work(asking.driver.clock())
    assert len(asking.world.asked) == asked


async def test_a_change_that_two_answers_agree_on_becomes_one_draft(asking: Asking) -> None:
    campaign = await asking.begin()
    await asking.day(2)
    asking.world.serve_nest(owner="Other Cloud, Inc.")
    assert await asking.day() == 0
    known = (await asking.known(campaign))[OWNER].fact
    assert known is not None
    assert (known.value, known.other) == ("Nimbus Hosting", "Other Cloud, Inc.")
    assert await asking.day() == 1
    assert await asking.day(3) == 0

    record = await asking.driver.record(UpdateId(1))
    (version,) = record.versions
    assert (version.state, version.text.kind) == (VersionState.DRAFT, UpdateKind.RESPONSE)
    assert record.published_at is None
    said(version.text.headline, "facts-draft-headline-owner", name="Other Cloud, Inc.")
    said(version.text.body, "facts-draft-body-owner", host="nest[.]example", before="Nimbus Hosting")
    assert version.drafted_by == "Rowan"
    assert (Kind.UPDATE_DRAFT, 1, ORIGIN) in await asking.driver.due()
    # Two must agree on what a moderator wrote; Rowan is none of them.
    await asking.driver.set_up(ORIGIN, second=True)
    place = await asking.driver.card(Kind.UPDATE_DRAFT, 1)
    await asking.driver.updates.approve(BEN, UpdateId(1), 1, place)


async def test_a_change_of_registrar_and_name_servers_is_told_apart(asking: Asking) -> None:
    await asking.begin()
    await asking.day(2)
    asking.world.domains[NEST] = domain("Other Names", "a.other.example")
    assert await asking.day(2) == 2
    texts = [(await asking.driver.record(UpdateId(number))).versions[0].text for number in (1, 2)]
    said(" ".join(text.headline for text in texts), "facts-draft-headline-registrar", name="Other Names")
    said(" ".join(text.headline for text in texts), "facts-draft-headline-name_servers", name="other.example")


async def test_rotating_addresses_of_one_owner_are_no_change(asking: Asking) -> None:
    campaign = await asking.begin()
    for addresses in (["203.0.113.7"], ["203.0.113.8", "2001:db8::7"], ["203.0.113.9"], ["203.0.113.9"]):
        asking.world.addresses[NEST] = addresses
        assert await asking.day() == 0
    assert await asking.value(campaign, OWNER) == "Nimbus Hosting"


@pytest.mark.parametrize("how", BAD)
async def test_no_answer_is_not_known_and_never_a_change(
    asking: Asking, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = await asking.begin()
    await asking.day(2)
    before = {kind: each.fact for kind, each in (await asking.known(campaign)).items()}
    asking.world.instead = dict.fromkeys(("dns", "domain", "ip"), BAD[how])
    with monkeypatch.context() as impatient:
        if BAD[how] is None:  # nobody answers, however long one waits
            impatient.setattr(questions, "_DNS_LIMITS", FetchLimits(seconds=0.05))
            impatient.setattr(questions, "_RDAP_LIMITS", FetchLimits(seconds=0.05))
        assert await asking.day(3) == 0
    known = await asking.known(campaign)
    assert {kind: each.fact for kind, each in known.items()} == before
    assert all(each.problem in {NotKnown.SILENT, NotKnown.GARBLED} for each in known.values())
    assert asking.names.asked == []
    # It is over: what is known goes on, since when it was.
    asking.world.instead = {}
    await asking.day()
    known = await asking.known(campaign)
    assert all(each.problem is None for each in known.values())
    assert all(each.fact and each.fact.since == before[kind].since for kind, each in known.items())  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("code", "why"), [(3, NotKnown.NO_NAME), (2, NotKnown.REFUSED), (5, NotKnown.REFUSED)]
)
async def test_what_a_resolver_refuses_says_why(asking: Asking, code: int, why: NotKnown) -> None:
    campaign = await asking.begin()
    asking.world.instead["dns"] = http(answer(NEST, 1, code=code), "application/dns-message")
    await asking.day()
    known = (await asking.known(campaign))[OWNER]
    assert (known.fact, known.problem) == (None, why)


async def test_a_resolver_that_answers_for_another_name_is_not_believed(asking: Asking) -> None:
    campaign = await asking.begin()
    lie = answer("other.example", 1, record("other.example", "203.0.113.7"))
    asking.world.instead["dns"] = http(lie, "application/dns-message")
    await asking.day()
    assert (await asking.known(campaign))[OWNER].problem is NotKnown.GARBLED
    lie = answer(NEST, 1, alias(NEST, "edge.example"), record("other.example", "203.0.113.7"))
    asking.world.instead["dns"] = http(lie, "application/dns-message")
    await asking.day()
    assert (await asking.known(campaign))[OWNER].fact is None


async def test_one_address_that_is_not_known_leaves_the_owner_not_known(asking: Asking) -> None:
    campaign = await asking.begin()
    await asking.day(2)
    asking.world.addresses[NEST] = ["203.0.113.7", "198.51.100.1"]  # of which no registry knows
    await asking.day(2)
    known = (await asking.known(campaign))[OWNER]
    assert known.fact is not None
    assert (known.fact.value, known.fact.other, known.problem) == ("Nimbus Hosting", "", NotKnown.NO_NAME)


async def test_a_draft_and_what_it_tells_of_are_saved_together(
    asking: Asking, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = await asking.begin()
    await asking.day(2)
    asking.world.serve_nest(owner="Other Cloud")
    await asking.day()

    async def dies(*_: object) -> bool:
        raise MemoryError

    with monkeypatch.context() as patched:
        patched.setattr(ProviderFacts, "_draft", dies)
        assert await asking.day() == 0
    assert await asking.value(campaign, OWNER) == "Nimbus Hosting"
    asking.driver.clock.forward(hours=1)  # the next takes it, and makes one draft
    assert await asking.facts.work(asking.driver.clock()) == 1
    assert await asking.value(campaign, OWNER) == "Other Cloud"


async def test_only_listed_hosts_of_an_open_campaign_are_asked_about(asking: Asking) -> None:
    campaign = await asking.driver.campaign()
    await asking.day(2)
    assert asking.world.asked == []
    await link(asking.driver.database, campaign.id, ORIGIN, NEST, "abcdefghij.onion")
    await asking.day()
    assert asking.world.asked
    assert not any("onion" in each for each in asking.world.asked)
    async with asking.driver.database.durable() as sql:
        await sql.run("UPDATE own_entries SET removed_at = 1 WHERE id = 1")
    asking.world.asked.clear()
    await asking.day(2)
    assert (asking.world.asked, await asking.known(campaign)) == ([], {})
    async with asking.driver.database.durable() as sql:
        await sql.run("UPDATE own_entries SET removed_at = NULL WHERE id = 1")
    await asking.driver.closing.close(ANN, str(campaign.id), "Won")
    await asking.day(2)
    assert asking.world.asked == []


async def test_moderators_of_the_campaigns_own_server_alone_are_shown_it(asking: Asking) -> None:
    campaign = await asking.begin()
    shown = await asking.facts.shown(ANN, str(campaign.id))
    assert (shown.hosts, shown.known, shown.allowed) == ([NEST], [], True)
    with refused("campaign-not-yours"):
        await asking.facts.shown(NORA, str(campaign.id))
    with refused("error-not-moderator"):
        await asking.facts.shown(member(ORIGIN, 99), str(campaign.id))


async def test_a_new_host_is_asked_about_soon_once_somebody_looks(asking: Asking) -> None:
    campaign = await asking.driver.campaign()
    await asking.facts.work(asking.driver.clock())
    await link(asking.driver.database, campaign.id, ORIGIN, NEST)
    asking.driver.clock.forward(minutes=2)
    await asking.facts.shown(ANN, str(campaign.id))
    await asking.facts.work(asking.driver.clock())
    assert asking.world.asked


async def test_where_the_operator_does_not_allow_it_nobody_is_asked(
    asking: Asking, database: Database
) -> None:
    campaign = await asking.begin()
    off = asking.of(asking.driver, database, allowed=False)
    assert await off.work(asking.driver.clock() + timedelta(days=2)) == 0
    assert asking.world.asked == []
    assert not (await off.shown(ANN, str(campaign.id))).allowed


async def test_a_listed_registry_is_not_asked(asking: Asking) -> None:
    campaign = await asking.begin()
    asking.held.hosts.add("127.0.0.1")
    await asking.day()
    known = await asking.known(campaign)
    assert {each.problem for each in known.values()} == {NotKnown.SILENT}
    assert asking.world.asked == []


async def test_a_complaint_has_what_was_published_with_a_source_and_no_call(asking: Asking) -> None:
    driver, campaign = asking.driver, await asking.begin()
    source = "https://news.example.org/1"
    kept = await driver.publish(campaign.id, "a", headline="Kept", source=source)
    await driver.publish(campaign.id, "b", headline="No source")
    await driver.publish(campaign.id, "c", headline="A call", kind="call", source=source)
    gone = await driver.publish(campaign.id, "d", headline="Gone", source=source)
    await driver.withdraw(gone)
    await driver.draft(campaign.id, "e", headline="A draft", source=source)
    asking.world.serve_nest(owner="Cloudflare, Inc.")
    await asking.day(2)
    complaints = Complaints(facts=asking.facts, timelines=driver.timelines)
    made = await complaints.draft(ANN, str(campaign.id))
    assert [entry.update for entry in made.evidence] == [kept]
    assert is_clean(source, made.held)
    (passing,) = made.passing
    assert is_clean(passing.source, made.held)
    driver.lists.held[ORIGIN] = {"propublica.org"}
    assert not is_clean(passing.source, (await complaints.draft(ANN, str(campaign.id))).held)
    with refused("campaign-not-yours"):
        await complaints.draft(NORA, str(campaign.id))
