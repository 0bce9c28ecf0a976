"""What holds for every address that has the shape of a software's page."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from core.links import canonical, find_links
from core.links.address import FOLDERS as COUNTS_FOLDERS
from core.links.address import KEY_SEGMENTS, PAGES, Address, folder_of, read_address
from core.links.link import one_form
from core.links.software import FOLDERS_MADE, one_page_of_software
from tests.conftest import examples


def read(text: str) -> Address:
    address = read_address(text)
    assert address is not None
    return address


SHAPES = [
    "/threads/{slug}.{n}",
    "/threads/{slug}.{n}/page-2",
    "/threads/{slug}.{n}/post-7",
    "/index.php?threads/{slug}.{n}/",
    "/threads/{n}-{slug}",
    "/showthread.php?{n}-{slug}",
    "/showthread.php?t={n}&page=2",
    "/showthread.php?tid={n}",
    "/thread-{n}-page-2.html",
    "/viewtopic.php?f=1&t={n}",
    "/viewtopic.php?p={n}",
    "/viewtopic.php?id={n}&p=3",
    "/forum/{slug}/{n}-{slug}/page2",
    "/any-f5/{slug}-t{n}-15.html",
    "/topic{n}-15.html",
    "/post{n}.html",
    "/t/{slug}/{n}",
    "/t/{n}/{slug}",
    "/topic/{n}-{slug}/page/2",
    "/topic/{n}/{slug}/5",
    "/index.php?topic={n}.20",
    "/index.php?topic={n}.msg7",
    "/index.php?showtopic={n}",
    "/index.php/topic,{n}.0.html",
    "/?p={n}&preview=true",
    "/2024/05/{slug}-{n}/amp",
    "/{slug}-{n}/comment-page-2",
]
SLUGS = st.sampled_from(
    ["title", "a-b-c", "x", "7", "page-2", "edit", "%C3%A9", "1.5", "index.php", "threads", "t"]
)
FOLDERS = st.sampled_from(["", "/forum", "/a/b", "/index.php", "/t", "/threads"])
NUMBERS = st.integers(0, 99_999)


def made(folder: str, shape: str, slug: str, number: int) -> str:
    return f"board.example{folder}" + shape.format(slug=slug, n=number)


@given(FOLDERS, st.sampled_from(SHAPES), SLUGS, NUMBERS)
@examples(400)
def test_a_rule_keeps_the_host_and_is_done_after_once(
    folder: str, shape: str, slug: str, number: int
) -> None:
    address = read(made(folder, shape, slug, number))
    once = one_page_of_software(address)
    assert (once.host, once.port) == (address.host, address.port)
    assert one_page_of_software(once) == once
    again = read(once.canonical)
    assert one_form(again).canonical == once.canonical


@given(FOLDERS, st.sampled_from(SHAPES), SLUGS, SLUGS, NUMBERS, NUMBERS)
@examples(400)
def test_two_numbers_never_become_one(
    folder: str, shape: str, slug: str, other: str, number: int, another: int
) -> None:
    if number == another:
        return
    one, two = made(folder, shape, slug, number), made(folder, shape, other, another)
    if re.search(r"\d", slug + other):  # a title that is a number may be the other's
        return
    assert one_form(read(one)).canonical != one_form(read(two)).canonical


ANY = given(
    st.lists(
        st.sampled_from(
            [
                "/",
                "threads",
                ".",
                "1",
                "23",
                "-",
                "t",
                "index.php",
                "?",
                "=",
                "&",
                "topic",
                ",",
                ";",
                "page-2",
                "post-3",
                "showthread.php",
                "viewtopic.php",
                "p",
                "msg4",
                ".html",
                "thread-",
                "amp",
                "2024",
                "05",
                "comment-page-2",
                "%2F",
                "a",
            ]
        ),
        max_size=14,
    )
)


@ANY
@examples(500)
def test_the_one_form_lies_in_a_folder_that_the_glance_asks_for(pieces: list[str]) -> None:
    address = read("board.example/" + "".join(pieces))
    first = one_page_of_software(address).path.strip("/").partition("/")[0]
    assert first in {*address.segments[:KEY_SEGMENTS], *FOLDERS_MADE, ""}
    if "/index.php" not in address.path:
        assert first in {*address.segments[:1], *FOLDERS_MADE, ""}


@ANY
@examples(500)
def test_whatever_the_shape_it_is_read_once(pieces: list[str]) -> None:
    address = read("board.example/" + "".join(pieces))
    once = one_page_of_software(address)
    assert once.host == address.host
    assert one_page_of_software(once) == once
    assert one_form(read(once.canonical)).canonical == once.canonical


@given(
    FOLDERS,
    st.sampled_from(SHAPES),
    SLUGS,
    st.sampled_from([1, 345, 12345]),
    st.sampled_from(["{}", "see {}.", "({})", "<{}>", "archive.ph/{}"]),
)
@example("/index.php", "/2024/05/{slug}-{n}/amp", "title", 1, "({})")
@examples(300)
def test_the_glance_sees_every_shape(folder: str, shape: str, slug: str, number: int, around: str) -> None:
    """Never wrongly "no": whoever wrote the address, a pattern for its page is found, and for its form of old."""
    written = "https://" + made(folder, shape, slug, number)
    link = canonical(written)
    assert link is not None
    for key in link.keys:
        text = around.format(written)
        found = {each.canonical for each in find_links(text) if key in each.keys}
        held = {key, PAGES, "board.example" + PAGES}
        assert found <= {each.canonical for each in find_links(text, held.__contains__)}
        held |= {COUNTS_FOLDERS, folder_of(key)}
        assert found <= {each.canonical for each in find_links(text, held.__contains__)}
