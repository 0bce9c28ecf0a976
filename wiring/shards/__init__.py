"""What runs this process's share of Discord's shards."""
