"""The local Discord behind TLS: by a certificate that the process accepts, or by one that it does not."""

import asyncio
import contextlib
import datetime as dt
import ssl
from collections.abc import AsyncIterator
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_DAY = dt.timedelta(days=1)


class Guarded:
    """A door before the local Discord, which shows one certificate or another."""

    def __init__(self, folder: Path, port: int) -> None:
        self._behind = port
        self._folder = folder
        self._now = dt.datetime.now(dt.UTC)
        self.authority = folder / "authority.pem"
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "tests of Rowan")])
        self._signed(self.authority, self._key, self._name, authority=True, until=self._now + _DAY)
        self._door: asyncio.Server | None = None
        self._open = set[asyncio.StreamWriter]()
        self.port = 0

    @property
    def environment(self) -> dict[str, str]:
        """What a process is started with that knocks here."""
        return {"FAKEDISCORD_URL": f"https://localhost:{self.port}", "SSL_CERT_FILE": str(self.authority)}

    async def show(self, *, expired: bool) -> None:
        """Show this certificate from now on; who was let in before is put out."""
        await self.shut()
        until = self._now - _DAY if expired else self._now + _DAY
        file = self._folder / f"door-{expired}.pem"
        self._signed(file, ec.generate_private_key(ec.SECP256R1()), None, authority=False, until=until)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(file)
        self._door = await asyncio.start_server(self._let_in, "127.0.0.1", self.port, ssl=context)
        self.port = self._door.sockets[0].getsockname()[1]

    async def shut(self) -> None:
        """Let nobody in, and put everybody out."""
        if self._door is not None:
            self._door.close()
        for writer in [*self._open]:
            writer.transport.abort()

    async def _let_in(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        behind, to_behind = await asyncio.open_connection("127.0.0.1", self._behind)
        self._open |= {writer, to_behind}
        try:
            await asyncio.gather(_passed(reader, to_behind), _passed(behind, writer))
        finally:
            self._open -= {writer, to_behind}

    def _signed(
        self,
        file: Path,
        key: ec.EllipticCurvePrivateKey,
        name: x509.Name | None,
        *,
        authority: bool,
        until: dt.datetime,
    ) -> None:
        made = (
            x509.CertificateBuilder()
            .subject_name(name or x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]))
            .issuer_name(self._name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(self._now - 3 * _DAY)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
            .sign(self._key, hashes.SHA256())
        )
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        file.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)


async def _passed(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    writer.close()


@contextlib.asynccontextmanager
async def guarded(folder: Path, port: int) -> AsyncIterator[Guarded]:
    """A door that is open, until the end of the block."""
    door = Guarded(folder, port)
    await door.show(expired=False)
    try:
        yield door
    finally:
        await door.shut()
