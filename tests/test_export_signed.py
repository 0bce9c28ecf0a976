"""`bot.py export --signed` in this process: what it prints, where."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from core.base.categories import Category
from core.lists.signed import Entry, Issue, Pinned, Record, Retracted, read_signed
from tests.test_commandline import LIGHTHOUSE, Run, run
from tests.wording import said

__all__ = ["run"]  # a fixture


def read(printed: str, pinned: Pinned | None = None) -> tuple[Issue, list[Record]]:
    issue = read_signed([printed.encode()], pinned, datetime.now(UTC) + timedelta(seconds=1))
    return issue, list(issue.records())


def test_what_is_printed_is_what_a_web_host_serves(run: Run, tmp_path: Path) -> None:
    status, out, err = run("export", "--server", LIGHTHOUSE, "--signed")
    assert (status, out) == (2, "")
    said(err, "publish-empty")
    file = tmp_path / "list.txt"
    file.write_text("a.example\nb.example\n")
    assert run("import", str(file), "--server", LIGHTHOUSE)[0] == 0
    status, out, err = run("export", "--server", LIGHTHOUSE, "--signed")
    assert status == 0
    first, records = read(out)
    assert records == [Entry("a.example", Category.HARASSMENT), Entry("b.example", Category.HARASSMENT)]
    said(err, "publish-done", serial=1, records=2, key=first.head.key)
    assert run("import", str(file), "--server", LIGHTHOUSE, "--undo")[0] == 0
    second, records = read(run("export", "--server", LIGHTHOUSE, "--signed", "--new-key")[1], first.pinned)
    assert records == [Retracted("a.example"), Retracted("b.example")]
    assert (second.head.serial, second.head.key != first.head.key) == (2, True)


def test_a_hashed_list_shows_no_address(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_text("murkhollow.example\nmurkhollow.example.org/a/b\n")
    assert run("import", str(file), "--shared")[0] == 0
    status, out, _ = run("export", "--shared", "--signed", "--hashed")
    assert status == 0
    assert "murkhollow" not in out
    issue, records = read(out)
    assert issue.head.hashed
    assert len(records) == 2


def test_options_that_do_not_go_together_are_refused(run: Run) -> None:
    for options, key in (
        (("--hashed",), "publish-only-signed"),
        (("--new-key",), "publish-only-signed"),
        (("--signed", "--format", "csv"), "publish-no-format"),
    ):
        status, out, err = run("export", "--shared", *options)
        assert (status, out) == (2, "")
        said(err, key)
