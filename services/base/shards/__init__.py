"""How processes share Discord's shards out among them."""
