"""The house is as its map says: folders, wings, names of files in docs and comments, links, and how large things are."""

import re
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAYERS = ("core", "services", "db", "net", "cogs")
WINGS = {"base", "servers", "lists", "scanning", "reports", "campaigns"}
FETCHING = {"net": {"base"}}  # layers that only the wings have which need them
BESIDE_THE_WINGS = {"core": {"links"}, "db": {"engine", "migrations"}}

MOST_FILES = 22  # in a folder, packages' __init__.py aside
# Folders that are fuller, with what holds them together.
FULL = {
    "localdiscord": 27,  # each file is a part of Discord; routes and acting have folders of their own
    "docs/decisions": 170,  # one file a decision, never taken away
    "db/migrations/sqlite": 60,  # the same
    "db/migrations/postgres": 60,
}
MOST_LINES = 320  # of a Python file
# Files that are longer, with the reason; the number may only go down.
LONG = {}
# A migration is never edited once it was released; what its comments call a file may have another name by now.
RELEASED = "db/migrations/"
FOREIGN = {
    "discord.py",
    "archive.md",
    "confusables.txt",
    "NNNN_name.sql",
}  # a library, a site, Unicode's file, any name
# What the reader of a recipe is about to make.
TO_BE_MADE = {
    "docs/recipes/adding-a-language.md": {"locales/de", "locales/de/base/common.ftl"},
    "docs/recipes/adding-a-table.md": {
        *("0006_shift_notes.sql", "db/servers/shift_note_store.py", "services/servers/shift_notes.py"),
        *("tests/services/servers/test_shift_notes.py", "tests/db/servers/"),
    },
}

_MAP_LINE = re.compile(r"^(?P<indent> *)(?P<name>[\w.]+/?)(?: {2,}|$)")
_LINK = re.compile(r"(?<!`)\[[^\]\n]+\]\(([^)#\s]+)(?:#[^)\s]*)?\)")
_PATH = re.compile(
    r"(?<![\w./<-])(?:core|services|db|net|cogs|wiring|tests|docs|locales|localdiscord|demo|bench)/[\w./*<>-]*[\w*>/]"
)
_FILE = re.compile(r"(?<![\w./*<>-])(?!self\.)\w+\.(?:py|ftl|sql|txt|md)\b(?!\()")
_COMMENT = re.compile(r'"""(?:.|\n)*?"""|#\s.*')


