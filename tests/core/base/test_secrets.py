"""A secret works as what it is, and shows itself nowhere."""

import copy
import dataclasses
import json
import pickle
import traceback

import pytest

from core.base.secrets import SecretBytes, SecretText


@dataclasses.dataclass(frozen=True, slots=True)
class Holder:
    text: SecretText
    key: SecretBytes


HELD = Holder(SecretText("very.secret.token"), SecretBytes(b"key of thirty-two bytes, in short"))


def test_it_is_used_as_what_it_is() -> None:
    assert HELD.text == "very.secret.token"
    assert HELD.text.plain() == "very.secret.token"
    assert type(HELD.text.plain()) is str
    assert HELD.key.plain() == HELD.key == b"key of thirty-two bytes, in short"
    assert type(HELD.key.plain()) is bytes
    assert SecretText(HELD.text).plain() == "very.secret.token"
    assert SecretBytes(HELD.key).plain() == HELD.key


@pytest.mark.parametrize(
    "shown",
    [
        repr(HELD),
        str(HELD),
        f"{HELD.text} {HELD.text!r} {HELD.text:>40} {HELD.key} {HELD.key!r}",
        "%s %r" % (HELD.text, HELD.key),  # noqa: UP031  # as the log does
        str(dataclasses.asdict(HELD)),
        str(dataclasses.astuple(HELD)),
        repr(copy.deepcopy(HELD.text)),
        repr(copy.copy([HELD.text, HELD.key])),
    ],
)
def test_it_is_shown_nowhere(shown: str) -> None:
    assert "secret.token" not in shown
    assert "thirty-two" not in shown
    assert "[masked]" in shown


def test_a_traceback_with_its_variables_does_not_hold_it() -> None:
    def fails(token: SecretText, held: Holder) -> None:
        raise ValueError(f"cannot use {token} of {held}")

    try:
        fails(HELD.text, HELD)
    except ValueError as error:
        told = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    assert "held = " in told
    assert "secret.token" not in told.replace('SecretText("very.secret.token")', "")
    assert "thirty-two" not in told


@pytest.mark.parametrize("value", [HELD.text, HELD.key, HELD, [HELD.text]])
def test_it_is_not_written_down(value: object) -> None:
    with pytest.raises(TypeError, match="not written down"):
        pickle.dumps(value)


def test_what_asks_for_its_letters_must_say_so() -> None:
    """JSON takes any text as it is: whoever writes one names `plain`, or leaves the settings out."""
    assert json.dumps(HELD.text.plain()) == '"very.secret.token"'
