"""`make crash`: kills at random, under load, with Discord misbehaving; a verdict for every promise. Status 1: one is broken."""

import argparse
import asyncio
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.crash.run import Run

ROOT = Path(__file__).parents[2]


def main() -> int:
    options = _options()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="rowan-crash-"))
    folder.mkdir(parents=True, exist_ok=True)
    print(
        f"seed {options.seed}, {options.kills} kills of {options.bot} on {options.database}; what it writes in {folder}",
        flush=True,
    )
    run = Run(
        seed=options.seed,
        kills=options.kills,
        code=Path(options.bot).resolve(),
        folder=folder,
        people=options.people,
        database=options.database,
        processes=options.processes,
    )
    began = time.monotonic()
    broken = asyncio.run(run.tell())
    minutes = (time.monotonic() - began) / 60
    print(f"\n{run.ledger.kill} kills in {minutes:.1f} minutes, seed {options.seed}")
    print("people were told of " + ", ".join(f"{n} {what}" for what, n in sorted(run.ledger.counts.items())))
    for each in run.fd.sharding.twice:
        print(f"BROKEN: a shard ran twice at once: {each}")
    for promise, times in run.comparison.verdicts.items():
        print(f"BROKEN {times} times: {promise}" if times else f"kept: {promise}")
    return 1 if broken else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument(
        "--seed", type=int, default=random.SystemRandom().randrange(10_000), help="default: any"
    )
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    parser.add_argument("--processes", type=int, default=1, help="that share the work, and as many shards")
    parser.add_argument("--people", type=int, default=14, help="who act at the same time")
    parser.add_argument("--bot", default=str(ROOT), help="the folder of the bot.py to test")
    parser.add_argument("--keep", default="", help="a folder for database and log, else a temporary one")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
