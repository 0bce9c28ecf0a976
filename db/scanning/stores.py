"""The stores of the wing of scanning, on those of the lists."""

from db.lists.stores import ListsStores


class ScanningStores(ListsStores):
    """What a transaction of this wing and of those above offers."""
