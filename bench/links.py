"""The check of a message against the lists: Rowan's engine beside re-creations of how other bots do it, in one run.

Writes the figures between the markers of docs/benchmarks.md, and docs/links-speed.svg.
"""

import multiprocessing
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path
from typing import ParamSpec, TypeVar

from bench import start
from bench.contest import report
from bench.contest.measure import Task, attack, measure
from bench.contest.report import Results
from bench.contest.rivals import CONTENDERS, Contender, Rowan
from bench.corpus import Corpus, read_corpus, write_keys
from core.links import find_links
from core.lists.index import Index
from core.lists.patterns import parse_pattern

SIZES = (1_000, 100_000, 1_000_000, 5_000_000)
MAIN_SIZE = 1_000_000  # the size that the targets are stated for
_SECONDS = 2.0  # for one look through the chat; who needs longer is measured on what fits in
_TURNS = 2_000_000
_POPULAR = 20  # hosts of the chat of which Rowan's lists hold a page, as such lists do

Given = ParamSpec("Given")
Out = TypeVar("Out")


def run(corpus: Corpus, sizes: tuple[int, ...], seconds: float, folder: Path) -> Results:
    """Measure everything; `folder` takes scratch files."""
    keys = folder / "keys.txt"
    write_keys(keys, corpus.hosts, max(sizes))
    pages, named, asked = popular_pages(corpus.texts)
    results = Results(corpus.source, sizes, pages=(len(pages), named, asked))

    def task(kind: type[Contender], size: int) -> Task:
        return Task(kind.name, keys, size, corpus.texts, corpus.linked, seconds, pages)

    for size in sizes:
        for kind in CONTENDERS:
            if size > kind.most:
                continue
            _say(f"{size:,} patterns: {kind.name}")
            results.paces.append(pace())
            results.figures[kind.name, size] = _apart(measure, task(kind, size))
    main = min(MAIN_SIZE, max(sizes))
    for kind in CONTENDERS:
        _say(f"hostile texts and disguises: {kind.name}")
        results.attacks[kind.name] = _apart(
            attack, task(kind, main if issubclass(kind, Rowan) else min(sizes))
        )
    _say(f"from SQLite: {main:,} patterns")
    results.load_seconds = _apart(start.load_seconds, keys, main)
    results.load_size = main
    return results


def _say(what: str) -> None:
    print(f"  {what} ...", file=sys.stderr, flush=True)


def _apart(function: Callable[Given, Out], *given: Given.args, **named: Given.kwargs) -> Out:
    """Call a function in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as executor:
        return executor.submit(function, *given, **named).result()


def pace() -> float:
    """Measure nanoseconds of one turn of an empty loop: how fast the machine is just now."""
    start = time.perf_counter()
    for _ in range(_TURNS):
        pass
    return (time.perf_counter() - start) / _TURNS * 1e9


def popular_pages(texts: list[str]) -> tuple[list[str], int, int]:
    """Make a page on each of the commonest hosts of the chat.

    Returns the pages as keys, how many messages name such a host, and how many of them go to the store.
    """
    named = [{link.host for link in find_links(text)} for text in texts]
    common = {host for host, _ in Counter(chain.from_iterable(named)).most_common(_POPULAR)}
    pages = sorted(parse_pattern(f"{host}/a/page/that/nobody/named").key for host in common)
    index = Index()
    index.add(pages)
    asked = sum(bool(find_links(text, index.might_hold)) for text in texts)
    return pages, sum(bool(hosts & common) for hosts in named), asked


def main() -> str:
    """Run the benchmark; returns the tables."""
    with tempfile.TemporaryDirectory() as folder:
        results = run(read_corpus(), SIZES, _SECONDS, Path(folder))
    _say(f"an empty loop's turn: {statistics.median(results.paces):.0f} ns")
    text = report.markdown(results)
    report.publish(results, text)
    return text
