"""The refusals of the REST API.

ApiError                 any refusal: HTTP status, Discord's JSON error code, message
├── missing(...)         404, 100xx    the thing does not exist
├── no_access()          403, 50001    the bot cannot see the channel
├── no_permissions()     403, 50013    the bot lacks a permission, or stands too low
├── no_dm()              403, 50007    the user takes no direct messages
├── no_mutual_server()   403, 50278    no server holds both, so that no direct message reaches the user
├── archived()           400, 50083    the thread must be unarchived first
├── system_message()     403, 50021    a message of Discord's that nobody can delete
├── refused(...)         one of the codes in REFUSALS, with Discord's status and words
└── invalid(...)         400, 50035    the form is wrong, field by field
"""

from typing import Any

Issue = tuple[str, str, str]
"""A fault in a form: dotted path of the field, Discord's code for it, a message."""


REFUSALS = {
    30034: (400, "Max number of daily application command creates has been reached (200)"),
    30046: (429, "Maximum number of edits to messages older than 1 hour reached. Try again later"),
    40003: (403, "You are opening direct messages too fast"),
    50001: (403, "Missing Access"),
    50007: (403, "Cannot send messages to this user"),
    50013: (403, "Missing Permissions"),
    50021: (403, "Cannot execute action on a system message"),
    50083: (400, "Thread is archived"),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
}
"""Discord's JSON error code to the HTTP status that it comes with, and its words."""


class ApiError(Exception):
    """A refusal, with the status, headers and JSON body that the bot gets."""

    def __init__(
        self,
        status: int,
        code: int,
        message: str,
        errors: dict[str, Any] | None = None,
        headers: dict[str, str] | None = None,
    ) -> None:
        super().__init__(f"{status} {code} {message}")
        self.status = status
        self.headers = headers or {}
        self.page: str | None = None
        """What stands before Discord says, in place of the JSON."""
        self.body: dict[str, Any] = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


def missing(thing: str, code: int) -> ApiError:
    return ApiError(404, code, f"Unknown {thing}")


def refused(code: int, status: int | None = None) -> ApiError:
    """Make a refusal with this code; `status`, where it is another than Discord's, or the code is not in REFUSALS."""
    usual, words = REFUSALS.get(code, (status or 400, "injected"))
    return ApiError(status or usual, code, words)


def no_access() -> ApiError:
    return refused(50001)


def no_permissions() -> ApiError:
    return refused(50013)


def no_dm() -> ApiError:
    return refused(50007)


def no_mutual_server() -> ApiError:
    return refused(50278)


def archived() -> ApiError:
    return refused(50083)


def system_message() -> ApiError:
    return refused(50021)


def no_more(error: ApiError, retry_after: float, *, everywhere: bool = False) -> ApiError:
    """Turn a refusal into a rate limit: come back after so many seconds; `everywhere`: the limit is the global one."""
    error.headers |= {
        "Retry-After": f"{retry_after:.3f}",
        "X-RateLimit-Scope": "global" if everywhere else "user",
    }
    if everywhere:
        error.headers["X-RateLimit-Global"] = "true"
    error.body |= {"retry_after": retry_after, "global": everywhere}
    return error


def invalid(*issues: Issue) -> ApiError:
    """Make a refusal 50035 with Discord's nested tree of errors."""
    tree: dict[str, Any] = {}
    for path, code, message in issues:
        node = tree
        for part in filter(None, path.split(".")):
            node = node.setdefault(part, {})
        node.setdefault("_errors", []).append({"code": code, "message": message})
    return ApiError(400, 50035, "Invalid Form Body", tree)
