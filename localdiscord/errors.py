"""The refusals of the REST API.

ApiError                 any refusal: HTTP status, Discord's JSON error code, message
├── missing(...)         404, 100xx    the thing does not exist
├── no_access()          403, 50001    the bot cannot see the channel
├── no_permissions()     403, 50013    the bot lacks a permission, or stands too low
├── no_dm()              403, 50007    the user takes no direct messages
└── invalid(...)         400, 50035    the form is wrong, field by field
"""

from typing import Any

Issue = tuple[str, str, str]
"""A fault in a form: dotted path of the field, Discord's code for it, a message."""


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
        self.body: dict[str, Any] = {"message": message, "code": code}
        if errors:
            self.body["errors"] = errors


def missing(thing: str, code: int) -> ApiError:
    return ApiError(404, code, f"Unknown {thing}")


def no_access() -> ApiError:
    return ApiError(403, 50001, "Missing Access")


def no_permissions() -> ApiError:
    return ApiError(403, 50013, "Missing Permissions")


def no_dm() -> ApiError:
    return ApiError(403, 50007, "Cannot send messages to this user")


def invalid(*issues: Issue) -> ApiError:
    """Make a refusal 50035 with Discord's nested tree of errors."""
    tree: dict[str, Any] = {}
    for path, code, message in issues:
        node = tree
        for part in filter(None, path.split(".")):
            node = node.setdefault(part, {})
        node.setdefault("_errors", []).append({"code": code, "message": message})
    return ApiError(400, 50035, "Invalid Form Body", tree)
