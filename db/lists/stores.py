"""The stores of the wing of lists, on those of servers."""

from db.servers.stores import ServersStores


class ListsStores(ServersStores):
    """What a transaction of this wing and of those above offers."""
