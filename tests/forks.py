"""A plugin of pytest, `-p tests.forks --forks 2`: everything is imported and collected once, then the tests are shared out
among so many forks of the process, a few at a time to whoever is free.

What starts processes mostly waits for them, so it comes first, the longest in front, and as many forks as there are processors
begin at the other end, with what works all the time.

Tests of one file that share a fixture of their module are taken together, so that it is made once.

Workers that start anew, as those of pytest-xdist do, would each import and collect first: three seconds each. Where processes
cannot fork, or are asked for none, tests run as ever.
"""

import contextlib
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any, Literal, NamedTuple

import pytest

_AT_ONCE = 4  # tests that a fork takes from the rest; of those that take seconds, one
_PROCESSORS = os.cpu_count() or 1
_AUTO = _PROCESSORS + 1  # a test waits a fifth of its time


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


class _Passed(NamedTuple):
    """What is to be said of a step of a test that passed and said nothing: in full it is twenty times as much."""

    at: int
    """Which of the session's tests."""
    when: Literal["setup", "call", "teardown"]
    duration: float
    start: float
    stop: float

    def in_full(self, items: Sequence[pytest.Item]) -> pytest.TestReport:
        item = items[self.at]
        return pytest.TestReport(
            item.nodeid,
            item.location,
            {},
            "passed",
            None,
            self.when,
            (),
            self.duration,
            self.start,
            self.stop,
        )


class _Parent:
    """Tells pytest what the forks report, as if it had run the tests itself."""

    def __init__(self, session: pytest.Session) -> None:
        self._session = session
        self._config = session.config
        self._context = multiprocessing.get_context("fork")
        self._rest = self._context.Array("i", [0, len(session.items)])  # the tests that nobody took yet

    def run(self, number: int) -> None:
        """Run every test; what a fork that died had not reported is a failure."""
        self._session.items.sort(key=_turn)
        forks = [self._fork(at_the_end=fork < min(_PROCESSORS, number - 1)) for fork in range(number)]
        talking = {pipe: process for process, pipe in forks}
        try:
            while talking:
                for pipe in wait(list(talking)):
                    try:
                        for told in pipe.recv():
                            self._hear(told)
                    except EOFError:
                        self._ended(talking.pop(pipe))
        finally:
            for process, _ in forks:
                process.kill()
                process.join()

    def _fork(self, *, at_the_end: bool) -> tuple[Any, Connection]:
        reading, writing = self._context.Pipe(duplex=False)
        fork = _Fork(self._session, self._rest, writing, at_the_end=at_the_end)
        process = self._context.Process(target=fork.run)
        process.start()
        writing.close()
        return process, reading

    def _hear(self, told: _Passed | dict[str, Any]) -> None:
        if isinstance(told, _Passed):
            report = told.in_full(self._session.items)
        else:
            report = self._config.hook.pytest_report_from_serializable(config=self._config, data=told)
        self._config.hook.pytest_runtest_logreport(report=report)
        if self._session.shouldfail or self._session.shouldstop:
            self._rest[0] = len(self._session.items)

    def _ended(self, process: Any) -> None:
        process.join()
        if process.exitcode != 0:
            self._rest[0] = len(self._session.items)
            self._session.shouldfail = f"a fork of the tests died ({process.exitcode}); --forks 0 shows where"


class _Fork:
    """Runs tests in a process of its own, and reports them."""

    def __init__(self, session: pytest.Session, rest: Any, pipe: Connection, *, at_the_end: bool) -> None:
        self._items = session.items
        self._config = session.config
        self._rest = rest
        self._pipe = pipe
        self._at_the_end = at_the_end
        self._parent = os.getpid()
        self._at = 0  # which test runs
        self._told: list[_Passed | dict[str, Any]] = []  # of that test

    def run(self) -> None:
        """Run what nobody took yet, until all is taken."""
        plugins = self._config.pluginmanager
        plugins.unregister(name="terminalreporter")  # the parent's
        plugins.register(self)
        capturing = plugins.getplugin("capturemanager")
        capturing.stop_global_capturing()  # into files that all forks would share
        capturing.start_global_capturing()
        mine = self._mine()
        at = next(mine, None)
        while at is not None:
            following = next(mine, None)
            self._at = at
            self._config.hook.pytest_runtest_protocol(
                item=self._items[at], nextitem=None if following is None else self._items[following]
            )
            at = following
        capturing.stop_global_capturing()
        self._pipe.close()
        os._exit(0)  # what else ends with the session, the parent ends

    def _mine(self) -> Iterator[int]:
        while chunk := self._take():
            yield from chunk

    def _take(self) -> range:
        with self._rest.get_lock():
            first, end = self._rest
            if (
                first >= end or os.getppid() != self._parent
            ):  # the parent was killed: nobody would hear of the others
                return range(0)
            if self._at_the_end:
                begin = end - 1
                while begin > first and self._go_on(begin, begin - 1, end - begin):
                    begin -= 1
                self._rest[1] = begin
                return range(begin, end)
            after = first + 1
            while after < end and self._go_on(after - 1, after, after - first):
                after += 1
            self._rest[0] = after
            return range(first, after)

    def _go_on(self, at: int, beside: int, taken: int) -> bool:
        """Whether the test beside the last that was taken is taken, too."""
        one, other = self._items[at], self._items[beside]
        return (taken < _AT_ONCE and _is_short(one) and _is_short(other)) or _belong_together(one, other)

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._told.append(self._in_short(report))
        if report.when == "teardown":  # one message a test
            with contextlib.suppress(BrokenPipeError):  # the parent was interrupted
                self._pipe.send(self._told)
            self._told.clear()

    def _in_short(self, report: pytest.TestReport) -> _Passed | dict[str, Any]:
        says_more = (
            report.sections or report.user_properties or report.longrepr or hasattr(report, "wasxfail")
        )
        if report.passed and not says_more:
            return _Passed(self._at, report.when, report.duration, report.start, report.stop)
        return self._config.hook.pytest_report_to_serializable(config=self._config, report=report)


def _turn(item: pytest.Item) -> tuple[bool, bool]:
    """What it is sorted by: what waits for processes comes first, and of all the longest."""
    return item.get_closest_marker("process") is None, item.get_closest_marker("long") is None


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
