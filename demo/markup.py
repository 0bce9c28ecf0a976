"""Discord's Markdown as a tree, from which the page and the terminal each draw.

Covers what Discord's client shows in messages (its help pages, *Markdown Text 101* and *Message Formatting*): emphasis,
spoilers, code, headings, subtext, quotes, lists, links, mentions, timestamps.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

Style = Literal["bold", "italic", "underline", "strike", "spoiler"]
MentionKind = Literal["user", "role", "channel", "command", "everyone"]


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text; a line break is a line break."""

    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    style: Style
    children: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Code:
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention. `name` is an id, or the words themselves for commands and `everyone`."""

    kind: MentionKind
    name: str


@dataclass(frozen=True, slots=True)
class Stamp:
    """A timestamp, `<t:seconds:form>`; the form is one of `tTdDfFR`."""

    seconds: int
    form: str


@dataclass(frozen=True, slots=True)
class Address:
    """A link that Discord would make clickable; `label` is empty where the address stands for itself."""

    url: str
    label: tuple["Inline", ...] = ()


Inline = Words | Styled | Code | Mention | Stamp | Address


@dataclass(frozen=True, slots=True)
class Paragraph:
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Small:
    """Subtext, `-#`."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list. `depth` counts from 0; `mark` is a number's text or a bullet."""

    depth: int
    mark: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class CodeBlock:
    text: str


Block = Paragraph | Heading | Small | Quote | Listing | CodeBlock

BULLET = "•"
_FENCE = re.compile(r"```(?:[A-Za-z0-9_+.#-]*\n)?(.*?)```", re.DOTALL)
_HEADING = re.compile(r"(#{1,3})\s+(\S.*)")
_SMALL = re.compile(r"-#\s+(\S.*)")
_ITEM = re.compile(r"(\s*)(?:([-*])|(\d{1,9})\.)\s+(\S.*)")
_QUOTE = re.compile(r">\s(.*)|>\s?$")
_REST_IS_QUOTE = ">>> "
_INDENT = 2  # spaces by which a list goes one deeper
_DEEPEST = 5


def parse(text: str) -> tuple[Block, ...]:
    """Parse the blocks of a message or a text display."""
    blocks: list[Block] = []
    at = 0
    for fence in _FENCE.finditer(text):
        blocks += _lines(text[at : fence.start()], quotes=True)
        blocks.append(CodeBlock(fence[1].strip("\n")))
        at = fence.end()
    blocks += _lines(text[at:], quotes=True)
    return tuple(blocks)


def _lines(text: str, *, quotes: bool) -> list[Block]:
    """Parse lines into blocks. `quotes`: whether a quote may begin here; Discord does not nest them."""
    lines = text.strip("\n").split("\n") if text.strip("\n") else []
    blocks: list[Block] = []
    plain: list[str] = []

    def end_paragraph() -> None:
        joined = "\n".join(plain).strip("\n")
        if joined:
            blocks.append(Paragraph(inline(joined)))
        plain.clear()

    at = 0
    while at < len(lines):
        if quotes and lines[at].startswith(_REST_IS_QUOTE):
            end_paragraph()
            rest = [lines[at].removeprefix(_REST_IS_QUOTE), *lines[at + 1 :]]
            return [*blocks, Quote(tuple(_lines("\n".join(rest), quotes=False)))]
        found = _block_at(lines, at, quotes=quotes)
        if found is None:
            plain.append(lines[at])
            at += 1
            continue
        end_paragraph()
        block, taken = found
        blocks.append(block)
        at += taken
    end_paragraph()
    return blocks


def _block_at(lines: Sequence[str], at: int, *, quotes: bool) -> tuple[Block, int] | None:
    """Parse the block that begins at this line; returns it and how many lines it takes."""
    if heading := _HEADING.fullmatch(lines[at]):
        return Heading(len(heading[1]), inline(heading[2])), 1
    if small := _SMALL.fullmatch(lines[at]):
        return Small(inline(small[1])), 1
    quoted = _run(lines, at, _QUOTE) if quotes else []
    if quoted:
        inside = "\n".join(match[1] or "" for match in quoted)
        return Quote(tuple(_lines(inside, quotes=False))), len(quoted)
    listed = _run(lines, at, _ITEM)
    if listed:
        return Listing(tuple(_item(match) for match in listed)), len(listed)
    return None


