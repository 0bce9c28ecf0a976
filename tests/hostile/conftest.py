"""Fresh worlds, and what the bot sends in them."""

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from simcord.http import client, router

from tests.desk.conftest import known_commands, worlds


@pytest.fixture
def sent() -> Iterator[list[Any]]:
    """Every body and audit reason that the bot sends to Discord, in order."""
    found: list[Any] = []

    def dispatch(backend: Any, method: str, path: str, **more: Any) -> Any:
        if more.get("json") is not None and not path.endswith("/commands"):
            found.append(more["json"])
        if more.get("reason"):
            found.append({"reason": more["reason"]})
        found.extend({"name": file.filename} for file in more.get("files") or [] if hasattr(file, "filename"))
        return router.dispatch(backend, method, path, **more)

    before = client.router
    vars(client)["router"] = SimpleNamespace(**{**vars(router), "dispatch": dispatch})
    yield found
    vars(client)["router"] = before


__all__ = ["known_commands", "sent", "worlds"]
