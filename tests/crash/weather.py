"""What goes wrong at Discord around each kill, at random."""

import time
from dataclasses import dataclass
from random import Random

from localdiscord import FakeDiscord

CALLS = (
    ("POST", "/channels/*/messages"),
    ("PATCH", "/channels/*/messages/*"),
    ("DELETE", "/channels/*/messages/*"),
    ("GET", "/channels/*/messages*"),
    ("GET", "/guilds/*/members/*"),
    ("POST", "/users/@me/channels"),
    ("POST", "/interactions/*/callback"),
    ("PATCH", "/webhooks/*"),
)
"""The kinds of calls that go wrong, and at which the process dies."""

_SHORT, _LONG = (0.1, 2.0), (20.0, 40.0)  # seconds of a rate limit; discord.py waits for both on the spot
_LONG_SHARE = 0.1  # of the rate limits
_LATE, _LATE_SHARE = (1.0, 6.0), 0.7  # seconds after READY; else a server has an outage
_RECOVERS = 0.5  # of the servers that have an outage, until the next kill
_MOST = 3  # things at once
_KINDS = ("error", "error", "limit", "limit", "everywhere", "reset", "lost", "lost", "lost", "absence")


@dataclass
class Weather:
    """Discord, misbehaving."""

    fd: FakeDiscord
    rng: Random
    guilds: list[str]
    clear_at: float = 0.0  # the `time.monotonic` until which a rate limit that was named may be waited for

    def change(self) -> list[str]:
        """Let up to three things go wrong, in addition to what still does; tells which."""
        for guild in self.guilds:
            self.fd.late.pop(guild, None)  # who is late this time comes when they come
            if guild in self.fd.outages and self.rng.random() < _RECOVERS:
                self.fd.recover(guild)
        return [self._worsen() for _ in range(self.rng.randint(0, _MOST))]

    def clear(self) -> None:
        """Let Discord be well."""
        self.fd.faults.end_all()
        for guild in self.guilds:
            if guild in self.fd.outages:
                self.fd.recover(guild)
            self.fd.arrive(guild)

    def _worsen(self) -> str:
        rng, (method, path) = self.rng, self.rng.choice(CALLS)
        times = rng.randint(1, 4)
        where = f"{method} {path}"
        match rng.choice(_KINDS):
            case "error":
                status = rng.choice((500, 502, 503))
                self.fd.inject(method, path, status=status, times=times)
                return f"{times}x {status} {where}"
            case "limit":
                return self._limit(method, path)
            case "everywhere":
                seconds = rng.uniform(*_SHORT)
                self.fd.limit_all(seconds)
                return f"global limit for {seconds:.1f} s"
            case "absence":
                return self._absence()
            case "reset":
                self.fd.lose_answer(method, path, times=times, moment="before")
                return f"{times}x reset before {where}"
            case _:
                proxy = rng.choice((None, None, 502))
                self.fd.lose_answer(method, path, times=times, status=proxy)
                return f"{times}x answer lost ({proxy or 'reset'}) after {where}"

    def _absence(self) -> str:
        """A server has an outage for some kills, or comes late after the next one."""
        guild = self.rng.choice(self.guilds)
        name = self.fd.guilds[guild]["name"]
        if guild in self.fd.outages or guild in self.fd.late:
            return f"{name} is away"
        if self.rng.random() < _LATE_SHARE:
            seconds = self.rng.uniform(*_LATE)
            self.fd.arrive_late(guild, seconds)
            return f"{name} arrives {seconds:.1f} s late"
        self.fd.outage(guild, status=self.rng.choice((None, 503)))
        return f"{name} has an outage"

    def _limit(self, method: str, path: str) -> str:
        """A rate limit: for a moment or for long, of the route or of the resource, or without `Via`."""
        rng = self.rng
        seconds = rng.uniform(*(_LONG if rng.random() < _LONG_SHARE else _SHORT))
        self.clear_at = max(self.clear_at, time.monotonic() + seconds)
        kind = rng.choice(("limit", "shared", "without Via"))
        if kind == "without Via":
            self.fd.inject(method, path, status=429, retry_after=seconds, via=False)
        else:
            self.fd.limit(method, path, seconds, shared=kind == "shared")
        return f"{kind} of {seconds:.1f} s at {method} {path}"
