"""What is not known yet of a post's links: it is asked about, and the post is looked at again when the answer is there."""

from services.lists.invites import Invites
from services.lists.lookup import Said
from services.scanning.posts import Post
from services.scanning.shorteners.noting import ShortPosts


class Unanswered:
    """Notes posts that hold invites or short links of which nobody knows yet where they lead."""

    def __init__(self, *, invites: Invites, short_posts: ShortPosts | None) -> None:
        """`short_posts`: None where the operator lets no shortener be asked."""
        self._invites = invites
        self._short_posts = short_posts

    async def note(self, post: Post, said: Said) -> None:
        """Have it asked about. Raises Unavailable."""
        if said.unknown:
            channel = post.channels[0]
            await self._invites.note_post(post.server, post.place, channel, post.message, said.unknown)
        if said.short and self._short_posts is not None:
            await self._short_posts.note(post, said.short)
