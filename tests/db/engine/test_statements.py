"""The parts of statements."""

from db.engine.sqlite.statements import named
from db.engine.statements import row_of


def test_values_are_named_by_their_number_however_many_they_are() -> None:
    assert named(["a", None]) == {"1": "a", "2": None}
    assert list(named(list(range(100)))) == [str(number) for number in range(1, 101)]


def test_a_row_puts_each_value_beside_its_column() -> None:
    row = row_of({"name": "outbox", "last": 7})
    assert (row.columns, row.parameters, row.values) == ("name, last", "$1, $2", ("outbox", 7))
    assert row["last"] == "$2"
