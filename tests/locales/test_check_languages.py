"""What `make check` says about a language: each check finds the fault that it is for, and lets be what is right."""

from pathlib import Path

import pytest

from tests.check_messages import ROOT
from tests.locales.check_languages import NAMES, faults, read_messages


def said(tmp_path: Path, language: str, sentence: str, english: str) -> list[str]:
    """The faults of a language with this one sentence."""
    for code, source in ((language, sentence), ("en", english)):
        (tmp_path / code).mkdir()
        (tmp_path / code / "a.ftl").write_text(source, encoding="utf-8")
    return faults(language, read_messages(tmp_path / language), read_messages(tmp_path / "en"))


COUNTED = "n = { $n ->\n    [one] one report\n   *[other] { $n } reports\n}\n"
ALL_SIX = "    [zero] ا\n    [one] ب\n    [two] ج\n    [few] د\n    [many] ه\n   *[other] و\n"


@pytest.mark.parametrize(
    ("language", "variants", "lacking"),
    [
        ("ar", ALL_SIX, ""),
        ("ar", ALL_SIX.replace("[zero]", "[0]").replace("[one]", "[1]"), ""),
        ("ar", ALL_SIX.replace("    [few] د\n", ""), "[few]"),
        ("ar", ALL_SIX.replace("    [many] ه\n", "").replace("    [two] ج\n", ""), "[many], [two]"),
        ("ar", "    [3] ب\n   *[other] و\n", "[few], [many], [one], [two], [zero]"),
        ("de", "    [one] ein\n   *[other] viele\n", ""),
        ("de", "    [1] ein\n   *[other] viele\n", ""),
        ("de", "    [0] kein\n   *[other] viele\n", "[one]"),
        ("pl", "    [one] jeden\n   *[other] wiele\n", "[few], [many]"),
        ("ja", "   *[other] 件\n", ""),
    ],
)
def test_a_choice_by_a_number_that_lacks_a_case_is_named(
    tmp_path: Path, language: str, variants: str, lacking: str
) -> None:
    found = said(tmp_path, language, f"n = {{ $n ->\n{variants}}}\n", COUNTED)
    assert found == ([f"locales/{language}: 'n' chooses by $n and lacks {lacking}"] if lacking else [])


def test_a_choice_by_a_word_is_none_by_a_number(tmp_path: Path) -> None:
    source = "n = { $n ->\n    [one] ب\n    [few] ج\n   *[many] د\n}\n"
    assert said(tmp_path, "ar", source, source.replace("ب", "a").replace("ج", "b").replace("د", "c")) == []


def test_a_count_may_be_said_without_a_choice(tmp_path: Path) -> None:
    assert said(tmp_path, "ar", "n = البلاغات: { $n }\n", COUNTED) == []


@pytest.mark.parametrize(
    ("sentence", "faulty"),
    [
        ("Please try again.", True),
        ("{ $n ->\n    [a] Yes\n   *[b] No\n}", True),
        ("Rowan", False),
        ("{ $name } · { $count }", False),
        ("`/setup` → SHA-256 { $digest }", False),
        ("JSON", False),
    ],
)
def test_a_sentence_that_says_what_english_says_is_named(
    tmp_path: Path, sentence: str, *, faulty: bool
) -> None:
    found = said(tmp_path, "de", f"n = {sentence}\n", f"n = {sentence}\n")
    assert found == (["locales/de: 'n' is not translated: it says what English says"] if faulty else [])


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("اضغط Delete الآن", "Delete"),
        ("{ $n ->\n    [a] اضغط\n   *[b] اضغط Claim ثم Undo\n}", "Claim, Undo"),
        ("القناة Gruppe", "Gruppe"),
        ("`{ $pattern }` و`/blocklist add`", ""),
        ("يعمل Rowan في Discord", ""),
        ("الأمر /setup أو bot.py أو --group أو DISCORD_TOKEN=x", ""),
        ("بصيغة CSV أو SHA-256 { $x }", ""),
        ("{ $name } (×{ $count })", ""),
    ],
)
def test_a_stray_latin_word_is_named(tmp_path: Path, sentence: str, words: str) -> None:
    found = said(tmp_path, "ar", f"n = {sentence}\n", "n = Hello\n")
    told = f"locales/ar: 'n' holds words in Latin letters: {words} (code format, or NAMES in tests/locales/check_languages.py)"
    assert found == ([told] if words else [])
    assert all(NAMES.values())


def test_a_language_in_latin_letters_may_use_them(tmp_path: Path) -> None:
    assert said(tmp_path, "de", "n = Bitte löschen\n", "n = Please delete\n") == []


@pytest.mark.long  # `make check` asks the same
def test_every_language_that_is_there_is_read() -> None:
    english = read_messages(ROOT / "locales" / "en")
    assert all(read_messages(folder) for folder in (ROOT / "locales").iterdir() if folder.is_dir())
    assert not faults("en_GB", english, {})
