"""The link benchmark measures what it says: on a tiny corpus, without looking at the clock."""

import gc
from itertools import islice

import pytest

from bench.contest import report
from bench.contest.measure import Attacks, Task, forget, measure
from bench.contest.report import BEGIN, END, Results
from bench.contest.rivals import CONTENDERS
from bench.corpus import listable, made_chat, made_hosts, read_corpus, read_keys, write_keys
from bench.disguises import HOSTILE, LENGTH, corpus_lines, with_listed
from bench.links import popular_pages

HOSTS = list(islice(made_hosts(seed=1), 200))


@pytest.fixture
def keys(tmp_path):
    path = tmp_path / "keys.txt"
    write_keys(path, HOSTS[:50], 100)
    return path


def test_the_list_of_each_size_begins_with_the_real_hosts(keys):
    assert list(read_keys(keys, 50)) == HOSTS[:50]
    assert len(set(read_keys(keys, 100))) == 100


def test_made_chat_is_like_chat():
    texts, linked = made_chat(2_000, HOSTS)
    assert 0.08 < sum(linked) / len(linked) < 0.12
    assert all(("://" in text) == has_link for text, has_link in zip(texts, linked, strict=True))


def test_without_stored_chat_it_is_said_that_all_is_made(tmp_path):
    corpus = read_corpus(tmp_path, messages=300)
    assert len(corpus.texts) == 300
    assert "made for this run" in corpus.source


def test_what_an_import_refuses_is_not_listed():
    hosts = {"github.com", "co.uk", "listed-forum.net", "www.other-forum.net"}
    texts = ["see https://github.com/x", "x.co.uk", "listed-forum.net", "http://www.other-forum.net/x"]
    assert listable(hosts, texts) == {"listed-forum.net", "other-forum.net"}


@pytest.mark.parametrize("kind", CONTENDERS, ids=lambda kind: kind.name)
def test_all_agree_on_plain_links(kind):
    contender = kind(iter(HOSTS[:100]))
    listed = [host for host in HOSTS if contender.check(f"see https://{host}/a/1 for it")]
    assert listed == HOSTS[:100]
    contender.add(HOSTS[100:])
    assert all(contender.check(f"https://{host}/") for host in HOSTS)
    assert not contender.check("nothing to see here, e.g. v1.2.3")


def test_the_corpus_is_read_with_its_escapes():
    lines = corpus_lines("disguised.txt")
    assert len(lines) > 200
    assert "badforum.net" in lines
    assert any("\u200b" in line for line in lines)


def test_hostile_texts_are_as_long_as_they_may_be():
    assert len(HOSTILE) >= 25
    assert {len(text) for text in HOSTILE.values()} == {LENGTH}
    assert {len(with_listed(text)) for text in HOSTILE.values()} == {LENGTH}


@pytest.mark.long
def test_the_figures_land_between_the_markers(keys, tmp_path):
    texts, linked = made_chat(90, HOSTS[:60])
    pages, named, asked = popular_pages(texts)
    assert asked == 0 < named
    results = Results("a tiny corpus", (60,), paces=[20.0], pages=(len(pages), named, asked))
    try:
        for kind in CONTENDERS:
            for size in results.sizes:
                task = Task(kind.name, keys, size, texts, linked, 1.0, pages)
                results.figures[kind.name, size] = measure(task)
            results.attacks[kind.name] = Attacks({"a.": 0.5}, {"a.": 3.0}, seen=1)
    finally:
        gc.unfreeze()
        forget()
    flagged = {kind.name: results.figures[kind.name, 60].flagged for kind in CONTENDERS}
    assert len(set(flagged.values())) == 1, flagged
    assert flagged["Rowan"] > 0

    page = tmp_path / "benchmarks.md"
    page.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    for _ in range(2):
        report.publish(results, report.markdown(results), tmp_path)
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"before\n{BEGIN}\nMeasured on ")
    assert text.endswith(f"{END}\nafter\n")
    assert "old" not in text
    assert "missed by a factor of 1.5" in text  # 3 ms where 2 were allowed
    assert "prefers-color-scheme: dark" in (tmp_path / "links-speed.svg").read_text(encoding="utf-8")
