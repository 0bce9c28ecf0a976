"""Pictures as Discord's media proxy gives them."""
