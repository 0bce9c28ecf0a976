"""The answers of the operator's commands as text for a terminal, which bot.py prints."""

from collections.abc import Sequence

from services.base.texts import Say
from services.lists.shared_list.forgetting import ForgetServer
from services.lists.shared_list.trust import KnownServer, Trust, printable

_GAP = "  "


class OperatorAnswers:
    """Does `servers`, `trust`, `untrust`, `ban` and `forget`, and words the answer. Raises UserError for bad input."""

    def __init__(self, *, trust: Trust, forgetting: ForgetServer, say: Say) -> None:
        self._trust = trust
        self._forgetting = forgetting
        self._say = say

    async def servers(self) -> str:
        """List the servers that Rowan knows, as a table."""
        known = await self._trust.servers()
        if not known:
            return self._say("servers-none")
        heads = [self._say(f"servers-head-{name}") for name in _COLUMNS]
        return table([heads, *(self._row(server) for server in known)])

    def _row(self, known: KnownServer) -> list[str]:
        group = printable(known.group) if known.group else self._say("servers-untrusted")
        return [
            str(known.server),
            printable(known.name),
            self._say("servers-yes" if known.set_up else "servers-no"),
            self._say("servers-banned") if known.banned else group,
            str(known.entries),
            str(known.stances),
        ]

    async def trust(self, server: str, group: str | None) -> str:
        """Let a server's stances count."""
        trusted, given = await self._trust.trust(server, group)
        others = await self._trust.mates(trusted, given)
        return self._say("trust-trusted", server=str(trusted), group=given, others=others)

    async def untrust(self, server: str) -> str:
        """Let a server's stances count no more."""
        known, changed = await self._trust.untrust(server)
        return self._say("trust-untrusted" if changed else "trust-not-trusted", server=str(known))

    async def ban(self, server: str) -> str:
        """Shut a server out of the shared list."""
        known, changed = await self._trust.ban(server)
        return self._say("trust-banned" if changed else "trust-banned-already", server=str(known))

    async def forget(self, server: str) -> str:
        """Delete all that is kept of a server."""
        done = await self._forgetting.forget(server)
        told = self._say("forget-done", server=str(done.server), rows=done.rows)
        return told if done.erased else f"{told}\n{self._say('forget-not-erased')}"


_COLUMNS = ("id", "name", "set-up", "group", "entries", "stances")


def table(rows: Sequence[Sequence[str]]) -> str:
    """Lay rows out in columns, each as wide as its widest cell."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return "\n".join(
        _GAP.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )
