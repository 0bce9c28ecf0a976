"""Which entry wins and what is done: examples, and the laws that hold for any matches."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.categories import Category
from core.lists.verdicts import Match, decide, winning_matches
from core.servers.policy import LIKELY_ACTIONS, Action, ChannelMode, Policy, Preset, Tier

LINKS = ["one.example", "two.example/x", "three.example"]

any_match = st.builds(
    Match,
    pattern=st.sampled_from(["a.example", "b.example", "c.*"]),
    tier=st.sampled_from(list(Tier)),
    category=st.sampled_from([Category.HARASSMENT, Category.DOXXING, Category.SCAM]),
    link=st.sampled_from(LINKS),
    how=st.sampled_from([(), ("defanged",), ("spoiler", "defanged")]),
    source=st.sampled_from(["", "server-1a2b3c"]),
    allowed=st.booleans(),
    guess=st.sampled_from(["", "split name"]),
    leads_to=st.sampled_from(["", "", "four.example"]),
)
matches = st.lists(any_match, max_size=8)
policies = st.builds(
    Policy,
    preset=st.sampled_from(list(Preset)),
    rules=st.dictionaries(
        st.tuples(st.sampled_from(list(Tier)), st.sampled_from([None, Category.DOXXING])),
        st.sampled_from(list(Action)),
        max_size=4,
    ),
    channels=st.dictionaries(st.sampled_from([1, 2]), st.sampled_from(list(ChannelMode)), max_size=2),
    exempt_roles=st.frozensets(st.sampled_from([7, 8]), max_size=1),
    likely=st.sampled_from([None, *LIKELY_ACTIONS]),
)


def match(
    tier: Tier, link: str = "one.example", category: Category = Category.HARASSMENT, *, allowed: bool = False
) -> Match:
    return Match("a.example", tier, category, link, allowed=allowed)


def _place(match: Match) -> tuple[str, str]:
    """A place behind a short link is judged by itself."""
    return match.link, match.leads_to


class TestLaws:
    @given(matches, policies, st.randoms(use_true_random=False))
    def test_order_does_not_matter(self, found: list[Match], policy: Policy, rng: random.Random) -> None:
        shuffled = list(found)
        rng.shuffle(shuffled)
        assert set(winning_matches(shuffled)) == set(winning_matches(found))
        assert decide(shuffled, policy, [1], [7]) == decide(found, policy, [1], [7])

    @given(matches, policies)
    def test_saying_it_twice_changes_nothing(self, found: list[Match], policy: Policy) -> None:
        assert decide([*found, *found], policy) == decide(found, policy)
        once = winning_matches(found)
        assert winning_matches(once) == once

    @given(matches, matches, matches, policies)
    def test_parts_of_a_message_merge_in_any_grouping(
        self, first: list[Match], second: list[Match], third: list[Match], policy: Policy
    ) -> None:
        # Links of different parts differ, as they do in a message: each part is judged by itself.
        parts = [
            [replace(m, link=f"{n}/{m.link}") for m in part] for n, part in enumerate((first, second, third))
        ]
        whole = decide([m for part in parts for m in part], policy)
        decisions = [decide(part, policy) for part in parts]
        strictest = max((d.action.strictness for d in decisions if d), default=None)
        assert (whole.action.strictness if whole else None) == strictest
        left = [*winning_matches([*parts[0], *parts[1]]), *winning_matches(parts[2])]
        right = [*winning_matches(parts[0]), *winning_matches([*parts[1], *parts[2]])]
        assert left == right == winning_matches([m for part in parts for m in part])

    @given(matches, policies)
    def test_an_allowed_link_never_decides_and_never_stops_the_others(
        self, found: list[Match], policy: Policy
    ) -> None:
        """An own exception is known to every entry of its link, one of somebody who is followed to all but own ones."""
        everywhere = {_place(m) for m in found if m.allowed and m.tier is Tier.OWN}
        elsewhere = {_place(m) for m in found if m.allowed}
        found = [replace(m, allowed=True) if _place(m) in everywhere else m for m in found]
        decision = decide(found, policy)
        assert decision is None or not decision.match.allowed
        left = [m for m in found if not m.allowed and (m.tier is Tier.OWN or _place(m) not in elsewhere)]
        assert decision == decide(left, policy)

    @given(matches, policies)
    def test_the_reason_is_an_entry_that_was_there(self, found: list[Match], policy: Policy) -> None:
        decision = decide(found, policy)
        if decision is not None:
            assert decision.match in found
            assert decision.action is not Action.OFF
            nearest = min(m.tier.rank for m in found if _place(m) == _place(decision.match))
            assert decision.match.tier.rank == nearest

    @given(matches, policies)
    def test_exempt_roles_and_closed_channels_end_the_matter(
        self, found: list[Match], policy: Policy
    ) -> None:
        shut = Policy(policy.preset, policy.rules, {1: ChannelMode.OFF}, frozenset({7}))
        assert decide(found, shut, [1]) is None
        assert decide(found, shut, [2], [7]) is None

    @given(matches, policies)
    def test_a_channel_that_logs_never_does_more(self, found: list[Match], policy: Policy) -> None:
        logging = Policy(policy.preset, policy.rules, {1: ChannelMode.LOG}, frozenset())
        decision = decide(found, logging, [1])
        assert decision is None or decision.action is Action.LOG
        assert (decision is None) == (decide(found, Policy(policy.preset, policy.rules)) is None)

    @given(matches, policies)
    def test_a_guess_never_does_more_than_the_policy_lets_it_and_never_more_than_what_is_sure(
        self, found: list[Match], policy: Policy
    ) -> None:
        guessed = decide([replace(m, guess="split name") for m in found], policy)
        sure = decide([replace(m, guess="") for m in found], policy)
        assert (guessed is None) == (sure is None)
        if guessed is not None and sure is not None:
            most = min(sure.action.strictness, policy.likely_action.strictness)
            assert guessed.action.strictness == most

    @given(matches, policies)
    def test_a_guess_times_nobody_out(self, found: list[Match], policy: Policy) -> None:
        decision = decide(found, policy)
        if decision is not None and decision.match.guess:
            assert decision.action is not Action.TIMEOUT


class TestExamples:
    @pytest.mark.parametrize(
        ("preset", "likely", "action", "rule"),
        [
            ("gentle", None, "review", "likely-preset-gentle"),
            ("standard", None, "review", "likely-preset-standard"),
            ("strict", None, "delete", "preset-strict"),
            ("gentle", "log", "log", "likely"),
            ("strict", "review", "review", "likely"),
            ("gentle", "delete", "delete", "preset-gentle"),
        ],
    )
    def test_what_is_only_likely(self, preset: str, likely: str | None, action: str, rule: str) -> None:
        policy = Policy(Preset(preset), likely=Action(likely) if likely else None)
        decision = decide([replace(match(Tier.OWN), guess="split name")], policy)
        assert decision is not None
        assert (decision.action, decision.rule) == (Action(action), rule)

    def test_what_is_sure_decides_beside_what_is_likely(self) -> None:
        likely = replace(match(Tier.OWN), guess="split name")
        sure = match(Tier.SHARED, "two.example/x")
        decision = decide([likely, sure], Policy(rules={(Tier.SHARED, None): Action.REVIEW}))
        assert decision is not None
        assert decision.match == sure
        times_out = decide([likely], Policy(rules={(Tier.OWN, None): Action.TIMEOUT}, likely=Action.DELETE))
        assert times_out is not None
        assert (times_out.action, times_out.rule) == (Action.DELETE, "likely")

    @pytest.mark.parametrize(
        ("preset", "tier", "action"),
        [
            ("gentle", "own", "delete"),
            ("gentle", "shared", "review"),
            ("gentle", "proposed", "log"),
            ("gentle", "subscribed", "log"),
            ("standard", "own", "delete"),
            ("standard", "shared", "delete"),
            ("standard", "proposed", "review"),
            ("standard", "subscribed", "review"),
            ("strict", "own", "delete"),
            ("strict", "shared", "delete"),
            ("strict", "proposed", "review"),
            ("strict", "subscribed", "delete"),
        ],
    )
    def test_presets_are_designs_table(self, preset: str, tier: str, action: str) -> None:
        decision = decide([match(Tier(tier))], Policy(Preset(preset)))
        assert decision is not None
        assert (decision.action, decision.rule) == (Action(action), f"preset-{preset}")

    def test_the_own_list_beats_the_shared_one(self) -> None:
        # Local decisions win, also when they are milder.
        policy = Policy(rules={(Tier.OWN, None): Action.LOG, (Tier.SHARED, None): Action.DELETE})
        decision = decide([match(Tier.SHARED), match(Tier.OWN)], policy)
        assert decision is not None
        assert (decision.action, decision.match.tier, decision.rule) == (Action.LOG, Tier.OWN, "tier")

    def test_an_own_list_that_is_off_is_not_overruled_from_outside(self) -> None:
        policy = Policy(rules={(Tier.OWN, None): Action.OFF})
        assert decide([match(Tier.SHARED), match(Tier.OWN)], policy) is None

    def test_a_rule_for_a_category_beats_one_for_the_tier(self) -> None:
        policy = Policy(
            rules={(Tier.SHARED, None): Action.REVIEW, (Tier.SHARED, Category.DOXXING): Action.TIMEOUT}
        )
        decision = decide([match(Tier.SHARED, category=Category.DOXXING)], policy)
        assert decision is not None
        assert (decision.action, decision.rule) == (Action.TIMEOUT, "category")

    def test_an_allow_beats_every_list_and_the_other_link_stays(self) -> None:
        found = [
            match(Tier.OWN, allowed=True),
            match(Tier.SHARED),
            match(Tier.SHARED, "two.example/x"),
        ]
        assert [m.link for m in winning_matches(found)] == ["two.example/x"]
        decision = decide(found, Policy())
        assert decision is not None
        assert decision.match.link == "two.example/x"

    def test_an_exception_of_somebody_else_hides_all_but_own_entries(self) -> None:
        for other in (Tier.SHARED, Tier.SUBSCRIBED):
            found = [match(Tier.OWN), match(other, allowed=True)]
            assert winning_matches(found) == [found[0]]
            assert winning_matches(found[1:]) == []
            assert winning_matches([*found[1:], match(Tier.PROPOSED)]) == []

    def test_the_inner_channel_is_asked_first(self) -> None:
        policy = Policy(channels={10: ChannelMode.ENFORCE, 20: ChannelMode.OFF})
        assert decide([match(Tier.OWN)], policy, channels=[10, 20]) is not None
        assert decide([match(Tier.OWN)], policy, channels=[11, 20]) is None

    def test_the_strictest_link_decides_for_the_message(self) -> None:
        found = [match(Tier.PROPOSED), match(Tier.OWN, "two.example/x")]
        decision = decide(found, Policy())
        assert decision is not None
        assert (decision.action, decision.match.link) == (Action.DELETE, "two.example/x")
