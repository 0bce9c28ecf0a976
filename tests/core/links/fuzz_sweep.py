"""Fuzz the compiled part of the glance under AddressSanitizer and UBSan: `python -m tests.core.links.fuzz_sweep [SECONDS]`.

Builds it anew with gcc's sanitizers, gives it hostile texts beside the glance in Python, and builds it as usual again.
Fails where a sanitizer stops the process, or where it is sure of a text that Python would look at.
"""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from core.links.glance import compiled
from core.links.glance.letters import SIZE
from tests.core.links.test_corpus import DISGUISED, INNOCENT
from tests.core.links.test_sweep import BEYOND, BITS, LISTS, agrees
from tests.core.links.test_sweep_pages import PAGE_BITS

ROOT = Path(__file__).parents[3]
BUILD = [sys.executable, str(ROOT / ".ci" / "extension")]
SANITIZED = "-g -O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all"
INSIDE = "--inside"


def _texts(pick: random.Random):
    """Hostile texts without end: pieces put together, lines of the corpora spoilt and cut."""
    lines = [text for _, _, text in DISGUISED + INNOCENT]
    while True:
        yield "".join(pick.choices(BITS, k=pick.randrange(40)))
        yield "".join(pick.choices(PAGE_BITS, k=pick.randrange(14)))
        yield "".join(pick.choices(PAGE_BITS + BITS, k=pick.randrange(14))) * pick.randrange(40)
        yield "".join(pick.choices(BEYOND, k=pick.randrange(12)))
        yield "".join(map(chr, pick.choices(range(0x80, SIZE), k=pick.randrange(4)))) + pick.choice(BITS)
        line = pick.choice(lines)
        at = pick.randrange(len(line) + 1)
        yield line[:at] + pick.choice(BITS) + line[at + pick.randrange(3) :]
        yield line[at:] + pick.choice(lines)[: pick.randrange(9)]
        yield bytes(pick.choices(range(128), k=pick.randrange(50))).decode("ascii")


def _fuzz(seconds: float, seed: int) -> int:
    assert not compiled.WHY_NOT, compiled.WHY_NOT
    pick = random.Random(seed)
    until, count, sure = time.monotonic() + seconds, 0, 0
    for text in _texts(pick):
        name = pick.choice(list(LISTS))
        if not agrees(text, LISTS[name]):
            print(f"wrongly sure, with {name}: {text!r}")
            return 1
        count += 1
        sure += compiled.surely_nothing(text, LISTS[name])
        if time.monotonic() > until:
            break
    print(f"{count:,} texts, seed {seed}: none wrong, sure of {sure:,}")
    return 0


def main(seconds: str = "60") -> int:
    library = subprocess.check_output(["gcc", "-print-file-name=libasan.so"], text=True).strip()  # noqa: S607 - the gcc that builds it
    try:
        subprocess.run(BUILD, env={**os.environ, "CC": "gcc", "CFLAGS": SANITIZED}, check=True)  # noqa: S603 - our own script
        return subprocess.run(  # noqa: S603 - this file
            [sys.executable, "-m", "tests.core.links.fuzz_sweep", seconds, INSIDE],
            env={
                **os.environ,
                "LD_PRELOAD": library,
                "ASAN_OPTIONS": "detect_leaks=0",
                "PYTHONMALLOC": "malloc",
            },
            cwd=ROOT,
            check=False,
        ).returncode
    finally:
        subprocess.run(BUILD, check=True)  # noqa: S603 - our own script


if __name__ == "__main__":
    sys.exit(
        _fuzz(float(sys.argv[1]), random.randrange(10**6)) if INSIDE in sys.argv else main(*sys.argv[1:])
    )