@cache
def files() -> tuple[str, ...]:
    """Every file of the repository, also what is not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607 - git is how one got here
        cwd=ROOT, capture_output=True, text=True, check=False,
    ).stdout.splitlines()  # fmt: skip
    if not listed:  # an archive without its history
        pytest.skip("no git repository here")
    return tuple(name for name in listed if (ROOT / name).is_file())


@cache
def folders() -> frozenset[str]:
    return frozenset(str(folder) for name in files() for folder in Path(name).parents if folder != Path())


@cache
def file_names() -> frozenset[str]:
    return frozenset(Path(name).name for name in files())


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def under(folder: str) -> set[str]:
    """The folders directly in a folder."""
    return {Path(each).name for each in folders() if str(Path(each).parent) == folder}


def mapped() -> list[str]:
    """Every path of the map in CONTRIBUTING.md; a folder ends in a slash."""
    (block,) = [
        block for block in re.findall(r"```\n(.*?)```", text("CONTRIBUTING.md"), re.DOTALL) if "PURE" in block
    ]
    paths: list[str] = []
    above: list[str] = []
    for line in block.splitlines():
        found = _MAP_LINE.match(line)
        assert found, f"the map has a line that is no entry: {line}"
        above = [*above[: len(found["indent"]) // 4], found["name"]]
        paths.append("".join(above))
    return paths


# The map


def test_what_stands_in_the_map_is_there() -> None:
    assert [path for path in mapped() if not exists(path)] == []


def test_what_is_there_stands_in_the_map() -> None:
    layers = {f"{folder}/" for folder in folders() if folder.split("/")[0] in LAYERS}
    top = {f"{folder}/" for folder in folders() if "/" not in folder and not folder.startswith(".")}
    modules = {name for name in files() if "/" not in name and name.endswith(".py")}
    assert sorted((layers | top | modules) - set(mapped())) == []


@pytest.mark.parametrize("layer", LAYERS)
def test_every_layer_has_its_wings_and_its_tests_no_others(layer: str) -> None:
    own = BESIDE_THE_WINGS.get(layer, set())
    assert under(layer) == FETCHING.get(layer, WINGS) | own
    assert under(f"tests/{layer}") <= WINGS | own


def test_so_has_every_language() -> None:
    for language in under("locales"):
        assert under(f"locales/{language}") == WINGS, language
    assert under("tests/process") <= WINGS


def test_every_page_of_the_docs_is_reached_from_the_first_two() -> None:
    reached = set(links_of("README.md")) | set(links_of("CONTRIBUTING.md"))
    pages = {
        name for name in files() if name.startswith("docs/") and name.endswith(".md") and name.count("/") == 1
    }
    assert sorted(pages - reached) == []


# Names


def exists(path: str) -> bool:
    """Whether there is such a file or folder. `<word>` and `*` stand for any, and a name behind a module for what is in it."""
    pattern = re.sub(r"<\w+>", "*", path.rstrip("/"))
    if "*" in pattern:
        return next(ROOT.glob(pattern), None) is not None
    if pattern in folders() or pattern in files() or f"{pattern}.py" in files():
        return True
    module, _, name = pattern.rpartition(".")
    return f"{module}.py" in files() and re.search(rf"\b{name}\b", text(f"{module}.py")) is not None


def prose() -> Iterator[tuple[str, str]]:
    """What is written for people, a text a file: pages, comments and docstrings."""
    for name in files():
        if name.startswith(RELEASED):
            continue
        if name.endswith(".md"):
            yield name, text(name)
        elif name.endswith(".py"):
            yield name, "\n".join(_COMMENT.findall(text(name)))
        elif name.endswith((".ftl", ".toml", ".env")) or name in ("Makefile", ".ci/run", ".ci/venv"):
            yield name, "\n".join(line for line in text(name).splitlines() if line.startswith("#"))


def missing(pattern: re.Pattern[str], there: Callable[[str], bool]) -> list[str]:
    """What is named and not there, with the file that names it."""
    named = {(name, path) for name, said in prose() for path in pattern.findall(said)}
    assert len(named) > 50
    return sorted(
        f"{name}: {path}"
        for name, path in named
        if not there(path) and path not in TO_BE_MADE.get(name, set())
    )


def test_every_path_that_is_named_exists() -> None:
    assert "\n".join(missing(_PATH, exists)) == ""


def test_every_file_that_is_named_without_its_folder_exists() -> None:
    assert "\n".join(missing(_FILE, (file_names() | FOREIGN).__contains__)) == ""


def links_of(page: str) -> list[str]:
    """The files that a page leads to, from the root."""
    found = [link for link in _LINK.findall(text(page)) if "://" not in link]
    return [str((ROOT / page).parent.joinpath(link).resolve().relative_to(ROOT)) for link in found]


def test_every_link_between_pages_leads_somewhere() -> None:
    broken = [
        f"{page}: {link}"
        for page in files()
        if page.endswith(".md")
        for link in links_of(page)
        if link not in files() and link not in folders()
    ]
    assert broken == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^(\w+):", text("Makefile"), re.MULTILINE))
    pages = [text(name) for name in files() if name.endswith(".md")]
    named = set(chain.from_iterable(re.findall(r"(?:^|`)make (\w+)", page, re.MULTILINE) for page in pages))
    assert named <= targets
    assert set(re.search(r"^\.PHONY: (.*)", text("Makefile"), re.MULTILINE)[1].split()) == targets  # type: ignore[index]


# Sizes


def test_no_folder_is_too_full() -> None:
    count: dict[str, int] = {}
    for name in files():
        if Path(name).name != "__init__.py":
            folder = str(Path(name).parent)
            count[folder] = count.get(folder, 0) + 1
    assert {folder: many for folder, many in count.items() if many > FULL.get(folder, MOST_FILES)} == {}


def test_no_file_is_too_long() -> None:
    count = {name: text(name).count("\n") for name in files() if name.endswith(".py")}
    assert {name: many for name, many in count.items() if many > LONG.get(name, MOST_LINES)} == {}


def test_no_exception_is_left_over() -> None:
    long = {name for name in LONG if name not in files() or text(name).count("\n") <= MOST_LINES}
    full = {folder for folder in FULL if folder not in folders()}
    assert long | full == set()
