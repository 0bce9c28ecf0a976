"""The log holds no person's id and no secret, whatever is logged."""

import json
import logging
import re
import sys
import threading

import pytest

from services.base.health.correlation import correlated
from services.base.logs import (
    JsonFormatter,
    MaskingFormatter,
    keep_out_of_the_log,
    log_what_nobody_caught,
    set_up_logging,
)

ID = 1187310044552921234


def logged(message: str, *values: object, error: BaseException | None = None) -> str:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("x", logging.INFO, __file__, 1, message, values, info)
    return MaskingFormatter("%(message)s").format(record)


def test_ids_are_masked_in_messages_values_and_tracebacks() -> None:
    try:
        raise ValueError(f"no member {ID}")
    except ValueError as error:
        text = logged("user %s in <@%s>", ID, str(ID), error=error)
    assert str(ID) not in text
    assert text.count("[id]") >= 3


def test_row_numbers_and_times_stay() -> None:
    assert logged("case %s took %s ms", 12, 1719830000000) == "case 12 took 1719830000000 ms"


@pytest.fixture
def restored():
    root = logging.getLogger()
    before = root.handlers[:], root.level
    yield
    root.handlers[:], level = before[0], before[1]
    root.setLevel(level)


@pytest.mark.usefixtures("restored")
def test_debug_never_lets_payloads_through(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("DEBUG")
    for handler in logging.getLogger().handlers:
        handler.stream = sys.stderr
    logging.getLogger("discord.gateway").debug("payload with a name")
    logging.getLogger("discord.client").info("connected")
    logging.getLogger("rowan").debug("a row")
    said = capsys.readouterr().err
    assert "payload" not in said
    assert "connected" in said
    assert "a row" in said


def test_times_have_their_zone() -> None:
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "said", (), None)
    text = MaskingFormatter("%(when)s %(message)s").format(record)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d said", text)


def test_a_reconnect_is_one_line_without_a_traceback() -> None:
    try:
        raise ConnectionResetError(104, "reset")
    except ConnectionResetError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord(
        "discord.client", logging.ERROR, __file__, 1, "Attempting a reconnect in %.2fs", (1.5,), info
    )
    text = MaskingFormatter("%(levelname)s %(message)s").format(record)
    assert text == "WARNING Attempting a reconnect in 1.50s (ConnectionResetError)"
    assert record.exc_info is info  # others who handle it get it whole


TOKEN = "MTE4NzMxMDA0NDU1MjkyMTIzNA.GhT4kQ.abcdefghijklmnopqrstuvwxyz0123456789AB"
ANSWER = "aW50ZXJhY3Rpb246MTE4NzMxMDA0NDU1MjkyMTIzNDpzZWNyZXQ"


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        (f"We are being rate limited. POST https://discord.com/api/v10/webhooks/{ID}/{ANSWER} 429", ANSWER),
        (f"url=URL('https://discord.com/api/v10/webhooks/{ID}/{ANSWER}/messages/@original')", ANSWER),
        (f"POST https://discord.com/api/v10/interactions/{ID}/{ANSWER}/callback", ANSWER),
        (f"{{'Authorization': 'Bot {TOKEN}'}}", TOKEN),
        (f"Improper token {TOKEN} was passed", TOKEN),
        ("invalid DSN: postgresql://rowan:hunter2hunter2@db.example/rowan", "hunter2"),
        ("https://user:hunter2@lists.example/list.txt", "hunter2"),
        ("connect(host='db', password='hunter2hunter2', user='rowan')", "hunter2"),
        ("SECRET_KEY=bm90IGEgc2VjcmV0IGJ1dCBsb25nIGVub3VnaA==", "bm90IGEg"),
    ],
)
def test_secrets_are_masked_in_messages_values_and_tracebacks(line: str, secret: str) -> None:
    try:
        raise ValueError(line)
    except ValueError as error:
        text = logged("it said %s", line, error=error)
    assert secret not in text
    assert text.count("[masked]") >= 2


