"""Measuring a removal, from gateway frame in to delete request out: Rowan beside a bare discord.py bot, in one run.

Both are real processes on the same local Discord and get the same chat at the same rates, in turn.
"""

import asyncio
import base64
import secrets
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.publishing import publish
from bench.traffic import CHANNELS, WORD, Figures, measure
from localdiscord import BotProcess, FakeDiscord, P

ROOT = Path(__file__).parent.parent
RATES = (200, 1000)
ROUNDS = 3  # in turn: bare, Rowan, bare, Rowan ...
_SECONDS = 10.0
_WARM_UP = 2.0

Starter = Callable[[FakeDiscord, Path], BotProcess]


def bare(fd: FakeDiscord, _folder: Path) -> BotProcess:
    """Make the baseline bot."""
    place = str(ROOT / "bench" / "bare" / "removing.py")
    return BotProcess(fd, place, cwd=ROOT, env={"BENCH_WORD": WORD}, python=sys.executable, ready="ready:")


def rowan(fd: FakeDiscord, folder: Path, url: str = "") -> BotProcess:
    """Make the real bot, as an operator starts it. `url`: of its database, where it is no file in the folder."""
    env = {
        "DATABASE_URL": url or f"sqlite:///{folder / 'rowan.db'}",
        "SECRET_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
        "SECRET_KEY_FILE": "",
        "LOG_LEVEL": "INFO",
    }
    return BotProcess(fd, "bot.py", cwd=ROOT, env=env, python=sys.executable, ready="ready:")


async def run_one(start: Starter, rates: Sequence[int], *, set_up: bool) -> list[Figures]:
    """Measure one process at every rate."""
    with tempfile.TemporaryDirectory() as folder:
        fd = await FakeDiscord(validate=False).start()
        guild = fd.add_guild("Bench", bot_permissions=P.DEFAULT | P.MESSAGES | P.MODERATE)
        channels = [fd.add_channel(guild, f"chat-{number}") for number in range(CHANNELS)]
        manager = fd.add_member(guild, "manager", permissions=P.GUILD | P.MESSAGES)
        review = fd.add_channel(guild, "review", private_to=[fd.bot, manager])
        author = fd.add_member(guild, "author")
        bot = start(fd, Path(folder))
        await bot.start()
        try:
            if set_up:
                await fd.slash(manager, channels[0], "setup", review_channel=review)
                answer = await fd.slash(
                    manager, channels[0], "blocklist add", pattern=WORD, category="harassment"
                )
                assert answer.failed is None, answer.failed
            await measure(fd, channels, author, rates[0], _WARM_UP)
            return [await measure(fd, channels, author, rate, _SECONDS) for rate in rates]
        finally:
            await bot.stop()
            await fd.stop()


async def compare() -> str:
    """Make the table of medians over the rounds."""
    found: dict[tuple[str, int], list[Figures]] = {}
    for number in range(ROUNDS):
        for name, start, set_up in (("bare", bare, False), ("rowan", rowan, True)):
            print(f"  round {number + 1} of {ROUNDS}: {name} ...", file=sys.stderr, flush=True)
            for figures in await run_one(start, RATES, set_up=set_up):
                found.setdefault((name, figures.rate), []).append(figures)
    return table(found)


def table(found: dict[tuple[str, int], list[Figures]]) -> str:
    """Write the table as Markdown: per rate and bot the median over rounds of p50 and p99,
    and the ratio to the bare bot.
    """
    lines = [
        "| messages/s | bot | p50 ms | p99 ms | worst ms | removed of hits | p50 ratio | p99 ratio |",
        "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ]
    for rate in RATES:
        base = found["bare", rate]
        for name in ("bare", "rowan"):
            rounds = found[name, rate]
            p50, p99 = (statistics.median(getattr(f, field) for f in rounds) for field in ("p50", "p99"))
            ratios = [
                statistics.median(
                    getattr(f, field) / getattr(b, field) for f, b in zip(rounds, base, strict=True)
                )
                for field in ("p50", "p99")
            ]
            removed, hits = sum(f.removed for f in rounds), sum(f.hits for f in rounds)
            lines.append(
                f"| {rate:,} | {name} | {p50:.2f} | {p99:.2f} | {max(f.worst for f in rounds):.1f} | {removed}/{hits} "
                f"| {ratios[0]:.2f} | {ratios[1]:.2f} |"
            )
    return "\n".join(lines)


def main() -> str:
    """Run the benchmark and put the table into docs/benchmarks.md; returns it."""
    found = asyncio.run(compare())
    publish("removal", f"Measured {datetime.now(UTC):%Y-%m-%d}, 2 cores, Python 3.11.\n\n{found}")
    return found
