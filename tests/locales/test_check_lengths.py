"""Sentences that stand where Discord has little room fit there, in every language."""

from pathlib import Path

import pytest

from tests.check_messages import ROOT
from tests.locales.check_languages import read_messages
from tests.locales.check_lengths import BUTTON, COMMAND, LABEL, OPTION, TITLE, faults, rooms, rooms_in
from tests.made_keys import MADE

LANGUAGES = sorted(folder.name for folder in (ROOT / "locales").iterdir() if folder.is_dir())


@pytest.mark.long  # every message of a language
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_fits(language: str) -> None:
    room = rooms(MADE)
    assert len(room) > 300  # of each kind some
    assert {BUTTON, LABEL, TITLE, OPTION, COMMAND} <= set(room.values())
    assert faults(language, read_messages(ROOT / "locales" / language), room) == []


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('button("x:1", say("case-a"))', {"case-a": BUTTON}),
        ('button("x:1", say("case-a" if y else "case-b", n=1))', {"case-a": BUTTON, "case-b": BUTTON}),
        ('Form(f"x:{y}", say("case-title"))', {"case-title": TITLE}),
        (
            'form.text("note", say("case-note"), description=say("case-help"))',
            {"case-note": LABEL, "case-help": OPTION},
        ),
        ('discord.SelectOption(label=say("case-a"), value="1", description=x)', {"case-a": OPTION}),
        ('words("command-check")', {"command-check": COMMAND}),
        ('CardAction("claim", "case-button-claim", f, g)', {"case-button-claim": BUTTON}),
        ('card.text(say("case-long"))', {}),
    ],
)
def test_the_room_of_a_key_is_read_off_the_code(source: str, found: dict[str, int]) -> None:
    assert dict(rooms_in(source, {})) == found


def test_made_keys_have_a_room_too() -> None:
    found = dict(rooms_in('button("x", say(f"mood-{m}"))', {"mood-{}": (("good", "bad"),)}))
    assert found == {"mood-good": BUTTON, "mood-bad": BUTTON}


@pytest.mark.parametrize(
    ("sentence", "length"),
    [
        ("a" * 46, 46),
        ("{ $n ->\n    [one] x\n   *[other] " + "b" * 50 + "\n}", 50),
        ("c" * 43 + "{ $n }", 46),
        ("🚨" * 23, 46),
        ("d" * 45, 0),
    ],
)
def test_a_sentence_that_is_too_long_is_named(tmp_path: Path, sentence: str, length: int) -> None:
    (tmp_path / "a.ftl").write_text(f"form-title = {sentence}\n", encoding="utf-8")
    found = faults("ar", read_messages(tmp_path), {"form-title": TITLE})
    assert found == ([f"locales/ar: 'form-title' takes {length} characters, and 45 fit"] if length else [])
