"""The page: nothing unescaped, nothing loaded, everybody sees what they would see."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest

from demo.page.components import ComponentDrawer
from demo.page.document import draw_page
from demo.page.forms import draw_form
from demo.page.html import Html, el, text
from demo.page.texts import TextDrawer
from demo.reel import Face, Names, RoleLook
from demo.times import relative

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
NAMES = Names(
    users={"1": Face("Noor")}, roles={"2": RoleLook("Moderators", 0x11806A)}, channels={"3": "general"}
)
EVIL = '<script>alert("x")</script>'
VOID = {"meta", "input", "br", "hr"}


def drawn(source: str) -> str:
    return TextDrawer(NAMES, NOW).draw(source)


class Balanced(HTMLParser):
    """Fails on a tag that is not closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID and not (self.open and self.open[-1] == "svg"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_elements_escape_what_is_not_html() -> None:
    assert el("p", EVIL, el("b", "&"), class_='a"b', data_x=None, hidden=True) == (
        '<p class="a&quot;b" hidden>&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;<b>&amp;</b></p>'
    )
    assert text("<", Html("<br>")) == "&lt;<br>"


@pytest.mark.parametrize(
    "source",
    [EVIL, f"**{EVIL}**", f"`{EVIL}`", f"```\n{EVIL}\n```", f"> {EVIL}", f"# {EVIL}", f"- {EVIL}", f"||{EVIL}||",
     f'https://a.example/"onmouseover="{EVIL}', f"[{EVIL}](https://a.example/'\"x)", "<t:1:R><img src=x>"],
)  # fmt: skip
def test_markdown_never_lets_html_through(source: str) -> None:
    parser = Balanced()
    parser.feed(drawn(source))
    assert not {tag for tag, _ in parser.tags} & {"script", "img", "a"}
    assert not [name for _, attributes in parser.tags for name in attributes if name.startswith("on")]


def test_mentions_are_names() -> None:
    html = drawn("<@1> <@&2> <#3> <@99> <#98>")
    for shown in ("@Noor", "@Moderators", "#general", "@unknown-user", "#unknown"):
        assert f">{shown}</span>" in html


def test_a_masked_link_shows_its_target_and_leads_nowhere() -> None:
    html = drawn("[here](https://rookery.example/x)")
    assert 'title="https://rookery.example/x"' in html
    assert "href" not in html


def test_texts_take_their_own_direction() -> None:
    assert drawn("مرحبا").startswith('<p dir="auto">')


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(7 * 86400, "in 7 days"), (-120, "2 minutes ago"), (-3600, "1 hour ago"), (3, "in a few seconds")],
)
def test_relative_times(seconds: int, said: str) -> None:
    assert relative(datetime.fromtimestamp(NOW.timestamp() + seconds, UTC), NOW) == said


def test_an_impossible_time_is_said_to_be_one() -> None:
    assert "Invalid Date" in drawn("<t:999999999999:f>")


def components(*made: dict[str, object]) -> str:
    return ComponentDrawer(TextDrawer(NAMES, NOW)).draw(list(made))


def test_a_container_has_its_colour_and_all_that_is_in_it() -> None:
    buttons = [{"type": 2, "style": style, "label": f"B{style}", "custom_id": "x"} for style in (1, 2, 3, 4)]
    html = components(
        {
            "type": 17,
            "accent_color": 0xFF8800,
            "components": [
                {"type": 10, "content": "### Title"},
                {"type": 14, "divider": True},
                {"type": 1, "components": buttons},
                {
                    "type": 9,
                    "components": [{"type": 10, "content": "beside"}],
                    "accessory": {**buttons[0], "disabled": True},
                },
            ],
        }
    )
    assert "--accent:#ff8800" in html
    for style in ("primary", "secondary", "success", "danger", "primary off"):
        assert f'class="button {style}"' in html
    assert "separator line" in html
    assert "beside" in html


def test_a_select_shows_its_options() -> None:
    options = [
        {"label": "Reveal", "value": "r", "description": "Only you see it"},
        {"label": EVIL, "value": "e"},
    ]
    html = components({"type": 1, "components": [{"type": 3, "placeholder": "More", "options": options}]})
    assert "<details" in html
    assert "Only you see it" in html
    assert "<script" not in html


def test_an_unknown_component_is_named() -> None:
    assert "(component 77)" in components({"type": 77})


