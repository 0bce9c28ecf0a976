"""Taking a picture of the demo with a Chromium that is at hand."""

import shutil
import subprocess
import tempfile
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_SIZE = (1240, 675)
_PATIENCE = 60  # seconds


class NoBrowser(Exception):
    """There is no Chromium here, or it failed."""


def take(html: str, target: Path) -> None:
    """Draw the page into a PNG. Raises NoBrowser."""
    browser = next((found for found in map(shutil.which, _NAMES) if found), None)
    if browser is None:
        raise NoBrowser(f"none of {', '.join(_NAMES)} was found")
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="rowan-picture-") as folder:
        page = Path(folder) / "picture.html"
        page.write_text(html, encoding="utf-8")
        command = [
            browser,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--blink-settings=preferredColorScheme=0",
            f"--user-data-dir={folder}/profile",
            f"--window-size={_SIZE[0]},{_SIZE[1]}",
            f"--screenshot={target.resolve()}",
            page.as_uri(),
        ]
        try:
            subprocess.run(  # noqa: S603  (the browser that was found, with our own arguments)
                command, check=True, timeout=_PATIENCE, capture_output=True
            )
        except (subprocess.SubprocessError, OSError) as error:
            raise NoBrowser(f"{browser} could not draw it: {error}") from error
