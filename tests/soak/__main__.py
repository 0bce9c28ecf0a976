"""`make soak`: an hour's worth of events in minutes, with faults. Status 1: a promise is broken, a count differs, or memory grows."""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.soak.memory import MOST, growth, leaks
from tests.soak.run import Soak

ROOT = Path(__file__).parents[2]


def main() -> int:
    options = _options()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="rowan-soak-"))
    folder.mkdir(parents=True, exist_ok=True)
    print(
        f"seed {options.seed}, {options.messages:,} messages to {options.bot} on {options.database}; {folder}"
    )
    soak = Soak(
        seed=options.seed,
        messages=options.messages,
        rounds=options.rounds,
        code=Path(options.bot).resolve(),
        folder=folder,
        database=options.database,
    )
    began = time.monotonic()
    broken = asyncio.run(soak.tell())
    print(f"\n{options.messages:,} messages in {(time.monotonic() - began) / 60:.1f} minutes")
    print("people were told of " + ", ".join(f"{n} {what}" for what, n in sorted(soak.ledger.counts.items())))
    for promise, times in soak.comparison.verdicts.items():
        print(f"BROKEN {times} times: {promise}" if times else f"kept: {promise}")
    unequal = [(what, told, stands) for what, told, stands in soak.counts() if told != stands]
    for what, told, stands in soak.counts():
        print(f"{'equal' if told == stands else 'UNEQUAL'}: {what}: {told:,} and {stands:,}")
    leaking = leaks(soak.samples)
    print(
        f"{'LEAK' if leaking else 'flat'}: memory grew by {growth(soak.samples):,.0f} kB in 100,000 messages "
        f"(a leak: {MOST:,} kB), from {soak.samples[0].kilobytes / 1000:.1f} to {soak.samples[-1].kilobytes / 1000:.1f} MB"
    )
    return 1 if broken or unequal or leaking else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--messages", type=int, default=420_000)
    parser.add_argument("--rounds", type=int, default=28)
    parser.add_argument(
        "--seed", type=int, default=random.SystemRandom().randrange(10_000), help="default: any"
    )
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--bot", default=str(ROOT), help="the folder of the bot.py to test")
    parser.add_argument("--keep", default="", help="a folder for database and log, else a temporary one")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
