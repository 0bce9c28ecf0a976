"""Tables `campaigns` and `follows`."""

from collections.abc import Sequence
from datetime import datetime

from core.base.authority import Caller
from core.base.ids import CampaignId, ChannelId, RoleId, ServerId, SiteId
from core.base.times import from_ms, to_ms
from core.campaigns.deliveries import Audience
from core.campaigns.texts import CampaignText
from db.base.shared_statements import next_id
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from services.campaigns.campaigns import NOTHING_WANTED, Wanted
from services.campaigns.records import Campaign, Follow, LostRole, StopReason

# A campaign with what other servers may know of its server: a name, and whether it is trusted.
_SEEN = "s.trust_group IS NOT NULL AND s.banned_at IS NULL AND c.visible = 'network'"
_COLUMNS = (
    f"c.*, coalesce(s.list_name, s.pseudonym) AS publisher, ({_SEEN}) AS trusted, "
    "(SELECT o.name FROM own_sites o WHERE o.id = c.site_id) AS site"
)
_SELECT = f"SELECT {_COLUMNS} FROM campaigns c JOIN servers s ON s.id = c.server_id"
# With the time of the newest update that the members of server $1 see.
_SELECT_UPDATED = (
    f"SELECT {_COLUMNS}, (SELECT max(u.published_at) FROM campaign_updates u "
    "LEFT JOIN deliveries d ON d.update_id = u.id AND d.server_id = $1 WHERE u.campaign_id = c.id "
    "AND u.standing IS NOT NULL AND (d.id IS NULL OR d.version IS NOT NULL)) AS updated_at "
    "FROM campaigns c JOIN servers s ON s.id = c.server_id"
)
_ANY_FOLLOW = 2**63 - 1
_OFFERED = 1000  # campaigns that are offered to one server


