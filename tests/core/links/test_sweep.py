"""The compiled part of the glance beside Python, which is the reference. Without a compiler nothing is to be held together."""

import subprocess
import sys
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.links import find_links, glance
from core.links.budget import Budget
from core.links.carriers import HOLDS_ANOTHER, LABELS_OF_CARRIERS, WRITES_IN_CODE
from core.links.disguises import BRANCHES, STEPS
from core.links.glance import compiled, letters, looked_at, may_hold
from core.links.glance.gate import passes
from core.links.glance.hosts import holds
from core.lists.index import Index
from core.lists.patterns import parse_pattern
from tests.conftest import examples, share
from tests.core.links.shared_data import messages, needs_shared
from tests.core.links.test_corpus import DISGUISED, INNOCENT
from tests.core.links.test_laws import PIECES

LONG_LABEL = 56  # as in _sweep.c

built = pytest.mark.skipif(bool(compiled.WHY_NOT), reason=f"no compiled part: {compiled.WHY_NOT}")

# What the patterns of disguises and gate are made of.
BITS = [
    *PIECES,
    *"abcdeghmnoprstwxyz 0123 .. ,;-_*~|`$!+='\"()[]{}<>/\\&%#@?:",
    *["com", "net", "lol", "top", "gg/", "gg\\", "gg /", "m me/", "t . me /", "me/", " me /", "rd:/", "intent:/", "tg:"],
    *["d0t", "dot", "dawt", "d.o.t", "d o t", "point ", " punkt ", " nokta ", " kropka ", " titik ", " tecka ", " cham "],
    *[" punto ", " ponto ", " dash ", "(slash)", "hyphen", "remove", "delete", "without", ":regional_indicator_a:"],
    *["hr0c", "h0dh", "odhrw", "68747470", "=2e", "=3a", "\\u002e", "\\x2e", "&period;", "&dot;", "::", "1:2:3:4:5:6:7:8"],
    *["1.2.3.4", "01.2.3.4", "[::1]", "%20", "%28", "%c3%a4", "<b>", "</b>", "<!--", "<:x:", "<a:x:", "[]", "()", "ps__"],
    *["ten.", "moc.", "gro.", "ofni.", ".zip", ".py", "www ", "www.", "x.onion.ly", ".m.wikipedia.org/wiki/x", "nip.io"],
    *["m.youtube.com/", "youtu.be/x", "a_b.net", "-a.net", "ab" * 30 + ".net", "/a/b/", "?x=1&y=/", "a.b.c.d.", "\r\n", "\x0c"],
]  # fmt: skip
KEYS = ["bad-place.net", "=one-host.org", "family-name.*", "some.page.org/a/b", "some.page.org/"]
COUNTED = [
    *KEYS,
    "page.org/t/123",
    "page.org?t=1",
    "page.org/",
    "page.org/?topic=1",
    "some.page.org/a?x=1",
    "page.org/showthread.php?t=1",
]


def indexed(keys: list[str]):
    """What an index answers that counts the pages of hosts and folders."""
    index = Index(100)
    index.add(keys)
    return index.might_hold


LISTS = {
    "everything": lambda _key: True,
    "nothing": lambda _key: False,
    "hosts": lambda key: "/" not in key,
    "pages": lambda key: "/" in key,
    "families": lambda key: key.endswith(".*"),
    "some": frozenset({*KEYS, "/"}).__contains__,
    "counted": indexed(COUNTED),
    "uncounted": frozenset(KEYS).__contains__,
    "endings": lambda key: key.endswith((".net", "=a.com")),
}


def agrees(text: str, might_hold) -> bool:
    """Never wrongly nothing: what the compiled part lets go, Python finds nothing in."""
    sure = compiled.surely_nothing(text, might_hold)
    as_it_is = compiled.holds_nothing(text, might_hold)
    with patch.multiple(glance, surely_nothing=never, holds_nothing=never, holds_plainly=never):
        if sure and looked_at(text, might_hold, Budget.unlimited()) and find_links(text, might_hold):
            return False
    return not as_it_is or not holds(text, text.lower(), might_hold, Budget.unlimited())


def never(_text: str, _might_hold) -> bool:
    """The answer without the compiled part."""
    return False


@built
@examples(1_000)
@example("a.b", "everything")
@given(st.lists(st.sampled_from(BITS), max_size=12).map("".join), st.sampled_from(sorted(LISTS)))
def test_it_is_never_wrongly_sure(text, name):
    assert agrees(text, LISTS[name]), (text, name)


@built
@examples(300)
@given(st.text(st.characters(max_codepoint=127), max_size=60), st.sampled_from(sorted(LISTS)))
def test_nor_of_any_characters(text, name):
    assert agrees(text, LISTS[name])


BEYOND = [
    *["مرحبا", "كيف حالك", "،", "؟", "نقطة", "دوت", "ا", "ه", "ى", "٠", "١", "\u064e", "ـ", "ة", "کام", "۔"],
    *["привет", "точка", "ТОЧКА", "д", "со", "з", "ы", "ю", "м", "ё", "ελ", "τελεία", "κουκκίδα", "ς", "č", "čka", "ấm", "te", "ø"],
    *["你好", "点", "點", "。", "，", "한국", "점", "ドット", "ー", "の", "ん", "नमस्ते", "बिंदु", "डॉट", "จุด", "עברית", "נקודה", "հայ"],
    *["😂", "🔵", "👍🏽", "❤️", "✅", "→", "●", "…", "“", "”", "’", "–", "•", "·", "\u200d", "\ufe0f", "\u200c", "\u00a0", "\u2003", "İ", "K"],
    *"éçßıſªº²½™ﬁａ．", *[".", " ", ". ", " .", ", ", "com", "net", "me/", "/", ":", ")", "(", "1", "http", "a"],
]  # fmt: skip


@built
@examples(1_000)
@given(st.lists(st.sampled_from(BEYOND), max_size=8).map("".join), st.sampled_from(sorted(LISTS)))
def test_nor_of_letters_beyond_ascii(text, name):
    assert agrees(text, LISTS[name]), (text, name)


@built
@pytest.mark.parametrize(
    "text", ["badforum წერ\xadტილი net", "badforum наг точ\u200bка net", "badforum नुक\u200dता net"]
)
def test_nor_of_a_word_for_a_dot_with_unseen_letters_in_it(text):
    assert agrees(text, LISTS["everything"])


@built
@examples(300)
@given(st.text(max_size=30), st.sampled_from(sorted(LISTS)))
def test_nor_of_any_letters(text, name):
    assert agrees(text, LISTS[name]), (text, name)


KNOWN = [code for code, number in enumerate(memoryview(letters.table()).cast("I")) if number]


@built
@pytest.mark.parametrize(
    "around", ["{}", "a{}com", ".{} com", "({})", "{} com", "te{}ka com", " .com{} x", "a.{}.b"]
)
def test_the_gate_knows_each_letter_alike(around):
    """Each letter that the compiled part knows of, beside what may make an address of it."""
    for code in share(KNOWN):
        text = around.format(chr(code))
        if compiled.surely_nothing(text, LISTS["everything"]):
            assert not passes(text, text.lower()), (text, hex(code))


@built
@pytest.mark.parametrize(
    "text",
    [
        "مرحبا، كيف حالك اليوم؟ الحمد لله.",
        "والله ما أدري 😂😂 خلاص بكرة نشوف",
        "Привет, как дела? Всё хорошо.",
        "你好，今天天气怎么样？",
        "안녕하세요 반가워요",
        "ça va très bien… “merci” – à bientôt !",
        "c'est déjà fait 👍🏽❤️",
    ],
)
def test_everyday_talk_in_any_letters_is_let_go(text):
    assert compiled.surely_nothing(text, LISTS["everything"])


@built
@pytest.mark.parametrize("disguise", STEPS + BRANCHES, ids=lambda disguise: disguise.name)
def test_the_example_of_a_disguise_is_looked_at(disguise):
    for text in (*disguise.example, f"so {disguise.example[0]} is", f"{disguise.example[0]} a.b"):
        for might_hold in LISTS.values():
            assert agrees(text, might_hold), text


@built
@pytest.mark.parametrize("cut", [0, 1, 2])
def test_the_whole_corpus_is_read_alike(cut):
    """Each line as it stands and cut short, for what looks over the end of a text."""
    for _, pattern, line in share(DISGUISED + INNOCENT):
        text = line[cut:] if cut % 2 else line[: len(line) - cut]
        assert agrees(text, {parse_pattern(pattern).key}.__contains__), text
        assert agrees(text, LISTS["everything"]), text


@built
@pytest.mark.shared
@pytest.mark.parametrize("kind", ["plain", "url"])
@pytest.mark.skipif(needs_shared[1].args[0], reason="no third-party data")
def test_real_chat_is_read_alike_and_mostly_let_go(kind):
    index = Index()
    index.load(KEYS)
    texts = messages(kind)
    assert [text for text in texts if not agrees(text, index.might_hold)] == []
    sure = sum(compiled.surely_nothing(text, index.might_hold) for text in texts)
    assert sure > 0.9 * len(texts)


@built
def test_an_exception_of_a_question_arrives():
    def broken(_key: str) -> bool:
        raise LookupError

    with pytest.raises(LookupError):
        compiled.surely_nothing("see bad-place.net", broken)
    with pytest.raises(LookupError):
        compiled.surely_nothing("see a_b.net", broken)


@built
def test_a_host_that_is_too_long_or_endless_is_no_harm():
    for text in (
        "a" * 5_000 + ".net",
        "a." * 2_000 + "net",
        "." * 4_000,
        "/" * 4_000 + ".",
        ")" * 4_000 + ".a",
        "_" * 4_000,
    ):
        for might_hold in LISTS.values():
            assert agrees(text, might_hold)


def test_it_can_be_switched_off():
    asked = (
        "from core.links.glance import compiled; print(compiled.WHY_NOT, compiled.surely_nothing('', None))"
    )
    told = subprocess.run(  # noqa: S603 - this interpreter
        [sys.executable, "-c", asked],
        env={compiled.SWITCH: "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert told.stdout.split() == ["off", "False"]


@pytest.fixture
def in_python(monkeypatch):
    """The glance without its compiled part."""
    monkeypatch.setattr(glance, "surely_nothing", never)
    monkeypatch.setattr(glance, "holds_nothing", never)
    monkeypatch.setattr(glance, "holds_plainly", never)


@pytest.mark.usefixtures("in_python")
def test_python_alone_reads_the_corpus_too():
    for _, pattern, text in share(DISGUISED):
        listed = parse_pattern(pattern)
        assert any(listed.covers(link) for link in find_links(text, {listed.key}.__contains__)), text
    assert not may_hold("nothing at all", {"bad-place.net"}.__contains__, Budget())


@built
@examples(500)
@given(st.lists(st.sampled_from(BITS), max_size=12).map("".join), st.sampled_from(sorted(LISTS)))
def test_what_is_held_plainly_is_held_in_python_too(text, name):
    if compiled.holds_plainly(text, LISTS[name]):
        assert text.isascii()
        assert glance.looked_at(text, LISTS[name], Budget.unlimited()), (text, name)


@built
def test_a_listed_link_in_plain_words_is_held_plainly():
    held = {"bad-place.net", "/"}.__contains__
    assert compiled.holds_plainly("see https://www.bad-place.net/t/1, all of you", held)
    for text in (
        "see bad-place[.]net",
        "see other.net",
        "see bad-place.net\x1b[1m",
        "see bad-place.net · ok",
    ):
        assert not compiled.holds_plainly(text, held)


@examples(300)
@given(st.lists(st.sampled_from(BITS), max_size=12).map("".join), st.sampled_from(sorted(LISTS)))
def test_the_links_are_the_same_with_and_without_it(text, name):
    found = find_links(text, LISTS[name])
    with patch.multiple(glance, surely_nothing=never, holds_nothing=never, holds_plainly=never):
        assert find_links(text, LISTS[name]) == found, (text, name)


@pytest.mark.parametrize("pattern", [HOLDS_ANOTHER, WRITES_IN_CODE], ids=["holds another", "writes in code"])
def test_each_carrier_has_a_label_by_which_the_compiled_part_knows_it(pattern):
    @examples(500)
    @given(st.from_regex(pattern).filter(lambda host: host == host.lower() and not set(host) & set("\n \t")))
    def known(host):
        labels = host.split(".")
        assert any(
            label in LABELS_OF_CARRIERS or label.startswith("ezproxy") or len(label) >= LONG_LABEL
            for label in labels
        ), host

    known()
