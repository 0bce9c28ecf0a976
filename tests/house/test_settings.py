"""The operator's settings, and that config.example.env tells of each."""

import base64
import pickle
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from dotenv import dotenv_values

from core.base.retention import KeptFor
from db.engine.postgres.url import PostgresUrl
from services.base.settings.env_file import SettingsFault
from services.base.texts import default_texts
from settings import NAMES, load_settings
from wiring.database import unlogged

KEY = base64.b64encode(b"k" * 32).decode()
FINE = {"DISCORD_TOKEN": "a.b.c", "SECRET_KEY": KEY}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)


def load(folder: Path, monkeypatch: pytest.MonkeyPatch, **values: str):
    for name, value in {**FINE, **values}.items():
        monkeypatch.setenv(name, value)
    return load_settings(folder)


def faults(folder: Path, monkeypatch: pytest.MonkeyPatch, **values: str) -> list[str]:
    with pytest.raises(SettingsFault) as caught:
        load(folder, monkeypatch, **values)
    for fault in caught.value.faults:
        assert default_texts().has(fault.key)
    return [fault.key for fault in caught.value.faults]


def test_the_example_names_exactly_the_settings_there_are() -> None:
    example = Path(__file__).parent.parent.parent / "config.example.env"
    assert tuple(dotenv_values(example)) == NAMES


def test_the_example_explains_each_setting() -> None:
    lines = (Path(__file__).parent.parent.parent / "config.example.env").read_text().splitlines()
    for number, line in enumerate(lines):
        if line and not line.startswith("#"):
            assert lines[number - 1].startswith("#"), line


def test_the_environment_beats_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN=from.the.file\nSECRET_KEY={KEY}\nSHARED_QUORUM=3\n")
    monkeypatch.setenv("DISCORD_TOKEN", "from.the.environment")
    settings = load_settings(tmp_path)
    assert (settings.discord_token, settings.shared_quorum) == ("from.the.environment", 3)


def test_defaults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(tmp_path, monkeypatch)
    assert settings.database == tmp_path / "data/rowan.db"
    assert (settings.log_level, settings.shared_quorum) == ("INFO", 2)
    assert [(limit.count, limit.within.total_seconds()) for limit in settings.report_limits] == [
        (3, 300),
        (10, 3600),
        (24, 86400),
    ]
    assert [(limit.count, limit.within.total_seconds()) for limit in settings.emergency_limits] == [
        (10, 3600),
        (50, 86400),
    ]
    assert settings.support_file is None


def test_limits_and_the_file_of_help_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(tmp_path, monkeypatch, REPORTS_IN_AN_HOUR="7", SUPPORT_FILE="help.toml")
    assert [limit.count for limit in settings.report_limits] == [3, 7, 24]
    assert settings.support_file == tmp_path / "help.toml"
    for wrong in ("0", "-1", "many", "10001"):
        assert faults(tmp_path, monkeypatch, REPORTS_IN_A_DAY=wrong) == ["config-number"]


def test_how_long_things_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(tmp_path, monkeypatch).kept == KeptFor()
    kept = load(tmp_path, monkeypatch, KEEP_TEXTS_DAYS="3", KEEP_LIST_CHANGES="5000").kept
    assert (kept.texts, kept.list_changes) == (timedelta(days=3), 5000)
    for name in (name for name in NAMES if name.startswith("KEEP_")):
        for wrong in ("0", "-1", "for ever", "99999999"):
            assert faults(tmp_path, monkeypatch, **{name: wrong}) == ["config-number"]
            monkeypatch.delenv(name)


def test_the_example_shows_how_long_things_are_kept_where_nothing_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = dotenv_values(Path(__file__).parent.parent.parent / "config.example.env")
    kept = {name: value or "" for name, value in example.items() if name.startswith("KEEP_")}
    assert load(tmp_path, monkeypatch, **kept).kept == KeptFor()


