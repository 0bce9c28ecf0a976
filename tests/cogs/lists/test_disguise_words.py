"""A card names disguises in words, whichever the engine finds."""

import pytest

from cogs.lists.disguise_words import disguise_words, slug
from core.links import find_links
from core.links.disguises import BRANCHES, STEPS, whole
from core.links.disguises.disguise import Disguise
from services.base.texts import default_texts
from tests.wording import say

OF_A_WHOLE_TEXT = [value for value in vars(whole).values() if isinstance(value, Disguise)]
# What is no disguise of the table: addresses inside addresses, and odd forms of one.
CARRIED = {
    "https://web.archive.org/web/2020/https://bad.example/x",
    "https://bad-example.translate.goog/",
    "https://www.google.com/amp/s/bad.example/x",
    "https://news.example/?u=https%3A%2F%2Fbad.example",
    "http://user@bad.example/",
    "http://0x7f000001/",
    "tg://resolve?domain=badname",
    "https://webcache.googleusercontent.com/search?q=cache:bad.example/x",
    "https://images-ext-1.discordapp.net/external/abc/https/bad.example/x.png",
    f"https://{'a' * 56}.onion.ly/",
    "https://bad.example.eth.limo/",
    "https://bad-example.ipns.dweb.link/",
    "https://camo.githubusercontent.com/abc/68747470733a2f2f6261642e6578616d706c652f78",
}


@pytest.mark.parametrize(
    "disguise", [*STEPS, *BRANCHES, *OF_A_WHOLE_TEXT], ids=lambda disguise: disguise.name
)
def test_every_disguise_has_its_words(disguise: Disguise) -> None:
    assert default_texts().has(f"how-{slug(disguise.name)}")


def test_so_does_what_is_no_disguise_of_the_table() -> None:
    named = {name for text in CARRIED for link in find_links(text) for name in link.how}
    assert len(named) >= 10
    assert not [name for name in named if not default_texts().has(f"how-{slug(name)}")]


def test_they_are_said_once_and_in_order() -> None:
    words = disguise_words(say, ["look-alike, read again", "dot word", "spoken dot"])
    assert words == ", ".join(map(say, ("how-look-alike-read-again", "how-dot-word")))
