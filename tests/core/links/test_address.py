"""What one address is, however it is written."""

import pytest

from core.links.address import read_address


def test_a_name_with_joiners_that_nobody_sees_is_the_name_without_them() -> None:
    with_joiner = read_address("xn--mgba3gch31f060k.example/a")
    without = read_address("xn--mgba3gch31f.example/a")
    assert without is not None
    assert with_joiner == without
    assert without.host == "xn--mgba3gch31f.example"


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("host.example/.well-known/a/", "/.well-known/a"),
        ("host.example/a/./b", "/a/b"),
        ("host.example/a/%2e%2E/b", "/b"),
        ("host.example/../../.b", "/.b"),
    ],
)
def test_dots_lead_up_and_a_folder_may_begin_with_one(written: str, path: str) -> None:
    found = read_address(written)
    assert found is not None
    assert found.path == path
