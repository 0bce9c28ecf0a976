"""What `make demo` returns."""

import io
from pathlib import Path

import pytest
from rich.console import Console

import demo.__main__ as entry
from demo.narrator import Narrator
from demo.picture import NoBrowser, take
from demo.play import Play


async def _fails(play: Play) -> None:
    play.tell.chapter("A chapter", "Why.")
    with play.tell.step("Noor reports"):
        raise TimeoutError("no card")


async def _breaks(play: Play) -> None:
    raise KeyError(play.cast.noor.name)


@pytest.mark.parametrize(("chapter", "named"), [(_fails, "Noor reports"), (_breaks, "the chapter “_breaks”")])
async def test_a_step_that_did_not_happen_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, chapter: object, named: str
) -> None:
    monkeypatch.setattr(entry, "CHAPTERS", (chapter,))
    printed, page = io.StringIO(), tmp_path / "demo.html"
    status = await entry._perform(Narrator(Console(file=printed, width=100), 0), page, None)
    assert status == 1
    assert f"This step did not happen: {named}" in printed.getvalue()
    assert not page.exists()
    assert page.with_suffix(".log").exists()


def test_without_a_browser_there_is_no_picture(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(NoBrowser, match="was found"):
        take("<p>", tmp_path / "picture.png")
