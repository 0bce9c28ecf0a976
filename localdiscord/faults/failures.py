"""Calls that are refused, limited, or answered by nobody."""

import fnmatch
import time
from dataclasses import dataclass, field

from localdiscord.errors import ApiError, no_more, refused
from localdiscord.faults.crashes import Moment


@dataclass(eq=False)
class Fault:
    """Something goes wrong at the calls that match, so often, for so long, or until `end`."""

    method: str
    path: str
    times: int | None = None
    """The number of calls at which it goes wrong; None: every one."""
    until: float | None = None
    """The `time.monotonic` at which it is over; None: when it is spent or ended."""
    met: int = field(default=0, init=False)
    """Calls that it met so far."""
    ended: bool = field(default=False, init=False)

    def end(self) -> None:
        """Make Discord well again: no further call is met."""
        self.ended = True

    @property
    def active(self) -> bool:
        spent = self.times is not None and self.met >= self.times
        over = self.until is not None and time.monotonic() >= self.until
        return not (self.ended or spent or over)

    def concerns(self, method: str, path: str) -> bool:
        """Whether it is there for this call; it is not counted yet."""
        return self.active and matches(method, path, self.method, self.path)


@dataclass(eq=False)
class Failure(Fault):
    """Calls that match get this answer, and Discord does nothing."""

    status: int = 500
    code: int = 0
    """Discord's JSON error code."""
    retry_after: float | None = None
    """Seconds that a 429 names; None: what is left until it is over."""
    via: bool = True
    """Whether the answer bears the `Via` header; without it discord.py takes a 429 for a ban by Cloudflare."""

    def error(self) -> ApiError:
        error = refused(self.code, self.status) if self.code else ApiError(self.status, 0, "injected")
        if self.status == 429:
            error = no_more(error, self._wait())
        if self.via:
            error.headers["Via"] = "1.1 fake"
        return error

    def _wait(self) -> float:
        if self.retry_after is not None:
            return self.retry_after
        return max(0.0, (self.until or 0) - time.monotonic())


@dataclass(eq=False)
class RouteLimit(Failure):
    """A bucket is spent: calls get a 429 with Discord's headers of the bucket."""

    shared: bool = False
    """The limit is the resource's, not the bot's: calls are left (`Remaining`), and yet each is refused."""

    def error(self) -> ApiError:
        error, wait = super().error(), self._wait()
        error.headers |= {
            "X-RateLimit-Limit": "10",
            "X-RateLimit-Remaining": "9" if self.shared else "0",
            "X-RateLimit-Reset": f"{time.time() + wait:.3f}",
            "X-RateLimit-Reset-After": f"{wait:.3f}",
            "X-RateLimit-Bucket": f"{self.method} {self.path}",
            "X-RateLimit-Scope": "shared" if self.shared else "user",
        }
        return error


@dataclass(eq=False)
class GlobalLimit(Failure):
    """The bot spent its 50 calls a second: all calls wait, save answers to interactions and those of webhooks."""

    def concerns(self, method: str, path: str) -> bool:
        return super().concerns(method, path) and not path.startswith(("/interactions/", "/webhooks/"))

    def error(self) -> ApiError:
        return no_more(super().error(), self._wait(), everywhere=True)


@dataclass(eq=False)
class CloudflareBan(Failure):
    """Too many invalid calls: what stands before Discord answers every call of this address, in plain text."""

    def error(self) -> ApiError:
        error = ApiError(429, 0, "banned by Cloudflare", headers={"Retry-After": str(round(self._wait()))})
        error.page = "error code: 1015"
        return error


@dataclass(eq=False)
class LostAnswer(Fault):
    """The connection breaks before or after Discord acted on the call, or a gateway timeout stands for the answer."""

    moment: Moment = "after"
    status: int | None = None
    """What a proxy answers in place of Discord (502, 504); None: the connection is reset."""


def matches(method: str, path: str, wanted_method: str, glob: str) -> bool:
    """Whether a call matches. `*` is any method; in the glob it also passes over slashes."""
    return wanted_method in ("*", method) and fnmatch.fnmatchcase(path, glob)
