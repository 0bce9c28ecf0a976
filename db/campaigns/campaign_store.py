"""Tables `campaigns` and `follows`."""

from collections.abc import Sequence
from datetime import datetime

from core.base.authority import Caller
from core.base.ids import CampaignId, ChannelId, RoleId, ServerId
from core.base.times import from_ms, to_ms
from core.campaigns.texts import CampaignText
from core.campaigns.versions import unfollowed
from db.base.shared_statements import next_id, note
from db.campaigns.delivery_rows import deliveries_here, write_delivery
from db.engine.database import Database, Row, Statements
from db.engine.vault import Vault
from db.servers.setup_store import ensure_server
from services.campaigns.records import Campaign, Follow

# A campaign with what other servers may know of its own: a name and whether it is trusted.
CAMPAIGN_COLUMNS = (
    "c.*, coalesce(s.list_name, s.pseudonym) AS publisher, "
    "(s.trust_group IS NOT NULL AND s.banned_at IS NULL) AS trusted"
)
_SELECT = f"SELECT {CAMPAIGN_COLUMNS} FROM campaigns c JOIN servers s ON s.id = c.server_id"
_OFFERED = 1000  # campaigns that one server can choose from


class CampaignRows:
    """Fills services.campaigns.campaigns.CampaignStore."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    async def create(self, text: CampaignText, form: str, by: Caller, now: datetime) -> Campaign:
        async with self._db.bulk() as tx:
            known = await tx.one("SELECT id FROM campaigns WHERE form = $1", form)
            campaign = int(known["id"]) if known else await self._insert(tx, text, form, by, now)
        created = await self.get(CampaignId(campaign))
        assert created is not None  # noqa: S101  # it was just written
        return created

    async def _insert(self, tx: Statements, text: CampaignText, form: str, by: Caller, now: datetime) -> int:
        await ensure_server(tx, by.server)
        campaign = await next_id(tx, "campaigns")
        await tx.run(
            "INSERT INTO campaigns (id, server_id, title, summary, demand, link, form, made_by_sealed, made_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            campaign,
            by.server,
            text.title,
            text.summary,
            text.demand,
            text.link,
            form,
            self._vault.seal(str(by.user), f"campaigns.made_by/{campaign}"),
            to_ms(now),
        )
        await note(
            tx,
            self._vault,
            by.server,
            by.user,
            "campaign-create",
            f"campaign/{campaign}",
            now,
            after=text.title,
        )
        return campaign

    async def get(self, campaign: CampaignId) -> Campaign | None:
        row = await self._db.read.one(f"{_SELECT} WHERE c.id = $1", campaign)
        return None if row is None else campaign_of(row)

    async def visible(self, server: ServerId) -> Sequence[Campaign]:
        rows = await self._db.read.all(
            f"{_SELECT} LEFT JOIN follows f ON f.campaign_id = c.id AND f.server_id = $1 AND f.ended_at IS NULL "
            "WHERE c.server_id = $1 OR (s.trust_group IS NOT NULL AND s.banned_at IS NULL) "
            "ORDER BY c.server_id = $1 DESC, f.id IS NULL, c.id DESC LIMIT $2",
            server,
            _OFFERED,
        )
        return [campaign_of(row) for row in rows]

    async def followed(self, server: ServerId) -> Sequence[Campaign]:
        rows = await self._db.read.all(
            f"{_SELECT} JOIN follows f ON f.campaign_id = c.id WHERE f.server_id = $1 AND f.ended_at IS NULL "
            "ORDER BY c.id DESC",
            server,
        )
        return [campaign_of(row) for row in rows]

    async def open_campaigns(self, server: ServerId) -> int:
        row = await self._db.read.one(
            "SELECT count(*) AS n FROM campaigns WHERE server_id = $1 AND closed_at IS NULL", server
        )
        return 0 if row is None else int(row["n"])

    async def close(self, campaign: CampaignId, outcome: str, by: Caller, now: datetime) -> bool:
        async with self._db.bulk() as tx:
            changed = await tx.run(
                "UPDATE campaigns SET outcome = $1, closed_at = $2 WHERE id = $3 AND closed_at IS NULL",
                outcome,
                to_ms(now),
                campaign,
            )
            if changed:
                subject = f"campaign/{campaign}"
                await note(tx, self._vault, by.server, by.user, "campaign-close", subject, now, after=outcome)
        return changed == 1

    async def follow(self, campaign: CampaignId, follow: Follow, by: Caller, now: datetime) -> bool:
        async with self._db.bulk() as tx:
            await ensure_server(tx, by.server)
            before = await tx.one(
                "SELECT * FROM follows WHERE campaign_id = $1 AND server_id = $2 AND ended_at IS NULL",
                campaign,
                by.server,
            )
            await tx.run(
                "INSERT INTO follows (campaign_id, server_id, channel_id, role_id, approve, followed_at) "
                "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (campaign_id, server_id) WHERE ended_at IS NULL "
                "DO UPDATE SET channel_id = excluded.channel_id, role_id = excluded.role_id, approve = excluded.approve",
                campaign,
                by.server,
                follow.channel,
                follow.role,
                int(follow.approve),
                to_ms(now),
            )
            await tx.run(
                "UPDATE deliveries SET approve = $1 WHERE server_id = $2 AND state = 'open' "
                "AND update_id IN (SELECT id FROM campaign_updates WHERE campaign_id = $3)",
                int(follow.approve),
                by.server,
                campaign,
            )
            await note(
                tx,
                self._vault,
                by.server,
                by.user,
                "campaign-follow",
                f"campaign/{campaign}",
                now,
                before="" if before is None else _told(follow_of(before)),
                after=_told(follow),
            )
        return before is None

    async def unfollow(self, campaign: CampaignId, by: Caller, now: datetime) -> bool:
        async with self._db.bulk() as tx:
            ended = await tx.run(
                "UPDATE follows SET ended_at = $1 WHERE campaign_id = $2 AND server_id = $3 AND ended_at IS NULL",
                to_ms(now),
                campaign,
                by.server,
            )
            if not ended:
                return False
            for row, delivery in await deliveries_here(tx, campaign, by.server):
                await write_delivery(tx, row, delivery, unfollowed(delivery), now)
            await note(tx, self._vault, by.server, by.user, "campaign-unfollow", f"campaign/{campaign}", now)
        return True

    async def follow_here(self, campaign: CampaignId, server: ServerId) -> Follow | None:
        row = await self._db.read.one(
            "SELECT * FROM follows WHERE campaign_id = $1 AND server_id = $2 AND ended_at IS NULL",
            campaign,
            server,
        )
        return None if row is None else follow_of(row)

    async def follows(self, server: ServerId) -> int:
        row = await self._db.read.one(
            "SELECT count(*) AS n FROM follows WHERE server_id = $1 AND ended_at IS NULL", server
        )
        return 0 if row is None else int(row["n"])


def campaign_of(row: Row) -> Campaign:
    """A row with CAMPAIGN_COLUMNS."""
    return Campaign(
        id=CampaignId(row["id"]),
        server=ServerId(row["server_id"]),
        publisher=row["publisher"],
        trusted=bool(row["trusted"]),
        text=CampaignText(row["title"], row["summary"], row["demand"], row["link"]),
        made_at=from_ms(row["made_at"]),
        outcome=row["outcome"],
        closed_at=None if row["closed_at"] is None else from_ms(row["closed_at"]),
    )


def follow_of(row: Row) -> Follow:
    """A row of `follows`."""
    role = row["role_id"]
    return Follow(ChannelId(row["channel_id"]), None if role is None else RoleId(role), bool(row["approve"]))


def _told(follow: Follow) -> str:
    return f"channel={follow.channel} role={follow.role} approve={int(follow.approve)}"
