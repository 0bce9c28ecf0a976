"""The file `.env`: how it is read, and what of it looks like a mistake."""

from pathlib import Path

import pytest

from services.base.settings.env_file import SettingsFault
from services.base.texts import default_texts
from settings import load_settings
from tests.house.test_settings import KEY, bare, faults, load

__all__ = ["bare"]


@pytest.mark.parametrize("text", ["DISCORD_TOKEN=a.b.c\n".encode("utf-16"), b"LOG_LEVEL=\xe4\n"])
def test_a_file_that_is_not_utf8(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    (tmp_path / ".env").write_bytes(text)
    assert faults(tmp_path, monkeypatch) == ["config-file-not-utf8"]


def test_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(
        "services.base.settings.env_file.dotenv_values", refuse
    )  # whoever runs the tests may read everything
    assert faults(tmp_path, monkeypatch) == ["config-file-unreadable"]


def test_a_mark_before_the_first_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text("\ufeffSHARED_QUORUM=3\n", encoding="utf-8")
    assert load(tmp_path, monkeypatch).shared_quorum == 3


def told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, text: str, mode: int = 0o600
) -> list[tuple[str, ...]]:
    """What is said of a file: each notice with its values."""
    (folder / ".env").write_text(text)
    (folder / ".env").chmod(mode)
    notices = load(folder, monkeypatch).notices
    for notice in notices:
        assert default_texts().has(notice.key)
    return [(notice.key, *map(str, notice.values.values())) for notice in notices]


def test_misspelt_names_are_named_with_the_nearest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHARED_QUORUMS", "3")
    monkeypatch.setenv("DATABASE", "x")  # of some other program
    assert told(tmp_path, monkeypatch, "LOGLEVEL=DEBUG\nsecret_key=x\nCOLOUR=red\nSUPPORT_FILE\n") == [
        ("config-name-unknown", "COLOUR"),
        ("config-name-misspelt", "LOGLEVEL", "LOG_LEVEL"),
        ("config-name-misspelt", "SHARED_QUORUMS", "SHARED_QUORUM"),
        ("config-no-equals-sign", "SUPPORT_FILE"),
        ("config-name-misspelt", "secret_key", "SECRET_KEY"),
    ]


def test_a_misspelt_name_is_told_beside_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKN=a.b.c\n")
    monkeypatch.setenv("SECRET_KEY", KEY)
    with pytest.raises(SettingsFault) as caught:
        load_settings(tmp_path)
    assert [fault.key for fault in caught.value.faults] == ["config-token-missing"]
    assert caught.value.notices[0].values == {"name": "DISCORD_TOKN", "right": "DISCORD_TOKEN"}


@pytest.mark.parametrize("mode", [0o644, 0o604])
def test_a_file_that_others_can_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: int) -> None:
    path = str(tmp_path / ".env")
    assert told(tmp_path, monkeypatch, "LOG_LEVEL=INFO\n", mode) == [("config-file-open", path, f"0{mode:o}")]
    for fine in (0o600, 0o640):
        assert told(tmp_path, monkeypatch, "LOG_LEVEL=INFO\n", fine) == []
