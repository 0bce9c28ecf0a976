"""The part of the register (db/base/register.py) that is about the screen of campaigns: pictures, and the places that updates name."""

from collections.abc import Mapping
from typing import Final

from core.base.retention import Promise
from db.base.stored import Personal, PersonalWhile, Table

SCREEN_TABLES: Final[Mapping[str, Table]] = {
    "update_pictures": Table(
        "id server_id made_at unused_at",
        {
            "picture_sealed": PersonalWhile(
                "a draft or an approved version shows it: each copy carries it, and a correction writes copies anew",
                ("pictures",),
            )
        },
        ends={"pictures": Promise.STAMPED},
    ),
    "picture_offers": Table(
        "form server_id made_at expires_at",
        {name: Personal(Promise.STAMPED, ("picture-offers",)) for name in ("offered_key", "offer_sealed")},
        ends={"picture-offers": Promise.STAMPED},
    ),
    "update_places": Table("key update_id", kept="as its update: a change of a list must find it"),
    "places_looked": Table("only revision named_to", kept="one row"),
    "update_redraws": Table("update_id after", kept="until an update's copies were made due"),
}
