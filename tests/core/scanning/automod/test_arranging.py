"""From the rules that stand to those that are wanted: the limits, and no more changes than needed."""

from hypothesis import given
from hypothesis import strategies as st

from core.scanning.automod.arranging import RuleText, Standing, Steps, steps_to
from core.scanning.automod.compiler import KEYWORDS, RULES

LIKE = RuleText(frozenset(), frozenset({"allowed"}), frozenset({5}), frozenset({6}), "blocked")


def text(*keywords: str) -> RuleText:
    return RuleText(frozenset(keywords), LIKE.allow, LIKE.channels, LIKE.roles, LIKE.message)


def after(standing: list[Standing], steps: Steps) -> list[RuleText]:
    """What stands once the steps are done."""
    kept = [steps.change.get(each.rule, each.text) for each in standing if each.rule not in steps.delete]
    return [*kept, *steps.make]


def test_the_first_rules_are_made() -> None:
    steps = steps_to(["a", "b"], LIKE, [], RULES)
    assert steps == Steps(make=(text("a", "b"),))


def test_what_stands_as_it_should_is_left_alone() -> None:
    assert not steps_to(["a", "b"], LIKE, [Standing(1, text("b", "a"))], RULES).any


def test_a_keyword_stays_in_its_rule() -> None:
    standing = [Standing(1, text("a", "b")), Standing(2, text("c"))]
    many = [f"x{number}" for number in range(KEYWORDS)]
    steps = steps_to(["c", "a", "b", *many], LIKE, standing, RULES)
    assert steps.delete == ()
    assert {"a", "b"} <= steps.change[1].keywords
    assert "c" in steps.change.get(2, text("c")).keywords


def test_what_people_added_or_took_away_is_mended() -> None:
    for changed in (
        Standing(1, text("a", "theirs")),
        Standing(1, text()),
        Standing(1, RuleText(frozenset({"a"}))),
        Standing(1, text("a"), others=True),
    ):
        assert steps_to(["a"], LIKE, [changed], RULES) == Steps(change={1: text("a")})


def test_what_people_switched_off_is_left_alone_until_they_ask_for_it() -> None:
    off = Standing(1, text("a"), enabled=False)
    assert not steps_to(["a"], LIKE, [off], RULES).any
    assert steps_to(["a", "b"], LIKE, [off], RULES) == Steps(make=(text("b"),))
    assert steps_to(["a"], LIKE, [off], RULES, enable=True) == Steps(change={1: text("a")})


def test_without_room_nothing_is_made() -> None:
    assert not steps_to(["a"], LIKE, [], 0).any
    assert steps_to(["a"], LIKE, [Standing(1, text("a")), Standing(2, text("a"))], 1).delete == (2,)


@given(
    st.lists(st.integers(0, 9_000), unique=True, max_size=30).map(
        lambda starts: list(dict.fromkeys(f"k{start + more}" for start in starts for more in range(300)))
    ),
    st.lists(st.integers(0, 9_000), max_size=RULES, unique=True),
    st.integers(0, RULES),
)
def test_the_steps_lead_to_what_is_wanted(wanted: list[str], starts: list[int], rules: int) -> None:
    standing = [
        Standing(number, text(*(f"k{start + more}" for more in range(KEYWORDS))))
        for number, start in enumerate(starts[:rules])
    ]
    steps = steps_to(wanted, LIKE, standing, rules)
    found = after(standing, steps)
    assert len(found) <= rules
    assert all(len(each.keywords) <= KEYWORDS for each in found)
    held = [keyword for each in found for keyword in each.keywords]
    assert sorted(held) == sorted(wanted[: rules * KEYWORDS])
    again = [Standing(number, each) for number, each in enumerate(found)]
    assert not steps_to(wanted, LIKE, again, rules).any
