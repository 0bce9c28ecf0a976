"""The stores of the wing of scanning, on those of lists."""

from functools import cached_property

from db.lists.stores import ListsStores
from db.scanning.sighting_store import SightingRows


class ScanningStores(ListsStores):
    """What a transaction of this wing and of those above offers."""

    @cached_property
    def sightings(self) -> SightingRows:
        return SightingRows(self.sql)