def test_servers_of_tests_are_exact_pairs_of_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for fine, pairs in (
        (" ", set()),
        ("127.0.0.1:65535, 127.0.0.1:1,", {("127.0.0.1", 65535), ("127.0.0.1", 1)}),
    ):
        settings = load(tmp_path, monkeypatch, NET_TEST_ADDRESSES=fine)
        assert settings.net_test_addresses == pairs
        assert [notice.key for notice in settings.notices] == ["config-test-addresses-open"] * bool(pairs)
    for wrong in (
        *("127.0.0.1", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:080", "127.0.0.1:65536", "127.0.0.1:*", ":80"),
        *(
            "127.0.0.2:80",
            "10.0.0.1:80",
            "localhost:80",
            "[::1]:80",
            "0.0.0.0:80",
            "127.0.0.0/8:80",
            "127.1:80",
        ),
        *("*", "127.0.0.1:٨", "127.0.0.1:80;127.0.0.1:81", "127.0.0.1:80,10.0.0.1:80"),
    ):
        assert faults(tmp_path, monkeypatch, NET_TEST_ADDRESSES=wrong) == ["config-test-addresses"], wrong


def test_every_fault_is_reported_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = faults(
        tmp_path,
        monkeypatch,
        DISCORD_TOKEN="",
        SECRET_KEY="short",
        LOG_LEVEL="loud",
        SHARED_QUORUM="two",
        DATABASE_URL="x",
    )
    assert len(found) == 5


@pytest.mark.parametrize("url", ["sqlite://x", "mysql:///x", "sqlite:///", "rowan.db", "sqlite:///:memory:"])
def test_a_malformed_database_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    assert faults(tmp_path, monkeypatch, DATABASE_URL=url) == ["config-database-malformed"]


@pytest.mark.parametrize(
    "url",
    [
        *("postgresql://", "postgres:///x", "postgresql://u:secret@/x", "postgresql://u:secret@host"),
        *(
            "postgresql://u:secret@host:port/x",
            "postgresql://u:se@cret/x@host/x?speed=high",
            "postgresql://:secret@host/x",
            "postgresql://u:a@secret@host/x",
            "postgresql://u:secret@host:1:2/x",
            "postgresql://u:secret@host,/x",
            "postgresql://u:secret@host/x?sslmode",
            "postgresql://u:secret@host/x?sslmode=always",
        ),
    ],
)
def test_a_url_of_a_server_that_names_none_says_so_without_the_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    with pytest.raises(SettingsFault) as error:
        load(tmp_path, monkeypatch, DATABASE_URL=url)
    assert [fault.key for fault in error.value.faults] == ["config-database-server-malformed"]
    assert "secret" not in repr(error.value.faults)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://u:secret@db.example/rowan", "postgresql://u@db.example/rowan"),
        ("postgres://u:secret@db.example:5433/rowan", "postgresql://u@db.example:5433/rowan"),
        ("postgresql://u:secret@[2001:db8::1]/rowan", "postgresql://u@[2001:db8::1]/rowan"),
        ("postgresql://u@/rowan?host=/run/postgresql", "postgresql://u@/run/postgresql/rowan"),
        ("postgresql:///rowan?host=h&user=u&password=secret&sslmode=require", "postgresql://u@h/rowan"),
        ("postgresql://u:a%40secret@h/rowan", "postgresql://u@h/rowan"),
        ("postgresql://u:a%2F%3A%23%3Fsecret@h/rowan", "postgresql://u@h/rowan"),
        ("postgresql://u:secret@one:5432,two:5433/rowan", "postgresql://u@one:5432,two:5433/rowan"),
        ("postgresql://u:secret@%2Frun%2Fpg/rowan", "postgresql://u@/run/pg/rowan"),
        (
            "postgresql://u:secret@one,two/rowan?target_session_attrs=primary",
            "postgresql://u@one,two/rowan",
        ),
    ],
)
def test_a_server_is_shown_without_its_password(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str, shown: str
) -> None:
    database = load(tmp_path, monkeypatch, DATABASE_URL=url).database
    assert (str(database), "secret" in repr(database)) == (shown, False)
    assert isinstance(database, PostgresUrl)
    assert database.url == url


def test_an_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load(tmp_path, monkeypatch, DATABASE_URL="sqlite:////var/lib/r.db").database == Path(
        "/var/lib/r.db"
    )


@pytest.mark.parametrize("secret", ["", "x" * 44, base64.b64encode(b"k" * 31).decode(), "ключ"])
def test_a_bad_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, secret: str) -> None:
    assert len(faults(tmp_path, monkeypatch, SECRET_KEY=secret)) == 1


def test_a_secret_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text(KEY + "\n")
    settings = load(tmp_path, monkeypatch, SECRET_KEY="", SECRET_KEY_FILE=str(tmp_path / "secret"))
    assert settings.secret_key == b"k" * 32
    assert faults(tmp_path, monkeypatch, SECRET_KEY_FILE="/none", SECRET_KEY="") == [
        "config-secret-unreadable"
    ]
    assert faults(tmp_path, monkeypatch, SECRET_KEY_FILE="/none", SECRET_KEY=KEY) == ["config-secret-twice"]


@pytest.mark.parametrize(
    "number", ["0", "-1", "51", "1e3", "٣", "2.0", "00000000200", "000000002" + "9" * 20]
)
def test_a_quorum_out_of_bounds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    assert faults(tmp_path, monkeypatch, SHARED_QUORUM=number) == ["config-number"]


def test_no_representation_holds_a_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = load(
        tmp_path, monkeypatch, DISCORD_TOKEN="very.secret.token", DATABASE_URL="postgresql://u:hunter2%2F@h/x"
    )
    shown = f"{settings} {settings!r} {settings.discord_token} {settings.secret_key!r} {asdict(settings)}"
    for secret in ("very.secret.token", KEY, repr(b"k" * 32), "hunter2"):
        assert secret not in shown
    with pytest.raises(TypeError):
        pickle.dumps(settings)
    assert {"very.secret.token", KEY, "hunter2/"} <= {*unlogged(settings)}


@pytest.mark.parametrize(
    ("token", "key"),
    [
        ("abc", "config-token-no-token"),
        ("0123456789abcdef" * 4, "config-token-no-token"),  # a public key
        ("1187310044552921234", "config-token-is-an-id"),
        ('"a.b.c"', "config-token-quoted"),
        ("'a.b.c'", "config-token-quoted"),
        ("“a.b.c”", "config-token-quoted"),
        ("a.b.c.d", "config-token-no-token"),
        ("a..c", "config-token-no-token"),
        ("Bot a.b.c", "config-token-malformed"),
    ],
)
def test_what_is_no_token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, token: str, key: str) -> None:
    assert faults(tmp_path, monkeypatch, DISCORD_TOKEN=token) == [key]


def test_a_key_that_lost_its_last_character(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(tmp_path, monkeypatch, SECRET_KEY=KEY.rstrip("=")) == ["config-secret-cut"]