class CampaignRows:
    """Fills services.campaigns.campaigns.CampaignStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def made_by(self, form: str) -> CampaignId | None:
        row = await self._sql.one("SELECT id FROM campaigns WHERE form = $1", form)
        return None if row is None else CampaignId(row["id"])

    async def add(
        self, text: CampaignText, form: str, by: Caller, now: datetime, wanted: Wanted = NOTHING_WANTED
    ) -> CampaignId:
        campaign = CampaignId(await next_id(self._sql, "campaigns"))
        await self._sql.run(
            "INSERT INTO campaigns (id, server_id, title, summary, demand, link, form, made_by_sealed, made_at, visible, site_id) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
            "(SELECT o.id FROM own_sites o WHERE o.id = $11 AND o.server_id = $2))",
            campaign,
            by.server,
            text.title,
            text.summary,
            text.demand,
            text.link,
            form,
            self._vault.seal(str(by.user), f"campaigns.made_by/{campaign}"),
            to_ms(now),
            "server" if wanted.network is False else "network",
            wanted.site,
        )
        return campaign

    async def sites(self, server: ServerId) -> Sequence[tuple[SiteId, str]]:
        rows = await self._sql.all(
            "SELECT id, name FROM own_sites WHERE server_id = $1 ORDER BY folded LIMIT $2", server, _OFFERED
        )
        return [(SiteId(row["id"]), row["name"]) for row in rows]

    async def get(self, campaign: CampaignId) -> Campaign | None:
        row = await self._sql.one(f"{_SELECT} WHERE c.id = $1", campaign)
        return None if row is None else _campaign_of(row)

    async def visible(self, server: ServerId) -> Sequence[Campaign]:
        rows = await self._sql.all(
            f"{_SELECT} LEFT JOIN follows f ON f.campaign_id = c.id AND f.server_id = $1 AND f.ended_at IS NULL "
            f"WHERE c.server_id = $1 OR ({_SEEN}) "
            "ORDER BY c.server_id = $1 DESC, f.id IS NULL, c.id DESC LIMIT $2",
            server,
            _OFFERED,
        )
        return [_campaign_of(row) for row in rows]

    async def followed(self, server: ServerId) -> Sequence[Campaign]:
        rows = await self._sql.all(
            f"{_SELECT} JOIN follows f ON f.campaign_id = c.id WHERE f.server_id = $1 AND f.ended_at IS NULL "
            "ORDER BY c.id DESC",
            server,
        )
        return [_campaign_of(row) for row in rows]

    async def here(self, server: ServerId) -> Sequence[tuple[Campaign, datetime | None]]:
        rows = await self._sql.all(
            f"{_SELECT_UPDATED} LEFT JOIN follows f ON f.campaign_id = c.id AND f.server_id = $1 AND f.ended_at IS NULL "
            f"WHERE c.server_id = $1 OR (f.id IS NOT NULL AND {_SEEN}) "
            "ORDER BY c.server_id = $1 DESC, c.id DESC",
            server,
        )
        return [
            (_campaign_of(row), None if row["updated_at"] is None else from_ms(row["updated_at"]))
            for row in rows
        ]

    async def open_campaigns(self, server: ServerId) -> int:
        row = await self._sql.one(
            "SELECT count(*) AS n FROM campaigns WHERE server_id = $1 AND closed_at IS NULL", server
        )
        return 0 if row is None else int(row["n"])

    async def audience(
        self, campaign: CampaignId, after: ServerId, most: int, followed_to: int | None = None
    ) -> Audience:
        row = await self._sql.one(
            f"SELECT c.server_id, s.campaign_channel_id, ({_SEEN}) AS trusted "
            "FROM campaigns c JOIN servers s ON s.id = c.server_id WHERE c.id = $1",
            campaign,
        )
        if row is None:
            raise KeyError(campaign)
        follows = await self._sql.all(
            "SELECT server_id, approve FROM follows WHERE campaign_id = $1 AND ended_at IS NULL "
            "AND server_id > $2 AND id <= $3 ORDER BY server_id LIMIT $4",
            campaign,
            after,
            _ANY_FOLLOW if followed_to is None else followed_to,
            most,
        )
        return Audience(
            publisher=ServerId(row["server_id"]),
            followers={ServerId(follow["server_id"]): bool(follow["approve"]) for follow in follows},
            trusted=bool(row["trusted"]),
            own_channel=row["campaign_channel_id"] is not None,
        )

    async def close(self, campaign: CampaignId, outcome: str, now: datetime) -> bool:
        changed = await self._sql.run(
            "UPDATE campaigns SET outcome = $1, closed_at = $2 WHERE id = $3 AND closed_at IS NULL",
            outcome,
            to_ms(now),
            campaign,
        )
        return changed == 1

    async def follow(self, campaign: CampaignId, server: ServerId, follow: Follow, now: datetime) -> None:
        await self._sql.run(
            "INSERT INTO follows (campaign_id, server_id, channel_id, role_id, approve, followed_at) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (campaign_id, server_id) WHERE ended_at IS NULL "
            "DO UPDATE SET channel_id = excluded.channel_id, role_id = excluded.role_id, approve = excluded.approve",
            campaign,
            server,
            follow.channel,
            follow.role,
            int(follow.approve),
            to_ms(now),
        )

    async def unfollow(self, campaign: CampaignId, server: ServerId, now: datetime) -> bool:
        ended = await self._sql.run(
            "UPDATE follows SET ended_at = $1 WHERE campaign_id = $2 AND server_id = $3 AND ended_at IS NULL",
            to_ms(now),
            campaign,
            server,
        )
        return ended == 1

    async def follow_here(self, campaign: CampaignId, server: ServerId) -> Follow | None:
        row = await self._sql.one(
            "SELECT * FROM follows WHERE campaign_id = $1 AND server_id = $2 AND ended_at IS NULL",
            campaign,
            server,
        )
        return None if row is None else _follow_of(row)

    async def follows(self, server: ServerId) -> int:
        row = await self._sql.one(
            "SELECT count(*) AS n FROM follows WHERE server_id = $1 AND ended_at IS NULL", server
        )
        return 0 if row is None else int(row["n"])

    async def mentioning(self, server: ServerId, role: RoleId) -> Sequence[CampaignId]:
        rows = await self._sql.all(
            "SELECT campaign_id FROM follows WHERE server_id = $1 AND role_id = $2 AND ended_at IS NULL",
            server,
            role,
        )
        return [CampaignId(row["campaign_id"]) for row in rows]

    async def tell_role(self, campaign: CampaignId, server: ServerId, role: RoleId) -> int | None:
        row = await self._sql.one(
            "UPDATE follows SET role_told = role_id WHERE campaign_id = $1 AND server_id = $2 AND ended_at IS NULL "
            "AND role_id = $3 AND coalesce(role_told, 0) <> $3 RETURNING id",
            campaign,
            server,
            role,
        )
        return None if row is None else int(row["id"])

    async def told_of_role(self, campaign: CampaignId, server: ServerId) -> int | None:
        row = await self._sql.one(
            "SELECT id FROM follows WHERE campaign_id = $1 AND server_id = $2 AND ended_at IS NULL "
            "AND role_told IS NOT NULL",
            campaign,
            server,
        )
        return None if row is None else int(row["id"])

    async def lost_role(self, row: int) -> LostRole | None:
        found = await self._sql.one(
            "SELECT campaign_id, role_id, role_told, ended_at FROM follows WHERE id = $1", row
        )
        campaign = None if found is None else await self.get(CampaignId(found["campaign_id"]))
        if found is None or campaign is None:
            return None
        role = found["role_id"]
        return LostRole(
            campaign,
            None if role is None else RoleId(role),
            gone=role is not None and role == found["role_told"],
            follows=found["ended_at"] is None,
        )


def _campaign_of(row: Row) -> Campaign:
    return Campaign(
        id=CampaignId(row["id"]),
        server=ServerId(row["server_id"]),
        publisher=row["publisher"],
        trusted=bool(row["trusted"]),
        text=CampaignText(row["title"], row["summary"], row["demand"], row["link"]),
        made_at=from_ms(row["made_at"]),
        outcome=row["outcome"],
        closed_at=None if row["closed_at"] is None else from_ms(row["closed_at"]),
        network=row["visible"] == "network",
        site=row["site"],
        stopped_at=None if row["stopped_at"] is None else from_ms(row["stopped_at"]),
        stopped_why=None if row["stopped_why"] is None else StopReason(row["stopped_why"]),
    )


def _follow_of(row: Row) -> Follow:
    role = row["role_id"]
    return Follow(ChannelId(row["channel_id"]), None if role is None else RoleId(role), bool(row["approve"]))
