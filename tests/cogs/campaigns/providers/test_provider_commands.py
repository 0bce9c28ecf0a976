"""`/campaign facts`, `complaint` and `precedent`, as moderators meet them."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cogs.campaigns.providers.fact_words import complaint_text, complaint_view, fact_parts, warnings
from core.base.ids import UpdateId, UserId
from core.base.redact import MASK
from core.campaigns.providers.facts import Fact, FactKind, NotKnown
from core.campaigns.providers.precedents import PRECEDENTS, passes_on
from core.campaigns.versions import UpdateKind
from services.campaigns.providers.complaints import Complaint
from services.campaigns.providers.facts import ShownFacts
from services.campaigns.providers.ports import KnownFact
from services.campaigns.timelines import TimelineEntry, entries
from tests.cogs.campaigns.samples import HOSTILE, NOW, campaign, texts_in, update, version
from tests.cogs.seen import chosen, fields, send, told
from tests.cogs.stage import Stage
from tests.desk.scenes.campaigns.updates import begin, publish
from tests.wording import refused, said, say, unsaid

SOURCE = "https://news.example.org/1"
DAY = timedelta(days=1)


def known(kind: FactKind = FactKind.OWNER, value: str = "Nimbus", **fields: Any) -> KnownFact:
    fact = Fact(value, "203.0.113.7", NOW, NOW + DAY, sure=True)
    return KnownFact("nest.example", kind, replace(fact, **fields), NOW + DAY)


def shown(*facts: KnownFact, allowed: bool = True) -> ShownFacts:
    return ShownFacts(campaign(), ["nest.example"], facts, allowed)


def entry(number: int = 1, **fields: Any) -> TimelineEntry:
    (made,) = entries([(replace(update(version(source=SOURCE, **fields)), id=UpdateId(number)), None)])
    return made


def complaint(*evidence: TimelineEntry, facts: ShownFacts | None = None, **fields: Any) -> Complaint:
    text = replace(campaign().text, **fields)
    about = replace(campaign(), text=text)
    return Complaint(about, facts or shown(known()), evidence, frozenset({SOURCE}), ())


def words(facts: ShownFacts) -> str:
    return "\n".join(str(part) for part in fact_parts(say, facts))


def test_what_is_known_says_since_when_and_what_is_not_says_why() -> None:
    text = words(shown(known(), known(FactKind.REGISTRAR, "Nimbus Names", other="Other Names")))
    said(text, "facts-line", name=say("facts-owner"), value="Nimbus")
    said(text, "facts-line-other", other="Other Names")
    assert "203[.]0[.]113[.]7" in text
    assert "nest.example" not in text
    nothing = KnownFact("nest.example", FactKind.OWNER, None, NOW, NotKnown.NO_NAME)
    said(words(shown(nothing)), "facts-line-not-known", why=say("facts-not-known-no-name"))
    said(words(shown(replace(known(), problem=NotKnown.SILENT))), "facts-line-problem")
    said(words(shown()), "facts-not-asked")
    said(words(shown(known(), allowed=False)), "facts-off")
    said(words(ShownFacts(campaign(), [], [], allowed=True)), "facts-no-hosts")


def test_a_complaint_has_facts_and_links_and_nobodys_name() -> None:
    made = complaint(entry(headline="Jane was found by them: jane@example.org, see bad.example.com/x"))
    text = complaint_text(say, made)
    assert SOURCE in text
    assert "nest[.]example" in text
    assert "Nimbus" in text
    assert MASK in text
    for bad in ("jane@", "bad.example.com", "nest.example", "Ann", "Ben"):
        assert bad not in text
    unsure = complaint_text(say, complaint(facts=shown(known(sure=False))))
    assert "Nimbus" not in unsure


def test_the_warning_is_stronger_where_the_provider_is_known_to_pass_complaints_on() -> None:
    usual = warnings(say, complaint())
    said(usual, "complaint-may-be-passed-on")
    strong = warnings(say, replace(complaint(), passing=passes_on(["Cloudflare, Inc."])))
    said(strong, "complaint-passes-on", name="Cloudflare")
    unsaid(strong, "complaint-may-be-passed-on")
    for each in (usual, strong):
        said(each, "complaint-sent-by-nobody")


def test_the_longest_complaint_is_within_discords_limits_and_whole_in_the_file() -> None:
    many = [entry(number, headline=f"{number}. {HOSTILE * 3}") for number in range(100)]
    made = complaint(*many, summary=HOSTILE * 10, demand=HOSTILE * 10, title=HOSTILE * 2)
    made = replace(made, passing=passes_on(["Cloudflare"]))
    text = complaint_text(say, made)
    view = complaint_view(say, made, text, "complaint.txt")
    assert sum(map(len, texts_in(view))) <= 4000
    assert all(f"{number}. ||" in text for number in range(100))
    assert "evil.example.com" not in text


async def test_moderators_get_facts_and_a_complaint_that_nobody_else_sees(stage: Stage) -> None:
    await stage.set_up()
    await begin(stage)
    facts = await stage.moderator.slash(stage.general, "campaign facts", campaign="1")
    assert facts.ephemeral
    said(told(facts), "facts-off")
    said(told(facts), "facts-no-hosts")
    empty = await stage.moderator.slash(stage.general, "campaign complaint", campaign="1")
    said(told(empty), "complaint-no-evidence")
    await publish(stage)
    answer = await stage.moderator.slash(stage.general, "campaign complaint", campaign="1")
    assert answer.ephemeral
    assert [file.filename for file in answer.response.message.attachments] == ["complaint.txt"]
    said(told(answer), "complaint-sent-by-nobody")
    assert "The provider answers" in told(answer)
    assert "555" not in told(answer)


async def test_who_does_not_moderate_is_refused(stage: Stage) -> None:
    await stage.set_up()
    await begin(stage)
    caller = stage.caller(stage.member)
    providers = stage.rowan.campaigns.providers
    for asked in (providers.facts.shown, providers.complaints.draft):
        with refused("error-not-moderator"):
            await asked(caller, "1")


async def test_a_precedent_fills_the_form_and_goes_the_way_of_every_draft(stage: Stage) -> None:
    await stage.set_up()
    await begin(stage)
    which = PRECEDENTS[1]
    form = await stage.moderator.slash(stage.general, "campaign precedent", campaign="1", which=which.id)
    assert chosen(form, "kind") == [UpdateKind.PRECEDENT]
    assert fields(form)["source"]["value"] == which.source
    assert fields(form)["headline"]["value"] == say(f"precedent-{which.id}-headline")
    said(told(await send(stage.moderator, form)), "update-drafted-second", number=1)


@pytest.mark.usefixtures("arabic")
async def test_a_precedent_is_written_for_the_server_whatever_its_writer_chose(stage: Stage) -> None:
    await stage.set_up()
    await begin(stage)
    await stage.rowan.base.languages.choose(UserId(stage.moderator.id), "ar")
    which = PRECEDENTS[1]
    form = await stage.moderator.slash(stage.general, "campaign precedent", campaign="1", which=which.id)
    assert fields(form)["headline"]["value"] == say(f"precedent-{which.id}-headline")
    assert form.modal["title"] != say("update-form-new")
