"""Encrypted connections: the certificate must be for the name, whatever address was connected to."""

import datetime as dt
import ipaddress
import ssl
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from net.base.transport import tls_context
from services.base.fetching import Content, Failed, FailureReason, FetchRequest, RefusalReason, Refused
from tests.net.base.loopback import (
    PUBLIC,
    LittleInternet,
    answers,
    falls_silent,
    leads_to,
    little_internet,
    ok,
)

NOW = dt.datetime.now(dt.UTC)
DAY = dt.timedelta(days=1)


@dataclass
class Authority:
    """Who signs certificates in these tests."""

    folder: Path

    def __post_init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Authority of the tests")])
        self.certificate = self._signed(self.name, self.key, None, NOW + DAY)

    def _signed(
        self,
        subject: x509.Name,
        key: ec.EllipticCurvePrivateKey,
        host: str | None,
        until: dt.datetime,
        *,
        by_itself: bool = False,
    ) -> x509.Certificate:
        names: list[x509.GeneralName] = []
        if host is not None:
            try:
                names = [x509.IPAddress(ipaddress.ip_address(host))]
            except ValueError:
                names = [x509.DNSName(host)]
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject if by_itself else self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(NOW - 10 * DAY)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
        )
        if names:
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(key if by_itself else self.key, hashes.SHA256())

    def serves(self, host: str, *, until: dt.datetime = NOW + DAY, by_itself: bool = False) -> ssl.SSLContext:
        """What a server needs that shows a certificate for this name or address."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "lists.example")])
        certificate = self._signed(subject, key, host, until, by_itself=by_itself)
        file = self.folder / f"{len(list(self.folder.iterdir()))}.pem"
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        return context

    def believes(self) -> ssl.SSLContext:
        """The client's own demands, with this authority beside the public ones."""
        context = tls_context()
        context.load_verify_locations(
            cadata=self.certificate.public_bytes(serialization.Encoding.PEM).decode()
        )
        return context


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
async def net(authority: Authority) -> AsyncIterator[LittleInternet]:
    async with little_internet(authority.believes()) as made:
        yield made


