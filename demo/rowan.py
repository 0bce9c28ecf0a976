"""Running Rowan itself: the real bot.py with a database of its own, and its command line beside it."""

import asyncio
import base64
import os
import secrets
import sys
from pathlib import Path

from demo.reel import Terminal
from localdiscord import BotProcess, FakeDiscord
from settings import NAMES

ROOT = Path(__file__).resolve().parent.parent
_PATIENCE = 20.0  # seconds for one command at the command line


class Rowan:
    """The bot of the demo. `folder`: a temporary directory for the database and the log; `web`: the addresses inside this
    machine that it may fetch from.
    """

    def __init__(self, fd: FakeDiscord, folder: Path, *web: str) -> None:
        self.folder = folder
        # Every setting is given, so that neither the environment nor a .env of this checkout can reach the demo.
        self._env = dict.fromkeys(NAMES, "") | {
            "DISCORD_TOKEN": fd.token,
            "DATABASE_URL": f"sqlite:///{folder / 'rowan.db'}",
            "SECRET_KEY": base64.b64encode(secrets.token_bytes(32)).decode(),
            "NET_TEST_ADDRESSES": ",".join(web),
            "LIST_INTERVAL": "1",  # seconds between two looks at a followed list
            "FEED_INTERVAL": "1",
            "PYTHONDONTWRITEBYTECODE": os.environ.get("PYTHONDONTWRITEBYTECODE", ""),
        }
        self.process = BotProcess(
            fd, ROOT / "bot.py", cwd=folder, env=self._env, log=folder / "rowan.log", ready="ready"
        )

    @property
    def secrets(self) -> tuple[str, str]:
        """What no page may hold."""
        return self._env["DISCORD_TOKEN"], self._env["SECRET_KEY"]

    async def start(self) -> None:
        """Start it and wait until it has connected. Raises RuntimeError with its last lines if it ends instead."""
        await self.process.start()

    async def kill(self) -> None:
        """Kill it (SIGKILL) without a goodbye, as in a power cut."""
        await self.process.kill()

    async def stop(self) -> int | None:
        """Ask it to stop (SIGINT); returns the exit status."""
        return await self.process.stop()

    async def command_line(self, *arguments: str) -> Terminal:
        """Run `python bot.py ...` beside the running bot. Raises AssertionError with what it said if it fails."""
        command = await asyncio.create_subprocess_exec(
            sys.executable,
            str(ROOT / "bot.py"),
            *arguments,
            env={**os.environ, **self._env},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(_PATIENCE):
                out, err = await command.communicate()
        finally:
            if command.returncode is None:
                command.kill()
        said = out.decode(errors="replace").splitlines()
        if command.returncode != 0:
            raise AssertionError(
                "\n".join([f"exit status {command.returncode}", *said, err.decode(errors="replace")])
            )
        return Terminal(f"python bot.py {' '.join(arguments)}", tuple(said))
