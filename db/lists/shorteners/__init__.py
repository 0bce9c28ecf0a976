"""What is known of short links."""
