"""The table of a card's actions: what a card draws is handled, what is handled is drawn, and everything has its words."""

import itertools
from collections.abc import Iterator, Sequence
from typing import Any

import discord
import pytest

from cogs.base.card_actions import CardAction
from cogs.base.router import Router
from cogs.scanning.detections.card import card_of
from core.base.ids import CaseId, ChannelId, DetectionId
from core.base.posts import PostKind
from core.scanning.detections import Detection, Outcome, Settled, Verb
from core.scanning.groups import AuthorCount, ChannelCount, Group
from core.servers.policy import Tier
from services.base.texts import default_texts
from tests.core.scanning.detection import AUTHOR, detection
from tests.wording import said
from wiring.rowan import Rowan

Actions = Sequence[CardAction[Detection]]

# Custom ids about a detection that its card does not show: forms, and the notice to an author.
BESIDE_THE_CARD = {
    *(f"detection:1:{verb}:form" for verb in ("undo", "list", "dismiss")),
    *("detection:1:why", "detection:1:allow", "detection:1:removals:0", "detection:1:read"),
    *("detection:1:reveal:1", "detection:1:delete:12", "detection:1:blur:on:0", "detection:1:author"),
}
# What the design promises of a card, as buttons or as values of its select.
PROMISED = {"undo", "delete", "list", "dismiss", "reveal"}


def every_detection() -> Iterator[Detection]:
    """One of every kind that an action may ask for."""
    for place, outcome, settled, tier, has_text in itertools.product(
        PostKind, Outcome, Settled, Tier, (True, False)
    ):
        yield detection(place=place, outcome=outcome, settled=settled, tier=tier, has_text=has_text)
    yield detection(outcome=Outcome.REMOVED, lead=DetectionId(1))


GROUP = Group(
    removals=12,
    authors=(AuthorCount(AUTHOR, 12),),
    channels=(ChannelCount(ChannelId(2), 12),),
    timeouts={},
    returned={},
)


def drawn(one: Detection, actions: Actions) -> tuple[list[str], list[str]]:
    """The custom ids of a card's buttons, and the values of its select."""
    group = GROUP if one.lead is not None else None
    card = card_of(one, default_texts().sayer("en"), actions, None, group)
    parts: list[Any] = list(card.walk_children())
    buttons = [each.custom_id for each in parts if isinstance(each, discord.ui.Button) and each.custom_id]
    selects = [each for each in parts if isinstance(each, discord.ui.Select)]
    assert [each.custom_id for each in selects] == ["detection:1:more"][: len(selects)]
    return buttons, [option.value for each in selects for option in each.options]


def rows_of(one: Detection, actions: Actions) -> list[list[str]]:
    """The verbs of each row of buttons; the way to the message is `jump`."""
    group = GROUP if one.lead is not None else None
    card = card_of(one, default_texts().sayer("en"), actions, None, group)
    rows = [each for each in card.walk_children() if isinstance(each, discord.ui.ActionRow)]
    return [
        [
            (part.custom_id or "jump").removeprefix("detection:1:")
            for part in row.children
            if isinstance(part, discord.ui.Button)
        ]
        for row in rows
        if isinstance(row.children[0], discord.ui.Button)
    ]


@pytest.fixture
def actions(rowan: Rowan) -> Actions:
    return rowan.scanning.actions


async def test_everything_that_a_card_draws_has_a_handler(actions: Actions, router: Router) -> None:
    of_more = {action.verb for action in actions if action.in_more}
    for one in every_detection():
        buttons, values = drawn(one, actions)
        for custom_id in [*buttons, "detection:1:more"]:
            assert router.find(custom_id) is not None, custom_id
        assert set(values) <= of_more


async def test_every_action_is_drawn_in_some_state(actions: Actions) -> None:
    shown = set()
    for one in every_detection():
        buttons, values = drawn(one, actions)
        shown |= {custom_id.removeprefix("detection:1:") for custom_id in buttons} | set(values)
    assert shown == {action.verb for action in actions}
    assert shown >= PROMISED


async def test_every_handler_about_a_detection_is_drawn_somewhere(actions: Actions, router: Router) -> None:
    buttons = {f"detection:1:{action.verb}" for action in actions if not action.in_more}
    expected = buttons | {"detection:1:more"} | BESIDE_THE_CARD
    for custom_id in expected:
        assert router.find(custom_id) is not None, custom_id
    routes = [route for route in router._routes if route.template.pattern.startswith("detection:")]
    assert len(routes) == len(expected)


async def test_each_verb_has_its_action_and_none_stands_twice(actions: Actions) -> None:
    verbs = [action.verb for action in actions]
    assert len(set(verbs)) == len(verbs)
    assert set(verbs) - set(Verb) == {"reveal", "removals", "sweep"}  # they change nothing
    assert set(Verb) <= set(verbs)


