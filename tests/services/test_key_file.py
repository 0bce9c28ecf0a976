"""The file that a new secret is kept in until it stands in the settings."""

import base64
import os
from dataclasses import replace
from pathlib import Path

import pytest

from db.engine.database import DatabaseFault
from db.engine.keys.state import KeyState
from db.engine.vault import key_id_of
from settings import Settings
from tests.conftest import SECRET
from wiring.keys.watch import kept_secret, key_file, notice_of_keys
from wiring.privacy.rotation import keep_secret

_NEW = b"n" * 32


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / ".env").touch()
    return Settings("", tmp_path / "rowan.db", SECRET, "INFO", 2, 24, folder=tmp_path)


def test_it_is_its_owners_alone_and_read_again(settings: Settings) -> None:
    path = keep_secret(settings, _NEW)
    assert path == key_file(settings, key_id_of(_NEW))
    assert path.stat().st_mode & 0o777 == 0o600
    assert kept_secret(settings, key_id_of(_NEW)) == _NEW


@pytest.mark.skipif(os.geteuid() != 0, reason="root alone gives files away")
def test_made_by_root_it_belongs_to_whoever_owns_the_settings(settings: Settings) -> None:
    os.chown(settings.folder / ".env", 12345, 23456)
    made = keep_secret(settings, _NEW).stat()
    assert (made.st_uid, made.st_gid) == (12345, 23456)


def test_where_it_cannot_be_kept_nothing_is_begun(settings: Settings) -> None:
    with pytest.raises(DatabaseFault, match="rotate-file-failed"):
        keep_secret(replace(settings, folder=settings.folder / "not there"), _NEW)
    keep_secret(settings, _NEW)
    with pytest.raises(DatabaseFault, match="rotate-file-failed"):
        keep_secret(settings, _NEW)  # nobody's file is written over


@pytest.mark.parametrize("text", ["", "no secret", base64.b64encode(b"w" * 32).decode(), "\udcff"])
def test_what_is_not_the_secret_that_is_asked_for_is_passed_over(settings: Settings, text: str) -> None:
    key_file(settings, key_id_of(_NEW)).write_bytes(text.encode(errors="surrogateescape"))
    assert kept_secret(settings, key_id_of(_NEW)) is None


def test_what_is_still_to_be_done_with_the_settings_is_said(settings: Settings) -> None:
    old, new = KeyState(key_id_of(SECRET), None), KeyState(key_id_of(_NEW), None)
    assert notice_of_keys(settings, None) is notice_of_keys(settings, old) is None
    assert str(key_file(settings, key_id_of(_NEW))) in (notice_of_keys(settings, new) or "")
    both = replace(settings, secret_key=_NEW, old_secret=SECRET)
    assert "rotate-key" in (notice_of_keys(both, old) or "")
    assert notice_of_keys(both, new) is None