def test_what_is_demanded(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SSLKEYLOGFILE", str(tmp_path / "keys"))
    context = tls_context()
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
    assert context.keylog_filename is None
    assert len(context.get_ca_certs()) > 50


async def test_the_name_is_said_and_proven_to_the_address_that_was_checked(
    net: LittleInternet, authority: Authority
) -> None:
    said: list[str | None] = []
    head: list[bytes] = []
    context = authority.serves("lists.example")
    context.sni_callback = lambda _, name, __: said.append(name)
    await net.serve(answers(ok(b"list"), head=head), port=443, tls=context)
    result = await net.fetch("https://lists.example/")
    assert isinstance(result, Content)
    assert (said, net.dialled) == (["lists.example"], [(PUBLIC, 443)])
    assert head[0].startswith(b"GET / HTTP/1.1\r\nHost: lists.example\r\n")


async def test_an_address_in_the_place_of_a_name_is_proven_too(
    net: LittleInternet, authority: Authority
) -> None:
    await net.serve(answers(ok(b"list")), port=443, tls=authority.serves(PUBLIC))
    assert isinstance(await net.fetch(f"https://{PUBLIC}/"), Content)
    await net.serve(answers(ok(b"list")), port=443, tls=authority.serves("lists.example"))
    result = await net.fetch(f"https://{PUBLIC}/")
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.CERTIFICATE


@pytest.mark.parametrize(
    "wrong",
    ["another name", "the address", "a name in its subject alone", "out of date", "by itself", "by another"],
)
async def test_who_cannot_prove_the_name_is_told_nothing(
    net: LittleInternet, authority: Authority, tmp_path: Path, wrong: str
) -> None:
    head: list[bytes] = []
    context = {
        "another name": lambda: authority.serves("other.example"),
        "the address": lambda: authority.serves(PUBLIC),
        "a name in its subject alone": lambda: authority.serves("x.lists.example"),
        "out of date": lambda: authority.serves("lists.example", until=NOW - DAY),
        "by itself": lambda: authority.serves("lists.example", by_itself=True),
        "by another": lambda: Authority(tmp_path).serves("lists.example"),
    }[wrong]()
    await net.serve(answers(ok(b"list"), head=head), port=443, tls=context)
    result = await net.fetch("https://lists.example/")
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.CERTIFICATE
    assert head == []


async def test_what_worked_fails_and_works_again_by_itself(net: LittleInternet, authority: Authority) -> None:
    """A certificate runs out, then the name servers are away; one and the same client, as in a bot that goes on."""
    client, asked = net.client(), FetchRequest("https://lists.example/")
    known = net.names.answers["lists.example"]

    async def serve(until: dt.datetime) -> None:
        context = authority.serves("lists.example", until=until)
        await net.serve(answers(ok(b"list")), port=443, tls=context)

    async def outcome() -> object:
        result = await client.fetch(asked)
        return result.reason if isinstance(result, Failed) else type(result)

    await serve(NOW + DAY)
    assert await outcome() is Content
    await serve(NOW - DAY)
    assert [await outcome() for _ in range(2)] == [FailureReason.CERTIFICATE] * 2
    await serve(NOW + DAY)
    assert await outcome() is Content
    del net.names.answers["lists.example"]
    assert [await outcome() for _ in range(2)] == [FailureReason.UNKNOWN_NAME] * 2
    net.names.answers["lists.example"] = known
    assert await outcome() is Content


async def test_what_is_not_encrypted_at_all(net: LittleInternet) -> None:
    async def behave(reader, writer) -> None:
        await reader.read(1)
        writer.write(ok(b"list"))
        await writer.drain()

    await net.serve(behave, port=443)
    result = await net.fetch("https://lists.example/")
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.ENCRYPTION
    assert result.hops[0].address == PUBLIC


async def test_a_server_that_never_says_hello(net: LittleInternet) -> None:
    async def behave(reader, writer) -> None:
        while await reader.read(1000):
            pass

    await net.serve(behave, port=443)
    result = await net.fetch("https://lists.example/", seconds=0.2)
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.SLOW


async def test_an_old_encryption_is_not_spoken(net: LittleInternet, authority: Authority) -> None:
    context = authority.serves("lists.example")
    context.set_ciphers("DEFAULT:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.minimum_version = ssl.TLSVersion.TLSv1
    with pytest.warns(DeprecationWarning, match="TLSv1"):
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    await net.serve(answers(ok(b"list")), port=443, tls=context)
    result = await net.fetch("https://lists.example/")
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.ENCRYPTION
    assert result.hops[0].address == PUBLIC


async def test_it_leads_to_an_encrypted_address_and_never_back(
    net: LittleInternet, authority: Authority
) -> None:
    await net.serve(answers(leads_to("https://lists.example/")))
    await net.serve(answers(ok(b"list")), port=443, tls=authority.serves("lists.example"))
    assert isinstance(await net.fetch("http://lists.example/"), Content)

    await net.serve(
        answers(leads_to("http://lists.example/x")), port=443, tls=authority.serves("lists.example")
    )
    net.dialled.clear()
    result = await net.fetch("https://lists.example/")
    assert isinstance(result, Refused)
    assert result.reason is RefusalReason.DOWNGRADE
    assert net.dialled == [(PUBLIC, 443)]


async def test_an_encrypted_server_that_falls_silent(net: LittleInternet, authority: Authority) -> None:
    await net.serve(falls_silent(b"HTTP/1.1 200 OK\r\n"), port=443, tls=authority.serves("lists.example"))
    result = await net.fetch("https://lists.example/", seconds=0.5)
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.SLOW


@pytest.mark.parametrize("name", ["SSL_CERT_FILE", "SSL_CERT_DIR"])
async def test_no_authority_comes_from_the_environment(
    authority: Authority, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    file = tmp_path / "authority.pem"
    file.write_bytes(authority.certificate.public_bytes(serialization.Encoding.PEM))
    monkeypatch.setenv(name, str(file if name.endswith("FILE") else tmp_path))
    async with little_internet(tls_context()) as net:
        await net.serve(answers(ok(b"list")), port=443, tls=authority.serves("lists.example"))
        result = await net.fetch("https://lists.example/")
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.CERTIFICATE
