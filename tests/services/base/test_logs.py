"""The log holds no person's id, whatever is logged."""

import logging
import re
import sys

import pytest

from services.base.logs import MaskingFormatter, set_up_logging

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
