"""Table `servers`: one row a server that did anything, with what `/setup` chose."""

import secrets

from core.base.ids import ChannelId, RoleId, ServerId, UserId
from core.base.times import to_ms
from db.base.outbox_rows import follow_review_channel, wake
from db.base.shared_statements import arm_anew, note
from db.engine.database import Database, Row, Statements
from db.engine.vault import Vault
from services.base.outbox import ChannelProblem, Kind
from services.base.ports import Clock
from services.servers.setup import ServerSettings


async def ensure_server(tx: Statements, server: ServerId) -> None:
    """Give the server its row and its pseudonym before another row refers to it."""
    await tx.run(
        "INSERT INTO servers (id, pseudonym) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING",
        server,
        _pseudonym(),
    )


def _pseudonym() -> str:
    """What other servers see: random, so that it says nothing about the server."""
    return f"server-{secrets.token_hex(3)}"


class ServerRows:
    """Fills services.servers.setup.ServerStore."""

    def __init__(self, database: Database, vault: Vault, clock: Clock) -> None:
        self._db = database
        self._vault = vault
        self._clock = clock

    async def get(self, server: ServerId) -> ServerSettings:
        rows = await self._db.glance.all("SELECT * FROM servers WHERE id = $1", server)
        return settings_of(rows[0]) if rows else ServerSettings(server)

    async def set_up(self) -> list[ServerId]:
        rows = await self._db.read.all("SELECT id FROM servers WHERE set_up_at IS NOT NULL ORDER BY id")
        return [ServerId(row["id"]) for row in rows]

    async def save(self, settings: ServerSettings, by: UserId, *, review_channel_named: bool) -> None:
        now, server = self._clock(), settings.server
        before = await self.get(server)
        async with self._db.bulk() as tx:
            await ensure_server(tx, server)
            await tx.run(
                "UPDATE servers SET list_name = $2, language = $3, review_channel_id = $4, moderator_role_id = $5, "
                "alert_role_id = $6, campaign_channel_id = $7, second_approval = $8, set_up_by_sealed = $9, "
                "set_up_at = coalesce(set_up_at, $10), digest = $11 WHERE id = $1",
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
            )
            await note(
                tx,
                self._vault,
                server,
                by,
                "setup",
                f"server/{server}",
                now,
                before=_told(before),
                after=_told(settings),
            )
            if review_channel_named and settings.review_channel is not None:
                await tx.run("UPDATE servers SET review_problem = NULL WHERE id = $1", server)
                await follow_review_channel(tx, server, settings.review_channel, now)
            else:
                await wake(tx, server, now)

    async def set_review_problem(self, server: ServerId, problem: ChannelProblem | None) -> bool:
        async with self._db.bulk() as tx:
            changed = await tx.run(
                "UPDATE servers SET review_problem = $2 WHERE id = $1 AND review_problem IS NOT $2",
                server,
                None if problem is None else str(problem),
            )
            if changed and problem is not None:
                # A message of its own: an edit of the last one would be seen by nobody.
                await arm_anew(tx, Kind.MANAGER_NOTICE, server, server, self._clock())
        return changed == 1

    async def set_up_by(self, server: ServerId) -> UserId | None:
        row = await self._db.read.one("SELECT set_up_by_sealed FROM servers WHERE id = $1", server)
        if row is None or row["set_up_by_sealed"] is None:
            return None
        return UserId(int(self._vault.open(row["set_up_by_sealed"], f"servers.set_up_by/{server}")))


def settings_of(row: Row) -> ServerSettings:
    """A row of `servers` as a value."""
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
        second_approval=bool(row["second_approval"]),
        digest=bool(row["digest"]),
        set_up=row["set_up_at"] is not None,
        review_problem=row["review_problem"],
        trust_group=row["trust_group"],
        banned=row["banned_at"] is not None,
    )


def _told(settings: ServerSettings) -> str:
    return (
        f"review={settings.review_channel} moderators={settings.moderator_role} alert={settings.alert_role} "
        f"campaign={settings.campaign_channel} language={settings.language} second={int(settings.second_approval)} digest={int(settings.digest)}"
    )
