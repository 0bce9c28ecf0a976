"""A hashed list of 1,000,000 beside a clear one on the way of a message; both are asked in turn, in one run.

Processor time of the look at each message of the chat, without a hit: what every message costs.
"""

import statistics
import time
from collections.abc import Callable
from itertools import islice

from bench.corpus import Corpus, made_hosts, read_corpus
from core.links import find_links
from core.lists.hashed import hash_of
from core.lists.index import Index

SIZE = 1_000_000
_ROUNDS = 7
_TEXTS = 6_000
_OF_HOSTS, _OF_HASHES = 11, 12  # seeds


def main() -> str:
    """Measure, and give the table."""
    corpus = read_corpus()
    clear, both = _index(hashed=False), _index(hashed=True)
    rows = []
    for name, texts in _kinds(corpus).items():
        times: dict[bool, list[float]] = {False: [], True: []}
        for _ in range(_ROUNDS):
            for hashed, index in ((False, clear), (True, both)):
                times[hashed].append(_seconds(texts, index.might_hold) / len(texts) * 1e6)
        alone, beside = (statistics.median(times[hashed]) for hashed in (False, True))
        rows.append(f"| {name} | {alone:.2f} | {beside:.2f} | {beside / alone:.2f} |")
    return "\n".join(
        [
            f"| messages ({SIZE:,} patterns in clear) | µs each | with {SIZE:,} hashed ones beside | times |",
            "| --- | --- | --- | --- |",
            *rows,
        ]
    )


def _kinds(corpus: Corpus) -> dict[str, list[str]]:
    pairs = list(zip(corpus.texts, corpus.linked, strict=True))
    return {
        "all of a chat": corpus.texts[:_TEXTS],
        "those with a link": [text for text, linked in pairs if linked][:_TEXTS],
    }


def _index(*, hashed: bool) -> Index:
    index = Index(capacity=2 * SIZE)
    index.add(list(islice(made_hosts(_OF_HOSTS), SIZE)))
    if hashed:
        index.add([hash_of(host) for host in islice(made_hosts(_OF_HASHES), SIZE)])
    return index


def _seconds(texts: list[str], might_hold: Callable[[str], bool]) -> float:
    began = time.thread_time()
    for text in texts:
        find_links(text, might_hold)
    return time.thread_time() - began
