"""What a registry's answer (RDAP, RFC 9083) says of a domain and of a network. Pure. Persons are not read: registrants of
domains are left out, and of a network only an organisation.
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from core.campaigns.providers.facts import LONGEST_VALUE, Answer
from core.links.hosts import is_host_name, registrable

_MOST_SERVERS: Final = 20
_MOST_ENTITIES: Final = 50
_SHOWN: Final = 120  # characters of a name


class RdapAnswerError(ValueError):
    """The text is no answer of a registry to what was asked."""


def read_answer(body: bytes, kind: str) -> dict[str, Any]:
    """Read an answer about a `domain` or an `ip network`. Raises RdapAnswerError."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise RdapAnswerError from None
    if not isinstance(found, dict) or found.get("objectClassName") != kind:
        raise RdapAnswerError
    return found


def registrar_in(answer: dict[str, Any]) -> Answer | None:
    """Through whom the domain is registered; None where that is not said."""
    names = [name for entity in _entities(answer, "registrar") if (name := _name(entity))]
    return Answer(names[0]) if names else None


def name_servers_in(answer: dict[str, Any]) -> Answer | None:
    """Who runs the domain's name servers, by their own domains; None where none is named."""
    servers = answer.get("nameservers")
    named = (
        [one.get("ldhName") for one in servers if isinstance(one, dict)] if isinstance(servers, list) else []
    )
    hosts = {one.lower().rstrip(".") for one in named[:_MOST_SERVERS] if isinstance(one, str)}
    hosts = {host for host in hosts if is_host_name(host)}
    if not hosts:
        return None
    operators = sorted({registrable(host) or host for host in hosts})
    return Answer(", ".join(operators)[:LONGEST_VALUE], ", ".join(sorted(hosts))[:LONGEST_VALUE])


def owner_in(answer: dict[str, Any]) -> str | None:
    """Who has the network: the organisation that it is registered to, else the network's own name."""
    for entity in _entities(answer, "registrant"):
        if _is_organisation(entity) and (name := _name(entity)):
            return name
    return _clean(answer.get("name"))


def _entities(answer: dict[str, Any], role: str) -> Iterator[dict[str, Any]]:
    entities = answer.get("entities")
    for entity in entities[:_MOST_ENTITIES] if isinstance(entities, list) else ():
        if isinstance(entity, dict) and isinstance(entity.get("roles"), list) and role in entity["roles"]:
            yield entity


def _card(entity: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """The properties of a jCard (RFC 7095): name and value."""
    card = entity.get("vcardArray")
    lines = card[1] if isinstance(card, list) and len(card) > 1 and isinstance(card[1], list) else ()
    for line in lines:
        match line:
            case [str() as name, _, _, value, *_]:
                yield name.lower(), value


def _name(entity: dict[str, Any]) -> str | None:
    return next((name for prop, value in _card(entity) if prop == "fn" and (name := _clean(value))), None)


def _is_organisation(entity: dict[str, Any]) -> bool:
    return any(prop == "kind" and value == "org" for prop, value in _card(entity))


def _clean(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    text = " ".join("".join(sign if sign.isprintable() else " " for sign in value).split())
    return text[:_SHOWN] or None
