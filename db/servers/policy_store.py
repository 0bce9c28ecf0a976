"""`servers.preset` and the tables `policy_rules`, `policy_channels`, `policy_exempt_roles`; `server_changes`."""

from core.base.categories import Category
from core.base.ids import ChannelId, RoleId, ServerId, UserId
from core.servers.policy import Action, ChannelMode, Policy, Preset, Tier
from db.base.shared_statements import note
from db.engine.database import Database, Statements
from db.engine.vault import Vault
from db.servers.setup_store import ensure_server
from services.base.ports import Clock


class PolicyRows:
    """Fills services.servers.policy.PolicyStore and services.servers.cache.ServerChangeStore."""

    def __init__(self, database: Database, vault: Vault, clock: Clock) -> None:
        self._db = database
        self._vault = vault
        self._clock = clock

    async def get(self, server: ServerId) -> Policy:
        row = await self._db.read.one("SELECT preset FROM servers WHERE id = $1", server)
        rules = await self._db.read.all(
            "SELECT tier, category, action FROM policy_rules WHERE server_id = $1", server
        )
        channels = await self._db.read.all(
            "SELECT channel_id, mode FROM policy_channels WHERE server_id = $1", server
        )
        roles = await self._db.read.all(
            "SELECT role_id FROM policy_exempt_roles WHERE server_id = $1", server
        )
        return Policy(
            preset=Preset.GENTLE if row is None else Preset(row["preset"]),
            rules={
                (Tier(rule["tier"]), _category(rule["category"])): Action(rule["action"]) for rule in rules
            },
            channels={channel["channel_id"]: ChannelMode(channel["mode"]) for channel in channels},
            exempt_roles=frozenset(role["role_id"] for role in roles),
        )

    async def save_preset(self, server: ServerId, preset: Preset, by: UserId) -> None:
        async with self._db.bulk() as tx:
            await ensure_server(tx, server)
            before = await tx.one("SELECT preset FROM servers WHERE id = $1", server)
            await tx.run("UPDATE servers SET preset = $2 WHERE id = $1", server, str(preset))
            await tx.run("DELETE FROM policy_rules WHERE server_id = $1 AND category = ''", server)
            told = "" if before is None else str(before["preset"])
            await self._note(tx, server, by, "policy-preset", told, str(preset))

    async def save_rule(
        self, server: ServerId, tier: Tier, category: Category | None, action: Action, by: UserId
    ) -> None:
        async with self._db.bulk() as tx:
            await ensure_server(tx, server)
            await tx.run(
                "INSERT INTO policy_rules (server_id, tier, category, action) VALUES ($1, $2, $3, $4) "
                "ON CONFLICT (server_id, tier, category) DO UPDATE SET action = excluded.action",
                server,
                str(tier),
                str(category or ""),
                str(action),
            )
            await self._note(tx, server, by, "policy-rule", "", f"{tier}/{category or '*'} {action}")

    async def save_channel(self, server: ServerId, channel: ChannelId, mode: ChannelMode, by: UserId) -> None:
        async with self._db.bulk() as tx:
            await ensure_server(tx, server)
            await tx.run(
                "INSERT INTO policy_channels (server_id, channel_id, mode) VALUES ($1, $2, $3) "
                "ON CONFLICT (server_id, channel_id) DO UPDATE SET mode = excluded.mode",
                server,
                channel,
                str(mode),
            )
            await self._note(tx, server, by, "policy-channel", "", f"{channel} {mode}")

    async def toggle_exempt(self, server: ServerId, role: RoleId, by: UserId) -> bool:
        async with self._db.bulk() as tx:
            await ensure_server(tx, server)
            ended = await tx.run(
                "DELETE FROM policy_exempt_roles WHERE server_id = $1 AND role_id = $2", server, role
            )
            if not ended:
                await tx.run(
                    "INSERT INTO policy_exempt_roles (server_id, role_id) VALUES ($1, $2)", server, role
                )
            await self._note(tx, server, by, "policy-exempt", "", f"{role} {'ended' if ended else 'exempt'}")
        return not ended

    async def servers_changed_since(self, revision: int) -> tuple[int, list[ServerId]]:
        rows = await self._db.read.all(
            "SELECT revision, server_id FROM server_changes WHERE revision > $1 ORDER BY revision", revision
        )
        newest = rows[-1]["revision"] if rows else revision
        return newest, [ServerId(row["server_id"]) for row in rows]

    async def _note(
        self, tx: Statements, server: ServerId, by: UserId, action: str, before: str, after: str
    ) -> None:
        now = self._clock()
        await note(tx, self._vault, server, by, action, f"server/{server}", now, before=before, after=after)


def _category(text: str) -> Category | None:
    return Category(text) if text else None
