import unicodedata

import pytest

from core.links import find_links
from core.links.disguises import BLANKS, BRANCHES, FOLDED, FOLDED_BY_SHAPE, HIDDEN, PUNYCODE, REVERSED, STEPS
from core.links.lookalikes import (
    FOLD,
    FOLD_AGAIN,
    FOLD_BY_SHAPE,
    HAS_OWN,
    INVISIBLE,
    OWN,
    SHAPED,
    STANDS_ON_ITS_HEAD,
    TURNED,
    TWO_WAYS,
)
from tests.core.links.shared_data import SHARED, needs_shared
from tests.core.links.tables.make_lookalikes import ALPHABETS, TARGET, build, render


@pytest.mark.shared
@needs_shared[1]
def test_the_table_is_what_the_unicode_data_gives():
    assert render(*build(SHARED / "suites/unicode/confusables.txt")) == TARGET.read_text(encoding="utf-8")


def test_ascii_is_never_folded():
    assert not [code for code in FOLD_AGAIN if code < 0x80]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx"),  # Greek capitals look like other letters than the small ones
        ("αβεηικνορτυχ", "abenikvoptux"),
        ("АВЕКМНОРСТУХ", "abekmhopctyx"),
        ("𝚩𝚮𝚴", "bhn"),
        ("ПΣΞЯЦФ", "neeruo"),
        ("ƨɬƚł¢ß", "sttlcb"),
        ("๒๓๔ ١٢٣", "bmd 123"),
        ("ﺷﺒﻜﺔ", "شبكة"),
        ("شبکه ی ہ", "شبكه ي ه"),
        ("، ؛ ؟ ٫ 。 ，", ", ; ? . . ,"),
        ("كِتاب", "كتاب"),
        ("– — °", "– — °"),  # prose needs them
    ],
)
def test_what_a_character_is_taken_for(written, read):
    assert written.translate(FOLD) == read


@pytest.mark.parametrize(
    ("written", "read"), [("Ƨ", "2"), ("ł", "i"), ("–", "-"), ("°", "."), ("٠", "."), ("٥", "o")]
)
def test_what_it_is_taken_for_besides(written, read):
    assert written.translate(FOLD_AGAIN) == read
    assert TWO_WAYS.search(f"example{written}net")


def test_two_ways_finds_every_character_that_is_read_in_two():
    differ = {code for code, read in FOLD_AGAIN.items() if read != FOLD.get(code, chr(code))}
    assert differ == {code for code in range(0x80, 0x20000) if TWO_WAYS.search(f"a{chr(code)}b")}


def test_prose_in_arabic_needs_no_second_reading():
    assert not TWO_WAYS.search("هذه كلمة عادية ٢٠٥، وهنا رابط example.net أيضا")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("форум·рф", "форум.рф"),
        ("כִּיווִי․קום", "כיווי.קום"),
        ("ﻛﺘﺎﺏ۔ﺷﺒﻜﺔ", "كتاب.شبكة"),
        ("зло–порт.рф", "зло-порт.рф"),
        ("йогурт.рф", "йогурт.рф"),
    ],
)
def test_a_name_keeps_the_letters_of_its_script(written, read):
    assert written.translate(OWN) == read
    assert bool(HAS_OWN.search(written)) == (written != read)


def test_an_arabic_letter_is_never_taken_for_a_latin_one_first():
    letters = [chr(code) for code in range(0x620, 0x700) if unicodedata.category(chr(code)) == "Lo"]
    assert not [letter for letter in letters if letter.translate(FOLD).isascii()]


def test_what_only_lengthens_a_letter_is_not_seen():
    assert INVISIBLE.sub("", "سـيـئ") == "سيئ"


def test_what_stands_upside_down():
    assert "ʇǝu˙ɯnɹoɟpɐq".translate(TURNED)[::-1] == "badforum.net"
    assert STANDS_ON_ITS_HEAD.search("ɟp")
    assert not STANDS_ON_ITS_HEAD.search("bad.čž я")


def test_the_alphabets_have_26_letters_and_are_read():
    lines = ALPHABETS.read_text(encoding="utf-8").splitlines()
    styles = [line for line in lines if line and not line.startswith(("# ", "## "))]
    assert len(styles) >= 48
    assert {len(style) for style in styles} == {26}
    assert not {
        char for style in styles for char in style if not char.isascii() and ord(char) not in FOLD_AGAIN
    }


EVERY = [*STEPS, *BRANCHES, REVERSED, HIDDEN, FOLDED, PUNYCODE, BLANKS, FOLDED_BY_SHAPE]


@pytest.mark.parametrize("disguise", EVERY, ids=lambda disguise: disguise.name)
def test_the_example_of_a_disguise(disguise):
    disguised, plain = disguise.example
    assert any(mark in disguised for mark in disguise.marks) or not disguise.marks
    assert disguise.ask(disguised.lower())
    undone = disguise.found.sub(disguise.undo, disguised)
    assert undone.translate(FOLD) == plain if disguise is PUNYCODE else undone == plain


def test_names_are_told_apart():
    names = [disguise.name for disguise in EVERY]
    assert len(set(names)) == len(names)


# Chromium's own table beside Unicode's, as it stands in components/url_formatter/spoof_checks/skeleton_generator.cc (2025).
CHROMIUM = (
    "æӕ>ae ϼҏ>p ħнћңҥӈӊԋԧԩ>h ĸκкқҝҟҡӄԟ>k ŋпԥกח>n ŧтҭԏ七丅丆丁>t ƅьҍвß>b ωшщพฟພຟ>w мӎ>m єҽҿၔ>e ґ>r ғӻ>f ҫင>c ұ丫>y χҳӽӿ乂>x"
    " ԃձ>d ԍဌ>g ടรຣຮ>s ၂>j ०০੦૦ଠ୦೦စ>o ৭੧૧>q บບ>u θ>0 २২੨૨೩೭շ>2 зҙӡउওਤ੩૩౩ဒვპੜკ>3 ੫丩ㄐ>4 ճ>6 ৪੪୫>8 ૭୨౨>9 —一―⸺⸻>- þ>b þ>p œ>ce œ>oe"
    " ł>l ł>t"
)
PAIRS = [(char, pair.split(">")[1]) for pair in CHROMIUM.split() for char in pair.split(">")[0]]


def test_what_chromium_takes_for_ascii_is_taken_for_it() -> None:
    missed = [
        (char, target)
        for char, target in PAIRS
        if not find_links(f"grim{char}hollow.net", {f"grim{target}hollow.net"}.__contains__)
    ]
    assert len(PAIRS) > 120
    assert len(missed) <= len(PAIRS) * 0.05, missed


def test_no_ascii_neighbour_is_touched() -> None:
    for one, other in (("o", "0"), ("l", "1"), ("rn", "m"), ("vv", "w"), ("e", "3"), ("b", "8")):
        assert not find_links(f"grim{one}hollow.net", {f"grim{other}hollow.net"}.__contains__)
        assert not find_links(f"grim{other}hollow.net", {f"grim{one}hollow.net"}.__contains__)


def test_letters_newer_than_pythons_unicode_are_read() -> None:
    outlined = "".join(chr(0x1CCD6 + ord(letter) - ord("a")) for letter in "grimhollow")
    assert find_links(f"{outlined}.net", {"grimhollow.net"}.__contains__)


def test_the_shapes_are_looked_for_beside_ascii_alone() -> None:
    assert SHAPED.search("bз")
    assert not SHAPED.search("раз за разом, ผลบุญ, מזל, θέμα")
    assert not [code for code in FOLD_BY_SHAPE if code < 0x80]
