"""The options of `/campaign update` and `/campaign correct` that are about the picture."""

import discord

from core.base.errors import UserError
from core.base.well_formed import well_formed
from core.campaigns.pictures import PictureFault, PictureOffer, PictureStep


def picture_offer(
    picture: discord.Attachment | None, words: str | None, *, drop: bool = False, may_have_one: bool = False
) -> PictureOffer | None:
    """What a command says of the picture; None where it says nothing. `may_have_one`: words alone are for the picture that is there.

    Raises UserError: options that do not go together, no picture.
    """
    told = well_formed(words or "")
    if drop:
        if picture is not None or told:
            raise UserError("picture-and-drop")
        return PictureOffer(PictureStep.DROP)
    if picture is None:
        if told and not may_have_one:
            raise UserError("picture-words-alone")
        return PictureOffer(PictureStep.WORDS, told) if told else None
    if picture.content_type is not None and not picture.content_type.startswith("image/"):
        raise UserError(f"picture-{PictureFault.KIND}", megabytes=0)
    return PictureOffer(PictureStep.NEW, told, picture.url, picture.size)
