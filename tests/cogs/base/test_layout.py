"""Cutting what is long into pages: nothing is lost, and no page is more than Discord takes."""

import discord
from hypothesis import given
from hypothesis import strategies as st

from cogs.base.layout import (
    COMPONENTS,
    OPTIONS,
    TEXT_LENGTH,
    Card,
    Part,
    Turning,
    choice_of,
    page_of,
    paged,
    slices,
)
from core.base.defang import defang
from tests.conftest import examples
from tests.wording import say

OPENS, CLOSES = "\ue000", "\n\ue001"  # as a spoiler does, in letters that no text here has

# Escapes, lines, words without an end, and whatever else people type.
TEXTS = st.one_of(
    st.text(alphabet="ab \n\\|*`_~#>", max_size=9000),
    st.text(st.characters(exclude_categories=["Cs", "Co"]), max_size=200),
    st.integers(0, 9000).map("x".__mul__),
)
PARTS = st.one_of(
    TEXTS.map(defang),
    st.builds(
        Part,
        TEXTS.map(defang),
        head=st.text("head", max_size=60),
        before=st.just(OPENS),
        after=st.just(CLOSES),
    ),
)
TURNING = Turning(say, lambda number: f"test:{number}")


def bare(text: str) -> str:
    return "".join(text.split())


def texts_in(view: discord.ui.LayoutView) -> list[str]:
    return [item.content for item in view.walk_children() if isinstance(item, discord.ui.TextDisplay)]


def buttons_in(view: discord.ui.LayoutView) -> list[str]:
    return [item.custom_id or "" for item in view.walk_children() if isinstance(item, discord.ui.Button)]


@examples(200)
@given(st.lists(PARTS, max_size=60), st.text("title", max_size=100))
def test_nothing_is_lost_over_all_pages_and_each_is_within_discords_limits(
    parts: list[str | Part], title: str
) -> None:
    number, pages, seen = 0, 1, ""
    while number < pages:
        view = page_of(Card(), title, parts, number, TURNING)
        texts = texts_in(view)
        assert sum(map(len, texts)) <= TEXT_LENGTH
        assert sum(1 for _ in view.walk_children()) <= COMPONENTS
        assert len(set(buttons_in(view))) == len(buttons_in(view))
        if buttons_in(view):
            pages = int(texts.pop().rpartition(" ")[2])
        seen += "".join(texts[1:] if title.strip() else texts)
        number += 1
    said = "".join(
        part if isinstance(part, str) else f"{part.head}{part.before}{part.text}{part.after}"
        for part in parts
    )
    around = str.maketrans("", "", OPENS + CLOSES)
    assert bare(seen.translate(around)) == bare(said.translate(around))


@examples(200)
@given(st.lists(PARTS, max_size=20), st.integers(200, 900), st.integers(1, 9))
def test_a_page_ends_in_no_open_escape_and_each_spoiler_is_closed(
    parts: list[str | Part], room: int, paragraphs: int
) -> None:
    for page in paged(parts, room=room, paragraphs=paragraphs):
        assert len(page) <= paragraphs
        assert sum(map(len, page)) <= room
        for piece in page:
            plain = piece.removesuffix(CLOSES)
            assert (len(plain) - len(plain.rstrip("\\"))) % 2 == 0
            assert piece.count(OPENS) == piece.endswith(CLOSES)


def test_what_fits_on_one_page_is_not_broken_and_a_page_that_is_not_there_is_the_nearest() -> None:
    parts = ["x" * 3000, "y" * 3000]
    assert [len(page) for page in paged(parts)] == [1, 1]
    first, last = (texts_in(page_of(Card(), "title", parts, number, TURNING)) for number in (-5, 99))
    assert first[1] == parts[0]
    assert last[1] == parts[1]
    assert texts_in(page_of(Card(), "title", [], 3, TURNING)) == ["title"]


def test_each_option_stands_on_one_page_and_the_pages_have_what_discord_takes() -> None:
    options = [discord.SelectOption(label=str(number), value=str(number)) for number in range(133)]
    offered = []
    for number, some in enumerate(slices(options)):
        view = choice_of(Card(), "title", "test:choose", "Which?", options, number, TURNING)
        (select,) = [item for item in view.walk_children() if isinstance(item, discord.ui.Select)]
        assert len(select.options) <= OPTIONS
        assert [option.value for option in select.options] == [option.value for option in some]
        offered += [option.value for option in select.options]
    assert offered == [str(number) for number in range(133)]
