"""Where the bot answers about its health, and in which form its log is, as the operator sets it."""

from pathlib import Path

import pytest

from settings import NAMES
from tests.house.test_settings import faults, load


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [("127.0.0.1:9464", "127.0.0.1", 9464), ("[::1]:80", "::1", 80), ("10.0.0.7:65535", "10.0.0.7", 65535)],
)
def test_an_address_for_health(
    text: str, host: str, port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load(tmp_path, monkeypatch, HEALTH_ADDRESS=text)
    assert settings.health.address is not None
    assert (settings.health.address.host, settings.health.address.port) == (host, port)
    assert str(settings.health.address) == text
    assert settings.notices == ()


@pytest.mark.parametrize(
    "text",
    [
        *("9464", ":9464", "localhost:9464", "rowan.example:9464", "127.0.0.1", "127.0.0.1:0", "127.0.0.1:65536"),
        *("127.0.0.1:09464", "256.0.0.1:9464", "127.0.0.1:9464/", "http://127.0.0.1:9464", "::1:9464", "[127.0.0.1]:9464"),
        *("127.1:9464", "127.0.0.1:９４６４", "127.0.0.1:9464,127.0.0.1:9465", "*:9464"),
    ],
)  # fmt: skip
def test_what_is_no_address_for_health(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(tmp_path, monkeypatch, HEALTH_ADDRESS=text) == ["config-health-address"]


@pytest.mark.parametrize("text", ["0.0.0.0:9464", "[::]:9464", "93.184.216.34:9464"])
def test_an_address_that_others_reach_is_pointed_out(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (notice,) = load(tmp_path, monkeypatch, HEALTH_ADDRESS=text).notices
    assert (notice.key, notice.values) == ("config-health-open", {"address": text})


def test_the_form_of_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(tmp_path, monkeypatch).health.json is False
    assert load(tmp_path, monkeypatch, LOG_FORMAT="JSON").health.json is True
    assert faults(tmp_path, monkeypatch, LOG_FORMAT="xml") == ["config-log-format"]
