"""Tables land between their own markers, and nowhere else."""

import pytest

from bench.publishing import publish


def test_only_what_stands_between_the_markers_is_replaced(tmp_path):
    page = tmp_path / "page.md"
    page.write_text(
        "# A\n<!-- a:begin -->\nold\n<!-- a:end -->\n# B\n<!-- b:begin -->\nkept\n<!-- b:end -->\n"
    )
    publish("a", "| new |", page)
    publish("a", "| newer |", page)
    assert page.read_text() == (
        "# A\n<!-- a:begin -->\n| newer |\n<!-- a:end -->\n# B\n<!-- b:begin -->\nkept\n<!-- b:end -->\n"
    )


@pytest.mark.parametrize("text", ["", "<!-- a:begin -->\n", "<!-- a:end -->\n<!-- a:begin -->\n"])
def test_a_page_without_the_markers_is_left_alone(tmp_path, text):
    page = tmp_path / "page.md"
    page.write_text(text)
    with pytest.raises(ValueError, match="markers"):
        publish("a", "table", page)
    assert page.read_text() == text
