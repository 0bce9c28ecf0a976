"""Printing the demo: in colour on a terminal, plain elsewhere and with NO_COLOR."""

import asyncio
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from rich.console import Console
from rich.text import Text

from demo.plain import PlainDrawer
from demo.reel import FormSent, Names, Shown, Terminal, Window
from localdiscord import walk_components

_PLAIN_WIDTH = 100
_WIDEST = 110
_INDENT = 4
_BERRY = "bold red"


def default_console() -> Console:
    """Make a console on standard output: plain with NO_COLOR, and of a readable width where it is a file or a pipe."""
    colours: Literal["auto"] | None = None if os.environ.get("NO_COLOR") else "auto"
    console = Console(color_system=colours, highlight=False, emoji=False, markup=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PLAIN_WIDTH
    console.width = min(console.width, _WIDEST)
    return console


class Narrator:
    """Prints the story. `pause`: seconds for which a reader is given time after each moment."""

    def __init__(self, console: Console, pause: float) -> None:
        self._console = console
        self._pause = pause

    def say(self, words: str, style: str = "") -> None:
        """Print a line of its own."""
        self._console.print(Text(words, style))

    def chapter(self, number: int, title: str, why: str) -> None:
        """Print the title of a chapter."""
        self._console.print()
        self._console.print(Text.assemble((f"{number}  ", _BERRY), (title, "bold")))
        self._put(Text(why, "italic dim"), 3)

    async def moment(self, caption: str) -> None:
        """Print who does what."""
        await asyncio.sleep(self._pause)
        self._console.print()
        self._put(Text(caption), 3)

    def proved(self, sentence: str) -> None:
        """Print what was checked and holds."""
        self._put(Text.assemble(("✓ ", "bold green"), (sentence, "green")), 3)

    def window(self, window: Window, names: Names) -> None:
        """Print what stands in a channel, and who sees it."""
        where = f"{window.server} #{window.channel}" if window.server else "Direct messages with Rowan"
        lock = " 🔒" if window.private and window.server else ""
        self._put(Text.assemble((f"{where}{lock}", "bold cyan"), (f"  {window.audience}", "dim")))
        drawer = PlainDrawer(names)
        for shown in window.messages:
            self._message(shown, names, drawer)

    def _message(self, shown: Shown, names: Names, drawer: PlainDrawer) -> None:
        author = shown.message["author"]
        face = names.users.get(author["id"])
        name = face.name if face else author["username"]
        lines = drawer.message(shown.message)
        head = Text(name, "bold magenta" if face and face.bot else "bold yellow")
        if len(lines) == 1:
            self._bar(head + Text(": ") + lines[0], gone=bool(shown.gone))
        else:
            self._bar(head)
            for line in lines:
                self._bar(line, gone=bool(shown.gone), indent=2)
        if shown.gone:
            self._bar(Text(f"✗ {shown.gone}", "red"), indent=2)

    def form(self, form: FormSent) -> None:
        """Print a form as it was sent, without what was left empty."""
        self._put(Text.assemble((f"Form: {form.modal['title']}", "bold cyan"), (f"  {form.audience}", "dim")))
        for label, value in answers_of(form):
            if value:
                self._bar(Text.assemble((label if label.endswith("?") else f"{label}:", "bold"), " ", value))

    def terminal(self, terminal: Terminal) -> None:
        """Print a command line and its answer."""
        self._put(Text.assemble(("$ ", "bold green"), (terminal.command, "bold")))
        for line in terminal.output:
            self._bar(Text(line))

    @contextmanager
    def waiting(self, what: str) -> Iterator[None]:
        """Show that something takes a moment."""
        if self._console.is_terminal and self._console.color_system:
            with self._console.status(Text(f"{what} …", "dim"), spinner="dots"):
                yield
        else:
            self._console.print(Text(f"   … {what}"))
            yield

    def failed(self, step: str, reason: str, log: Sequence[str]) -> None:
        """Print that the demo ends here, and why."""
        self._console.print()
        self._console.print(Text(f"✗ This step did not happen: {step}", "bold red"))
        self._put(Text(reason), 2)
        if log:
            self._console.print(Text("\nRowan's last lines:", "bold"))
            for line in log:
                self._put(Text(line, "dim"), 2)

    def _put(self, line: Text, indent: int = _INDENT) -> None:
        """Print a line, wrapped where it is long; its parts begin below each other."""
        for part in line.wrap(self._console, self._console.width - indent):
            part.rstrip()
            self._console.print(Text(" " * indent) + part)

    def _bar(self, line: Text, *, gone: bool = False, indent: int = 0) -> None:
        """Print a line beside the bar; a long one goes on beside it."""
        if gone:
            line.stylize("strike dim")
        room = self._console.width - _INDENT - indent - 5
        for number, part in enumerate(line.wrap(self._console, room)):
            part.rstrip()
            self._put(Text.assemble(("│ ", "dim"), " " * (indent + 2 * bool(number))) + part)


def answers_of(form: FormSent) -> list[tuple[str, str]]:
    """Give label and answer of each field, choices by their labels; what was left alone shows what stood there."""
    answers = []
    for _, component in walk_components(form.modal["components"]):
        field = component.get("component") or {}
        if not field.get("custom_id"):
            continue
        answers.append((str(component["label"]), _answer(field, form.values.get(field["custom_id"]))))
    return answers


def _answer(field: dict[str, object], value: str | None) -> str:
    options = field.get("options")
    if not isinstance(options, list):
        return str(field.get("value") or "") if value is None else value
    chosen = [
        option["label"]
        for option in options
        if (option["value"] == value if value is not None else option.get("default"))
    ]
    return ", ".join(chosen)
