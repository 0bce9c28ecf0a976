"""The schema in docs/list-format.md says of each line that is written what it is."""

import json
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from core.lists.signed.heads import public_key
from core.lists.signed.records import Allow, Entry, Retracted, Site
from tests.core.lists.signed.files import Publisher, key_of
from tests.core.lists.signed.test_signed import SOME

_PAGE = Path(__file__).parents[4] / "docs/list-format.md"
_SCHEMA = json.loads(re.search(r"```json\n(.*?)```", _PAGE.read_text(encoding="utf-8"), re.DOTALL)[1])  # type: ignore[index]
_HASH = "#" + "0" * 32


def kinds(line: bytes) -> list[str]:
    value = json.loads(line)
    return [
        each["title"]
        for each in _SCHEMA["oneOf"]
        if Draft202012Validator(each | {"$defs": _SCHEMA["$defs"]}).is_valid(value)
    ]


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(_SCHEMA)


def test_each_line_that_is_written_is_of_just_one_kind() -> None:
    publisher = Publisher()
    publisher.issue([])
    publisher.takes_new_key(key_of(2))
    lines = publisher.issue(SOME).splitlines(keepends=True)
    assert [kinds(line) for line in lines] == [
        ["head"],
        ["signature"],
        ["site"],
        ["allow"],
        ["entry"],
        ["entry"],
        ["retracted"],
    ]
    hashed = Publisher(hashed=True).issue([Entry(_HASH, whole=_HASH), Retracted("#1" + _HASH[2:])])
    assert [kinds(line) for line in hashed.splitlines()[2:]] == [["entry"], ["retracted"]]


@pytest.mark.parametrize(
    "line",
    [
        b'{"entry":""}',
        b'{"entry":"a b"}',
        b'{"entry":"a.example","confirms":-1}',
        b'{"retracted":"a.example","whole":"x"}',
        b'{"allow":7}',
        b'{"signature":"00"}',
        b'{"rowan-list":2}',
    ],
)
def test_what_the_reader_refuses_is_of_no_kind(line: bytes) -> None:
    assert kinds(line) == []


def test_the_schema_knows_every_name_that_is_written() -> None:
    members = {
        "site",
        "summary",
        "allow",
        "retracted",
        "entry",
        "category",
        "whole",
        "confirms",
        "in",
        "note",
    }
    named = {
        name
        for each in _SCHEMA["oneOf"]
        for name in each["properties"]
        if each["title"] not in ("head", "signature")
    }
    assert named == members
    assert {type(record) for record in SOME} == {Site, Allow, Entry, Retracted}
    head = json.loads(Publisher().issue([]).splitlines()[0])
    assert head.keys() == _SCHEMA["oneOf"][0]["properties"].keys()
    assert head["key"] == public_key(key_of(1))
