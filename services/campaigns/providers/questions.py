"""Asking who serves a host: a resolver over HTTPS, and registries. Nothing goes to the host itself or its name servers."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from core.campaigns.providers.dns_messages import LARGEST, DnsAnswerError, Record, addresses, question
from core.campaigns.providers.facts import Answer, FactKind, NotKnown
from core.campaigns.providers.rdap_answers import (
    RdapAnswerError,
    name_servers_in,
    owner_in,
    read_answer,
    registrar_in,
)
from core.links.hosts import is_icann_suffix, is_ip, registrable
from services.base.fetching import Content, Failed, FailureReason, Fetcher, FetchLimits, FetchRequest
from services.campaigns.providers.settings import ProviderSettings

_DNS: Final = "application/dns-message"
_RDAP: Final = "application/rdap+json, application/json"
_DNS_LIMITS: Final = FetchLimits(size=LARGEST, seconds=10.0)
_RDAP_LIMITS: Final = FetchLimits(size=1_000_000, seconds=20.0)
_MOST_ADDRESSES: Final = 4  # of each kind; who has more, has them from one hand
_NOT_FOUND: Final = 404

Heard = Mapping[FactKind, Answer | NotKnown]


class _Nothing(Exception):
    """There is no answer; `why` says why."""

    def __init__(self, why: NotKnown) -> None:
        super().__init__(why)
        self.why = why


@dataclass(slots=True)
class Round:
    """What was heard in one round, so that nobody is asked twice for the same."""

    owners: dict[str, str | NotKnown] = field(default_factory=dict)
    domains: dict[str, Heard] = field(default_factory=dict)


class Questions:
    """Asks. Raises Unavailable where the lists cannot be asked whether somebody may be asked."""

    def __init__(self, *, fetcher: Fetcher, settings: ProviderSettings) -> None:
        self._fetcher = fetcher
        self._settings = settings

    async def ask(self, host: str, known: Round) -> Heard:
        """Ask everything about a host: a name, or an IP address as Python writes it."""
        return {**await self._domain(host, known), FactKind.OWNER: await self._owner(host, known)}

    async def _domain(self, host: str, known: Round) -> Heard:
        domain = None if is_ip(host) else registrable(host)
        if domain is None or not is_icann_suffix(
            domain.partition(".")[2]
        ):  # no registry knows customers' hosts
            return {}
        if domain not in known.domains:
            known.domains[domain] = await self._registered(domain)
        return known.domains[domain]

    async def _registered(self, domain: str) -> Heard:
        try:
            answer = await self._registry(f"domain/{domain}", "domain")
        except _Nothing as nothing:
            return dict.fromkeys((FactKind.REGISTRAR, FactKind.NAME_SERVERS), nothing.why)
        return {
            FactKind.REGISTRAR: registrar_in(answer) or NotKnown.GARBLED,
            FactKind.NAME_SERVERS: name_servers_in(answer) or NotKnown.GARBLED,
        }

    async def _owner(self, host: str, known: Round) -> Answer | NotKnown:
        """Who has the networks of all addresses; where one of them is not known, nothing is."""
        try:
            found = [host.strip("[]")] if is_ip(host) else await self._addresses(host)
            for address in found:
                if address not in known.owners:
                    known.owners[address] = await self._network(address)
                owner = known.owners[address]
                if isinstance(owner, NotKnown):
                    return owner
        except _Nothing as nothing:
            return nothing.why
        owners = sorted({str(known.owners[address]) for address in found})
        return Answer(", ".join(owners), ", ".join(found))

    async def _addresses(self, host: str) -> list[str]:
        found: list[str] = []
        for record in Record:
            found += sorted(await self._resolved(host, record))[:_MOST_ADDRESSES]
        if not found:
            raise _Nothing(NotKnown.NO_NAME)
        return found

    async def _resolved(self, host: str, record: Record) -> frozenset[str]:
        try:
            asked = base64.urlsafe_b64encode(question(host, record)).rstrip(b"=").decode("ascii")
            url = f"{self._settings.resolver}?dns={asked}"
            content = await self._fetched(FetchRequest(url, _DNS_LIMITS, accept=_DNS))
            if content.media_type != _DNS:
                raise _Nothing(NotKnown.GARBLED)
            return addresses(content.body, host, record)
        except DnsAnswerError as error:
            raise _Nothing(error.why) from None

    async def _network(self, address: str) -> str | NotKnown:
        try:
            answer = await self._registry(f"ip/{address}", "ip network")
        except _Nothing as nothing:
            return nothing.why
        return owner_in(answer) or NotKnown.GARBLED

    async def _registry(self, path: str, kind: str) -> dict[str, Any]:
        url = f"{self._settings.registry.rstrip('/')}/{path}"
        content = await self._fetched(FetchRequest(url, _RDAP_LIMITS, accept=_RDAP))
        if not content.media_type.endswith("json"):
            raise _Nothing(NotKnown.GARBLED)
        try:
            return read_answer(content.body, kind)
        except RdapAnswerError:
            raise _Nothing(NotKnown.GARBLED) from None

    async def _fetched(self, request: FetchRequest) -> Content:
        result = await self._fetcher.fetch(request)
        if isinstance(result, Content):
            return result
        status = result.hops[-1].status if result.hops else None
        if isinstance(result, Failed) and result.reason is FailureReason.STATUS and status == _NOT_FOUND:
            raise _Nothing(NotKnown.NO_NAME)
        raise _Nothing(NotKnown.SILENT)