async def test_only_what_opens_a_form_is_said_to(actions: Actions) -> None:
    assert {action.verb for action in actions if action.opens_form} == {Verb.UNDO, Verb.LIST, Verb.DISMISS}
    assert not any(action.opens_form for action in actions if action.in_more), "the select is deferred"


async def test_every_action_has_its_words_in_every_language(actions: Actions) -> None:
    texts = default_texts()
    for action in actions:
        keys = [action.label, action.help] if action.in_more else [action.label]
        for language, key in itertools.product(texts.languages, keys):
            assert texts.say(language, key) not in ("", key), (language, key)


_GREY, _RED, _ORANGE = discord.Colour.dark_grey(), discord.Colour.red(), discord.Colour.orange()


@pytest.mark.parametrize(
    ("one", "title", "colour"),
    [
        (detection(outcome=Outcome.REVIEW), "review", _ORANGE),
        (detection(outcome=Outcome.REVIEW, settled=Settled.DISMISSED), "dismissed", _GREY),
        (detection(outcome=Outcome.REVIEW, settled=Settled.LISTED), "listed", _GREY),
        (detection(outcome=Outcome.FORBIDDEN), "forbidden", _RED),
        (detection(outcome=Outcome.FORBIDDEN, settled=Settled.DISMISSED), "dismissed", _GREY),
        (detection(outcome=Outcome.FORBIDDEN, settled=Settled.UNDONE), "spared", _GREY),
        (detection(outcome=Outcome.FAILED, settled=Settled.DELETED), "failed", _RED),
        (detection(outcome=Outcome.REMOVED), "removed", _GREY),
        (detection(outcome=Outcome.REMOVED, settled=Settled.UNDONE), "undone", _GREY),
        (detection(outcome=Outcome.GONE, settled=Settled.UNDONE), "gone", _GREY),
        (detection(outcome=Outcome.EDITED, settled=Settled.DISMISSED), "edited", _GREY),
        (detection(outcome=Outcome.REMOVED, settled=Settled.UNDONE, case=CaseId(1)), "case-undone", _GREY),
        (detection(outcome=Outcome.REVIEW, place=PostKind.THREAD), "thread", _ORANGE),
        (
            detection(outcome=Outcome.REVIEW, place=PostKind.THREAD, settled=Settled.DISMISSED),
            "thread-done",
            _GREY,
        ),
    ],
)
async def test_the_title_says_how_things_stand_and_only_what_waits_has_a_strong_colour(
    actions: Actions, one: Detection, title: str, colour: discord.Colour
) -> None:
    (container,) = card_of(one, default_texts().sayer("en"), actions).children
    assert isinstance(container, discord.ui.Container)
    assert container.accent_colour == colour
    head = next(item for item in container.children if isinstance(item, discord.ui.TextDisplay))
    said(head.content, f"detection-title-{title}")


@pytest.mark.parametrize(
    ("one", "buttons", "more"),
    [
        (detection(outcome=Outcome.REMOVED), "reveal undo", ""),
        (detection(outcome=Outcome.REMOVED, tier=Tier.SHARED), "reveal undo | list", ""),
        (detection(outcome=Outcome.REMOVED, lead=DetectionId(1)), "removals undo", ""),
        (
            detection(outcome=Outcome.REVIEW, lead=DetectionId(1)),
            "removals jump | list dismiss delete",
            "allow",
        ),
        (detection(outcome=Outcome.FORBIDDEN), "reveal undo jump | list dismiss delete", ""),
        (detection(outcome=Outcome.FAILED), "reveal undo jump | list dismiss delete", ""),
        (detection(outcome=Outcome.PENDING), "reveal undo", ""),
        (detection(outcome=Outcome.REVIEW), "reveal jump | list dismiss delete", "allow"),
        (detection(outcome=Outcome.REVIEW, guess="spoken"), "reveal jump | list dismiss delete", "allow"),
        (detection(outcome=Outcome.REVIEW, has_text=False), "jump | list dismiss delete", "allow"),
        (detection(outcome=Outcome.REVIEW, place=PostKind.THREAD), "reveal jump | list dismiss", "allow"),
        (detection(outcome=Outcome.REVIEW, settled=Settled.DISMISSED), "reveal reopen jump", "allow"),
        (detection(outcome=Outcome.KEPT), "reveal jump | list dismiss delete", "allow"),
        (detection(outcome=Outcome.EDITED), "reveal jump | list dismiss delete", "allow"),
        (detection(outcome=Outcome.GONE), "reveal", ""),
        (detection(outcome=Outcome.REMOVED, settled=Settled.UNDONE), "reveal", ""),
        (detection(outcome=Outcome.REMOVED, settled=Settled.UNDONE, has_text=False), "", ""),
    ],
)
async def test_what_a_card_offers_and_in_which_order(
    actions: Actions, one: Detection, buttons: str, more: str
) -> None:
    """Reading first, then the way to the message; the second row decides, and what harms is the last."""
    assert rows_of(one, actions) == [row.split() for row in buttons.split(" | ") if row]
    assert drawn(one, actions)[1] == more.split()
