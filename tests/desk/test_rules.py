"""Each rule of the desk finds what it forbids, and leaves what it allows."""

from typing import Any

import pytest

from tests.desk.rules import faults
from tests.desk.surface import Surface
from tests.wording import say

_PRIMARY, _PLAIN, _DANGER, _LINK = 1, 2, 4, 5
_LAYOUT = 1 << 15


def button(label: str, style: int = _PLAIN, **more: Any) -> dict[str, Any]:
    target = {} if style == _LINK else {"custom_id": f"case:1:{label}"}
    return {"type": 2, "label": label, "style": style, **target, **more}


def row(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(parts)}


def text(words: str) -> dict[str, Any]:
    return {"type": 10, "content": words}


def more(*options: dict[str, Any]) -> dict[str, Any]:
    return {"type": 3, "custom_id": "case:1:more", "placeholder": "More", "options": list(options)}


def option(value: str, label: str = "An option", **rest: Any) -> dict[str, Any]:
    return {"value": value, "label": label, **rest}


def posted(
    *parts: dict[str, Any], content: str = "", flags: int = _LAYOUT, pings: tuple[str, ...] = ()
) -> Surface:
    message = {"content": content, "flags": flags, "components": [{"type": 17, "components": list(parts)}]}
    return Surface((message,), "everyone sees this", (None,), pings=pings)


GOOD = posted(
    text("### Case 1\n🚨 EMERGENCY\n`https://example.com` [1](https://discord.com/channels/1/2/3)"),
    row(button(say("page-back"), disabled=True), button(say("page-next"))),
    row(
        button("Read"),
        button("Claim", _PRIMARY),
        button("Go", _LINK, url="https://discord.com/channels/1/2/3"),
    ),
    row(button("Dismiss"), button("Delete", _DANGER)),
    row(more(option("history"), option("mute", "Another"))),
    pings=("role 7",),
)


def test_a_good_surface_has_no_fault() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    "bad",
    [
        posted(row(button("One", _PRIMARY), button("Two", _PRIMARY))),
        posted(row(button("One", _PRIMARY), button("Two", 3))),
        posted(row(button("Delete", _DANGER), button("Dismiss"))),
        posted(row(button("Same", custom_id="case:1:a"), button("Same", custom_id="case:1:b"))),
        posted(row(button("Mute", custom_id="case:1:mute")), row(more(option("mute", "Quiet them")))),
        posted(row(button("Claim", disabled=True))),
        posted(row(button("x" * 80))),
        posted(row(more(option("a", description="x" * 99 + "…")))),
        posted(row(button("🌿"))),
        posted(row(more(option("a", "🌿")))),
        posted(text("Case 1\n🚨")),
        posted(content="see https://discord.com/channels/1/2/3", flags=0),
        posted(text("see https://evil.example")),
        posted(row(button("Go", _LINK, url="https://evil.example"))),
        posted(pings=("everyone",)),
        posted(pings=("member 1",)),
        posted(pings=("role 1", "role 2")),
        posted(text("x" * 2500), text("x" * 1600)),
        posted(*(row(button(f"Button {number}")) for number in range(20))),
        posted(row(*(button(f"Button {number}") for number in range(6)))),
        posted(content="x" * 2001),
        Surface((), "only you", (None,), form={"title": "x" * 45, "components": []}),
        Surface((), "only you", (None,), form={"title": "A form", "components": [{"type": 18, "label": "x" * 45}]}),
    ],
)  # fmt: skip
def test_what_breaks_a_rule_is_found(bad: Surface) -> None:
    assert len(faults(bad)) == 1, faults(bad)
