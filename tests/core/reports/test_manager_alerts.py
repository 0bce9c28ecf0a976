"""Of which author's cases managers are told in one look."""

from core.base.ids import CaseId, ServerId
from core.reports.manager_alerts import AUTHORS_A_LOOK, WaitingCase, one_an_author


def case(number: int, author: bytes) -> WaitingCase:
    return WaitingCase(CaseId(number), ServerId(1), author)


def test_emergencies_come_first_and_each_author_once() -> None:
    urgent = [case(5, b"a"), case(6, b"a")]
    overdue = [case(1, b"b"), case(2, b"a"), case(3, b"b")]
    assert [each.id for each in one_an_author(urgent, overdue)] == [5, 1]


def test_a_look_holds_a_few_authors() -> None:
    many = [case(number, bytes([number])) for number in range(AUTHORS_A_LOOK + 2)]
    assert one_an_author([], many) == many[:AUTHORS_A_LOOK]
    assert one_an_author([], []) == []
