"""The picture of an update: what may be given, what is kept of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

GIVEN_BYTES: Final = 8 * 1024 * 1024
"""What is larger is not even fetched."""
GIVEN_DOTS: Final = 30_000_000
"""What has more dots is not decoded: a few bytes can stand for billions of them."""
KEPT_SIDE: Final = 1600
"""Dots of the longer side of what is kept; Discord shows fewer."""
KEPT_BYTES: Final = 512 * 1024
"""What each copy carries, and what the database keeps."""
PICTURES_KEPT: Final = 100
"""Of one server."""
PICTURE_FILE: Final = "picture.webp"


class PictureFault(StrEnum):
    """Why a picture was not taken."""

    LARGE = "large"
    DOTS = "dots"
    KIND = "kind"  # no PNG, JPEG, WebP or GIF
    BROKEN = "broken"
    SLOW = "slow"
    GONE = "gone"


class PictureStep(StrEnum):
    """What a command asks of an update's picture."""

    NEW = "new"
    WORDS = "words"  # another description of the one that it has
    DROP = "drop"


@dataclass(frozen=True, slots=True)
class PictureOffer:
    """What the options of a command said of the picture, until its form is sent. `url`, `size`: of the file at Discord; `size` in
    bytes.
    """

    step: PictureStep
    words: str = ""
    url: str = ""
    size: int = 0