def test_a_form_shows_labels_answers_and_what_stood_there() -> None:
    def field(label: str, component: dict[str, object]) -> dict[str, object]:
        return {"type": 18, "label": label, "description": f"about {label}", "component": component}

    choice = {
        "type": 3,
        "custom_id": "c",
        "options": [{"label": "Ha", "value": "h"}, {"label": "Do", "value": "d", "default": True}],
    }
    modal = {
        "title": f"Report {EVIL}",
        "components": [
            field("Link", {"type": 4, "custom_id": "l", "style": 1, "value": "https://preset.example"}),
            field("What", choice),
            field("More", {"type": 4, "custom_id": "m", "style": 2, "required": False}),
            field("Why", {**choice, "type": 21, "custom_id": "r"}),
            {"type": 10, "content": "**note**"},
        ],
    }
    html = draw_form(modal, {"c": "h", "m": "one\ntwo", "r": "h"}, TextDrawer(NAMES, NOW))
    assert "https://preset.example" in html
    assert "one<br>two" in html
    assert re.search(r"<summary[^>]*>Ha</summary>", html)
    assert re.search(r'<ul class="options radio"><li class="chosen"><span[^>]*>Ha</span>', html)
    assert html.count('class="star"') == 3
    assert "<strong>note</strong>" in html
    assert "<script" not in html


def test_the_page_is_whole_and_loads_nothing(studio) -> None:
    cast = studio.cast
    first = studio.post(cast.jay.id, cast.lighthouse.general, f"{EVIL} https://rookery.example/x")
    studio.whisper(cast.noor.id, cast.lighthouse.general, "Thank you.")
    html = draw_page(studio.reel(first))
    parser = Balanced()
    parser.feed(html)
    assert parser.open == []
    assert not {tag for tag, _ in parser.tags} & {"script", "link", "img", "iframe", "object", "base"}
    led = [
        value
        for _, attributes in parser.tags
        for name, value in attributes.items()
        if name in ("href", "src", "action")
    ]
    assert led
    assert all(value and value.startswith("#") for value in led)
    assert "@import" not in html
    assert "url(" not in html
    ids = [attributes["id"] for _, attributes in parser.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    anchors = {value[1:] for value in led if value}
    labels = {str(attributes["for"]) for tag, attributes in parser.tags if tag == "label"}
    assert anchors | labels <= set(ids)


def test_everybody_sees_what_they_would_see(studio) -> None:
    cast = studio.cast
    studio.post(studio.fd.bot, cast.lighthouse.review, "a card")
    studio.whisper(cast.noor.id, cast.lighthouse.general, "a thanks")
    html = draw_page(studio.reel())
    panel = re.search(rf'class="panel panel-{cast.lighthouse.review.id} ([^"]*)"', html)
    assert panel
    assert set(panel[1].split()) == {f"seen-{cast.mara.id}", f"seen-{cast.tomas.id}"}
    assert f'class="message private only-{cast.noor.id}"' in html
    assert "Only you (Noor) can see this" in html
    assert f".look:has(#eyes-{cast.jay.id}:checked) .message:not(.open,.only-{cast.jay.id})" in html


def test_a_removed_message_says_why_and_only_then(studio) -> None:
    cast = studio.cast
    message = studio.post(cast.jay.id, cast.lighthouse.general, "bad")
    kept = studio.post(cast.noor.id, cast.lighthouse.general, "good")
    studio.fd.remove_messages(cast.lighthouse.general.id, [message["id"]], studio.fd.bot)
    html = draw_page(studio.reel(message, kept, gone={message["id"]: "Removed by Rowan: on the own list"}))
    assert html.count("Removed by Rowan: on the own list") == 2  # in the story and in the channel
    assert html.count("message gone") == 2


def test_direct_messages_are_a_place_of_their_own(studio) -> None:
    cast = studio.cast
    assert [hall.name for hall in studio.reel().halls] == ["Lighthouse", "Harbour", "Meadow", "منارة"]
    studio.fd.make_message(studio.fd.dm_channel(cast.lena.id), studio.fd.bot, {"content": "your text"})
    last = studio.reel().halls[-1]
    assert (last.server, last.rooms[0].readers) == (False, {cast.lena.id})


def test_what_was_taken_down_without_a_word_is_struck_too(studio) -> None:
    cast = studio.cast
    message = studio.post(studio.fd.bot, cast.lighthouse.review, "an older card")
    studio.fd.remove_messages(cast.lighthouse.review.id, [message["id"]], studio.fd.bot)
    assert "Taken down" in draw_page(studio.reel())
