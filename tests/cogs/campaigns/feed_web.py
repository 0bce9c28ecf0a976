"""A web with one feed, which the bot reads in its own process."""

from collections.abc import Callable
from typing import Any, Self
from unittest.mock import patch

from services.base.fetching import Content, Failed, FailureReason, FetchRequest, FetchResult, Hop
from tests.services.campaigns.feeds.world import URL, Post, rss
from wiring.rowan import Rowan


class FeedWeb:
    """Gives the same feed to everybody, while it is entered."""

    def __init__(self) -> None:
        self.body = rss()
        self.fails = False
        self._patches = [
            patch("net.base.client.GuardedClient.fetch", self._fetch),
            patch("services.base.other_process.OtherProcess.call", _here),
        ]

    def holds(self, *posts: Post) -> None:
        self.body = rss(*reversed(posts))

    async def _fetch(self, *given: Any) -> FetchResult:
        request: FetchRequest = given[-1]
        hop = Hop(request.url, status=503 if self.fails else 200)
        return Failed(FailureReason.STATUS, [hop]) if self.fails else Content(self.body, [hop])

    def __enter__(self) -> Self:
        for each in self._patches:
            each.start()
        return self

    def __exit__(self, *_: object) -> None:
        for each in self._patches:
            each.stop()


async def _here(*given: Any) -> Any:
    """The function, called in this process: the first given is the other process where it is bound."""
    function: Callable[..., Any] = next(each for each in given if callable(each))
    return function(*given[given.index(function) + 1 :])


async def ask(rowan: Rowan) -> None:
    """Ask for every feed that is due."""
    await rowan.base.leases.renew()
    rounds = rowan.campaigns.feeds.rounds
    for row in await rounds.take(5):
        await rounds.perform(row)


__all__ = ["URL", "FeedWeb", "Post", "ask"]