@pytest.mark.parametrize(
    "line",
    [
        "the webhook could not be read: NotFound",
        "bot.py: ready: 12 servers",
        "postgresql://rowan@db.example/rowan cannot be reached",
        "a token was refused",
        "case 12, revision 4512, cogs.reports.cases.card_posts",
        "hosts more.example.org and sub.forum-pages.example.com",
    ],
)
def test_what_is_no_secret_stays(line: str) -> None:
    assert logged(line) == line


def test_the_operators_own_secrets_are_masked_wherever_they_stand() -> None:
    formatter = MaskingFormatter("%(message)s", ["a very odd password", "short", ""])
    record = logging.LogRecord("x", logging.INFO, __file__, 1, "with <a very odd password>, short", (), None)
    assert formatter.format(record) == "with <[masked]>, short"


@pytest.mark.usefixtures("restored")
def test_what_nobody_caught_goes_into_the_log_masked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for hook in ("excepthook", "unraisablehook"):
        monkeypatch.setattr(sys, hook, getattr(sys, hook))
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    set_up_logging("INFO")
    log_what_nobody_caught()
    for handler in logging.getLogger().handlers:
        handler.stream = sys.stderr
    try:
        raise ConnectionError(f"https://discord.com/api/webhooks/{ID}/{ANSWER}")
    except ConnectionError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    said = capsys.readouterr().err
    assert "nobody caught this" in said
    assert "ConnectionError" in said
    assert ANSWER not in said


HOSTILE = "name\x1b[31m\r\n2026-01-01T00:00:00.000+00:00 ERROR   rowan: forged\u2028again\u202e \x00 \ud83d"


@pytest.mark.parametrize("as_error", [False, True])
def test_no_text_forges_a_line_or_steers_a_terminal(*, as_error: bool) -> None:
    error = ValueError(HOSTILE) if as_error else None
    text = logged("failed: %s", "it" if as_error else HOSTILE, error=error)
    first, *further = text.split("\n")
    assert first.startswith("failed: ")
    assert further
    assert all(line.startswith("  ") for line in further)
    assert all(sign == "\n" or sign.isprintable() for sign in text)
    assert text.encode()


# JSON


def as_json(
    message: str, *values: object, error: BaseException | None = None, secrets: tuple[str, ...] = ()
) -> dict[str, str]:
    info = (type(error), error, error.__traceback__) if error else None
    record = logging.LogRecord("rowan.x", logging.ERROR, __file__, 1, message, values, info)
    line = JsonFormatter(secrets=secrets).format(record)
    assert "\n" not in line
    return json.loads(line)


def test_a_line_in_json_has_its_parts() -> None:
    said = as_json("case %s", 12)
    assert said.keys() == {"time", "level", "logger", "message"}
    assert (said["level"], said["logger"], said["message"]) == ("ERROR", "rowan.x", "case 12")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d", said["time"])


def test_json_masks_what_text_masks() -> None:
    secret = 'odd "pass\\word" ü'
    try:
        raise ValueError(f"no member {ID} with {secret}")
    except ValueError as error:
        said = as_json(
            f"user %s\u202e\n{secret} bot aaaaaaaaaaaaaaaaaaaaaaaa", ID, error=error, secrets=(secret,)
        )
    whole = json.dumps(said, ensure_ascii=False)
    assert str(ID) not in whole
    assert "pass" not in whole
    assert "aaaaaaaa" not in whole
    assert "\u202e" not in whole
    assert "ValueError" in said["traceback"]
    assert "traceback" not in said["message"].lower()


def test_lines_of_one_thing_share_its_id_in_both_forms() -> None:
    with correlated() as about:
        assert as_json("said")["correlation"] == about
        record = logging.LogRecord("x", logging.INFO, __file__, 1, "said", (), None)
        assert f"x [{about}]: said" in MaskingFormatter().format(record)
    assert "x: said" in MaskingFormatter().format(record)


@pytest.mark.usefixtures("restored")
def test_secrets_are_kept_out_in_the_form_that_was_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    set_up_logging("INFO", as_json=True)
    keep_out_of_the_log(["a very odd password"])
    for handler in logging.getLogger().handlers:
        handler.stream = sys.stderr
    logging.getLogger("rowan").info("with a very odd password")
    assert json.loads(capsys.readouterr().err)["message"] == "with [masked]"
