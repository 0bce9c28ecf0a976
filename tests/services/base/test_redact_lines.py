"""What the operator's command `redact` prints."""

import json

from core.base.redact import MASK
from services.base.redact_lines import redact_lines


def test_each_line_is_answered_with_what_was_masked_and_where() -> None:
    lines = [b"\xef\xbb\xbfcall +49 170 1234567\r\n", b"nothing here\n", b"\xff\n"]
    answers = [json.loads(each.json) for each in redact_lines(lines, jsonl=False)]
    assert answers == [
        {"id": 1, "text": f"call {MASK}", "masked": [{"kind": "phone", "start": 5, "end": 20}]},
        {"id": 2, "text": "nothing here", "masked": []},
        {"id": 3, "text": "\ufffd", "masked": []},
    ]


def test_an_object_keeps_its_id_and_what_is_none_is_a_fault() -> None:
    answers = list(redact_lines([b'{"id": "a", "text": "x@y.org"}', b"[1]", b'{"id": 7}'], jsonl=True))
    assert [each.fault for each in answers] == [False, True, True]
    assert json.loads(answers[0].json)["id"] == "a"
    assert json.loads(answers[0].json)["masked"] == [{"kind": "email", "start": 0, "end": 7}]
    assert json.loads(answers[2].json) == {"id": 7, "text": None, "masked": []}
