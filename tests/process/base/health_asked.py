"""Asking the running bot how it is, as a program that watches over it does."""

import asyncio
import socket
from collections.abc import Mapping
from dataclasses import dataclass

import httpx
from prometheus_client.parser import text_string_to_metric_families

from localdiscord import FakeDiscord

Series = Mapping[tuple[str, frozenset[tuple[str, str]]], float]


def free_port() -> int:
    """A port of this machine that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@dataclass(frozen=True)
class Asking:
    """One bot, by its port."""

    fd: FakeDiscord
    port: int

    @property
    def address(self) -> str:
        """As HEALTH_ADDRESS names it."""
        return f"127.0.0.1:{self.port}"

    async def get(self, path: str) -> httpx.Response:
        """What it answers."""
        async with httpx.AsyncClient(timeout=30, trust_env=False) as client:
            return await client.get(f"http://{self.address}{path}")

    async def ready(self) -> bool:
        """Whether it says that it can do its work; False also where nobody answers."""
        try:
            return (await self.get("/readyz")).status_code == 200
        except httpx.TransportError:
            return False

    async def until_ready(self, *, ready: bool = True) -> None:
        """Wait until it says so."""
        async with asyncio.timeout(60):
            while await self.ready() is not ready:
                await asyncio.sleep(0.05)

    async def until_answered(self) -> None:
        """Wait until somebody listens."""
        async with asyncio.timeout(60):
            while True:
                try:
                    await self.get("/healthz")
                except httpx.TransportError:
                    await asyncio.sleep(0.05)
                else:
                    return

    async def missing(self) -> set[str]:
        """The parts that are not ready."""
        answer = await self.get("/readyz")
        return {line.partition(":")[0] for line in answer.text.splitlines() if ":" in line}

    async def until_missing(self, *parts: str) -> None:
        """Wait until exactly these parts are not ready."""
        async with asyncio.timeout(60):
            while await self.missing() != set(parts):
                await asyncio.sleep(0.05)

    async def scraped(self) -> Series:
        """Every figure, by its name and labels."""
        answer = await self.get("/metrics")
        assert answer.status_code == 200
        return read_scrape(answer.text)

    async def until(self, wanted: float | None, name: str, **labels: str) -> Series:
        """Wait until a figure is so; a scrape may be a second old. None: it is not known."""
        async with asyncio.timeout(60):
            while figure(series := await self.scraped(), name, **labels) != wanted:
                await asyncio.sleep(0.1)
        return series


def read_scrape(text: str) -> Series:
    """The figures of a scrape, read by the library's own parser."""
    found = {}
    for family in text_string_to_metric_families(text):
        for sample in family.samples:
            key = sample.name, frozenset(sample.labels.items())
            assert key not in found, f"{key} stands there twice"
            found[key] = sample.value
    return found


def figure(series: Series, name: str, **labels: str) -> float | None:
    """One figure; None where it is not known."""
    return series.get((name, frozenset(labels.items())))
