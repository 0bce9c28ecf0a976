"""What Discord answers about an invite or a post that waited, as services are told of it."""

from types import SimpleNamespace
from typing import Any, cast

import aiohttp
import discord
import pytest

from cogs.lists.discord_invites import DiscordInvites
from cogs.scanning.missed.posts_again import PostsAgain
from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import PostKind
from core.lists.invites import InviteAnswer
from services.lists.invite_questions import NotAnswered, WaitingPost


def refusal(status: int, code: int = 0) -> discord.HTTPException:
    kind = {403: discord.Forbidden, 404: discord.NotFound}.get(
        status, discord.DiscordServerError if status >= 500 else discord.HTTPException
    )
    return kind(
        cast("Any", SimpleNamespace(status=status, reason="")),
        "injected" if not code else {"code": code, "message": "injected"},
    )


class Client:
    """Answers every question with the same, or raises it."""

    unavailable = False  # as a server, which it is, too

    def __init__(self, answer: object) -> None:
        self.answer = answer

    async def fetch_invite(self, *_: object, **__: object) -> object:
        return self._said()

    async def fetch_message(self, _: int) -> object:
        return self._said()

    async def fetch_channel(self, _: int) -> object:
        return self._said()

    def get_guild(self, _: int) -> "Client":
        return self

    def get_thread(self, _: int) -> None:
        return None

    def get_channel_or_thread(self, _: int) -> None:
        return None

    def get_partial_messageable(self, _: int, *, guild_id: int) -> "Client":
        return self

    def _said(self) -> object:
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


NO_ANSWERS = [refusal(429), refusal(500), aiohttp.ClientError(), OSError(), TimeoutError()]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (
            SimpleNamespace(guild=SimpleNamespace(id=5, name="Elsewhere")),
            InviteAnswer(ServerId(5), "Elsewhere"),
        ),
        (SimpleNamespace(guild=None), InviteAnswer(None)),  # a group's direct channel
        (SimpleNamespace(guild=discord.Object(7)), InviteAnswer(ServerId(7))),
        (refusal(404), InviteAnswer(None)),
        (refusal(400), InviteAnswer(None)),
        (refusal(403, 50001), InviteAnswer(None)),  # for people whom it names alone
        (KeyError("channel"), InviteAnswer(None)),
    ],
)
async def test_what_is_behind_an_invite(said: object, answer: InviteAnswer) -> None:
    assert await DiscordInvites(cast("Any", Client(said))).behind("abc") == answer


@pytest.mark.parametrize("fault", [*NO_ANSWERS, refusal(401), refusal(403), discord.RateLimited(99)])
async def test_no_answer_is_no_answer(fault: Exception) -> None:
    with pytest.raises(NotAnswered):
        await DiscordInvites(cast("Any", Client(fault))).behind("abc")


@pytest.mark.parametrize("place", list(PostKind))
@pytest.mark.parametrize(
    ("fault", "done"), [(refusal(404), True), (refusal(403), True), *((each, False) for each in NO_ANSWERS)]
)
async def test_a_post_that_is_gone_is_done_with_and_another_is_tried_again(
    place: PostKind, fault: Exception, done: bool
) -> None:
    again = PostsAgain(client=cast("Any", Client(fault)), listener=cast("Any", None))
    post = WaitingPost(ServerId(1), place, ChannelId(2), MessageId(3), ("abc",), 1)
    assert await again.hear_again(post) is done
