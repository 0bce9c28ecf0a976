"""What is read of registries' answers, and what is not."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.campaigns.providers.rdap_answers import (
    RdapAnswerError,
    name_servers_in,
    owner_in,
    read_answer,
    registrar_in,
)
from tests.services.campaigns.registries import domain, entity, network


def read(answer: Any, kind: str = "domain") -> dict[str, Any]:
    return read_answer(json.dumps(answer).encode(), kind)


def test_a_domain_says_its_registrar_and_who_runs_its_name_servers() -> None:
    found = read(
        domain("Nimbus Names, Inc.", "NS1.Nimbus.Example.", "ns2.nimbus.example", "ns.other.example")
    )
    registrar, servers = registrar_in(found), name_servers_in(found)
    assert registrar is not None
    assert registrar.value == "Nimbus Names, Inc."
    assert servers is not None
    assert servers.value == "nimbus.example, other.example"
    assert servers.details == "ns.other.example, ns1.nimbus.example, ns2.nimbus.example"


def test_another_name_server_of_the_same_company_changes_no_value() -> None:
    one, other = (
        name_servers_in(read(domain("x", "a.n.example"))),
        name_servers_in(read(domain("x", "b.n.example"))),
    )
    assert one is not None
    assert other is not None
    assert (one.value == other.value, one.details == other.details) == (True, False)


def test_a_person_is_never_read() -> None:
    found = domain("Nimbus Names", "ns.nimbus.example")
    found["entities"].append(entity("registrant", "Jane Roe", kind="individual"))
    registrar = registrar_in(read(found))
    assert registrar is not None
    assert "Jane" not in registrar.value
    held = network("NET-7", entity("registrant", "Jane Roe", kind="individual"))
    assert owner_in(read(held, "ip network")) == "NET-7"


def test_a_network_says_whose_it_is() -> None:
    assert (
        owner_in(read(network("NET-7", entity("registrant", "Nimbus Hosting")), "ip network"))
        == "Nimbus Hosting"
    )
    assert owner_in(read(network("NET-7"), "ip network")) == "NET-7"
    assert owner_in(read(network(None), "ip network")) is None  # type: ignore[arg-type]  # as it may come


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b'"x"',
        b"{}",
        b"[" * 100_000,
        b'{"objectClassName": "entity"}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_such_answer_is_refused(body: bytes) -> None:
    with pytest.raises(RdapAnswerError):
        read_answer(body, "domain")


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["registrar", "fn", "kind"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["entities", "roles", "vcardArray", "nameservers", "ldhName", "name"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(_JSON)
def test_whatever_stands_in_an_answer_raises_nothing(inner: Any) -> None:
    answer = {"objectClassName": "domain", "entities": inner, "nameservers": inner, "name": inner}
    for reading in (registrar_in, name_servers_in, owner_in):
        reading(answer)
    for reading in (registrar_in, name_servers_in, owner_in):
        reading({"entities": [{"roles": ["registrar", "registrant"], "vcardArray": inner}]})
