"""The table of a card's actions: what a card draws is handled, what is handled is drawn, and everything has its words."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import discord
import pytest

from cogs.base.card_actions import CardAction
from cogs.base.router import Router
from cogs.reports.cases.card import case_card
from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, MessageId, ServerId, UserId
from core.base.posts import MessagePlace
from core.reports.cases import CaseOutcome, CaseState, Standing, Step
from core.scanning.detections import Outcome, Person
from services.base.texts import default_texts
from services.reports.records import Case, CaseLink
from services.servers.settings import ServerSettings
from tests.wording import say
from wiring.rowan import Rowan

Actions = Sequence[CardAction[Case]]

SERVER = ServerId(1)
# Custom ids about a case that no card shows: forms, and what stands in private answers.
BESIDE_THE_CARD = {
    "case:1:reveal:1",
    "case:1:mute:page:1",
    "case:1:list:form",
    "case:1:list:link",
    "case:1:list:links:1",
    "case:1:dismiss:form",
    "case:1:undo:form",
    "case:1:undelete:form",
    "case:1:reply:form",
    "case:1:reply:whom",
    "case:1:reply:page:1",
    "case:1:related",
    "case:1:handled:p",
    "case:1:finish:form",
    "case:1:handover",
    "case:1:mute",
    "case:1:mute:1",
    "case:1:history:1",
    "case:1:around",
    "case:1:author",
    "case:1:blur:on:0",
}
# What the design promises of a card, as buttons or as values of its select.
PROMISED = {"claim", "release", "list", "dismiss", "delete", "reveal", "reply"}


def case(state: CaseState = CaseState.OPEN, **fields: Any) -> Case:
    """A case as its row would stand: claimed or closed by Ann, about a message with a link."""
    ann = Person(UserId(5), "Ann")
    giver = fields.pop("giver", None)
    values: dict[str, Any] = {
        "place": MessagePlace(ChannelId(2), MessageId(3)),
        "author": Person(UserId(4), "Bob"),
        "holder": None if state is CaseState.OPEN else ann,
        "outcome": None,
        "removal": None,
        "pattern": None,
        "links": (CaseLink(0, "https://badforum.example/x", ()),),
        **fields,
    }
    return Case(
        id=CaseId(1),
        server=SERVER,
        author_is_member=True,
        category=Category.HATE,
        standing=Standing(state, None if state is CaseState.OPEN else b"ann", giver=giver),
        reason=None,
        note="",
        follows=None,
        message_gone=False,
        pinged=False,
        opened_at=datetime(2026, 3, 1, tzinfo=UTC),
        closed_at=None,
        reports=1,
        related=(),
        related_count=0,
        **values,
    )


def every_case() -> Iterator[Case]:
    """One of every kind that an action may ask for."""
    removals = [None, *Outcome]
    for state, removal, links, giver in itertools.product(CaseState, removals, (True, False), (None, b"ben")):
        some = {} if links else {"links": ()}
        yield case(state, removal=removal, giver=giver, **some)
    yield case(CaseState.CLOSED, outcome=CaseOutcome.LISTED, pattern="badforum.example")
    yield case(place=None, author=None)
    yield case(CaseState.CLOSED, holder=None)


def parts_of_kind(one: Case, actions: Actions, kind: type[Any]) -> list[Any]:
    """The parts of a card of this kind, from above."""
    view = case_card(default_texts().sayer("en"), one, (), ServerSettings(SERVER), actions)
    return [part for part in view.walk_children() if isinstance(part, kind)]


def drawn(one: Case, actions: Actions) -> tuple[list[str], list[str]]:
    """The custom ids of a card's buttons, and the values of its select."""
    view = case_card(default_texts().sayer("en"), one, (), ServerSettings(SERVER), actions)
    parts = list(view.walk_children())
    (select,) = [part for part in parts if isinstance(part, discord.ui.Select)]
    assert select.custom_id == "case:1:more"
    buttons = [part for part in parts if isinstance(part, discord.ui.Button)]
    return [each.custom_id for each in buttons if each.custom_id], [each.value for each in select.options]


@pytest.fixture
def actions(rowan: Rowan) -> Actions:
    return rowan.reports.actions


async def test_everything_that_a_card_draws_has_a_handler(actions: Actions, router: Router) -> None:
    of_more = {action.verb: action for action in actions if action.in_more}
    for one in every_case():
        buttons, values = drawn(one, actions)
        for custom_id in [*buttons, "case:1:more"]:
            assert router.find(custom_id) is not None, custom_id
        assert set(values) <= of_more.keys()


async def test_every_action_is_drawn_in_some_state(actions: Actions) -> None:
    shown = set()
    for one in every_case():
        buttons, values = drawn(one, actions)
        shown |= {custom_id.removeprefix("case:1:") for custom_id in buttons} | set(values)
    assert shown == {action.verb for action in actions}
    assert shown >= PROMISED


async def test_every_handler_about_a_case_is_drawn_somewhere(actions: Actions, router: Router) -> None:
    of_the_card = {f"case:1:{action.verb}" for action in actions if not action.in_more} | {"case:1:more"}
    for custom_id in of_the_card | BESIDE_THE_CARD:
        assert router.find(custom_id) is not None, custom_id
    about_a_case = [route for route in router._routes if route.template.pattern.startswith("case:")]
    assert len(about_a_case) == len(of_the_card | BESIDE_THE_CARD)


