"""The list on the web that the demo's servers follow."""

import asyncio

from demo.shelf import Shelf, shelf


async def asked(held: Shelf, *more: str) -> tuple[str, str]:
    """The status line and the body of what the server answers."""
    host, _, port = held.address.partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    head = "\r\n".join(["GET /places.txt HTTP/1.1", f"Host: {held.address}", *more, "", ""])
    writer.write(head.encode())
    answer = (await reader.read()).decode()
    writer.close()
    head, _, body = answer.partition("\r\n\r\n")
    return head.splitlines()[0], body


async def test_it_gives_the_list_as_it_is_now_and_says_when_nothing_changed() -> None:
    async with shelf() as held:
        held.holds(["a.example", "b.example"])
        assert await asked(held) == ("HTTP/1.1 200 OK", "a.example\nb.example\n")
        assert await asked(held, 'If-None-Match: "1"') == ("HTTP/1.1 304 Not Modified", "")
        held.holds(["c.example"])
        assert await asked(held, 'If-None-Match: "1"') == ("HTTP/1.1 200 OK", "c.example\n")
