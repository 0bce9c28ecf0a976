"""When an addition asks for a second click, and when it must not; each with what only nearly does."""

import pytest

from core.lists.patterns import Pattern, parse_pattern
from core.lists.previews import (
    LARGE,
    Effect,
    Met,
    Posted,
    Reach,
    Reason,
    Shown,
    as_shown,
    effect_of,
    is_as_shown,
)
from core.servers.policy import Action, Tier

PLACE = parse_pattern("a.example")
OTHER = parse_pattern("b.example")


def posted(links: int, staff: int = 0, days: int = 1) -> Posted:
    return Posted(links, staff, frozenset(range(days)), frozenset({1}))


def weighed(*each: Posted, everything: int = 10_000, reach: Reach | None = None) -> Effect:
    patterns: list[Pattern] = [parse_pattern(f"p{number}.example") for number in range(len(each))]
    return effect_of(dict(zip(patterns, each, strict=True)), everything, ()).reaching(reach)


@pytest.mark.parametrize(
    ("effect", "reasons"),
    [
        (weighed(), ()),
        (weighed(posted(6, days=3), everything=600), (Reason.OFTEN,)),
        (weighed(posted(6, days=3), everything=601), ()),  # a drop in what is posted here
        (weighed(posted(5, days=3), everything=100), ()),
        (weighed(posted(19, days=2), everything=100), ()),  # a raid of two days
        (weighed(posted(7, staff=2, days=3), everything=600), ()),  # five by members
        (weighed(posted(3, staff=3)), (Reason.STAFF,)),
        (weighed(posted(2, staff=2)), ()),
        (weighed(posted(LARGE)), (Reason.LARGE,)),
        (weighed(posted(LARGE - 1)), ()),
        (weighed(posted(20), everything=200), (Reason.LARGE,)),
        (weighed(posted(19), everything=100), ()),
        (weighed(posted(20), everything=201), ()),
        (weighed(posted(30), posted(20)), (Reason.LARGE,)),  # together
        (weighed(posted(4, days=2), posted(4, days=2), everything=100), ()),  # neither is often
        (weighed(reach=Reach(25, 0)), (Reason.SERVERS,)),
        (weighed(reach=Reach(24, 0)), ()),
        (weighed(reach=Reach(900, 890)), ()),  # it acts there already
    ],
)
def test_what_asks_for_a_second_click(effect: Effect, reasons: tuple[Reason, ...]) -> None:
    assert effect.reasons == reasons
    assert effect.asks_twice == bool(reasons)


def test_what_was_met_is_counted_by_list_and_action_and_by_case() -> None:
    met = [
        Met("detection/1", "a.example/1", Tier.SHARED, Action.REVIEW),
        Met("detection/2", "a.example/1", Tier.SHARED, Action.REVIEW),
        Met("detection/3", "a.example/2", Tier.OWN, Action.DELETE),
        Met("case/1", "a.example/3"),
        Met("case/1", "a.example/4"),
    ]
    effect = effect_of({}, 0, met)
    assert effect.found == ((Tier.OWN, Action.DELETE, 1), (Tier.SHARED, Action.REVIEW, 2))
    assert effect.reported == 1
    assert effect.sample == ("a.example/1", "a.example/2", "a.example/3", "a.example/4")
    assert not effect.is_nothing
    assert effect_of({PLACE: Posted()}, 5, ()).is_nothing


def test_the_places_that_were_posted_most_come_first() -> None:
    effect = effect_of({PLACE: posted(1), OTHER: posted(2)}, 10, ())
    assert [pattern for pattern, _ in effect.places] == [OTHER, PLACE]
    assert effect.posted.links == 3


@pytest.mark.parametrize(
    ("effect", "still"),
    [
        (weighed(posted(60)), True),
        (weighed(posted(140)), True),
        (weighed(posted(141)), False),  # more than twice as large
        (weighed(posted(60, staff=3)), False),  # a new reason
        (weighed(posted(1)), True),  # it shrank
        (weighed(posted(60), reach=Reach(26, 0)), False),
    ],
)
def test_a_click_is_about_what_was_shown(effect: Effect, *, still: bool) -> None:
    shown = as_shown(weighed(posted(60)))
    assert shown == Shown(("large",), 60, 0)
    assert is_as_shown(effect, shown) is still
