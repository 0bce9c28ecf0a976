"""Acting as a server's human manager in its settings; it does not matter to the bot who that is."""

from collections.abc import Sequence

from localdiscord.changing import as_overwrites
from localdiscord.shapes import Json
from localdiscord.world import World


class Managing(World):
    """Changes that the bot learns of from the gateway alone. `add_*` and `remove_member` are in ``building``."""

    def delete_channel(self, cid: str) -> None:
        """Delete a channel (CHANNEL_DELETE) or a thread (THREAD_DELETE);
        its messages stay in `history` for a test to read.
        """
        self.drop_channel(cid)

    def set_overwrites(self, cid: str, overwrites: Sequence[Json]) -> None:
        """Replace a channel's permission overwrites: `{"id", "type": 0 role | 1 member, "allow", "deny"}`."""
        self.change_channel(cid, permission_overwrites=as_overwrites(list(overwrites)))

    def make_public(self, cid: str) -> None:
        """Drop every overwrite: whoever may see the server's channels sees this one."""
        self.set_overwrites(cid, [])

    def make_private(self, cid: str, seen_by: Sequence[str]) -> None:
        """Hide a channel from all but these roles and members."""
        self.set_overwrites(cid, self.private_overwrites(self.channels[cid]["guild_id"], seen_by))

    def archive_thread(self, thread: str, *, locked: bool = False) -> None:
        """Archive a thread (THREAD_UPDATE): nothing in it can be changed until it is unarchived."""
        self.set_archived(thread, archived=True, locked=locked)

    def delete_role(self, gid: str, rid: str) -> None:
        self.drop_role(gid, rid)

    def set_role_permissions(self, gid: str, rid: str, permissions: int) -> None:
        """Give a role these permission bits (GUILD_ROLE_UPDATE); the bot's own role stands in `bot_role`."""
        self.change_role(gid, rid, permissions=str(permissions))

    def bot_role(self, gid: str) -> str:
        """The id of the role that the bot got when it joined."""
        return str(self.guilds[gid]["_members"][self.bot]["roles"][0])

    def give_role(self, gid: str, uid: str, rid: str) -> None:
        self.set_role_held(gid, uid, rid, held=True)

    def take_role(self, gid: str, uid: str, rid: str) -> None:
        self.set_role_held(gid, uid, rid, held=False)
