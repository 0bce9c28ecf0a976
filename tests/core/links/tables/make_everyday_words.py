"""Writes core/links/data/everyday_words.txt: the commonest words of some twenty languages.

Run by hand when one of its sources moves on, with both unpacked side by side in one folder:
`python tests/core/links/tables/make_everyday_words.py FOLDER`.
Sources: the frequency lists of pyspellchecker (MIT), the stop words of stopwordsiso (MIT).
"""

import gzip
import json
import sys
import textwrap
from pathlib import Path

TARGET = Path(__file__).parents[4] / "core" / "links" / "data" / "everyday_words.txt"
HEAD = """\
# The commonest words of each language, as people use them in talk.
# Why they are here: a word that people say every day is no half of a name, and an ending that is a word of the sentence's language ends no
# host (docs/decisions/0101-plainer-explanations.md).
# Sources: the frequency lists of pyspellchecker 0.9.1 (MIT, (c) 2018-2021 Tyler Barrus), the first 4,000 of English and 2,000 each of Spanish
# to Russian; for the rest the stop words of stopwordsiso 0.7.1 (MIT, by Arthit Suriyawongkul after Stopwords ISO by Gene Diaz).
# Taken on 2026-11-29. Lower case, letters alone, sorted; any white space separates them. Written by
# tests/core/links/tables/make_everyday_words.py.
"""
COMMONEST = {
    "en": 4_000,
    "es": 2_000,
    "fr": 2_000,
    "de": 2_000,
    "it": 2_000,
    "pt": 2_000,
    "nl": 2_000,
    "ar": 2_000,
    "ru": 2_000,
}
STOP_WORDS = ("fa", "pl", "tr", "id", "ro", "sv", "cs", "uk", "vi", "hi", "hu", "da", "no", "fi", "ca")
WIDTH = 140


def commonest(folder: Path, language: str) -> list[str]:
    """The words of a language, the commonest first."""
    with gzip.open(
        folder / "spellchecker" / "resources" / f"{language}.json.gz", "rt", encoding="utf-8"
    ) as file:
        counts = json.load(file)
    return sorted(counts, key=lambda word: -counts[word])


def main(folder: Path) -> None:
    stop_words = json.loads((folder / "stopwordsiso" / "stopwords-iso.json").read_text(encoding="utf-8"))
    text = HEAD
    for language in (*COMMONEST, *STOP_WORDS):
        count = COMMONEST.get(language)
        found = commonest(folder, language)[:count] if count else stop_words[language]
        kept = sorted({word.lower() for word in found if word.isalpha()})
        text += f"\n[{language}]\n" + textwrap.fill(" ".join(kept), WIDTH, break_long_words=False) + "\n"
    TARGET.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
