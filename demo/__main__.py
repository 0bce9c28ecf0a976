"""`python -m demo`: the main job, end to end, on a local Discord; no token, no network.

Prints what each person sees, writes build/demo.html and exits 0 only if every step really happened.
"""

import argparse
import asyncio
import signal
import sys
import tempfile
import time
from pathlib import Path

from demo.narrator import Narrator, default_console
from demo.page.document import draw_page, draw_picture
from demo.picture import NoBrowser, take
from demo.play import Play, stage
from demo.rowan import ROOT
from demo.story import CHAPTERS
from demo.teller import StepFailed, last_lines, require

_LONGEST = 240.0  # seconds; nothing in the story takes nearly so long
_PAUSE = 0.4  # seconds between moments, for a reader at a terminal
_INTERRUPTED = 130

_OPENING = (
    "Rowan, from the first minute to the first campaign\n"
    "The real bot.py on a small Discord inside this machine. No token, no network. About half a minute."
)


def main() -> int:
    """Run the demo; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m demo", description=__doc__)
    parser.add_argument(
        "--page", type=Path, default=ROOT / "build" / "demo.html", help="where the page is written"
    )
    parser.add_argument("--picture", type=Path, metavar="PNG", help="also draw a picture, with Chromium")
    parser.add_argument("--no-pause", action="store_true", help="do not wait for a reader")
    options = parser.parse_args()
    console = default_console()
    pause = 0.0 if options.no_pause or not console.is_terminal else _PAUSE
    narrator = Narrator(console, pause)
    narrator.say(_OPENING)
    # Asked to stop, it cleans up after itself, as with Ctrl-C.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return asyncio.run(_perform(narrator, options.page, options.picture))
    except KeyboardInterrupt:
        narrator.say("\nStopped. Nothing is left behind.")
        return _INTERRUPTED


async def _perform(narrator: Narrator, page: Path, picture: Path | None) -> int:
    """Play the story, then write the page; returns the exit status."""
    with tempfile.TemporaryDirectory(prefix="rowan-demo-") as folder:
        async with stage(narrator, Path(folder)) as play:
            try:
                async with asyncio.timeout(_LONGEST):
                    await _story(play)
            except StepFailed as failure:
                return _failed(narrator, play, page, failure.step, failure.reason)
            except TimeoutError:
                return _failed(narrator, play, page, "the whole story", f"not within {_LONGEST:.0f} s")
            seconds = play.tell.seconds
            reel = play.ending()
    drawn = draw_page(reel)
    if any(secret in drawn for secret in (*play.rowan.secrets, *play.fd.interactions)):
        return _failed(narrator, play, page, "the page is drawn", "it holds a token or a key")
    _write(page, drawn)
    narrator.say(f"\n✓ Every step happened, in {seconds:.0f} seconds.", "bold green")
    narrator.say(f"  See it as Discord shows it: {_near(page)}")
    if picture is not None:
        try:
            take(draw_picture(reel), picture)
        except NoBrowser as reason:
            narrator.say(f"There is no picture: {reason}.")
            return 1
    return 0


def _failed(narrator: Narrator, play: Play, page: Path, step: str, reason: str) -> int:
    """Say which step did not happen, and keep the whole log beside where the page would be."""
    output = play.rowan.process.output
    log = page.with_suffix(".log")
    _write(log, "\n".join(output) + "\n")
    narrator.failed(step, reason, last_lines(output))
    narrator.say(f"\nThe whole log: {_near(log)}")
    return 1


def _near(path: Path) -> Path:
    """Shorten a path to how it is seen from where the reader is, if it lies below."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


async def _story(play: Play) -> None:
    for chapter in CHAPTERS:
        with play.tell.step(f"the chapter “{chapter.__name__}”"):
            await chapter(play)
    with play.tell.step("the local Discord understood every call that Rowan made"):
        require(play.fd.unimplemented == [], str(play.fd.unimplemented))
    with play.tell.step("Rowan stops when it is asked to, with status 0"):
        began = time.monotonic()
        status = await play.rowan.stop()
        require(status == 0 and time.monotonic() - began < 10, f"exit status {status}")


if __name__ == "__main__":
    sys.exit(main())
