"""A plugin of pytest, `-p tests.forks --forks 2`: everything is imported and collected once, then the tests are shared out
among so many forks of the process, a few at a time to whoever is free.

Tests of one file that share a fixture of their module are taken together, so that it is made once.

Workers that start anew, as those of pytest-xdist do, would each import and collect first: three seconds each. Where processes
cannot fork, or are asked for none, tests run as ever.
"""

import contextlib
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

import pytest

_AT_ONCE = 4  # tests that a fork takes from the rest; of those that take seconds, one
_AUTO = (os.cpu_count() or 1) + 1  # a test waits a fifth of its time


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--forks", default="0", metavar="N", help="share the tests out among N forks, or `auto`")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    asked = session.config.getoption("forks")
    number = _AUTO if asked == "auto" else int(asked)
    if number < 2 or not hasattr(os, "fork") or session.config.option.collectonly or session.testsfailed:
        return None
    session.config._tmp_path_factory.getbasetemp()  # one for all, which the parent clears away
    _Parent(session).run(number)
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    if session.shouldstop:
        raise session.Interrupted(session.shouldstop)
    return True


class _Parent:
    """Tells pytest what the forks report, as if it had run the tests itself."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        self._config = session.config
        self._context = multiprocessing.get_context("fork")
        self._taken = self._context.Value("i", 0)  # how many of the session's tests were given out

    def run(self, number: int) -> None:
        """Run every test; what a fork that died had not reported is a failure."""
        forks = [self._fork() for _ in range(number)]
        talking = {pipe: process for process, pipe in forks}
        try:
            while talking:
                for pipe in wait(list(talking)):
                    try:
                        self._hear(pipe.recv())
                    except EOFError:
                        self._ended(talking.pop(pipe))
        finally:
            for process, _ in forks:
                process.kill()
                process.join()

    def _fork(self) -> tuple[Any, Connection]:
        reading, writing = self._context.Pipe(duplex=False)
        process = self._context.Process(target=_Fork(self._session, self._taken, writing).run)
        process.start()
        writing.close()
        return process, reading

    def _hear(self, told: dict[str, Any]) -> None:
        report = self._config.hook.pytest_report_from_serializable(config=self._config, data=told)
        self._config.hook.pytest_runtest_logreport(report=report)
        if self._session.shouldfail or self._session.shouldstop:
            self._taken.value = len(self._session.items)

    def _ended(self, process: Any) -> None:
        process.join()
        if process.exitcode != 0:
            self._taken.value = len(self._session.items)
            self._session.shouldfail = f"a fork of the tests died ({process.exitcode}); --forks 0 shows where"


class _Fork:
    """Runs tests in a process of its own, and reports them."""

    def __init__(self, session: pytest.Session, taken: Any, pipe: Connection) -> None:
        self._items = session.items
        self._config = session.config
        self._taken = taken
        self._pipe = pipe

    def run(self) -> None:
        """Run what nobody took yet, until all is taken."""
        plugins = self._config.pluginmanager
        plugins.unregister(name="terminalreporter")  # the parent's
        plugins.register(self)
        capturing = plugins.getplugin("capturemanager")
        capturing.stop_global_capturing()  # into files that all forks would share
        capturing.start_global_capturing()
        items = self._mine()
        item = next(items, None)
        while item is not None:
            following = next(items, None)
            self._config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            item = following
        capturing.stop_global_capturing()
        self._pipe.close()
        os._exit(0)  # what else ends with the session, the parent ends

    def _mine(self) -> Iterator[pytest.Item]:
        while chunk := self._take():
            yield from chunk

    def _take(self) -> Sequence[pytest.Item]:
        with self._taken.get_lock():
            begin = self._taken.value
            end = begin + 1
            while end < len(self._items) and (
                (end < begin + _AT_ONCE and _is_short(self._items[end]))
                or _belong_together(self._items[end - 1], self._items[end])
            ):
                end += 1
            self._taken.value = end
        return self._items[begin:end]

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        told = self._config.hook.pytest_report_to_serializable(config=self._config, report=report)
        with contextlib.suppress(BrokenPipeError):  # the parent was interrupted
            self._pipe.send(told)


def _is_short(item: pytest.Item) -> bool:
    return item.get_closest_marker("process") is None and item.get_closest_marker("long") is None


def _belong_together(one: pytest.Item, other: pytest.Item) -> bool:
    return not _of_module(one).isdisjoint(_of_module(other))


def _of_module(item: pytest.Item) -> frozenset[Any]:
    """The fixtures that the test shares with others of its file."""
    made = getattr(item, "_fixtureinfo", None)
    return frozenset(
        each[-1] for each in (made.name2fixturedefs.values() if made else ()) if each[-1].scope == "module"
    )
