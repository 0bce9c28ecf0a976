"""Tables `servers`, one row a server that did anything, with what `/setup` chose, and `review_readers`."""

import secrets
from datetime import datetime

from core.base.ids import ChannelId, RoleId, ServerId, UserId
from core.base.times import to_ms
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from services.base.outbox import ChannelProblem
from services.servers.settings import ServerSettings


async def ensure_server(tx: Statements, server: ServerId) -> None:
    """Give the server its row and its pseudonym, before another row refers to it."""
    while await tx.one("SELECT 1 FROM servers WHERE id = $1", server) is None:
        # Another server may have the very same pseudonym: then it gets another one.
        await tx.run(
            "INSERT INTO servers (id, pseudonym) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            server,
            new_pseudonym(),
        )


def new_pseudonym() -> str:
    """Make the name under which other servers see this one: random, so that it says nothing about it."""
    return f"server-{secrets.token_hex(5)}"


class ServerRows:
    """Fills services.servers.setup.ServerStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def get(self, server: ServerId) -> ServerSettings:
        row = await self._sql.one("SELECT * FROM servers WHERE id = $1", server)
        if row is None:
            return ServerSettings(server)
        readers = await self._sql.all("SELECT role_id FROM review_readers WHERE server_id = $1", server)
        return settings_of(row, frozenset(RoleId(reader["role_id"]) for reader in readers))

    async def all_set_up(self) -> list[ServerId]:
        rows = await self._sql.all("SELECT id FROM servers WHERE set_up_at IS NOT NULL ORDER BY id")
        return [ServerId(row["id"]) for row in rows]

    async def ensure(self, server: ServerId) -> None:
        await ensure_server(self._sql, server)

    async def save(self, settings: ServerSettings, by: UserId, now: datetime) -> None:
        server = settings.server
        await ensure_server(self._sql, server)
        await self._sql.run(
            "UPDATE servers SET list_name = $2, language = $3, review_channel_id = $4, moderator_role_id = $5, "
            "alert_role_id = $6, campaign_channel_id = $7, second_approval = $8, set_up_by_sealed = $9, "
            "set_up_at = coalesce(set_up_at, $10), digest = $11, timezone = $12, "
            "author_notices = $13 WHERE id = $1",
            server,
            settings.list_name,
            settings.language,
            settings.review_channel,
            settings.moderator_role,
            settings.alert_role,
            settings.campaign_channel,
            int(settings.second_approval),
            self._vault.seal(str(by), f"servers.set_up_by/{server}"),
            to_ms(now),
            int(settings.digest),
            settings.timezone,
            int(settings.author_notices),
        )
        await self._sql.run("DELETE FROM review_readers WHERE server_id = $1", server)
        await self._sql.run_many(
            "INSERT INTO review_readers (server_id, role_id) VALUES ($1, $2)",
            [(server, role) for role in sorted(settings.review_readers)],
        )

    async def leave(self, server: ServerId, now: datetime) -> None:
        await self._sql.run(
            "UPDATE servers SET left_at = $2 WHERE id = $1 AND left_at IS NULL", server, to_ms(now)
        )

    async def has_left(self, server: ServerId) -> bool:
        row = await self._sql.one("SELECT 1 FROM servers WHERE id = $1 AND left_at IS NOT NULL", server)
        return row is not None

    async def come_back(self, server: ServerId) -> None:
        changed = await self._sql.run(
            "UPDATE servers SET left_at = NULL WHERE id = $1 AND left_at IS NOT NULL", server
        )
        if changed:  # what it stands for counts again: who began meanwhile does not know these keys
            await self._sql.run(
                "INSERT INTO list_changes (key) SELECT DISTINCT e.key FROM stances s "
                "JOIN shared_entries e ON e.id = s.entry_id WHERE s.server_id = $1",
                server,
            )

    async def set_review_problem(self, server: ServerId, problem: ChannelProblem | None) -> bool:
        changed = await self._sql.run(
            "UPDATE servers SET review_problem = $2 WHERE id = $1 AND coalesce(review_problem, '') <> coalesce($2, '')",
            server,
            None if problem is None else str(problem),
        )
        return changed == 1

    async def set_up_by(self, server: ServerId) -> UserId | None:
        row = await self._sql.one("SELECT set_up_by_sealed FROM servers WHERE id = $1", server)
        sealed = None if row is None else row["set_up_by_sealed"]
        opened = self._vault.open_or_none(sealed, f"servers.set_up_by/{server}")
        return None if opened is None else UserId(int(opened))


def settings_of(row: Row, review_readers: frozenset[RoleId]) -> ServerSettings:
    """Read a row of `servers` as a value."""
    review, moderator, alert, campaign = (
        row[name]
        for name in ("review_channel_id", "moderator_role_id", "alert_role_id", "campaign_channel_id")
    )
    return ServerSettings(
        server=ServerId(row["id"]),
        pseudonym=row["pseudonym"],
        list_name=row["list_name"],
        language=row["language"],
        review_channel=None if review is None else ChannelId(review),
        moderator_role=None if moderator is None else RoleId(moderator),
        alert_role=None if alert is None else RoleId(alert),
        campaign_channel=None if campaign is None else ChannelId(campaign),
        # On until a manager turns it off; a server that was set up before this was so keeps what it had.
        second_approval=bool(row["second_approval"]) or row["set_up_at"] is None,
        timezone=row["timezone"],
        digest=bool(row["digest"]),
        author_notices=bool(row["author_notices"]),
        set_up=row["set_up_at"] is not None,
        review_readers=review_readers,
        review_problem=row["review_problem"],
        trust_group=row["trust_group"],
        banned=row["banned_at"] is not None,
    )
