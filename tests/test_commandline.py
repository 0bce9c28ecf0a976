"""The operator's commands in this process: what they print, with which status they end."""

import base64
import io
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import bot
from tests.conftest import SECRET
from tests.wording import Sentence, said, say, sentence, shows, unsaid
from wiring.commandline import complain

Run = Callable[..., tuple[int, str, str]]
LIGHTHOUSE, BEACON = "123456789012345678", "223456789012345678"


@pytest.fixture
def run(
    tmp_path: Path,
    migrated_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """Run a command as an operator would: (exit status, standard output, standard error)."""
    shutil.copyfile(migrated_file, tmp_path / "rowan.db")
    monkeypatch.setattr(bot, "set_up_logging", lambda _level, **_form: None)
    for name, value in {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'rowan.db'}",
        "SECRET_KEY": base64.b64encode(SECRET).decode(),
        "SECRET_KEY_FILE": "",
        "DISCORD_TOKEN": "",
    }.items():
        monkeypatch.setenv(name, value)

    def command(*arguments: str, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            status = bot.main(arguments)
        except SystemExit as ended:  # argparse
            status = int(ended.code or 0)
        said = capsys.readouterr()
        return status, said.out, said.err

    return command


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (("trust", "lighthouse"), sentence("trust-bad-id", typed="lighthouse")),
        (("trust", "9" * 19), sentence("trust-bad-id")),
        (("ban", "-1"), sentence("trust-bad-id")),
        (("forget", "everything"), sentence("trust-bad-id")),
        (("untrust", "12"), sentence("trust-bad-id")),
        (("untrust", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨"), sentence("trust-bad-id")),
        (("trust", "\x1b[31m" + "1" * 50), sentence("trust-bad-id")),
        (("trust", LIGHTHOUSE, "--group", "\x1b[31m"), sentence("trust-bad-group")),
        (("trust", LIGHTHOUSE, "--group", " "), sentence("trust-bad-group")),
        (("trust", LIGHTHOUSE, "--group", "x" * 61), sentence("trust-bad-group")),
        (("check", "--rules", "/nowhere/at-all"), sentence("check-cannot-read")),
        (("check", "--rules", "/"), sentence("check-cannot-read")),
        (("trust",), "SERVER_ID"),  # argparse, not Rowan
        (("trsut", "1"), "invalid choice"),
        (("import", "x.txt", "--shared", "--undo", "--dry-run"), "not allowed with"),
        (("import", "x.txt", "--shared", "--format", "hosst"), "choose from plain, hosts,"),
    ],
)
def test_bad_input_is_a_sentence_and_status_2(
    run: Run, arguments: tuple[str, ...], part: str | Sentence
) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert shows(err, part)
    assert "\x1b" not in err
    assert "Traceback" not in err
    said(run("servers")[1], "servers-none")


def test_trust_untrust_ban_and_what_servers_shows(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("trust", LIGHTHOUSE, "--group", "coast")
    assert (status, out) == (0, say("trust-trusted", server=LIGHTHOUSE, group="coast", others=0) + "\n")
    assert run("trust", BEACON)[0] == 0
    with sqlite3.connect(tmp_path / "rowan.db") as connection:
        connection.execute("UPDATE servers SET list_name = ? WHERE id = ?", ("\x1b[2J Evil", int(BEACON)))
    connection.close()
    head, *lines = run("servers")[1].splitlines()
    assert head.split() == ["SERVER", "NAME", "SET", "UP", "GROUP", "ENTRIES", "STANCES"]
    assert [line.split()[0] for line in lines] == [LIGHTHOUSE, BEACON]
    assert "\x1b" not in "".join(lines)
    assert "coast" in lines[0]

    said(run("untrust", LIGHTHOUSE)[1], "trust-untrusted", server=LIGHTHOUSE)
    said(run("untrust", LIGHTHOUSE)[1], "trust-not-trusted", server=LIGHTHOUSE)
    said(run("ban", BEACON)[1], "trust-banned", server=BEACON)
    said(run("ban", BEACON)[1], "trust-banned-already", server=BEACON)
    said(run("servers")[1], "servers-banned")
    said(run("trust", BEACON)[1], "trust-trusted", server=BEACON)
    unsaid(run("servers")[1], "servers-banned")

    said(run("forget", BEACON)[1], "forget-done", server=BEACON)


def test_check_by_rules_says_of_each_line_of_a_list_why_it_is_not_taken(run: Run, tmp_path: Path) -> None:
    rules = tmp_path / "mixed.txt"
    rules.write_text(
        "[Adblock Plus 2.0]\n! Homepage: https://lists.example\n||bad.example^\n@@||good.example^\n"
        "good.example##.ad\n0.0.0.0 one.example two.example\n||good.example^$third-party\n",
        encoding="utf-8",
    )
    texts = b"bad.example one.example two.example good.example lists.example"
    status, out, err = run("check", "--rules", str(rules), stdin=texts)
    assert status == 0
    matches = json.loads(out)["matches"]
    assert [match["pattern"] for match in matches] == ["bad.example", "one.example", "two.example"]
    for line, reason in (
        (4, "pattern-line-exception"),
        (5, "pattern-line-cosmetic"),
        (7, "pattern-line-narrowed"),
    ):
        why = say(reason).removesuffix(say("nothing-changed")).strip()
        said(err, "check-bad-rule", file=rules.name, line=line, why=why)
    said(err, "check-passed-over", file=rules.name, lines=2)


def test_check_by_rules_needs_no_settings(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "")
    rules = tmp_path / "rules.txt"
    rules.write_text("\ufeffforum.example\r\ncom\n\n# words\nkiwifarms.*", encoding="utf-8")
    status, out, err = run("check", "--rules", str(rules), stdin="hxxp://forum[.]example/ä\nfine".encode())
    assert status == 0
    found = [json.loads(line) for line in out.splitlines()]
    assert [answer["id"] for answer in found] == [1, 2]
    assert {match["pattern"] for match in found[0]["matches"]} == {"forum.example"}
    assert found[1]["matches"] == []
    why = say("pattern-public-suffix", host="com").removesuffix(say("nothing-changed")).strip()
    said(err, "check-bad-rule", file=rules.name, line=2, why=why)
    said(err, "check-passed-over", file=rules.name, lines=1)
    unsaid(err, "nothing-changed")

    status, out, err = run("check", "--rules", str(rules), "--jsonl", stdin=b'{"id": 9, "text": "x"}\n{')
    assert status == 2
    assert [json.loads(line)["id"] for line in out.splitlines()] == [9, None]
    said(err, "check-bad-line", line=2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("servers",),
        ("trust", LIGHTHOUSE),
        ("untrust", LIGHTHOUSE),
        ("ban", LIGHTHOUSE),
        ("forget", LIGHTHOUSE),
        ("check",),
    ],
)
@pytest.mark.parametrize("there", ["nothing", "an empty file", "another program's database"])
def test_no_command_but_the_bot_itself_makes_a_database(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], there: str
) -> None:
    mistyped = tmp_path / "rown.db"
    if there == "an empty file":
        mistyped.touch()
    elif there == "another program's database":
        with sqlite3.connect(mistyped) as other:
            other.execute("CREATE TABLE diary (day TEXT)")
        other.close()
    before = mistyped.read_bytes() if mistyped.exists() else None
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{mistyped}")
    status, out, err = run(*arguments, stdin=b"forum.example\n")
    assert (status, out) == (2, "")
    if there == "another program's database":
        said(err, "database-foreign", path=str(mistyped), table="diary")
    else:
        said(err, "database-not-there", path=str(mistyped), folder=str(bot.HERE))
    assert (mistyped.read_bytes() if mistyped.exists() else None) == before
    assert sorted(file.name for file in tmp_path.glob("rown.db?*")) == []


def test_a_list_for_a_server_that_nobody_has_set_up_is_said(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("forum.example\n")
    status, out, _ = run("import", str(file), "--server", LIGHTHOUSE)
    assert status == 0
    said(out, "import-not-set-up", server=LIGHTHOUSE)
    with sqlite3.connect(tmp_path / "rowan.db") as there:
        there.execute("UPDATE servers SET set_up_at = 1")
    there.close()
    unsaid(run("import", str(file), "--server", LIGHTHOUSE)[1], "import-not-set-up")
    unsaid(run("import", str(file), "--shared")[1], "import-not-set-up")


def test_an_empty_list_is_said_beside_the_file(run: Run) -> None:
    status, out, err = run("export", "--server", LIGHTHOUSE, "--format", "csv")
    assert (status, out.strip()) == (0, "pattern,category,note,site,ends")
    said(err, "export-nothing")


def test_a_file_that_was_brought_in_twice_is_taken_back(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("forum.example\n")
    for _ in range(2):
        run("import", str(file), "--shared")
    status, out, _ = run("import", str(file), "--shared", "--undo")
    assert status == 0
    said(out, "import-undone", count=1)
    said(run("export", "--shared")[2], "export-nothing")
    status, _, err = run("import", str(file), "--shared", "--undo")
    assert status == 1
    said(err, "import-undone-already")


def test_an_import_that_is_half_taken_back_does_not_say_that_it_goes_on(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("forum.example\n")
    run("import", str(file), "--shared")
    with sqlite3.connect(tmp_path / "rowan.db") as there:
        there.execute("UPDATE imports SET state = 'undoing'")
    there.close()
    status, out, err = run("import", str(file), "--shared")
    assert status == 1
    said(err, "import-being-undone")
    unsaid(out, "import-goes-on")


@pytest.mark.parametrize(
    "path", ["/none/\x1b[31mx", "/none/\x1b]0;title\x07", "/none/\u202etxt", "/none/\udcff"]
)
def test_what_is_wrong_steers_no_terminal(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert complain(f"{path} cannot be read") == 2
    said = capsys.readouterr().err
    assert said.endswith("cannot be read\n")
    assert all(sign == "\n" or sign.isprintable() for sign in said)


def test_a_short_command_loads_neither_the_engine_of_links_nor_stores_nor_discord(tmp_path: Path) -> None:
    """A container asks `healthcheck` twice a minute: to load the rest would take most of its time."""
    asking = "import sys, bot\nstatus = bot.main(['healthcheck'])\nprint(status, *sys.modules)\n"  # with no address to ask: 2
    values = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'rowan.db'}",
        "SECRET_KEY": base64.b64encode(SECRET).decode(),
    }
    asked = subprocess.run(  # noqa: S603  # our own words
        [sys.executable, "-c", asking],
        cwd=Path(bot.__file__).parent,
        env={**os.environ, **values},
        capture_output=True,
        text=True,
        check=True,
    )
    status, *loaded = asked.stdout.split()
    assert status == "2", asked.stderr
    assert {"settings", "wiring.health.asking"} <= set(loaded)
    rest = (
        "core.links",
        "core.lists",
        "db.lists",
        "db.reports",
        "cogs",
        "net",
        "discord",
        "aiohttp",
        "httpx",
    )
    assert [name for name in loaded if f"{name}.".startswith(tuple(f"{each}." for each in rest))] == []
