"""`servers.preset` and the tables `policy_rules`, `policy_channels`, `policy_exempt_roles`; `server_changes`."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import ChannelId, RoleId, ServerId
from core.base.times import from_ms
from core.servers.policy import Action, ChannelMode, Policy, Preset, Tier
from db.engine.statements import Statements


class PolicyRows:
    """Fills services.servers.policy.PolicyStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def get(self, server: ServerId) -> Policy:
        row = await self._sql.one("SELECT preset, likely, images FROM servers WHERE id = $1", server)
        rules = await self._sql.all(
            "SELECT tier, category, action FROM policy_rules WHERE server_id = $1", server
        )
        channels = await self._sql.all(
            "SELECT channel_id, mode FROM policy_channels WHERE server_id = $1", server
        )
        roles = await self._sql.all("SELECT role_id FROM policy_exempt_roles WHERE server_id = $1", server)
        return Policy(
            preset=Preset.GENTLE if row is None else Preset(row["preset"]),
            rules={
                (Tier(rule["tier"]), _category(rule["category"])): Action(rule["action"]) for rule in rules
            },
            channels={ChannelId(channel["channel_id"]): ChannelMode(channel["mode"]) for channel in channels},
            exempt_roles=frozenset(RoleId(role["role_id"]) for role in roles),
            likely=None if row is None or row["likely"] is None else Action(row["likely"]),
            images=row is not None and bool(row["images"]),
        )

    async def set_up_with(self, server: ServerId, preset: Preset) -> datetime | None:
        row = await self._sql.one(
            "SELECT set_up_at FROM servers WHERE id = $1 AND preset = $2 AND set_up_at IS NOT NULL",
            server,
            str(preset),
        )
        return None if row is None else from_ms(row["set_up_at"])

    async def set_preset(self, server: ServerId, preset: Preset) -> None:
        await self._sql.run(
            "UPDATE servers SET preset = $2, likely = NULL WHERE id = $1", server, str(preset)
        )
        await self._sql.run("DELETE FROM policy_rules WHERE server_id = $1 AND category = ''", server)

    async def set_rule(self, server: ServerId, tier: Tier, category: Category | None, action: Action) -> None:
        await self._sql.run(
            "INSERT INTO policy_rules (server_id, tier, category, action) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (server_id, tier, category) DO UPDATE SET action = excluded.action",
            server,
            str(tier),
            str(category or ""),
            str(action),
        )

    async def set_likely(self, server: ServerId, action: Action) -> None:
        await self._sql.run("UPDATE servers SET likely = $2 WHERE id = $1", server, str(action))

    async def set_images(self, server: ServerId, *, on: bool) -> None:
        await self._sql.run("UPDATE servers SET images = $2 WHERE id = $1", server, int(on))

    async def set_channel(self, server: ServerId, channel: ChannelId, mode: ChannelMode) -> None:
        await self._sql.run(
            "INSERT INTO policy_channels (server_id, channel_id, mode) VALUES ($1, $2, $3) "
            "ON CONFLICT (server_id, channel_id) DO UPDATE SET mode = excluded.mode",
            server,
            channel,
            str(mode),
        )

    async def exempt(self, server: ServerId, role: RoleId) -> None:
        await self._sql.run(
            "INSERT INTO policy_exempt_roles (server_id, role_id) VALUES ($1, $2)", server, role
        )

    async def end_exemption(self, server: ServerId, role: RoleId) -> None:
        await self._sql.run(
            "DELETE FROM policy_exempt_roles WHERE server_id = $1 AND role_id = $2", server, role
        )

    async def servers_changed_since(self, revision: int) -> tuple[int, list[ServerId]]:
        rows = await self._sql.all(
            "SELECT revision, server_id FROM server_changes WHERE revision > $1 ORDER BY revision", revision
        )
        newest = rows[-1]["revision"] if rows else revision
        return newest, [ServerId(row["server_id"]) for row in rows]


def _category(text: str) -> Category | None:
    return Category(text) if text else None
