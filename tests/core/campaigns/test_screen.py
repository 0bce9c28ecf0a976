"""What becomes of texts: nothing that is posted can be clicked, notifies anybody, or names a number that the mask knows."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.redact import MASK, Masked, masked_in
from core.base.units import units
from core.campaigns.room import cut
from core.campaigns.screen import (
    ChangeKind,
    Held,
    ScreenChange,
    WhyHeld,
    changes_in,
    places_in,
    screened,
    screened_plain,
)
from core.links.lookalikes import INVISIBLE
from tests.conftest import share
from tests.core.campaigns.discord_markdown import active_links, code_marks, specials
from tests.core.campaigns.hostile_texts import HOSTILE, LISTED, NAMES_THE_LISTED

PERSONAL = re.compile(r"jane|7946|79460958|192\.0\.2\.17|8a2e|٩٤٦|９４６")


def held_in(text: str) -> Held:
    """What lists hold of a text, where one of them holds LISTED with all that lies below."""
    links = [link for link in places_in(text) if LISTED in link.keys]
    return {link.canonical: WhyHeld.SHARED for link in links}


def check(written: str) -> str:
    posted = screened(written, held_in(written))
    assert active_links(posted) == []
    assert specials(posted) == []
    assert code_marks(posted) == 0
    assert "](" not in posted
    assert "||" not in posted
    assert not masked_in(INVISIBLE.sub("", posted).replace("\\", ""))
    assert screened(posted) == posted
    described = screened_plain(written, held_in(written))
    assert "https://" not in described.lower()
    return posted + described


@pytest.mark.parametrize("text", share(HOSTILE), ids=lambda text: ascii(text[:40]))
def test_a_hostile_text_gets_nothing_past_the_screen(text: str) -> None:
    for written in (text, f"Before {text} after", f"Before\n{text}\nafter"):
        assert not PERSONAL.search(check(written))
    check(text + text)


@given(
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=4),
    st.sampled_from(["", " ", "\n", "|", "\\", "."]),
)
def test_hostile_texts_together_get_nothing_past_it(texts: list[str], between: str) -> None:
    check(between.join(text[:300] for text in texts))


@given(st.text(max_size=200))
def test_no_text_gets_anything_past_it(text: str) -> None:
    check(text)


@pytest.mark.parametrize("text", NAMES_THE_LISTED, ids=lambda text: ascii(text[:40]))
def test_a_listed_place_is_found_however_it_is_written(text: str) -> None:
    if text.startswith("mailto:"):
        return  # an e-mail address is none, and masked
    assert held_in(text), places_in(text)
    posted = screened(text, held_in(text))
    assert "listed[.]example[.]com" in posted.replace("\u2068", "") or "[.]" in posted
    (change, *_) = [one for one in changes_in({"body": text}, held_in(text)) if one.kind is ChangeKind.HELD]
    assert change.why is WhyHeld.SHARED


def test_a_held_place_stands_in_its_plain_form_and_the_rest_as_it_was_written() -> None:
    text = "Read news.example.org, not lіsted(.)example(.)com/Threads/1 or jane@example.org"
    posted = screened(text, held_in(text))
    assert posted == f"Read news[.]example[.]org, not hxxps://listed[.]example[.]com/Threads/1 or {MASK}"


def test_what_is_only_likely_keeps_its_words() -> None:
    text = "We met listed . example . com people"
    assert screened(text, held_in(text)) in (
        "We met hxxps://listed[.]example[.]com people",
        "We met listed [.] example [.] com people",
    )


def test_a_line_that_is_read_from_the_right_keeps_an_address_in_one_piece() -> None:
    text = "شاهد https://listed.example.com/x الآن\nSee https://listed.example.com/x now"
    first, second = screened(text, held_in(text)).split("\n")
    assert first == "شاهد \u2068hxxps://listed[.]example[.]com/x\u2069 الآن"
    assert second == "See hxxps://listed[.]example[.]com/x now"


def test_what_was_changed_is_told_by_field_and_once() -> None:
    texts = {
        "headline": "Call +44 20 7946 0958",
        "body": "Call +44 20 79\u200b46 0958 or +44 20 7946 0958, see https://news.example.org/a and listed.example.com, @everyone",
    }
    assert changes_in(texts, held_in(texts["body"])) == [
        ScreenChange("headline", ChangeKind.MASKED, "+44 20 7946 0958", masked=Masked.PHONE),
        ScreenChange("body", ChangeKind.MASKED, "+44 20 7946 0958", masked=Masked.PHONE),
        ScreenChange("body", ChangeKind.HELD, "listed.example.com", why=WhyHeld.SHARED),
        ScreenChange("body", ChangeKind.LINK, "https://news.example.org/a"),
        ScreenChange("body", ChangeKind.MENTION, "@everyone"),
    ]
    assert changes_in({"body": "Nothing to see."}) == []


@given(st.lists(st.sampled_from([*HOSTILE, "مرحبا", "👩🏽", " ", "\n"]), max_size=6), st.integers(2, 400))
def test_a_text_is_cut_between_words_and_nothing_is_split(texts: list[str], room: int) -> None:
    posted = screened(" ".join(text[:300] for text in texts))
    shown = cut(posted, room)
    assert units(shown) <= room
    if shown == posted:
        return
    assert shown.endswith("…")
    body = shown[:-1].rstrip("\u2069")
    assert posted.startswith(body)
    assert (len(body) - len(body.rstrip("\\"))) % 2 == 0
    assert shown.count("\u2068") == shown.count("\u2069")
    assert units(cut(posted, units(posted))) == units(posted)


def test_units_are_those_of_discords_clients() -> None:
    assert [units(text) for text in ("", "abc", "ä", "مرحبا", "👩", "👩🏽‍💻")] == [0, 3, 1, 5, 2, 7]
