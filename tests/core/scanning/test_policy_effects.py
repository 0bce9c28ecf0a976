"""What another policy would have done with what was found."""

from collections.abc import Sequence

import pytest

from core.base.categories import Category
from core.base.ids import ChannelId
from core.lists.verdicts import FIRST_DAY
from core.scanning.policy_effects import FoundAlike, otherwise
from core.servers.policy import Action, ChannelMode, Policy, Preset, Tier
from core.servers.policy_changes import (
    MANY,
    ChannelChange,
    LikelyChange,
    Otherwise,
    PolicyChange,
    PolicyEffect,
    PresetChange,
    RuleChange,
    begins_to_look,
)

HERE, ABOVE, ELSEWHERE = ChannelId(1), ChannelId(2), ChannelId(3)
DELETE, REVIEW, LOG, OFF = Action.DELETE, Action.REVIEW, Action.LOG, Action.OFF


def around(channel: ChannelId) -> Sequence[ChannelId]:
    return (channel, ABOVE) if channel == HERE else (channel,)


def found(
    tier: Tier = Tier.SHARED,
    category: Category = Category.SCAM,
    guess: str = "",
    rule: str = "preset-gentle",
    channel: ChannelId = HERE,
) -> FoundAlike:
    return FoundAlike(tier, category, guess, rule, channel, 3)


@pytest.mark.parametrize(
    ("change", "one", "becomes"),
    [
        (PresetChange(Preset.STANDARD), found(), (REVIEW, DELETE)),
        (PresetChange(Preset.STANDARD), found(Tier.OWN), None),
        (PresetChange(Preset.STANDARD), found(Tier.PROPOSED), (LOG, REVIEW)),
        (PresetChange(Preset.STANDARD), found(guess="perhaps"), None),  # a guess is left to a human
        (PresetChange(Preset.STRICT), found(guess="perhaps"), (REVIEW, DELETE)),
        (PresetChange(Preset.STRICT), found(rule=FIRST_DAY), None),
        (PresetChange(Preset.STRICT), found(rule="held-undone"), None),
        (RuleChange(Tier.SHARED, DELETE), found(), (REVIEW, DELETE)),
        (RuleChange(Tier.SHARED, DELETE, Category.DOXXING), found(), None),
        (RuleChange(Tier.SHARED, OFF), found(), (REVIEW, OFF)),
        (LikelyChange(LOG), found(guess="perhaps"), (REVIEW, LOG)),
        (LikelyChange(LOG), found(), None),
        (ChannelChange(ABOVE, ChannelMode.LOG), found(), (REVIEW, LOG)),
        (ChannelChange(HERE, ChannelMode.OFF), found(), (REVIEW, OFF)),
        (ChannelChange(ABOVE, ChannelMode.OFF), found(channel=ELSEWHERE), None),
    ],
)
def test_what_a_change_would_have_done(
    change: PolicyChange, one: FoundAlike, becomes: tuple[Action, Action] | None
) -> None:
    before = Policy()
    expected = () if becomes is None else (Otherwise(*becomes, 3),)
    assert otherwise([one], before, change.applied(before), around) == expected


def test_a_preset_ends_rules_for_whole_tiers_and_keeps_those_for_one_category() -> None:
    rules = {(Tier.SHARED, None): OFF, (Tier.SHARED, Category.SCAM): LOG}
    after = PresetChange(Preset.STRICT).applied(Policy(rules=rules, likely=LOG))
    assert after.action_for(Tier.SHARED, Category.SCAM) is LOG
    assert after.action_for(Tier.SHARED, Category.DOXXING) is DELETE
    assert after.likely_action is DELETE


def test_what_was_switched_off_left_no_trace() -> None:
    off = Policy(rules={(Tier.SHARED, None): OFF}, channels={HERE: ChannelMode.OFF})
    assert begins_to_look(off, RuleChange(Tier.SHARED, LOG).applied(off))
    assert begins_to_look(off, ChannelChange(HERE, ChannelMode.LOG).applied(off))
    assert not begins_to_look(off, RuleChange(Tier.OWN, REVIEW).applied(off))


def test_many_ask_for_a_second_click() -> None:
    few = PolicyEffect(50, 7, [Otherwise(REVIEW, DELETE, MANY - 1)])
    assert not few.asks_twice
    assert PolicyEffect(50, 7, [*few.otherwise, Otherwise(LOG, REVIEW, 1)]).asks_twice
