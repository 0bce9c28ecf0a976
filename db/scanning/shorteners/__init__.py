"""Which short links are asked about, and which posts wait for it."""
