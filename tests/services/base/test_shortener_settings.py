"""Whether shorteners may be asked: what an operator writes, and what is said of it."""

import pytest

from services.base.settings.shorteners import ShortenerSettings, read_shortener_settings
from services.base.texts import default_texts


def read(switch: str = "", tests: str = "") -> tuple[ShortenerSettings | None, list[str], list[str]]:
    said = read_shortener_settings({"RESOLVE_SHORTENERS": switch, "SHORTENER_TEST_HOSTS": tests})
    keys = [key for key, _ in said.faults], [key for key, _ in said.notices]
    assert all(default_texts().has(key) for several in keys for key in several)
    return said.settings, *keys


def test_they_are_asked_only_where_that_is_switched_on() -> None:
    for off in ("", "off", "no", "0"):
        assert read(off) == (None, [], [])
    for on in ("on", "On", "yes", "1"):
        assert read(on) == (ShortenerSettings(), [], [])


def test_those_of_tests_are_said_loudly_also_where_nobody_is_asked() -> None:
    pairs = frozenset({("127.0.0.1", 80), ("127.0.0.1", 8080)})
    assert read("on", "127.0.0.1:80, 127.0.0.1:8080") == (
        ShortenerSettings(pairs),
        [],
        ["config-shortener-hosts-open"],
    )
    assert read("off", "127.0.0.1:80") == (None, [], ["config-shortener-hosts-open"])


@pytest.mark.parametrize(
    "tests", ["127.0.0.1", "localhost:80", "bit.ly:80", "127.0.0.1:0", "127.0.0.1:65536", "10.0.0.1:80", "*"]
)
def test_those_of_tests_are_exact_pairs_of_this_machine(tests: str) -> None:
    assert read("on", tests) == (None, ["config-shortener-hosts"], [])


def test_every_fault_is_said() -> None:
    assert read("maybe", "x") == (None, ["config-switch", "config-shortener-hosts"], [])
