"""Start an unmodified discord.py bot against a local Discord.

    FAKEDISCORD_URL=http://127.0.0.1:PORT DISCORD_TOKEN=x python launch.py path/to/bot.py [arguments]
    FAKEDISCORD_URL=...                   DISCORD_TOKEN=x python launch.py -m package [arguments]
    FAKEDISCORD_NO_NAMES=FILE: while this file is there, no name can be looked up
                                                          python launch.py --fork NUMBER [modules]

The third loads the modules and forks for each start that is asked for at the socket of this number (`loaded.py`).

Three addresses in discord.py change, and a guard refuses and prints any connection or name look-up off this machine.
Everything else, the HTTP client, rate limiter, gateway and cache, is the real library.
"""

import atexit
import contextlib
import gc
import importlib
import json
import os
import runpy
import select
import signal
import socket
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

sys.modules.setdefault("zstandard", None)  # type: ignore[arg-type]  # so that it asks for zlib-stream

import discord.asset  # noqa: E402
import discord.gateway  # noqa: E402
import discord.http  # noqa: E402
import yarl  # noqa: E402

HERE = ("::1", "localhost", "None", "", "0.0.0.0", "::")  # noqa: S104  (names of this machine, nothing is bound)


def point_at(base: str) -> None:
    """Let discord.py speak to this address. A client without shards never asks `/gateway/bot`, so the default gateway
    is set too.

    The default gateway matters because a client without shards never asks `/gateway/bot`.
    """
    discord.http.Route.BASE = f"{base}/api/v10"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(base.replace("http", "ws", 1) + "/gateway")
    discord.asset.Asset.BASE = f"{base}/cdn"


def no_names() -> bool:
    """Whether this machine is to seem without name servers just now."""
    file = os.environ.get("FAKEDISCORD_NO_NAMES")
    return bool(file) and Path(file or "").exists()


def stay_here(event: str, args: tuple[Any, ...]) -> None:
    """Refuse (PermissionError) as an audit hook whatever would leave this machine."""
    if event == "socket.connect" and isinstance(args[1], tuple):
        host, what = str(args[1][0]), "reach"
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host, what = args[0].decode() if isinstance(args[0], bytes) else str(args[0]), "resolve"
    else:
        return
    if what == "resolve" and host and not host[0].isdigit() and no_names():
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
    if not (host.startswith("127.") or host in HERE):
        text = f"launch.py: the bot tried to {what} {host}"
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
        raise PermissionError(text)


def let_uvloop_tell() -> None:
    """Have uvloop tell audit hooks, as Python's own sockets do, whom it looks up and reaches; it asks libuv for both."""
    try:
        import uvloop
    except ImportError:
        return

    async def getaddrinfo(loop: Any, host: Any, port: Any, **more: Any) -> Any:
        sys.audit("socket.getaddrinfo", host, port)
        return await uvloop.Loop.getaddrinfo(loop, host, port, **more)

    async def create_connection(
        loop: Any, factory: Any, host: Any = None, port: Any = None, **more: Any
    ) -> Any:
        if host is not None:
            sys.audit("socket.connect", None, (host, port))
        return await uvloop.Loop.create_connection(loop, factory, host, port, **more)

    overridden = {"getaddrinfo": getaddrinfo, "create_connection": create_connection}
    uvloop.new_event_loop = type("Telling", (uvloop.Loop,), overridden)


def run(target: list[str]) -> None:
    """Run a script, or with `-m` a module, as Python itself would."""
    if target[0] == "-m":
        sys.argv = target[1:]
        sys.path[0] = str(Path.cwd())
        runpy.run_module(target[1], run_name="__main__", alter_sys=True)
    else:
        sys.argv = target
        sys.path[0] = str(Path(target[0]).resolve().parent)
        runpy.run_path(target[0], run_name="__main__")


def run_and_end(target: list[str]) -> NoReturn:
    """Run it in a fork, and end as Python does, save that nothing is taken apart: that would first copy all that was loaded."""
    try:
        run(target)
        said: object = 0
    except SystemExit as end:
        said = end.code
    # What Python does at each end, and multiprocessing for its forks: neither has a public name.
    threading._shutdown()  # type: ignore[attr-defined]  # noqa: SLF001  # waits for threads
    atexit._run_exitfuncs()  # noqa: SLF001  # what was registered
    gc.collect()  # what only cycles hold may have something to say at its end
    if isinstance(said, str):
        sys.stderr.write(said + "\n")
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(said if isinstance(said, int) else said is not None)


def forked(number: int, modules: Sequence[str]) -> list[str]:
    """Load the modules from this folder, and fork for each start that is asked for; returns in each fork, with what it is to
    run, and ends where nobody can ask any more.
    """
    sys.path[0] = str(Path.cwd())
    gc.disable()  # it would look through all that was loaded, time and again, and find nothing
    for module in modules:
        importlib.import_module(module)
    gc.collect()
    gc.freeze()  # a collection in a fork would copy the pages of all this
    gc.enable()
    asking = socket.socket(fileno=number)
    running: dict[int, tuple[int, int]] = {}  # by what tells of its end: a process, and where to tell of it
    while True:
        for ready in select.select([asking.fileno(), *running], [], [])[0]:
            if ready != asking.fileno():
                _tell_of_the_end(ready, *running.pop(ready))
                continue
            asked, numbers, _, _ = socket.recv_fds(asking, 1 << 18, 4)
            if not asked:
                for pid, _ in running.values():
                    os.kill(pid, signal.SIGKILL)
                sys.exit(0)
            out, told, *others = numbers  # others: standard error and standard input, where they are others
            pid = os.fork()
            if pid == 0:
                return _begun(json.loads(asked), [out, *others], [told, asking.detach(), *_all_of(running)])
            with contextlib.suppress(BrokenPipeError):
                os.write(told, b"%d\n" % pid)
            for given in (out, *others):
                os.close(given)
            running[os.pidfd_open(pid)] = pid, told


def _tell_of_the_end(ended: int, pid: int, told: int) -> None:
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    with contextlib.suppress(BrokenPipeError):  # whoever asked for it may be gone
        os.write(told, b"%d\n" % status)
    os.close(told)
    os.close(ended)


def _all_of(running: dict[int, tuple[int, int]]) -> list[int]:
    return [number for ended, (_, told) in running.items() for number in (ended, told)]


def _begun(asked: dict[str, Any], streams: Sequence[int], of_others: Sequence[int]) -> list[str]:
    """Make a fork what a new process would be, but for the modules that it has loaded."""
    out, err, *reads = streams if len(streams) > 1 else (*streams, *streams)
    os.dup2(out, 1)
    os.dup2(err, 2)
    for number in reads:
        os.dup2(number, 0)
    for number in (*streams, *of_others):
        os.close(number)
    os.environ.clear()
    os.environ.update(asked["environment"])
    target: list[str] = asked["target"]
    return target


if __name__ == "__main__":
    let_uvloop_tell()
    to_run, go = sys.argv[1:], run
    if to_run[0] == "--fork":
        to_run, go = forked(int(to_run[1]), to_run[2:]), run_and_end
    if (
        go is run or "FAKEDISCORD_URL" in os.environ
    ):  # what is run to its end (`loaded.py`) may meet no Discord
        point_at(os.environ["FAKEDISCORD_URL"].rstrip("/"))
        sys.addaudithook(stay_here)
    go(to_run)
