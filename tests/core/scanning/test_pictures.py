"""Which pictures of a message are looked at, where from, and how they are named."""

import pytest

from core.links import find_links
from core.scanning.pictures import (
    KEPT_LETTERS,
    MOST_BYTES,
    MOST_PICTURES,
    Picture,
    in_code,
    is_mark,
    looks_like_picture,
    number_in_code,
    once_each,
    words_with_codes,
)
from core.scanning.still_there import still_holds

FILE = "https://cdn.discordapp.com/attachments/1/2/a.png"
COPY = "https://media.discordapp.net/attachments/1/2/a.png"


def test_a_picture_is_fetched_as_it_is_and_a_large_one_smaller() -> None:
    plain = Picture(f"{FILE}?ex=1&hm=2", f"{COPY}?ex=1&hm=2", 1000, 1920, 1080)
    assert not plain.is_large
    assert plain.address(smaller=False) == f"{FILE}?ex=1&hm=2"
    wide = Picture(FILE, f"{COPY}?ex=1", 1000, 8000, 2000)
    assert wide.is_large
    assert wide.address(smaller=True) == f"{COPY}?ex=1&width=2560&height=640"
    heavy = Picture(FILE, COPY, MOST_BYTES + 1, 100, 100)
    assert heavy.is_large
    assert heavy.address(smaller=True) == f"{COPY}?width=100&height=100", "never larger than it is"


def test_of_a_strangers_picture_the_copy_alone_is_fetched() -> None:
    assert Picture("", COPY).address(smaller=False) == COPY
    assert Picture("", COPY).address(smaller=True) is None, "its size is not known"
    assert Picture("", "").address(smaller=False) is None


def test_a_picture_is_known_again_whatever_its_address_carries() -> None:
    first, again = Picture(f"{FILE}?ex=1&hm=2", COPY), Picture(f"{FILE}?ex=9&hm=8", "")
    assert first.mark == again.mark
    assert first.mark == Picture("", COPY).mark, "a file that an embed shows is the same"
    assert first.mark != Picture(f"{FILE[:-6]}/3/a.png", "").mark
    assert is_mark(first.mark)
    assert not is_mark(FILE)


def test_each_is_looked_at_once_and_not_too_many() -> None:
    many = [Picture(f"https://cdn.discordapp.com/attachments/1/{n}/a.png", "") for n in range(30)]
    assert once_each([many[0], many[0], Picture("", ""), *many]) == many[:MOST_PICTURES]


@pytest.mark.parametrize(
    ("name", "kind", "has_size", "is_one"),
    [
        ("a.png", "image/png", True, True),
        ("a.PNG", None, False, True),
        ("a.txt", "image/webp", False, True),
        ("a", None, True, True),
        ("a.txt", "text/plain", False, False),
        ("a.mp4", "video/mp4", True, False),
    ],
)
def test_what_readers_see_as_a_picture(name: str, kind: str | None, has_size: bool, is_one: bool) -> None:
    assert looks_like_picture(name, kind, has_size=has_size) is is_one


def test_how_a_link_stood_in_a_picture_is_a_name_like_those_of_disguises() -> None:
    assert number_in_code(in_code(12)) == 12
    assert number_in_code("dot word") is None
    assert number_in_code("QR code of picture x") is None


def test_what_is_kept_has_the_words_and_the_codes() -> None:
    assert words_with_codes("look", 2, ["one", "x" * 900]) == f"look\nQR 2: one\nQR 2: {'x' * KEPT_LETTERS}…"
    assert words_with_codes("", 1, ["one"]) == "QR 1: one"


def test_a_link_in_a_picture_is_still_there_as_long_as_the_picture_is() -> None:
    mark, other = Picture(FILE, "").mark, Picture(f"{FILE}x", "").mark
    assert still_holds(["words", mark], mark) is True
    assert still_holds(["words", other, f"words {mark}"], mark) is False
    assert find_links(mark) == []
