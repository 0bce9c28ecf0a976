"""When an answer about a provider is believed."""

from datetime import UTC, datetime, timedelta

from core.campaigns.providers.facts import Answer, Changed, Fact, heard

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def days(*values: str) -> tuple[Fact, list[Changed]]:
    """What is known after an answer a day, and the changes on the way."""
    fact, changes = None, []
    for number, value in enumerate(values):
        fact, changed = heard(fact, Answer(value, f"{value} {number}"), NOW + timedelta(days=number))
        changes += [changed] if changed else []
    assert fact is not None
    return fact, changes


def test_two_answers_that_agree_are_a_change_and_one_is_none() -> None:
    fact, changes = days("A", "A", "B")
    assert (fact.value, fact.other, changes) == ("A", "B", [])
    fact, changes = days("A", "A", "B", "B")
    assert fact.value == "B"
    assert fact.since == NOW + timedelta(days=3)
    assert [(one.before.value, one.after.value) for one in changes] == [("A", "B")]
    assert changes[0].before.seen_at == NOW + timedelta(days=1)


def test_what_goes_to_and_fro_is_no_change() -> None:
    fact, changes = days("A", "A", "B", "A", "B", "A", "C", "B", "A")
    assert (fact.value, fact.since, changes) == ("A", NOW, [])


def test_the_first_answer_alone_is_not_believed_against_the_second() -> None:
    fact, changes = days("lie", "A", "A")
    assert (fact.value, fact.since, fact.sure, changes) == ("A", NOW + timedelta(days=1), True, [])


def test_a_change_is_said_once() -> None:
    assert len(days("A", "A", "B", "B", "B", "B")[1]) == 1


def test_other_addresses_of_one_owner_are_shown_and_no_change() -> None:
    fact, changes = days("A", "A", "A")
    assert (fact.details, changes) == ("A 2", [])


def test_what_is_too_long_is_cut_before_it_is_compared() -> None:
    assert days("A" * 400, "A" * 500)[0].sure
