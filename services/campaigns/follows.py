"""Following campaigns of other servers: where their updates are posted, whom they mention, who looks first."""

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CampaignId, RoleId, ServerId
from core.campaigns.deliveries import unfollowed
from services.base.outbox import Kind
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.campaigns.campaigns import FOLLOWS, Campaigns, CampaignsTx, meant, moderated, note
from services.campaigns.copies import write_copy
from services.campaigns.records import Campaign, Follow, LostRole


class Follows:
    """The use cases of `/campaign follow` and `unfollow`."""

    def __init__(
        self, *, storage: Storage[CampaignsTx], campaigns: Campaigns, outbox_bell: Bell, clock: Clock
    ) -> None:
        self._storage = storage
        self._campaigns = campaigns
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def follow(
        self, caller: Caller, typed: str, follow: Follow, *, lacking: str = ""
    ) -> tuple[Campaign, bool]:
        """Get another server's updates from now on; False where it was followed before and only how has changed.

        `lacking`: the permissions that Rowan has not got in the channel, by name. What was not posted yet goes where the
        follow now says. Raises UserError: unknown, one's own, over, too many, a channel or a role that will not do.
        """
        server = caller.server
        await moderated(self._storage.glance.servers, caller)
        if follow.role == RoleId(server):  # Discord gives @everyone the server's id
            raise UserError("campaign-role-everyone")
        if lacking:
            raise UserError("campaign-channel-closed", channel=f"<#{follow.channel}>", permissions=lacking)
        campaign = await self._campaigns.find(server, typed)
        if campaign.server == server:
            raise UserError("campaign-follow-own")
        async with self._storage.bulk() as tx:
            known = await tx.campaigns.follow_here(campaign.id, server)
            if known is None and campaign.closed_at is not None:
                raise UserError("campaign-closed-already")
            if known is None and campaign.stopped_why is not None:
                raise UserError("campaign-stopped")
            if known is None and await tx.campaigns.follows(server) >= FOLLOWS:
                raise UserError("campaign-follows-many", limit=FOLLOWS)
            await self._write_follow(tx, caller, campaign.id, known, follow)
        return campaign, known is None

    async def _write_follow(
        self, tx: CampaignsTx, caller: Caller, campaign: CampaignId, before: Follow | None, follow: Follow
    ) -> None:
        server, now = caller.server, self._clock()
        await tx.servers.ensure(server)
        await tx.campaigns.follow(campaign, server, follow, now)
        await tx.deliveries.look_first(campaign, server, approve=follow.approve)
        told_of_role = await tx.campaigns.told_of_role(campaign, server)
        if told_of_role is not None:  # the card says what is mentioned now
            await tx.outbox.refresh(Kind.FOLLOW_ROLE, told_of_role, server, now)
        told = "" if before is None else _told(before)
        await note(tx, caller, "campaign-follow", campaign, now, before=told, after=_told(follow))

    async def role_is_gone(self, campaign: CampaignId, server: ServerId, role: RoleId) -> None:
        """Have the server told, once, that the role which its follow mentions is gone."""
        now = self._clock()
        async with self._storage.durable() as tx:
            row = await tx.campaigns.tell_role(campaign, server, role)
            if row is not None:
                await tx.outbox.arm_anew(Kind.FOLLOW_ROLE, row, server, now)
        self._outbox_bell.ring()

    async def role_deleted(self, server: ServerId, role: RoleId) -> None:
        """Tell the server of each follow that mentions a role which was just deleted."""
        for campaign in await self._storage.read.campaigns.mentioning(server, role):
            await self.role_is_gone(campaign, server, role)

    async def lost_role(self, row: int) -> LostRole | None:
        """Give what a server is told of the role of a follow; None: the follow is gone."""
        return await self._storage.read.campaigns.lost_role(row)

    async def unfollow(self, caller: Caller, typed: str) -> Campaign:
        """Get no more updates; what waited for approval here ends. Raises UserError: not followed."""
        server = caller.server
        await moderated(self._storage.glance.servers, caller)
        followed = await self._storage.read.campaigns.followed(server)
        campaign = meant(typed, followed, lambda one: one.id, lambda one: one.text.title)
        if campaign is None:
            raise UserError("campaign-not-followed")
        now = self._clock()
        async with self._storage.bulk() as tx:
            if not await tx.campaigns.unfollow(campaign.id, server, now):
                raise UserError("campaign-not-followed")
            for known in await tx.deliveries.of_campaign(campaign.id, server):
                await write_copy(tx, known, unfollowed(known.delivery), now)
            await note(tx, caller, "campaign-unfollow", campaign.id, now)
        return campaign


def _told(follow: Follow) -> str:
    """A follow as the audit keeps it."""
    return f"channel={follow.channel} role={follow.role} approve={int(follow.approve)}"