async def test_no_verb_stands_twice_and_each_step_has_its_action(actions: Actions) -> None:
    verbs = [action.verb for action in actions]
    assert len(set(verbs)) == len(verbs)
    assert set(Step) - set(verbs) == {Step.RELATE}  # taken by the button under what *list* answered
    assert set(verbs) - set(Step) == {
        "history",
        "mute",
        "finish",
        "sweep",
    }  # they change nothing in how the case stands


async def test_every_action_has_its_words_in_every_language(actions: Actions) -> None:
    texts = default_texts()
    for action in actions:
        keys = [action.label, action.help] if action.in_more else [action.label]
        for language, key in itertools.product(texts.languages, keys):
            assert texts.say(language, key) not in ("", key), (language, key)
    for step in Step:
        assert texts.has(f"history-case-{step}")


async def test_one_button_stands_out_at_most_and_what_harms_stands_last(actions: Actions) -> None:
    for one in every_case():
        rows = [row for row in parts_of_kind(one, actions, discord.ui.ActionRow) if len(row.children) > 0]
        buttons = [[each for each in row.children if isinstance(each, discord.ui.Button)] for row in rows]
        assert all(len(row) <= 5 for row in buttons)
        styles = [each.style for row in buttons for each in row]
        assert styles.count(discord.ButtonStyle.primary) <= 1
        assert discord.ButtonStyle.success not in styles
        assert discord.ButtonStyle.danger not in styles[:-1]
        assert len(drawn(one, actions)[1]) <= 25


def test_the_way_to_the_message_ends_the_first_row(actions: Actions) -> None:
    first, second, *_ = parts_of_kind(case(), actions, discord.ui.ActionRow)
    assert [bool(each.url) for each in first.children] == [False, False, True]
    assert not any(each.url for each in second.children)


@pytest.mark.parametrize(
    ("one", "buttons", "more"),
    [
        (case(), "reveal claim list dismiss finish delete", "history mute reply"),
        (case(links=()), "reveal claim dismiss finish delete", "history mute reply"),
        (case(place=None, author=None), "reveal claim list dismiss", "history mute reply"),
        (case(removal=Outcome.REMOVED), "reveal claim list dismiss", "undelete history mute reply"),
        (case(removal=Outcome.GONE), "reveal claim list dismiss", "history mute reply"),
        (case(CaseState.CLAIMED), "reveal list dismiss finish delete", "release handover history mute reply"),
        (
            case(CaseState.CLAIMED, giver=b"ben", removal=Outcome.PENDING),
            "reveal list dismiss",
            "release handover takeback undelete history mute reply",
        ),
        (case(CaseState.CLOSED), "reveal undo", "history mute"),
        (
            case(CaseState.CLOSED, outcome=CaseOutcome.LISTED, pattern="badforum.example"),
            "reveal undo sweep",
            "history mute",
        ),
        (case(CaseState.CLOSED, removal=Outcome.FAILED), "reveal undo", "undelete history mute"),
        (case(CaseState.CLOSED, holder=None), "reveal", "history mute"),  # whoever closed it is forgotten
    ],
)
async def test_what_a_card_offers_and_in_which_order(
    actions: Actions, one: Case, buttons: str, more: str
) -> None:
    assert drawn(one, actions) == ([f"case:1:{verb}" for verb in buttons.split()], more.split())


@pytest.mark.parametrize(
    ("removal", "called"),
    [
        (Outcome.REMOVED, "case-more-undelete"),
        (Outcome.PENDING, "case-more-unremove"),
        (Outcome.FORBIDDEN, "case-more-unremove"),
    ],
)
def test_a_text_is_returned_only_of_a_message_that_was_removed(
    actions: Actions, removal: Outcome, called: str
) -> None:
    (select,) = parts_of_kind(case(removal=removal), actions, discord.ui.Select)
    (option,) = [each for each in select.options if each.value == Step.UNDELETE]
    assert option.label == say(called)
    assert option.description == say(f"{called}-help")


def test_undo_decision_and_return_text_to_author_are_two_names(actions: Actions) -> None:
    labels = [
        option.label
        for one in every_case()
        for option in parts_of_kind(one, actions, discord.ui.Select)[0].options
    ]
    assert not [label for label in labels if "undo" in label.lower()]


@pytest.mark.parametrize(
    ("removal", "key"),
    [
        (Outcome.PENDING, "case-message-removing"),  # Discord told of it before Rowan's outcome was saved
        (Outcome.REMOVED, "case-message-removed"),
        (None, "case-message-deleted"),
    ],
)
def test_a_message_that_is_gone_is_told_of_by_what_is_known_of_its_removal(
    removal: Outcome | None, key: str, actions: Actions
) -> None:
    gone = replace(case(removal=removal), message_gone=True)
    texts = [part.content for part in parts_of_kind(gone, actions, discord.ui.TextDisplay)]
    assert say(key) in "\n".join(texts)
