"""Nothing of the machine changes the way of a request: no proxy, no password, no searched domain, no silent name server."""

import asyncio
import socket
import threading
from pathlib import Path

import pytest

from net.base.connecting import dial
from net.base.refusals import FetchRefusedError
from net.base.resolver import Answer, NameUnknown, SystemResolver
from services.base.fetching import Content, RefusalReason
from tests.net.base.loopback import PUBLIC, LittleInternet, answers, ok


async def test_no_proxy_and_no_password_comes_from_the_environment(
    net: LittleInternet, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    proxied: list[bytes] = []
    proxy = await net.listen(answers(ok(b"proxy"), head=proxied))
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy}")
        monkeypatch.setenv(name.lower(), f"http://127.0.0.1:{proxy}")
    monkeypatch.setenv("NO_PROXY", "")
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine lists.example login somebody password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HOME", str(tmp_path))
    head: list[bytes] = []
    await net.serve(answers(ok(b"list"), head=head))
    result = await net.fetch("http://lists.example/")
    assert isinstance(result, Content)
    assert result.body == b"list"
    assert proxied == []
    assert b"authorization" not in head[0].lower()


async def test_name_servers_are_asked_for_the_whole_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def getaddrinfo(host: object, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "CDN.example.", (PUBLIC, 0)),
            (socket.AF_INET6, socket.SOCK_STREAM, 6, "", ("fe80::1%3", 0, 0, 3)),
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (PUBLIC, 0)),
        ]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    assert await SystemResolver().resolve("lists.example") == Answer((PUBLIC, "fe80::1%3"), "cdn.example")
    assert asked == [b"lists.example."]  # the dot: nothing is put behind it


@pytest.mark.parametrize("error", [socket.gaierror(-2, "unknown"), OSError("broken"), UnicodeError()])
async def test_name_servers_that_do_not_know(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def getaddrinfo(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    resolver = SystemResolver()
    for _ in range(40):  # and none of the questions stays counted
        with pytest.raises(NameUnknown):
            await resolver.resolve("lists.example")


def test_silent_name_servers_hold_up_neither_the_stop_nor_fill_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answered = threading.Event()
    asking: list[threading.Thread] = []

    def getaddrinfo(*_: object, **__: object) -> list[object]:
        asking.append(threading.current_thread())
        answered.wait()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    resolver = SystemResolver()

    async def ask() -> None:
        questions = [asyncio.create_task(resolver.resolve("lists.example")) for _ in range(50)]
        while len(asking) < 32:
            await asyncio.sleep(0)
        for question in questions:
            question.cancel()
        await asyncio.gather(*questions, return_exceptions=True)

    asyncio.run(ask())  # ends while they are still asking
    try:
        assert len(asking) == 32
        assert all(thread.daemon for thread in asking)
        assert not answered.is_set()
    finally:
        answered.set()
        for thread in asking:
            thread.join()


async def test_an_answer_that_comes_too_late_disturbs_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    answered = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answered.wait() and [])
    resolver = SystemResolver()
    question = asyncio.create_task(resolver.resolve("lists.example"))
    await asyncio.sleep(0)
    question.cancel()
    await asyncio.wait({question})
    answered.set()
    assert await resolver.resolve("lists.example") == Answer(())


async def test_this_machine_itself_is_not_the_public(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name may lead to the public address of the machine that Rowan runs on, and to what listens there for itself."""

    class Stream:
        closed = False

        def get_extra_info(self, info: str) -> tuple[str, int]:
            return {"client_addr": (PUBLIC, 50_000), "server_addr": (PUBLIC, 80)}[info]

        async def aclose(self) -> None:
            self.closed = True

    stream = Stream()

    async def connect(*_: object, **__: object) -> Stream:
        return stream

    monkeypatch.setattr("httpcore.AnyIOBackend.connect_tcp", connect)
    with pytest.raises(FetchRefusedError) as refused:
        await dial(PUBLIC, 80)
    assert refused.value.reason is RefusalReason.NOT_PUBLIC
    assert stream.closed
