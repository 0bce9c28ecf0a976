"""What is done about a place in one server, sure and likely."""

import pytest

from core.base.categories import Category
from core.base.ids import ChannelId
from core.lists.effects import Effect, effect_of
from core.lists.verdicts import Match
from core.servers.policy import Action, ChannelMode, Policy, Preset, Tier

OWN = Match("a.example", Tier.OWN, Category.SCAM, "a.example/x")
SHARED = Match("a.example", Tier.SHARED, Category.HATE, "a.example/x")


def actions(found: Effect) -> tuple[Action | None, Action | None]:
    sure, likely = found.sure, found.likely
    return (None if sure is None else sure.action, None if likely is None else likely.action)


@pytest.mark.parametrize(
    ("matches", "policy", "done"),
    [
        ([], Policy(), (None, None)),
        ([OWN], Policy(), (Action.DELETE, Action.REVIEW)),
        ([OWN, SHARED], Policy(), (Action.DELETE, Action.REVIEW)),
        ([SHARED], Policy(), (Action.REVIEW, Action.REVIEW)),
        ([OWN], Policy(Preset.STRICT), (Action.DELETE, Action.DELETE)),
        ([OWN], Policy(likely=Action.LOG), (Action.DELETE, Action.LOG)),
        ([OWN], Policy(rules={(Tier.OWN, None): Action.OFF}), (None, None)),
    ],
)
def test_both_actions_are_those_of_the_pipeline(
    matches: list[Match], policy: Policy, done: tuple[Action | None, Action | None]
) -> None:
    assert actions(effect_of(matches, policy)) == done


def test_the_entry_that_decides_is_named_also_where_nothing_is_done() -> None:
    off = Policy(rules={(Tier.OWN, None): Action.OFF})
    assert effect_of([SHARED, OWN], off).winner == OWN
    assert effect_of([], off).winner is None


def test_an_exception_hides_every_entry() -> None:
    hidden = [Match("a.example", Tier.OWN, Category.SCAM, "a.example/x", allowed=True), SHARED]
    assert effect_of(hidden, Policy()) == Effect(None, None)


def test_rules_of_channels_and_roles_are_told() -> None:
    assert effect_of([OWN], Policy(channels={ChannelId(1): ChannelMode.OFF})).elsewhere
    assert not effect_of([OWN], Policy()).elsewhere
