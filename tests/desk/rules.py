"""The rules of the desk: what no surface may be, whatever it is about. Each says what is wrong with a surface."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.desk.surface import BUTTON, STRING_SELECT, Surface
from tests.wording import say

Rule = Callable[[Surface], Iterator[str]]

_PRIMARY, _SUCCESS, _DANGER, _LINK = 1, 3, 4, 5
_TEXT, _ROW, _LABEL, _INPUT, _RADIO = 10, 1, 18, 4, 21
_SUPPRESS_EMBEDS, _COMPONENTS_V2 = 1 << 2, 1 << 15
_CODE = re.compile(r"```.*?```|`+[^`]*`+", re.DOTALL)
_ADDRESS = re.compile(r"https?://[^\s<>()\]]+")
_DISCORD = re.compile(r"https://discord\.com/")
# By kind of component or field: what Discord takes of each of its words. What is exactly so long was cut.
_LONGEST = {
    BUTTON: {"label": 80},
    STRING_SELECT: {"placeholder": 150},
    _LABEL: {"label": 45, "description": 100},
}
_OPTION = {"label": 100, "description": 100}
_TITLE, _CONTENT, _TEXTS, _COMPONENTS, _OPTIONS, _BUTTONS = 45, 2000, 4000, 40, 25, 5


def faults(surface: Surface) -> list[str]:
    """Everything that is wrong with a surface."""
    return [fault for rule in RULES for fault in rule(surface)]


def _buttons(parts: list[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [part for part in parts if part.get("type") == BUTTON]


def one_stands_out(surface: Surface) -> Iterator[str]:
    """At most one button of a message is coloured, save what harms."""
    loud = [each["label"] for each in _buttons(surface.parts) if each["style"] in (_PRIMARY, _SUCCESS)]
    if len(loud) > 1:
        yield f"several buttons stand out: {loud}"


def danger_stands_last(surface: Surface) -> Iterator[str]:
    """What harms is the last button, and there is one such at most."""
    styles = [each["style"] for each in _buttons(surface.parts)]
    if _DANGER in styles[:-1]:
        yield f"what harms does not stand last: {[each['label'] for each in _buttons(surface.parts)]}"


def no_two_of_one_meaning(surface: Surface) -> Iterator[str]:
    """No two controls have one name, or do one thing."""
    controls = surface.controls
    for what, names in (
        ("one name", [control.label for control in controls]),
        ("one effect", [_effect(control.custom_id, control.value) for control in controls]),
    ):
        twice = [name for name, count in Counter(names).items() if count > 1]
        if twice:
            yield f"several controls have {what}: {twice}"


def _effect(custom_id: str, value: str | None) -> str:
    """What pressing does: an option of *More* does what a button with its verb would do."""
    subject, _, last = custom_id.removesuffix(":p").rpartition(":")
    return custom_id if value is None else f"{subject}:{value}" if last == "more" else f"{custom_id}={value}"


def only_pages_are_switched_off(surface: Surface) -> Iterator[str]:
    """A button that cannot be pressed stands there only where pages end."""
    for each in _buttons(surface.parts):
        if each.get("disabled") and each["label"] not in (say("page-back"), say("page-next")):
            yield f"a button that does nothing: {each['label']}"


def nothing_is_cut(surface: Surface) -> Iterator[str]:
    """No name, description or title is as long as Discord takes: then its end is missing."""
    for part in surface.parts:
        longest = _OPTION if "value" in part and "type" not in part else _LONGEST.get(part.get("type", 0), {})
        for word, most in longest.items():
            if len(part.get(word) or "") >= most:
                yield f"cut at {most} characters: {part[word]!r}"
    if surface.form and len(surface.form["title"]) >= _TITLE:
        yield f"cut title: {surface.form['title']!r}"
    for text in _texts(surface):
        if text.endswith("…") and len(text) > _CONTENT - 2:
            yield f"cut text: {text[-80:]!r}"


def words_beside_every_emoji(surface: Surface) -> Iterator[str]:
    """What can be pressed has a name in letters, and no line of a text is an emoji alone."""
    for part in surface.parts:
        if part.get("type") == BUTTON and not _has_letters(part.get("label")):
            yield f"a button without words: {part}"
        # A reporter is chosen by their name in the case: four signs, which may all be digits.
        if "value" in part and "type" not in part and not any(map(str.isalnum, part.get("label") or "")):
            yield f"an option without words: {part}"
    for text in _texts(surface):
        for line in text.splitlines():
            if not line.isascii() and not any(sign.isalnum() for sign in line):
                yield f"a line without words: {line!r}"


def _has_letters(words: str | None) -> bool:
    return any(sign.isalpha() for sign in words or "")


def nothing_unfurls(surface: Surface) -> Iterator[str]:
    """Nothing shows a preview, and no link leads out of Discord but to help and to approved sources."""
    for message in surface.messages:
        quiet = message["flags"] & (_SUPPRESS_EMBEDS | _COMPONENTS_V2)
        if not quiet and _ADDRESS.search(_CODE.sub("", message["content"])):
            yield f"a link that may unfurl: {message['content'][:200]!r}"
    for text in _texts(surface):
        for address in _ADDRESS.findall(_CODE.sub("", text)):
            if not _DISCORD.match(address) and not _is_help(address, text):
                yield f"a link that can be clicked: {address}"
    for each in _buttons(surface.parts):
        if each["style"] == _LINK and not _DISCORD.match(each["url"]):
            yield f"a button that leads out of Discord: {each['url']}"


def _is_help(address: str, text: str) -> bool:
    """Whether it stands in angle brackets, as addresses of help and approved sources do: such a link shows no preview."""
    return f"<{address}>" in text


def mentions_a_chosen_role_alone(surface: Surface) -> Iterator[str]:
    """A message pings one role at most, and nobody else."""
    if len(surface.pings) > 1 or any(not each.startswith("role ") for each in surface.pings):
        yield f"it pings {surface.pings}"


def within_discords_limits(surface: Surface) -> Iterator[str]:
    """What is sent is within what Discord takes."""
    for message in surface.messages:
        if len(message["content"]) > _CONTENT:
            yield f"{len(message['content'])} characters in a message"
    drawn = [part for part in surface.parts if "type" in part]
    if surface.messages and len(drawn) > _COMPONENTS * len(surface.messages):
        yield f"{len(drawn)} components"
    if sum(len(part["content"]) for part in drawn if part["type"] == _TEXT) > _TEXTS * max(
        1, len(surface.messages)
    ):
        yield "more text than a message takes"
    for part in drawn:
        if part["type"] == _ROW and len(part["components"]) > _BUTTONS:
            yield "a row of more than five"
        if len(part.get("options") or []) > _OPTIONS:
            yield "a select of more than 25"


def _texts(surface: Surface) -> list[str]:
    """Every text that is no name of a control."""
    return [
        *(message["content"] for message in surface.messages if message["content"]),
        *(part["content"] for part in surface.parts if part.get("type") == _TEXT),
    ]


RULES: tuple[Rule, ...] = (
    one_stands_out,
    danger_stands_last,
    no_two_of_one_meaning,
    only_pages_are_switched_off,
    nothing_is_cut,
    words_beside_every_emoji,
    nothing_unfurls,
    mentions_a_chosen_role_alone,
    within_discords_limits,
)
