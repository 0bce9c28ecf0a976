"""Reading the material of the link benchmark: real chat and hosts where they are present, else made ones.

Third-party data is read from `../shared/data` and never becomes part of the project. Everything that is made here comes
from a fixed seed, so that two runs measure the same.
"""

import functools
import gzip
import json
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from core.lists.patterns import parse_pattern
from core.lists.refusals import PatternError

DATA = Path(__file__).parent.parent.parent / "shared" / "data"
MESSAGES = 30_000

_PROSE = (
    "the a to and of is it in that you for on have with this be but not are my can what do if just so get"
    " know like how there when one all no we up me then out use some time now an think would work need try good see"
    " about which only install version file run problem server update screen drive boot kernel driver package thanks"
    " yes ok well still does same new way why something anyone where want any them here again back right really help"
)
_WORDS = _PROSE.split()
_DOTTED = ["v2.4.1", "e.g.", "i.e.", "10.04.", "main.py", "xorg.conf", "done...", "etc.", "0.5", "node.js"]
_ENDINGS = ["com"] * 10 + ["net", "org", "info", "xyz", "top", "site", "ru", "de", "co.uk", "shop", "online"]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The material of one run: the chat, which of it holds a link,
    the hosts to list (in random order), and the source.
    """

    texts: list[str]
    linked: list[bool]
    hosts: list[str]
    source: str


def read_corpus(folder: Path = DATA, messages: int = MESSAGES) -> Corpus:
    """Read the stored chat and hosts, or make what stands in for them."""
    chat, lists = folder / "chat" / "irc-30k.jsonl.gz", sorted((folder / "hosts").glob("*.txt.gz"))
    if not chat.exists() or not lists:
        made = list(islice(made_hosts(seed=1), 2_000))
        texts, linked = made_chat(messages, made)
        return Corpus(texts, linked, made[:50], "chat-like text and hosts made for this run (no stored chat)")
    with gzip.open(chat, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in islice(lines, messages)]
    texts = [row["text"] for row in rows]
    hosts = sorted(listable({host for path in lists for host in _lines(path)}, texts))
    random.Random(3).shuffle(hosts)
    source = f"{len(texts):,} real chat messages, {len(hosts):,} real hosts, the rest made"
    return Corpus(texts, [row["kind"] == "url" for row in rows], hosts, source)


def _lines(path: Path) -> list[str]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return lines.read().split()


def listable(hosts: set[str], texts: Iterable[str]) -> set[str]:
    """Pick from `hosts` those that an import would file, and not refuse (public suffixes, very popular sites).

    Only what stands in some text is put to the parser, 70 us each: the others cannot matter here.
    """
    spoken = {name for text in texts for word in text.lower().split() for name in _endings_of(word)}
    kept = set()
    for host in hosts:
        name = host.removeprefix("www.")
        if name in spoken:
            try:
                name = parse_pattern(host).key
            except PatternError:
                continue
        kept.add(name)
    return kept


def _endings_of(word: str) -> Iterator[str]:
    name = word.partition("://")[2].partition("/")[0] or word.strip("()<>[]\"'.,:;!?").partition("/")[0]
    while name:
        yield name
        name = name.partition(".")[2]


def made_hosts(seed: int) -> Iterator[str]:
    """Make host names that differ from one another, without end."""
    pick = random.Random(seed)
    number = 0
    while True:
        words = pick.choices(_WORDS, k=3_000)
        endings = pick.choices(_ENDINGS, k=1_000)
        for at, ending in enumerate(endings):
            number += 1
            yield f"{words[at]}-{words[at + 1_000]}{words[at + 2_000]}{number:x}.{ending}"


def made_chat(count: int, hosts: list[str]) -> tuple[list[str], list[bool]]:
    """Make short messages; a tenth holds a link, and a quarter of the others has a dot that is none."""
    pick = random.Random(5)
    texts, linked = [], []
    for _ in range(count):
        words = pick.choices(_WORDS, k=min(80, max(1, round(pick.lognormvariate(2.1, 0.8)))))
        has_link = pick.random() < 0.1
        if has_link:
            link = f"http{pick.choice(['', 's'])}://{pick.choice(hosts)}/{pick.choice(_WORDS)}/{pick.randrange(10**6)}"
            words.insert(pick.randrange(len(words) + 1), link)
        elif pick.random() < 0.25:
            words.insert(pick.randrange(len(words) + 1), pick.choice(_DOTTED))
        texts.append(" ".join(words))
        linked.append(has_link)
    return texts, linked


def write_keys(path: Path, hosts: list[str], count: int) -> None:
    """Write `count` keys, one a line: the hosts given, then made ones. The first n lines are the list of size n."""
    with path.open("w", encoding="ascii") as out:
        out.writelines(f"{host}\n" for host in islice(hosts, count))
        out.writelines(f"{host}\n" for host in islice(made_hosts(seed=7), max(0, count - len(hosts))))


def read_keys(path: Path, count: int) -> Iterator[str]:
    """Read the first `count` keys of the file."""
    with path.open(encoding="ascii") as lines:
        for line in islice(lines, count):
            yield line[:-1]


_CACHED = type(functools.cache(len))  # a type that functools does not name


def forget() -> None:
    """Empty the engine's caches of answers, so that no text is met a second time. What holds data (one value) stays."""
    for name, module in list(sys.modules.items()):
        if name.startswith("core."):
            for value in vars(module).values():
                if isinstance(value, _CACHED) and value.cache_info().maxsize != 1:
                    value.cache_clear()