def _run(lines: Sequence[str], at: int, form: re.Pattern[str]) -> list[re.Match[str]]:
    """Match as many lines in a row as have this form."""
    found: list[re.Match[str]] = []
    for line in lines[at:]:
        match = form.fullmatch(line)
        if match is None or _SMALL.fullmatch(line):
            break
        found.append(match)
    return found


def _item(match: re.Match[str]) -> Item:
    depth = min(len(match[1]) // _INDENT, _DEEPEST)
    return Item(depth, f"{match[3]}." if match[3] else BULLET, inline(match[4]))


def _styled(*styles: Style) -> Callable[[re.Match[str]], Inline]:
    def make(match: re.Match[str]) -> Inline:
        made: Inline = Styled(styles[-1], inline(match[1]))
        for style in reversed(styles[:-1]):
            made = Styled(style, (made,))
        return made

    return make


_MENTIONED: dict[str, MentionKind] = {"@": "user", "@!": "user", "@&": "role", "#": "channel"}

# These are tried in order at each place where one of the marks stands; what none takes is plain text. # No content
# begins with its own mark, so that a long row of marks is not a deep nest.
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Inline]], ...] = (
    (re.compile(r"\\([^A-Za-z0-9\s])"), lambda m: Words(m[1])),
    (re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL), lambda m: Code(_code(m[2]))),
    (re.compile(r"<(@!?|@&|#)(\d{1,20})>"), lambda m: Mention(_MENTIONED[m[1]], m[2])),
    (re.compile(r"</([^:<>]{1,100}):\d{1,20}>"), lambda m: Mention("command", f"/{m[1]}")),
    (re.compile(r"<t:(-?\d{1,12})(?::([tTdDfFR]))?>"), lambda m: Stamp(int(m[1]), m[2] or "f")),
    (re.compile(r"<a?(:\w{2,32}:)\d{1,20}>"), lambda m: Words(m[1])),
    (re.compile(r"<(https?://[^\s<>]+)>"), lambda m: Address(m[1])),
    (
        re.compile(r"\[([^\[\]]{1,2000})\]\(<?(https?://[^\s()<>]+)>?(?:\s+\"[^\"]*\")?\)"),
        lambda m: Address(m[2], inline(m[1])),
    ),
    (re.compile(r"https?://[^\s<>]*[^\s<>.,:;\"')\]|*_]"), lambda m: Address(m[0])),
    (re.compile(r"@(everyone|here)\b"), lambda m: Mention("everyone", m[0])),
    (re.compile(r"\*\*\*(?![\s*])(.+?)\*\*\*(?!\*)", re.DOTALL), _styled("bold", "italic")),
    (re.compile(r"\*\*(?!\*)(.+?)\*\*(?!\*)", re.DOTALL), _styled("bold")),
    (re.compile(r"__(?!_)(.+?)__(?!_)", re.DOTALL), _styled("underline")),
    (re.compile(r"\*(?![\s*])([^*]+?)(?<!\s)\*(?!\*)"), _styled("italic")),
    (re.compile(r"(?<!\w)_(?!_)([^_]+?)_(?![\w_])"), _styled("italic")),
    (re.compile(r"~~(.+?)~~", re.DOTALL), _styled("strike")),
    (re.compile(r"\|\|(.+?)\|\|", re.DOTALL), _styled("spoiler")),
)
_MARKS = re.compile(r"[\\`<\[*_~|@]|https?://")


def _code(text: str) -> str:
    """The text between code fences; spaces next to a backtick only keep it apart from the fence."""
    bare = text.strip()
    return bare if bare.startswith("`") or bare.endswith("`") else text


def inline(text: str) -> tuple[Inline, ...]:
    """Parse the parts of one paragraph."""
    parts: list[Inline] = []
    done = at = 0
    while mark := _MARKS.search(text, at):
        found = _first_rule(text, mark.start())
        if found is None:
            at = mark.start() + 1
            continue
        part, end = found
        if mark.start() > done:
            parts.append(Words(text[done : mark.start()]))
        parts.append(part)
        done = at = end
    if done < len(text):
        parts.append(Words(text[done:]))
    return tuple(parts)


def _first_rule(text: str, at: int) -> tuple[Inline, int] | None:
    for form, make in _RULES:
        match = form.match(text, at)
        if match:
            return make(match), match.end()
    return None
