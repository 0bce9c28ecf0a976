"""The data about precedents and providers: whole, in order, with sources; and the words of drafts."""

from core.campaigns.providers.precedents import PRECEDENTS, passes_on, precedent
from core.campaigns.texts import UPDATE_LIMITS, update_text, web_address, what_is_masked
from tests.wording import say


def test_every_precedent_has_a_source_and_words_that_make_a_draft() -> None:
    assert [each.on for each in PRECEDENTS] == sorted(each.on for each in PRECEDENTS)
    assert {each.on.year for each in PRECEDENTS} == {2017, 2019, 2022}
    for each in PRECEDENTS:
        assert web_address(each.source) == each.source
        assert len(say(f"precedent-{each.id}-name")) <= 100
        headline, body = say(f"precedent-{each.id}-headline"), say(f"precedent-{each.id}-body")
        text = update_text({"kind": "precedent", "headline": headline, "body": body, "source": each.source})
        assert len(text.headline) <= UPDATE_LIMITS["headline"]
        assert not what_is_masked(text)
        assert precedent(each.id) is each
    assert precedent("none") is None


def test_who_passes_complaints_on_is_known_by_whole_words() -> None:
    for named in ("Cloudflare, Inc.", "cloudflare.com", "CLOUDFLARENET", "Ask cloudflare to stop"):
        assert [each.name for each in passes_on([named])] == ["Cloudflare"]
    for other in ("", "Cloud flare", "notcloudflared", "Nimbus Hosting"):
        assert passes_on([other]) == []
