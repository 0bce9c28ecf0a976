"""Where the tests of scanning play, and a post as they want it."""

from core.base.ids import ChannelId, MessageId, RoleId, ServerId, UserId
from core.base.posts import PostKind
from core.scanning.detections import Person
from services.scanning.posts import Post

SERVER, OTHER = ServerId(11 * 10**16), ServerId(12 * 10**16)
REVIEW, GENERAL = ChannelId(21 * 10**16), ChannelId(22 * 10**16)
LISTED = "listed-forum.net"
LINK = f"https://{LISTED}/threads/x.1"
ALICE = Person(UserId(31 * 10**16), "alice")


def post(
    text: str = LINK,
    message: int = 1,
    *,
    server: ServerId = SERVER,
    channels: tuple[int, ...] = (GENERAL,),
    roles: frozenset[RoleId] | None = frozenset(),
    author: Person | None = ALICE,
    member: bool = True,
    place: PostKind = PostKind.MESSAGE,
    more: tuple[str, ...] = (),
    known: bool = True,
) -> Post:
    return Post(
        place=place,
        server=server,
        channels=[ChannelId(channel) for channel in channels],
        message=MessageId(message),
        texts=[text, *more],
        words=text,
        author=author,
        roles=roles,
        author_is_member=member,
        channels_known=known,
    )
