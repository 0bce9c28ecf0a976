"""`bot.py healthcheck`: asks the bot that runs beside it whether it is well, for a container that has no other program to ask with."""

import argparse
import asyncio
import contextlib
import sys
from http import HTTPStatus
from ipaddress import ip_address

from services.base.settings.health import HealthAddress
from settings import Settings
from wiring.database import say

_PATIENCE = 4.0  # seconds
_LONGEST = 4_000  # bytes of an answer that are read
_UNWELL, _NOT_SET = 1, 2  # exit statuses


async def healthcheck(settings: Settings, options: argparse.Namespace) -> int:
    """Ask `/healthz`, or `/readyz` with `--ready`; returns 0 where the answer is good, 1 where it is not or none comes."""
    address = settings.health.address
    if address is None:
        print(say("healthcheck-not-set"), file=sys.stderr)
        return _NOT_SET
    try:
        async with asyncio.timeout(_PATIENCE):
            status, text = await _asked(address, "/readyz" if options.ready else "/healthz")
    except (OSError, TimeoutError, ValueError):
        print(say("healthcheck-no-answer", address=str(address)), file=sys.stderr)
        return _UNWELL
    print(text.strip())
    return 0 if status == HTTPStatus.OK else _UNWELL


async def _asked(address: HealthAddress, page: str) -> tuple[int, str]:
    """The status and the text of a page. Raises OSError, and ValueError where no HTTP comes back."""
    host = address.host
    if ip_address(host).is_unspecified:  # it listens everywhere, here too
        host = "::1" if ":" in host else "127.0.0.1"
    reader, writer = await asyncio.open_connection(host, address.port)
    try:
        writer.write(f"GET {page} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n".encode())
        answer = b""
        while len(answer) < _LONGEST and (more := await reader.read(_LONGEST)):
            answer += more
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
    head, _, text = answer.decode("utf-8", errors="replace").partition("\r\n\r\n")
    said = head.split(" ", 2)
    if not head.startswith("HTTP/") or len(said) < 2:  # noqa: PLR2004  # the version, then the status
        raise ValueError("no HTTP")
    return int(said[1]), text
