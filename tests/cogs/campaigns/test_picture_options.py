"""What the options of `/campaign update` and `correct` say of the picture."""

from dataclasses import dataclass
from typing import Any

from cogs.campaigns.picture_options import picture_offer
from core.campaigns.pictures import PictureOffer, PictureStep
from tests.wording import refused


@dataclass
class Given:
    """A file as Discord gives it."""

    url: str = "https://cdn.example/a.png"
    size: int = 5
    content_type: str | None = "image/png"


def test_options_are_read_or_refused_with_what_is_wrong() -> None:
    picture: Any = Given()
    assert picture_offer(None, None) is None
    assert picture_offer(picture, "Two people") == PictureOffer(PictureStep.NEW, "Two people", picture.url, 5)
    assert picture_offer(picture, None) == PictureOffer(
        PictureStep.NEW, "", picture.url, 5
    )  # refused when it is saved
    unknown: Any = Given(content_type=None)
    assert picture_offer(unknown, "x") == PictureOffer(PictureStep.NEW, "x", picture.url, 5)
    with refused("picture-words-alone"):
        picture_offer(None, "Two people")
    assert picture_offer(None, "Two", may_have_one=True) == PictureOffer(PictureStep.WORDS, "Two")
    assert picture_offer(None, None, drop=True, may_have_one=True) == PictureOffer(PictureStep.DROP)
    for given, words in ((picture, None), (None, "Two people"), (picture, "Two people")):
        with refused("picture-and-drop"):
            picture_offer(given, words, drop=True, may_have_one=True)
    text: Any = Given(content_type="text/plain; charset=utf-8")
    with refused("picture-kind"):
        picture_offer(text, "x")
